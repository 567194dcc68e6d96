import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity.js";
import { getRegionOutput } from "@pulumi/aws/getRegion.js";
import * as iam from "@pulumi/aws/iam/index.js";
import * as pulumi from "@pulumi/pulumi";
import { physicalName } from "../../shared/names.js";
import { type Allowance, policyDocument } from "../iam-allowance.js";
import { imagePulls, keyUse, logsAndMetrics, networkInterfaces } from "../sagemaker-permissions.js";

/** Characters that the provider adds to a role's `namePrefix`. */
const SUFFIX_CHARS = 26;

interface EndpointRoleArgs {
  readonly image: pulumi.Input<string>;
  readonly vpcId: pulumi.Input<string>;
  readonly weights: { readonly url: pulumi.Input<string>; readonly kmsKeyArn?: pulumi.Input<string> } | undefined;
  /** Bucket that gets captured requests. */
  readonly captureBucketArn: pulumi.Input<string> | undefined;
  /** Key of the captured requests, and of the volumes where these are encrypted with it. */
  readonly kmsKeyArn: pulumi.Input<string> | undefined;
  /** Alarms that roll an update back; SageMaker reads them in the role's name. */
  readonly alarmArns: readonly pulumi.Input<string>[];
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform: Partial<iam.RoleArgs> | undefined;
}

/**
 * The role that SageMaker assumes for an endpoint. It pulls one image repository, reads one prefix of weights, writes
 * logs and metrics, places network interfaces in one VPC and, where given, writes one bucket, uses one key and reads
 * the alarms. Returns its policy too: whatever assumes the role waits for it.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html#sagemaker-roles-createmodel-perms
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-configuration.html
 */
export function createEndpointRole(name: string, args: EndpointRoleArgs, parent: pulumi.CustomResourceOptions) {
  const { image, vpcId, weights, captureBucketArn, kmsKeyArn, alarmArns, tags, transform } = args;
  const site = {
    region: getRegionOutput({}, parent).region,
    accountId: getCallerIdentityOutput({}, parent).accountId,
  };
  const prefix = physicalName("iamRole", [pulumi.getProject(), pulumi.getStack(), name], SUFFIX_CHARS + 1);
  const role = new iam.Role(
    `${name}-role`,
    {
      namePrefix: `${prefix}-`,
      description: "SageMaker, to run the containers of an endpoint",
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
      ...transform,
    },
    parent,
  );
  const policy = new iam.RolePolicy(
    `${name}-role-policy`,
    {
      role: role.name,
      policy: policyDocument([
        ...imagePulls(site, [repositoryArn(image)]),
        ...logsAndMetrics(site),
        ...networkInterfaces(site, vpcId),
        ...(weights === undefined ? [] : weightsReading(weights)),
        ...(captureBucketArn === undefined
          ? []
          : [{ actions: ["s3:PutObject"], resources: [pulumi.interpolate`${captureBucketArn}/*`] }]),
        ...(kmsKeyArn === undefined ? [] : keyUse(kmsKeyArn)),
        ...(alarmArns.length === 0 ? [] : [{ actions: ["cloudwatch:DescribeAlarms"], resources: [...alarmArns] }]),
      ]),
    },
    parent,
  );
  return { role, policy };
}

/** `<account>.dkr.ecr.<region>.amazonaws.com/<repository>:<tag>` as the ARN of its repository. */
function repositoryArn(image: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi
    .output(image)
    .apply((uri) =>
      uri.replace(/^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\/([^:@]+).*$/, "arn:aws:ecr:$2:$1:repository/$3"),
    );
}

function weightsReading({ url, kmsKeyArn }: NonNullable<EndpointRoleArgs["weights"]>): Allowance[] {
  const path = pulumi.output(url).apply((address) => address.replace(/^s3:\/\//, ""));
  const bucketArn = path.apply((text) => `arn:aws:s3:::${text.replace(/\/.*$/, "")}`);
  const prefix = path.apply((text) => text.replace(/^[^/]*\/?/, ""));
  return [
    {
      actions: ["s3:ListBucket"],
      resources: [bucketArn],
      conditions: { StringLike: { "s3:prefix": pulumi.interpolate`${prefix}*` } },
    },
    { actions: ["s3:GetObject"], resources: [pulumi.interpolate`${bucketArn}/${prefix}*`] },
    ...(kmsKeyArn === undefined ? [] : [{ actions: ["kms:Decrypt"], resources: [kmsKeyArn] }]),
  ];
}
