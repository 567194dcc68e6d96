import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { resourcePolicyNotPublic } from "../../../policies/aws/resource-policy-not-public.js";
import { describeRule, expectVerdict } from "../support.js";

const PERMISSION = "aws:lambda/permission:Permission";
const open = JSON.stringify({ Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }] });
const ours = JSON.stringify({
  Statement: [{ Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "*", Resource: "*" }],
});

describeRule(resourcePolicyNotPublic, "aws:s3/bucketPolicy:BucketPolicy", {
  compliant: { inputs: { policy: ours } },
  broken: { inputs: { policy: open }, breaks: "policy lets everybody in, in its Statement[0]" },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { policy: UNKNOWN }, undecided: "policy" },
});

describeRule(resourcePolicyNotPublic, PERMISSION, {
  compliant: { inputs: { principal: "events.amazonaws.com" } },
  broken: {
    inputs: { principal: "*" },
    breaks: "principal is *, and no principalOrgId, sourceAccount or sourceArn holds it to somebody",
  },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { principal: UNKNOWN }, undecided: "principal" },
});

test.each([
  ["aws:ecr/repositoryPolicy:RepositoryPolicy", "policy"],
  ["aws:kms/key:Key", "policy"],
  ["aws:kms/keyPolicy:KeyPolicy", "policy"],
  ["aws:s3/bucket:Bucket", "policy"],
  ["aws:s3/bucketV2:BucketV2", "policy"],
  ["aws:s3/vectorsVectorBucketPolicy:VectorsVectorBucketPolicy", "policy"],
  ["aws:sagemaker/modelPackageGroupPolicy:ModelPackageGroupPolicy", "resourcePolicy"],
  ["aws:secretsmanager/secret:Secret", "policy"],
  ["aws:secretsmanager/secretPolicy:SecretPolicy", "policy"],
  ["aws:sns/topic:Topic", "policy"],
  ["aws:sns/topicPolicy:TopicPolicy", "policy"],
  ["aws:sqs/queue:Queue", "policy"],
  ["aws:sqs/queuePolicy:QueuePolicy", "policy"],
])("%s is looked at", (type, input) =>
  expectVerdict(resourcePolicyNotPublic, type, {
    inputs: { [input]: open },
    breaks: `${input} lets everybody in, in its Statement[0]`,
  }),
);

describe("everybody may call a function that is held to", () => {
  test.each(["principalOrgId", "sourceAccount", "sourceArn"])("%s", (input) =>
    expectVerdict(resourcePolicyNotPublic, PERMISSION, {
      inputs: { principal: "*", [input]: UNKNOWN },
      passes: true,
    }),
  );
});

test("a key's policy may name everybody of the account by conditions", () =>
  expectVerdict(resourcePolicyNotPublic, "aws:kms/key:Key", {
    inputs: {
      policy: JSON.stringify({
        Statement: [
          {
            Effect: "Allow",
            Principal: { AWS: "*" },
            Action: "kms:CreateGrant",
            Resource: "*",
            Condition: { StringEquals: { "kms:CallerAccount": "123456789012" } },
          },
        ],
      }),
    },
    passes: true,
  }));
