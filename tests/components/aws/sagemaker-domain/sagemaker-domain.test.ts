import * as pulumi from "@pulumi/pulumi";
import { beforeAll, expect, test } from "vitest";
import { SageMakerDomain } from "../../../../components/aws/sagemaker-domain/sagemaker-domain.js";
import type { SageMakerDomainArgs } from "../../../../components/aws/sagemaker-domain/sagemaker-domain-args.js";
import { type Deployed, deploy } from "../../../support/mocks.js";

const COMPONENT = "ai-stack:aws:SageMakerDomain::studio"; // spelled out: a changed token replaces users' state
const DOMAIN = "aws:sagemaker/domain:Domain::studio";
const BUCKET = "aws:s3/bucket:Bucket::studio-artifacts";
const GROUP = "aws:sagemaker/modelPackageGroup:ModelPackageGroup::studio-models";
const MLFLOW = "aws:sagemaker/mlflowApp:MlflowApp::studio-mlflow";
const MLFLOW_ACCESS = "aws:iam/rolePolicy:RolePolicy::studio-mlflow-access";
const ROLE = "ai-stack:aws:SageMakerExecutionRole::studio-role";
const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup::studio-security-group";
const SELF_INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule::studio-self-ingress";
const SELF_EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule::studio-self-egress";
const HTTPS_EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule::studio-https-egress";
const profile = (user: string) => `aws:sagemaker/userProfile:UserProfile::studio-user-${user}`;

const KEY = "arn:aws:kms:us-east-1:123456789012:key/1";
const args: SageMakerDomainArgs = { vpcId: "vpc-1", subnetIds: ["subnet-a", "subnet-b"], users: ["ana"] };
const deployed = (more: Partial<SageMakerDomainArgs> = {}, name = "studio") =>
  deploy(() => new SageMakerDomain(name, { ...args, ...more }));

/** The component with no optional argument. */
let plain: Deployed<SageMakerDomain>;
beforeAll(async () => {
  plain = await deployed();
});

test("registers domain, profiles, role, security group, bucket, model group and MLflow under the component", async () => {
  const { tree } = await deployed({ users: ["ana", "Bo-2"] });
  expect(tree).toEqual([
    "ai-stack:aws:SageMakerDomain studio",
    "  ai-stack:aws:PrivateBucket studio-artifacts",
    "    aws:s3/bucket:Bucket studio-artifacts",
    "    aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration studio-artifacts-lifecycle",
    "    aws:s3/bucketOwnershipControls:BucketOwnershipControls studio-artifacts-ownership",
    "    aws:s3/bucketPolicy:BucketPolicy studio-artifacts-policy",
    "    aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock studio-artifacts-public-access",
    "    aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration studio-artifacts-encryption",
    "    aws:s3/bucketVersioning:BucketVersioning studio-artifacts-versioning",
    "  ai-stack:aws:SageMakerExecutionRole studio-role",
    "    aws:iam/role:Role studio-role",
    "    aws:iam/rolePolicy:RolePolicy studio-role-data",
    "    aws:iam/rolePolicy:RolePolicy studio-role-images",
    "    aws:iam/rolePolicy:RolePolicy studio-role-jobs",
    "    aws:iam/rolePolicy:RolePolicy studio-role-network",
    "    aws:iam/rolePolicy:RolePolicy studio-role-studio",
    "    aws:iam/rolePolicy:RolePolicy studio-role-telemetry",
    "  aws:ec2/securityGroup:SecurityGroup studio-security-group",
    "  aws:iam/rolePolicy:RolePolicy studio-mlflow-access",
    "  aws:sagemaker/domain:Domain studio",
    "  aws:sagemaker/mlflowApp:MlflowApp studio-mlflow",
    "  aws:sagemaker/modelPackageGroup:ModelPackageGroup studio-models",
    "  aws:sagemaker/userProfile:UserProfile studio-user-Bo-2",
    "  aws:sagemaker/userProfile:UserProfile studio-user-ana",
    "  aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule studio-https-egress",
    "  aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule studio-self-egress",
    "  aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule studio-self-ingress",
  ]);
});

