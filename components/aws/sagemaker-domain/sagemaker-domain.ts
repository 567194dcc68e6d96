import * as iam from "@pulumi/aws/iam/index.js";
import * as sagemaker from "@pulumi/aws/sagemaker/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { MlPlatform } from "../../contract.js";
import { physicalName } from "../../shared/names.js";
import { policyDocument } from "../iam-allowance.js";
import { iamPropagationHooks } from "../iam-propagation.js";
import { PrivateBucket } from "../private-bucket.js";
import { checkSageMakerDomain, type SageMakerDomainArgs } from "./sagemaker-domain-args.js";
import { SageMakerExecutionRole } from "./sagemaker-execution-role.js";
import { mlflowUse } from "./studio-permissions.js";
import { createStudioSecurityGroup } from "./studio-security-group.js";

/**
 * A SageMaker Studio domain that IAM users sign in to, in a VPC only. Users work in private JupyterLab and Code Editor
 * spaces; shared spaces and Studio Classic are off. Apps that idle are shut down. Apps and jobs reach each other, and
 * everything else over HTTPS; SageMaker adds the way to the home directories (NFS) itself.
 *
 * Give jobs and the SageMaker SDK (`default_bucket`) the artifact bucket: the role reaches no other. Models that are
 * registered in MLflow are not registered in SageMaker too.
 *
 * Children: the domain, a user profile for each user, an execution role, a security group with its rules, an artifact
 * bucket, a model package group, and an MLflow app, which is the domain's default, with the permission to use it.
 *
 * Apps and spaces that users made have to be deleted before the domain can be, and model versions before their group.
 *
 * @throws RunError when `name` cannot begin a bucket's name, when a user's name is not one or there is none, or when
 * `idleTimeoutMinutes` is out of range.
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-and-internet-access.html
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateDomain.html
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/mlflow-app-setup-prerequisites-iam.html
 */
export class SageMakerDomain extends pulumi.ComponentResource implements MlPlatform {
  readonly cloud = "aws";
  /** ARN of the domain. */
  readonly platformId: pulumi.Output<string>;
  readonly domainId: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;
  readonly artifactsUrl: pulumi.Output<string>;
  readonly executionRoleArn: pulumi.Output<string>;
  readonly modelPackageGroupName: pulumi.Output<string>;

  constructor(name: string, args: SageMakerDomainArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, idleTimeoutMinutes = 60, keepHomeDirectories = true, keepArtifacts = true, ...rest } = args;
    const { vpcId, users, kmsKeyArn, tags } = rest;
    checkSageMakerDomain(name, users, idleTimeoutMinutes);
    const documented = { ...rest, idleTimeoutMinutes, keepHomeDirectories, keepArtifacts };
    super("ai-stack:aws:SageMakerDomain", name, documented, opts);
    const parent = { parent: this };
    const nameOf = (...role: string[]) =>
      physicalName("sagemaker", [pulumi.getProject(), pulumi.getStack(), name, ...role]);

    const artifacts = new PrivateBucket(
      `${name}-artifacts`,
      { kmsKeyArn, keep: keepArtifacts, tags, ...transform?.artifacts },
      parent,
    );
    const models = new sagemaker.ModelPackageGroup(
      `${name}-models`,
      // Lower-case, as SageMaker writes it in the ARNs that the role's policy names.
      { modelPackageGroupName: nameOf("models").toLowerCase(), tags, ...transform?.modelPackageGroup },
      parent,
    );
    const role = new SageMakerExecutionRole(
      `${name}-role`,
      {
        bucketArn: artifacts.arn,
        vpcId,
        modelPackageGroupName: models.modelPackageGroupName,
        kmsKeyArn,
        imageRepositoryArns: rest.imageRepositoryArns,
        tags,
        ...transform?.role,
      },
      parent,
    );
    const securityGroup = createStudioSecurityGroup(name, { vpcId, tags, transform }, parent);

    const idleShutdown = {
      appLifecycleManagement: {
        idleSettings: { lifecycleManagement: "ENABLED", idleTimeoutInMinutes: idleTimeoutMinutes },
      },
    };
    const domain = new sagemaker.Domain(
      name,
      {
        domainName: nameOf(),
        authMode: "IAM",
        vpcId,
        subnetIds: rest.subnetIds,
        appNetworkAccessType: "VpcOnly",
        kmsKeyId: kmsKeyArn,
        // Always there: the provider changes it in place, but replaces the domain when it comes or goes.
        retentionPolicy: { homeEfsFileSystem: keepHomeDirectories ? "Retain" : "Delete" },
        tagPropagation: "ENABLED",
        defaultUserSettings: {
          executionRole: role.arn,
          securityGroups: [securityGroup.id],
          studioWebPortal: "ENABLED",
          defaultLandingUri: "studio::",
          jupyterLabAppSettings: idleShutdown,
          codeEditorAppSettings: idleShutdown,
        },
        tags,
        ...transform?.domain,
      },
      // A user's name cannot be in two domains at once.
      { ...parent, dependsOn: [role], deleteBeforeReplace: true, hooks: iamPropagationHooks() },
    );
    for (const user of users) {
      new sagemaker.UserProfile(
        `${name}-user-${user}`,
        { domainId: domain.id, userProfileName: user, tags, ...transform?.userProfile },
        parent,
      );
    }

    const mlflow = new sagemaker.MlflowApp(
      `${name}-mlflow`,
      {
        name: nameOf("mlflow"),
        artifactStoreUri: pulumi.interpolate`${artifacts.url}/mlflow`,
        roleArn: role.arn,
        defaultDomainIdLists: [domain.id],
        tags,
        ...transform?.mlflow,
      },
      { ...parent, dependsOn: [role], hooks: iamPropagationHooks() },
    );
    new iam.RolePolicy(
      `${name}-mlflow-access`,
      { role: role.roleName, policy: policyDocument(mlflowUse(mlflow.arn)), ...transform?.mlflowAccess },
      parent,
    );

    this.platformId = domain.arn;
    this.domainId = domain.id;
    this.url = domain.url;
    this.artifactsUrl = artifacts.url;
    this.executionRoleArn = role.arn;
    this.modelPackageGroupName = models.modelPackageGroupName;
    this.registerOutputs({
      platformId: this.platformId,
      domainId: this.domainId,
      url: this.url,
      artifactsUrl: this.artifactsUrl,
      executionRoleArn: this.executionRoleArn,
      modelPackageGroupName: this.modelPackageGroupName,
    });
  }
}
