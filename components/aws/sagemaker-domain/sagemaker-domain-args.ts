import type * as ec2 from "@pulumi/aws/ec2/index.js";
import type * as iam from "@pulumi/aws/iam/index.js";
import type * as sagemaker from "@pulumi/aws/sagemaker/index.js";
import type * as vpc from "@pulumi/aws/vpc/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { check, checkInteger, checkMatch } from "../../shared/check.js";
import type { PrivateBucketArgs } from "../private-bucket.js";
import type { SageMakerExecutionRoleArgs } from "./sagemaker-execution-role.js";

/** Inputs of `SageMakerDomain`. */
export interface SageMakerDomainArgs {
  /** Id of the VPC that Studio's apps run in. Another one replaces the domain. */
  readonly vpcId: pulumi.Input<string>;
  /**
   * Ids of 1 to 16 private subnets of that VPC, with a way to AWS' APIs: a NAT gateway, or interface endpoints. Others
   * replace the domain.
   */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Names of the user profiles, at least one: up to 63 letters, digits and single or repeated inner hyphens, different
   * in more than case.
   */
  readonly users: readonly string[];
  /** Minutes without work after which an app is shut down, 60 to 525,600. @default 60 */
  readonly idleTimeoutMinutes?: number;
  /**
   * ARN of the KMS key that encrypts home directories, volumes and artifacts. Another one replaces the domain.
   * @default - keys that AWS manages
   */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /**
   * Whether the users' home directories outlive the domain. `true` leaves the EFS file system, its mount targets in the
   * subnets and the security groups `security-group-for-inbound-nfs-<domain id>` and
   * `security-group-for-outbound-nfs-<domain id>`: they cost storage and keep subnets and VPC from being deleted until
   * they are deleted by hand. `false` deletes the file system with all home directories. It takes effect when it is
   * deployed before the domain is deleted, and changes in place. @default true
   */
  readonly keepHomeDirectories?: boolean;
  /** Whether the artifact bucket refuses to be deleted while it holds objects. @default true */
  readonly keepArtifacts?: boolean;
  /**
   * ARNs of the ECR repositories whose images jobs may pull.
   * @default - AWS Deep Learning Containers' account 763104351884 in the region
   */
  readonly imageRepositoryArns?: pulumi.Input<pulumi.Input<string>[]>;
  /** Tags of everything here, and of what users make in Studio. */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args. */
  readonly transform?: {
    readonly domain?: Partial<sagemaker.DomainArgs>;
    readonly userProfile?: Partial<sagemaker.UserProfileArgs>;
    readonly modelPackageGroup?: Partial<sagemaker.ModelPackageGroupArgs>;
    readonly mlflow?: Partial<sagemaker.MlflowAppArgs>;
    readonly mlflowAccess?: Partial<iam.RolePolicyArgs>;
    readonly artifacts?: Partial<PrivateBucketArgs>;
    readonly role?: Partial<SageMakerExecutionRoleArgs>;
    readonly securityGroup?: Partial<ec2.SecurityGroupArgs>;
    readonly httpsEgress?: Partial<vpc.SecurityGroupEgressRuleArgs>;
  };
}

/** Throws unless the domain's children can be made of these. */
export function checkSageMakerDomain(name: string, users: readonly string[], idleTimeoutMinutes: number): void {
  checkMatch(
    "name",
    name,
    /^(?!xn--|sthree-|amzn-s3-demo-)[a-z0-9][a-z0-9-]{0,44}$/,
    "up to 45 lower-case letters, digits and hyphens that may begin a bucket's name",
  );
  checkUsers(users);
  checkInteger("idleTimeoutMinutes", idleTimeoutMinutes, 60, 525_600);
}

/** Throws unless `users` are names of user profiles, which SageMaker does not tell apart by case. */
function checkUsers(users: readonly string[]): void {
  check(users.length > 0, "'users' must name at least one user");
  const seen = new Map<string, string>();
  for (const user of users) {
    checkMatch(
      "users",
      user,
      /^(?=.{1,63}$)[a-zA-Z0-9](-*[a-zA-Z0-9])*$/,
      "names of up to 63 letters, digits and inner hyphens",
    );
    const other = seen.get(user.toLowerCase());
    check(other === undefined, `'users' must differ in more than case, got ${JSON.stringify([other, user])}`);
    seen.set(user.toLowerCase(), user);
  }
}
