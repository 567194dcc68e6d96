import { fsbp, owaspLlm } from "../control.js";
import type { Resource } from "../resource.js";
import { rule, type Violations } from "../rule.js";
import { ofEach } from "../undecided.js";
import { letsInEverybody, statementsOf } from "./policy-statements.js";

/** By resource type, the input that is a policy on the resource. */
const POLICIES: Readonly<Record<string, string>> = {
  "aws:ecr/repositoryPolicy:RepositoryPolicy": "policy",
  "aws:kms/key:Key": "policy",
  "aws:kms/keyPolicy:KeyPolicy": "policy",
  "aws:s3/bucket:Bucket": "policy",
  "aws:s3/bucketV2:BucketV2": "policy",
  "aws:s3/bucketPolicy:BucketPolicy": "policy",
  "aws:s3/vectorsVectorBucketPolicy:VectorsVectorBucketPolicy": "policy",
  "aws:sagemaker/modelPackageGroupPolicy:ModelPackageGroupPolicy": "resourcePolicy",
  "aws:secretsmanager/secret:Secret": "policy",
  "aws:secretsmanager/secretPolicy:SecretPolicy": "policy",
  "aws:sns/topic:Topic": "policy",
  "aws:sns/topicPolicy:TopicPolicy": "policy",
  "aws:sqs/queue:Queue": "policy",
  "aws:sqs/queuePolicy:QueuePolicy": "policy",
};

export const resourcePolicyNotPublic = rule({
  name: "aws-resource-policy-not-public",
  description: "No policy opens data, models, keys, queues or functions to everybody.",
  cloud: "aws",
  severity: "critical",
  level: "mandatory",
  controls: [
    fsbp("S3.2"),
    fsbp("S3.3"),
    fsbp("KMS.5"),
    fsbp("Lambda.1"),
    fsbp("SNS.4"),
    fsbp("SQS.3"),
    owaspLlm(2),
    owaspLlm(10),
  ],
  remediation: "Name accounts, roles or services as principals, or hold everybody to an organization or a source.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
  scope: "resource",
  checks: {
    ...Object.fromEntries(
      Object.entries(POLICIES).map(([type, input]) => [type, ({ inputs }: Resource) => open(input, inputs[input])]),
    ),
    "aws:lambda/permission:Permission": ({ inputs }) =>
      inputs.principal === "*" && !["principalOrgId", "sourceAccount", "sourceArn"].some((key) => key in inputs)
        ? ["principal is *, and no principalOrgId, sourceAccount or sourceArn holds it to somebody"]
        : [],
  },
});

function open(input: string, document: unknown): Violations {
  return ofEach(statementsOf(document), (statement, index) =>
    letsInEverybody(statement) ? [`${input} lets everybody in, in its Statement[${index}]`] : [],
  );
}