test("by default IAM users reach Studio in the VPC only, apps stop after an hour, home directories are kept", () => {
  const { inputs } = plain;
  const idle = {
    appLifecycleManagement: { idleSettings: { lifecycleManagement: "ENABLED", idleTimeoutInMinutes: 60 } },
  };
  expect(inputs[DOMAIN]).toEqual({
    domainName: "ai-stack-test-studio",
    authMode: "IAM",
    vpcId: "vpc-1",
    subnetIds: ["subnet-a", "subnet-b"],
    appNetworkAccessType: "VpcOnly",
    retentionPolicy: { homeEfsFileSystem: "Retain" },
    tagPropagation: "ENABLED",
    defaultUserSettings: {
      executionRole: "<studio-role.arn>",
      securityGroups: ["<studio-security-group.id>"],
      studioWebPortal: "ENABLED",
      defaultLandingUri: "studio::",
      jupyterLabAppSettings: idle,
      codeEditorAppSettings: idle,
    },
  });
});

test("the component's inputs hold its documented arguments, defaults included, and no callback", async () => {
  const { inputs } = await deployed({ transform: { domain: { authMode: "SSO" } } });
  expect(inputs[COMPONENT]).toEqual({
    ...args,
    idleTimeoutMinutes: 60,
    keepHomeDirectories: true,
    keepArtifacts: true,
  });
});

test("publishes the domain, its address, the artifacts, the role and the model package group", () => {
  const { outputs, result } = plain;
  expect(result.cloud).toBe("aws");
  expect(outputs[COMPONENT]).toEqual({
    platformId: "<studio.arn>",
    domainId: "<studio.id>",
    url: "<studio.url>",
    artifactsUrl: "s3://<studio-artifacts.bucket>",
    executionRoleArn: "<studio-role.arn>",
    modelPackageGroupName: "ai-stack-test-studio-models",
  });
});

test("each user has a profile of the domain under their own name", async () => {
  const { inputs } = await deployed({ users: ["ana", "Bo-2"] });
  expect(inputs[profile("ana")]).toEqual({ domainId: "<studio.id>", userProfileName: "ana" });
  expect(inputs[profile("Bo-2")]).toEqual({ domainId: "<studio.id>", userProfileName: "Bo-2" });
});

test("the domain waits for every permission of its role", () => {
  const { resources } = plain;
  expect(resources[DOMAIN]!.dependencies).toEqual([
    "aws:ec2/securityGroup:SecurityGroup::studio-security-group",
    "aws:iam/role:Role::studio-role",
    "aws:iam/rolePolicy:RolePolicy::studio-role-data",
    "aws:iam/rolePolicy:RolePolicy::studio-role-images",
    "aws:iam/rolePolicy:RolePolicy::studio-role-jobs",
    "aws:iam/rolePolicy:RolePolicy::studio-role-network",
    "aws:iam/rolePolicy:RolePolicy::studio-role-studio",
    "aws:iam/rolePolicy:RolePolicy::studio-role-telemetry",
  ]);
});

test("MLflow waits for the permission to write its artifacts", () => {
  const { resources } = plain;
  expect(resources[MLFLOW]!.dependencies).toContain("aws:iam/rolePolicy:RolePolicy::studio-role-data");
});

test.each([DOMAIN, MLFLOW])("%s is tried again while its role propagates", (resource) => {
  const { resources } = plain;
  expect(resources[resource]!.errorHooks).toHaveLength(1);
});

test("a replaced domain goes first: a user's name cannot be in two", () => {
  const { resources } = plain;
  expect(resources[DOMAIN]!.deleteBeforeReplace).toBe(true);
});

test("idleTimeoutMinutes sets both kinds of app", async () => {
  const { inputs } = await deployed({ idleTimeoutMinutes: 525_600 });
  const idle = { appLifecycleManagement: { idleSettings: { idleTimeoutInMinutes: 525_600 } } };
  expect(inputs[DOMAIN]!.defaultUserSettings).toMatchObject({
    jupyterLabAppSettings: idle,
    codeEditorAppSettings: idle,
  });
});

test("keepHomeDirectories false deletes them with the domain", async () => {
  const { inputs } = await deployed({ keepHomeDirectories: false });
  expect(inputs[DOMAIN]).toMatchObject({ retentionPolicy: { homeEfsFileSystem: "Delete" } });
});

test.each([
  [undefined, false],
  [true, false],
  [false, true],
])("with keepArtifacts %s, objects are deleted with the bucket: %s", async (keepArtifacts, forceDestroy) => {
  const { inputs } = await deployed({ keepArtifacts });
  expect(inputs[BUCKET]).toMatchObject({ forceDestroy });
});

