import { beforeAll, expect, test } from "vitest";
import {
  SageMakerExecutionRole,
  type SageMakerExecutionRoleArgs,
} from "../../../../components/aws/sagemaker-domain/sagemaker-execution-role.js";
import { type Deployed, deploy } from "../../../support/mocks.js";

const ROLE = "aws:iam/role:Role::exec";
const CONCERNS = ["data", "images", "jobs", "network", "studio", "telemetry"];
const args = {
  bucketArn: "arn:aws:s3:::artifacts",
  vpcId: "vpc-1",
  modelPackageGroupName: "models",
} satisfies SageMakerExecutionRoleArgs;
const KEY = "arn:aws:kms:us-east-1:123456789012:key/1";
const SAGEMAKER = "arn:aws:sagemaker:us-east-1:123456789012:";
const OWN_DOMAIN = "${sagemaker:DomainId}";
const OWN_PROFILE = `${SAGEMAKER}user-profile/${OWN_DOMAIN}/\${sagemaker:UserProfileName}`;

interface Statement {
  readonly Effect: string;
  readonly Action: string[];
  readonly Resource: string[];
  readonly Condition?: Record<string, Record<string, string>>;
}

const deployed = (more: Partial<SageMakerExecutionRoleArgs> = {}) =>
  deploy(() => new SageMakerExecutionRole("exec", { ...args, ...more }));
const policyOf = ({ inputs }: Deployed<unknown>, concern: string): string =>
  inputs[`aws:iam/rolePolicy:RolePolicy::exec-${concern}`]?.policy;
/** The role's statements, by inline policy. */
const statementsOf = (role: Deployed<unknown>): Record<string, Statement[]> =>
  Object.fromEntries(CONCERNS.map((concern) => [concern, JSON.parse(policyOf(role, concern)).Statement]));

/** The role with no optional argument. */
let plain: Deployed<SageMakerExecutionRole>;
/** The role with a key. */
let keyed: Deployed<SageMakerExecutionRole>;
beforeAll(async () => {
  plain = await deployed();
  keyed = await deployed({ kmsKeyArn: KEY });
});

/** The only statement among `statements` that allows `action` on `resource`. */
function allowing(statements: Statement[] | undefined, action: string, resource: string): Statement {
  const found = statements?.filter(({ Action, Resource }) => Action.includes(action) && Resource.includes(resource));
  expect(found, `statements for ${action} on ${resource}`).toHaveLength(1);
  return found![0]!;
}

test("registers a role with one inline policy for each concern, and no managed policy", () => {
  const { tree, inputs } = plain;
  expect(tree).toEqual([
    "ai-stack:aws:SageMakerExecutionRole exec",
    "  aws:iam/role:Role exec",
    "  aws:iam/rolePolicy:RolePolicy exec-data",
    "  aws:iam/rolePolicy:RolePolicy exec-images",
    "  aws:iam/rolePolicy:RolePolicy exec-jobs",
    "  aws:iam/rolePolicy:RolePolicy exec-network",
    "  aws:iam/rolePolicy:RolePolicy exec-studio",
    "  aws:iam/rolePolicy:RolePolicy exec-telemetry",
  ]);
  expect(inputs[ROLE]).not.toHaveProperty("managedPolicyArns");
  expect(JSON.stringify(inputs)).not.toContain("FullAccess");
  for (const concern of CONCERNS)
    expect(inputs[`aws:iam/rolePolicy:RolePolicy::exec-${concern}`]).toMatchObject({ role: "<exec.name>" });
});

test("publishes the role's ARN and name", () => {
  const { outputs } = plain;
  expect(outputs["ai-stack:aws:SageMakerExecutionRole::exec"]).toEqual({ arn: "<exec.arn>", roleName: "<exec.name>" });
});

test("only SageMaker takes the role, and only for this account", () => {
  const { inputs } = plain;
  expect(JSON.parse(inputs[ROLE]!.assumeRolePolicy)).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "sagemaker.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
      },
    ],
  });
});

test("the role's name begins with project, stack and name", () => {
  const { inputs } = plain;
  expect(inputs[ROLE]).toMatchObject({ namePrefix: "ai-stack-test-exec-" });
});

test("a long name is cut to the 38 characters that IAM leaves for a prefix", async () => {
  const long = "a".repeat(60);
  const { inputs } = await deploy(() => new SageMakerExecutionRole(long, args));
  expect(inputs[`aws:iam/role:Role::${long}`]!.namePrefix).toHaveLength(38);
});

