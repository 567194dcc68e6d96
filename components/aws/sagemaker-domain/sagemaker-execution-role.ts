import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity.js";
import { getRegionOutput } from "@pulumi/aws/getRegion.js";
import * as iam from "@pulumi/aws/iam/index.js";
import * as pulumi from "@pulumi/pulumi";
import { physicalName } from "../../shared/names.js";
import { type Allowance, policyDocument, type Site } from "../iam-allowance.js";
import { artifactAccess, imagePulls, keyUse, logsAndMetrics, networkInterfaces } from "../sagemaker-permissions.js";
import { jobsAndModels, privateSpaces } from "./studio-permissions.js";

/** Characters that the provider adds to a role's `namePrefix`. */
const ROLE_SUFFIX_CHARS = 26;

/** What each inline policy is about. */
type Concern = "data" | "images" | "telemetry" | "network" | "studio" | "jobs";

/** Inputs of {@link SageMakerExecutionRole}. */
export interface SageMakerExecutionRoleArgs {
  /** ARN of the bucket that notebooks and jobs read and write. */
  readonly bucketArn: pulumi.Input<string>;
  /** Id of the VPC that apps and jobs may attach network interfaces to. */
  readonly vpcId: pulumi.Input<string>;
  /** Name of the model package group that users register models in; lower-case, as its ARN is. */
  readonly modelPackageGroupName: pulumi.Input<string>;
  /** ARN of the KMS key that encrypts bucket and volumes. @default - no permission on any key */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /**
   * ARNs of the ECR repositories whose images jobs may pull: `arn:aws:ecr:<region>:<account>:repository/<name>`, `*`
   * allowed. Some regions have the Deep Learning Containers in another account.
   * @default - every repository of AWS Deep Learning Containers' account 763104351884 in the region
   * @see https://github.com/aws/deep-learning-containers/blob/master/available_images.md
   */
  readonly imageRepositoryArns?: pulumi.Input<pulumi.Input<string>[]>;
  /** Tags of the role. */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args. */
  readonly transform?: { readonly role?: Partial<iam.RoleArgs> } & {
    readonly [concern in Concern]?: Partial<iam.RolePolicyArgs>;
  };
}

/**
 * The role that users of SageMaker Studio work as, and that their jobs and MLflow run as.
 *
 * It may use one bucket and its key, pull images of given repositories, write logs and metrics of SageMaker, place
 * network interfaces in one VPC, run training and processing jobs, register models in one model package group, and
 * pass itself to SageMaker. In Studio each user changes only private spaces that they own. ARNs are those of AWS'
 * commercial regions.
 *
 * Children: the role, and inline policies for data, images, telemetry, network, Studio and jobs. Whatever assumes the role
 * has to depend on this component, not on the ARN alone: the ARN is known before the policies exist.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
 */
export class SageMakerExecutionRole extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly roleName: pulumi.Output<string>;

  constructor(name: string, args: SageMakerExecutionRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, ...rest } = args;
    super("ai-stack:aws:SageMakerExecutionRole", name, rest, opts);
    const { bucketArn, vpcId, modelPackageGroupName, kmsKeyArn, imageRepositoryArns, tags } = args;
    const parent = { parent: this };
    const site: Site = {
      region: getRegionOutput({}, parent).region,
      accountId: getCallerIdentityOutput({}, parent).accountId,
    };

    const prefix = physicalName("iamRole", [pulumi.getProject(), pulumi.getStack(), name], ROLE_SUFFIX_CHARS + 1);
    const role = new iam.Role(
      name,
      {
        namePrefix: `${prefix}-`,
        description: "SageMaker Studio users, their jobs and MLflow",
        assumeRolePolicy: pulumi.jsonStringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "sagemaker.amazonaws.com" },
              Action: "sts:AssumeRole",
              Condition: { StringEquals: { "aws:SourceAccount": site.accountId } },
            },
          ],
        }),
        tags,
        ...transform?.role,
      },
      parent,
    );
    const allow = (concern: Concern, allowances: readonly Allowance[]) =>
      new iam.RolePolicy(
        `${name}-${concern}`,
        { role: role.name, policy: policyDocument(allowances), ...transform?.[concern] },
        parent,
      );
    allow("data", [...artifactAccess(bucketArn), ...(kmsKeyArn === undefined ? [] : keyUse(kmsKeyArn))]);
    allow("images", imagePulls(site, imageRepositoryArns));
    allow("telemetry", logsAndMetrics(site));
    allow("network", networkInterfaces(site, vpcId));
    allow("studio", privateSpaces(site));
    allow("jobs", jobsAndModels(site, modelPackageGroupName, role.arn));

    this.arn = role.arn;
    this.roleName = role.name;
    this.registerOutputs({ arn: this.arn, roleName: this.roleName });
  }
}