test("a key encrypts home directories, volumes and artifacts, and the role may use it", async () => {
  const { inputs } = await deployed({ kmsKeyArn: KEY });
  expect(inputs[DOMAIN]).toMatchObject({ kmsKeyId: KEY });
  expect(inputs["ai-stack:aws:PrivateBucket::studio-artifacts"]).toMatchObject({ kmsKeyArn: KEY });
  expect(inputs[ROLE]).toMatchObject({ kmsKeyArn: KEY });
});

test("the role reaches the domain's bucket, VPC, model package group and given images", async () => {
  const imageRepositoryArns = ["arn:aws:ecr:us-east-1:123456789012:repository/train"];
  const { inputs } = await deployed({ imageRepositoryArns });
  expect(inputs[ROLE]).toEqual({
    bucketArn: "<studio-artifacts.arn>",
    vpcId: "vpc-1",
    modelPackageGroupName: "ai-stack-test-studio-models",
    imageRepositoryArns,
  });
});

test("MLflow keeps its artifacts in the bucket, works as the role and is the domain's default", () => {
  const { inputs } = plain;
  expect(inputs[MLFLOW]).toEqual({
    name: "ai-stack-test-studio-mlflow",
    artifactStoreUri: "s3://<studio-artifacts.bucket>/mlflow",
    roleArn: "<studio-role.arn>",
    defaultDomainIdLists: ["<studio.id>"],
  });
});

test("users reach that MLflow app only", () => {
  const { inputs } = plain;
  expect(inputs[MLFLOW_ACCESS]!.role).toBe("<studio-role.name>");
  expect(JSON.parse(inputs[MLFLOW_ACCESS]!.policy).Statement).toEqual([
    {
      Effect: "Allow",
      Action: ["sagemaker:CallMlflowAppApi", "sagemaker:CreatePresignedMlflowAppUrl", "sagemaker:DescribeMlflowApp"],
      Resource: ["<studio-mlflow.arn>"],
    },
    { Effect: "Allow", Action: ["sagemaker-mlflow:*"], Resource: ["<studio-mlflow.arn>"] },
  ]);
});

test("the model package group's name is lower-case, as it is in the ARNs that policies name", async () => {
  const { inputs } = await deploy(() => {
    pulumi.runtime.setMockOptions(pulumi.runtime.getMonitor(), "AI-Stack", "Prod", false);
    return new SageMakerDomain("studio", args);
  });
  expect(inputs[GROUP]).toEqual({ modelPackageGroupName: "ai-stack-prod-studio-models" });
});

test("apps and jobs reach each other in every way", () => {
  const { inputs } = plain;
  const itself = {
    securityGroupId: "<studio-security-group.id>",
    referencedSecurityGroupId: "<studio-security-group.id>",
    ipProtocol: "-1",
  };
  expect(inputs[SELF_INGRESS]).toEqual(itself);
  expect(inputs[SELF_EGRESS]).toEqual(itself);
});

test("apps and jobs reach everything else over HTTPS only", () => {
  const { inputs } = plain;
  expect(inputs[HTTPS_EGRESS]).toEqual({
    securityGroupId: "<studio-security-group.id>",
    cidrIpv4: "0.0.0.0/0",
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
  });
});

test("the security group is in the VPC, and its deletion waits for lingering network interfaces", () => {
  const { resources } = plain;
  expect(resources[SECURITY_GROUP]!.inputs).toMatchObject({ vpcId: "vpc-1" });
  expect(Object.values(resources[SECURITY_GROUP]!.customTimeouts)).toEqual(["30m"]);
});

test("tags everything that takes tags", async () => {
  const { inputs } = await deployed({ tags: { team: "ml" } });
  const tagged = Object.keys(inputs).filter((key) => key.startsWith("aws:") && inputs[key]?.tags?.team === "ml");
  expect(tagged.sort()).toEqual([
    SECURITY_GROUP,
    "aws:iam/role:Role::studio-role",
    BUCKET,
    DOMAIN,
    MLFLOW,
    GROUP,
    profile("ana"),
    HTTPS_EGRESS,
    SELF_EGRESS,
    SELF_INGRESS,
  ]);
});

