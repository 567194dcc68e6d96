import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity.js";
import { getRegionOutput } from "@pulumi/aws/getRegion.js";
import * as kms from "@pulumi/aws/kms/index.js";
import * as pulumi from "@pulumi/pulumi";
import { checkInteger, checkMatch } from "../shared/check.js";

/**
 * What encrypts and decrypts with a key.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
const USE = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];

/** Service-linked roles that start machines with encrypted volumes, as `<service>/<role>`. */
const LAUNCHING_ROLES = [
  "autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
  "spot.amazonaws.com/AWSServiceRoleForEC2Spot",
];

/** Services that publish to an encrypted topic by themselves. */
const PUBLISHING_SERVICES = ["budgets.amazonaws.com", "cloudwatch.amazonaws.com"];

/** Inputs of {@link KmsKey}. */
export interface KmsKeyArgs {
  /** Days between the deletion of the key and its end, in which it can be restored: 7 to 30. @default 30 */
  readonly deletionWindowDays?: number;
  /** Tags of the key. */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args. */
  readonly transform?: {
    readonly key?: Partial<kms.KeyArgs>;
    readonly alias?: Partial<kms.AliasArgs>;
  };
}

/**
 * A customer-managed encryption key that is rotated every year. The account's IAM policies say who uses it; beyond them
 * its own policy lets in, for this account alone: CloudWatch Logs for log groups, EC2 Auto Scaling and Spot for the
 * volumes of the machines they start, and CloudWatch alarms and AWS Budgets for encrypted SNS topics. Made for the
 * commercial regions (`arn:aws:`).
 *
 * Children: the key and an alias that begins with the component's name.
 *
 * @throws RunError when `deletionWindowDays` is out of range, or `name` cannot be part of an alias.
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
export class KmsKey extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: KmsKeyArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    const { transform, deletionWindowDays = 30, ...rest } = args;
    checkInteger("deletionWindowDays", deletionWindowDays, 7, 30);
    // An alias has up to 256 characters, of which the prefix `alias/`, a hyphen and the random ending take 33.
    checkMatch("name", name, /^[a-zA-Z0-9_-]{1,223}$/, "up to 223 letters, digits, hyphens and underscores");
    super("ai-stack:aws:KmsKey", name, { ...rest, deletionWindowDays }, opts);
    const parent = { parent: this };

    const account = getCallerIdentityOutput({}, parent).accountId;
    const region = getRegionOutput({}, parent).region;
    const key = new kms.Key(
      name,
      {
        description: `Encrypts the data of ${name}`,
        enableKeyRotation: true,
        deletionWindowInDays: deletionWindowDays,
        policy: keyPolicy(account, region),
        tags: args.tags,
        ...transform?.key,
      },
      parent,
    );
    new kms.Alias(
      `${name}-alias`,
      { namePrefix: `alias/${name}-`, targetKeyId: key.keyId, ...transform?.alias },
      parent,
    );

    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

function keyPolicy(account: pulumi.Output<string>, region: pulumi.Output<string>): pulumi.Output<string> {
  // A key policy may not name a role that does not exist, and a fresh account has none of these: conditions name them.
  const launchingRole = {
    StringEquals: { "kms:CallerAccount": account },
    ArnEquals: {
      "aws:PrincipalArn": LAUNCHING_ROLES.map(
        (role) => pulumi.interpolate`arn:aws:iam::${account}:role/aws-service-role/${role}`,
      ),
    },
  };
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "IamPolicies",
        Effect: "Allow",
        Principal: { AWS: pulumi.interpolate`arn:aws:iam::${account}:root` },
        Action: "kms:*",
        Resource: "*",
      },
      {
        Sid: "LogGroups",
        Effect: "Allow",
        Principal: { Service: pulumi.interpolate`logs.${region}.amazonaws.com` },
        Action: USE,
        Resource: "*",
        Condition: {
          ArnLike: {
            "kms:EncryptionContext:aws:logs:arn": pulumi.interpolate`arn:aws:logs:${region}:${account}:log-group:*`,
          },
        },
      },
      {
        Sid: "VolumesOfLaunchedMachines",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: USE,
        Resource: "*",
        Condition: launchingRole,
      },
      {
        Sid: "GrantsForLaunchedMachines",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: "kms:CreateGrant",
        Resource: "*",
        Condition: { ...launchingRole, Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
      {
        Sid: "EncryptedTopics",
        Effect: "Allow",
        Principal: { Service: PUBLISHING_SERVICES },
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      },
    ],
  });
}