test("reads and writes the objects of its bucket and no other", () => {
  const { data } = statementsOf(plain);
  expect(data).toEqual([
    {
      Effect: "Allow",
      Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
      Resource: ["arn:aws:s3:::artifacts"],
    },
    {
      Effect: "Allow",
      Action: [
        "s3:AbortMultipartUpload",
        "s3:DeleteObject",
        "s3:GetObject",
        "s3:ListMultipartUploadParts",
        "s3:PutObject",
      ],
      Resource: ["arn:aws:s3:::artifacts/*"],
    },
  ]);
});

test("uses a given key, and grants its use to AWS services only", () => {
  const { data } = statementsOf(keyed);
  expect(data?.slice(2)).toEqual([
    {
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext"],
      Resource: [KEY],
    },
    {
      Effect: "Allow",
      Action: ["kms:CreateGrant"],
      Resource: [KEY],
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ]);
});

test("pulls images of the Deep Learning Containers' account by default", () => {
  const { images } = statementsOf(plain);
  expect(allowing(images, "ecr:BatchGetImage", "arn:aws:ecr:us-east-1:763104351884:repository/*").Action).toEqual([
    "ecr:BatchCheckLayerAvailability",
    "ecr:BatchGetImage",
    "ecr:GetDownloadUrlForLayer",
  ]);
});

test("pulls images of the given repositories instead", async () => {
  const repository = "arn:aws:ecr:us-east-1:123456789012:repository/train";
  const { images } = statementsOf(await deployed({ imageRepositoryArns: [repository] }));
  expect(allowing(images, "ecr:BatchGetImage", repository).Resource).toEqual([repository]);
});

test("writes the logs of SageMaker only", () => {
  const { telemetry } = statementsOf(plain);
  const logs = "arn:aws:logs:us-east-1:123456789012:log-group:/aws/sagemaker/*";
  expect(allowing(telemetry, "logs:PutLogEvents", logs).Resource).toEqual([logs]);
});

test("writes metrics in SageMaker's namespaces only", () => {
  const { telemetry } = statementsOf(plain);
  expect(allowing(telemetry, "cloudwatch:PutMetricData", "*").Condition).toEqual({
    StringLike: { "cloudwatch:namespace": "/aws/sagemaker/*" },
  });
});

test.each([
  ["ec2:CreateNetworkInterface", "arn:aws:ec2:us-east-1:*:subnet/*"],
  ["ec2:CreateNetworkInterface", "arn:aws:ec2:us-east-1:*:security-group/*"],
  ["ec2:CreateNetworkInterfacePermission", "arn:aws:ec2:us-east-1:123456789012:network-interface/*"],
  ["ec2:DeleteNetworkInterface", "arn:aws:ec2:us-east-1:123456789012:network-interface/*"],
  ["ec2:DeleteNetworkInterfacePermission", "arn:aws:ec2:us-east-1:123456789012:network-interface/*"],
])("%s on %s is for the VPC only", (action, resource) => {
  const { network } = statementsOf(plain);
  expect(allowing(network, action, resource).Condition).toEqual({
    ArnLike: { "ec2:Vpc": "arn:aws:ec2:us-east-1:*:vpc/vpc-1" },
  });
});

test("creates network interfaces in this account only", () => {
  const { network } = statementsOf(plain);
  const interfaces = "arn:aws:ec2:us-east-1:123456789012:network-interface/*";
  expect(allowing(network, "ec2:CreateNetworkInterface", interfaces).Resource).toEqual([interfaces]);
});

test.each([
  ["sagemaker:CreateSpace", `${SAGEMAKER}space/${OWN_DOMAIN}/*`],
  ["sagemaker:UpdateSpace", `${SAGEMAKER}space/${OWN_DOMAIN}/*`],
  ["sagemaker:DeleteSpace", `${SAGEMAKER}space/${OWN_DOMAIN}/*`],
  ["sagemaker:CreateApp", `${SAGEMAKER}app/${OWN_DOMAIN}/*`],
  ["sagemaker:DeleteApp", `${SAGEMAKER}app/${OWN_DOMAIN}/*`],
])("%s is for a user's own private spaces", (action, resource) => {
  const { studio } = statementsOf(plain);
  expect(allowing(studio, action, resource)).toMatchObject({
    Resource: [resource],
    Condition: {
      ArnLike: { "sagemaker:OwnerUserProfileArn": OWN_PROFILE },
      StringEquals: { "sagemaker:SpaceSharingType": "Private" },
    },
  });
});

test("a user signs in as nobody else", () => {
  const { studio } = statementsOf(plain);
  expect(allowing(studio, "sagemaker:CreatePresignedDomainUrl", OWN_PROFILE).Resource).toEqual([OWN_PROFILE]);
});

test.each(["processing-job/*", "training-job/*", "model-package-group/models", "model-package/models/*"])(
  "tags %s, which Studio does with all that it makes",
  (resource) => {
    const { jobs } = statementsOf(plain);
    expect(allowing(jobs, "sagemaker:AddTags", SAGEMAKER + resource).Action).toContain("sagemaker:ListTags");
  },
);

test.each(["app", "space"])("tags each new %s of its domain", (kind) => {
  const { studio } = statementsOf(plain);
  allowing(studio, "sagemaker:AddTags", `${SAGEMAKER}${kind}/${OWN_DOMAIN}/*`);
});

test("registers models in the given group only", () => {
  const { jobs } = statementsOf(plain);
  const group = `${SAGEMAKER}model-package-group/models`;
  expect(allowing(jobs, "sagemaker:CreateModelPackage", group).Resource).toEqual([
    group,
    `${SAGEMAKER}model-package/models/*`,
  ]);
});

test("runs training and processing jobs of this account and region", () => {
  const { jobs } = statementsOf(plain);
  expect(allowing(jobs, "sagemaker:CreateTrainingJob", `${SAGEMAKER}training-job/*`)).toEqual({
    Effect: "Allow",
    Action: [
      "sagemaker:CreateProcessingJob",
      "sagemaker:CreateTrainingJob",
      "sagemaker:DescribeProcessingJob",
      "sagemaker:DescribeTrainingJob",
      "sagemaker:StopProcessingJob",
      "sagemaker:StopTrainingJob",
    ],
    Resource: [`${SAGEMAKER}processing-job/*`, `${SAGEMAKER}training-job/*`],
  });
});

test("passes itself to SageMaker, and nothing else to anybody", () => {
  const statements = Object.values(statementsOf(plain)).flat();
  expect(statements.filter(({ Action }) => Action.some((action) => action.startsWith("iam:")))).toEqual([
    {
      Effect: "Allow",
      Action: ["iam:PassRole"],
      Resource: ["<exec.arn>"],
      Condition: { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
    },
  ]);
});

test("allows no wildcard of actions", () => {
  const actions = Object.values(statementsOf(keyed))
    .flat()
    .flatMap(({ Action }) => Action);
  expect(actions.filter((action) => action.includes("*"))).toEqual([]);
});

test("allows on every resource only what has no resource level", () => {
  const actions = Object.values(statementsOf(keyed))
    .flat()
    .filter(({ Resource }) => Resource.includes("*"))
    .flatMap(({ Action }) => Action);
  expect(actions.sort()).toEqual([
    "cloudwatch:PutMetricData",
    "ec2:DescribeDhcpOptions",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcs",
    "ecr:GetAuthorizationToken",
    "sagemaker:ListApps",
    "sagemaker:ListDomains",
    "sagemaker:ListMlflowApps",
    "sagemaker:ListModelPackageGroups",
    "sagemaker:ListProcessingJobs",
    "sagemaker:ListSpaces",
    "sagemaker:ListTrainingJobs",
    "sagemaker:ListUserProfiles",
  ]);
});

test("its policies leave room under IAM's 10,240 characters of inline policies in a role", async () => {
  const sizes = CONCERNS.map((concern) => policyOf(keyed, concern).length);
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(8000);
});

test("tags the role", async () => {
  const { inputs } = await deployed({ tags: { team: "ml" } });
  expect(inputs[ROLE]).toMatchObject({ tags: { team: "ml" } });
});

test("transform has the last word on the role and each policy", async () => {
  const { inputs } = await deployed({
    transform: {
      role: { description: "ours" },
      data: { policy: "our data" },
      images: { policy: "our images" },
      jobs: { policy: "our jobs" },
      network: { policy: "our network" },
      studio: { policy: "our studio" },
      telemetry: { policy: "our telemetry" },
    },
  });
  expect(inputs[ROLE]).toMatchObject({ description: "ours", namePrefix: "ai-stack-test-exec-" });
  for (const concern of CONCERNS)
    expect(inputs[`aws:iam/rolePolicy:RolePolicy::exec-${concern}`]).toMatchObject({ policy: `our ${concern}` });
});