test("names no policy with full access", async () => {
  const { inputs } = await deployed({ kmsKeyArn: KEY });
  expect(JSON.stringify(inputs)).not.toContain("FullAccess");
});

test("the longest name gives names that SageMaker accepts", async () => {
  const name = "a".repeat(45);
  const { inputs } = await deployed({}, name);
  const names = [
    inputs[`aws:sagemaker/domain:Domain::${name}`]!.domainName,
    inputs[`aws:sagemaker/modelPackageGroup:ModelPackageGroup::${name}-models`]!.modelPackageGroupName,
    inputs[`aws:sagemaker/mlflowApp:MlflowApp::${name}-mlflow`]!.name,
  ];
  for (const each of names) expect(each).toMatch(/^(?=.{1,63}$)[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/);
  expect(new Set(names).size).toBe(3);
});

test.each([59, 525_601, 60.5])(
  "fails: idleTimeoutMinutes %s, before anything registers",
  async (idleTimeoutMinutes) => {
    const { tree } = await deploy(() => {
      expect(() => new SageMakerDomain("studio", { ...args, idleTimeoutMinutes })).toThrow(
        `'idleTimeoutMinutes' must be a whole number from 60 to 525600, got ${idleTimeoutMinutes}`,
      );
    });
    expect(tree).toEqual([]);
  },
);

test.each([
  [[], "'users' must name at least one user"],
  [["ana", "ana lovelace"], `'users' must be names of up to 63 letters, digits and inner hyphens, got "ana lovelace"`],
  [[""], `'users' must be names of up to 63 letters, digits and inner hyphens, got ""`],
  [["ana-"], `'users' must be names of up to 63 letters, digits and inner hyphens, got "ana-"`],
  [["-ana"], `'users' must be names of up to 63 letters, digits and inner hyphens, got "-ana"`],
  [["a".repeat(64)], "'users' must be names of up to 63 letters, digits and inner hyphens"],
  [["ana", "bo", "Ana"], `'users' must differ in more than case, got ["ana","Ana"]`],
  [["Ana", "ana"], `'users' must differ in more than case, got ["Ana","ana"]`],
  [["ana", "ana"], `'users' must differ in more than case, got ["ana","ana"]`],
])("fails: users %j, before anything registers", async (users, message) => {
  const { tree } = await deploy(() => {
    expect(() => new SageMakerDomain("studio", { ...args, users })).toThrow(message);
  });
  expect(tree).toEqual([]);
});

test("accepts a user's name of 63 characters with repeated hyphens", async () => {
  const user = `a--${"b".repeat(60)}`;
  const { inputs } = await deployed({ users: [user] });
  expect(inputs[profile(user)]).toMatchObject({ userProfileName: user });
});

test.each(["Studio", "a".repeat(46), "sthree-studio"])("fails: name %s, before anything registers", async (name) => {
  const { tree } = await deploy(() => {
    expect(() => new SageMakerDomain(name, args)).toThrow(
      `'name' must be up to 45 lower-case letters, digits and hyphens that may begin a bucket's name, got "${name}"`,
    );
  });
  expect(tree).toEqual([]);
});

test("transform has the last word on each child", async () => {
  const { inputs } = await deployed({
    transform: {
      domain: { domainName: "ours" },
      userProfile: { userProfileName: "ours" },
      modelPackageGroup: { modelPackageGroupName: "ours" },
      mlflow: { name: "ours" },
      mlflowAccess: { policy: "ours" },
      artifacts: { keep: false },
      role: { vpcId: "vpc-ours" },
      securityGroup: { description: "ours" },
      httpsEgress: { cidrIpv4: "10.0.0.0/8" },
    },
  });
  expect(inputs).toMatchObject({
    [DOMAIN]: { domainName: "ours", authMode: "IAM" },
    [profile("ana")]: { userProfileName: "ours" },
    [GROUP]: { modelPackageGroupName: "ours" },
    [MLFLOW]: { name: "ours" },
    [MLFLOW_ACCESS]: { policy: "ours" },
    "ai-stack:aws:PrivateBucket::studio-artifacts": { keep: false },
    [ROLE]: { vpcId: "vpc-ours" },
    [SECURITY_GROUP]: { description: "ours" },
    [HTTPS_EGRESS]: { cidrIpv4: "10.0.0.0/8" },
  });
});
