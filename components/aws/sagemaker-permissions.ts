import * as pulumi from "@pulumi/pulumi";
import { type Allowance, arnOf, type Site } from "./iam-allowance.js";

/** Account of AWS Deep Learning Containers in most commercial regions. */
const DEEP_LEARNING_CONTAINERS_ACCOUNT = "763104351884";

/** Reading and writing the objects of one bucket. */
export function artifactAccess(bucketArn: pulumi.Input<string>): Allowance[] {
  return [
    { actions: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"], resources: [bucketArn] },
    {
      actions: [
        "s3:AbortMultipartUpload",
        "s3:DeleteObject",
        "s3:GetObject",
        "s3:ListMultipartUploadParts",
        "s3:PutObject",
      ],
      resources: [pulumi.interpolate`${bucketArn}/*`],
    },
  ];
}

/** Objects, volumes and job outputs encrypted with one key; grants only for AWS services, which attach the volumes. */
export function keyUse(kmsKeyArn: pulumi.Input<string>): Allowance[] {
  return [
    {
      actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext"],
      resources: [kmsKeyArn],
    },
    {
      actions: ["kms:CreateGrant"],
      resources: [kmsKeyArn],
      conditions: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

/** Pulling container images. */
export function imagePulls(
  { region }: Site,
  repositoryArns: pulumi.Input<pulumi.Input<string>[]> = [
    pulumi.interpolate`arn:aws:ecr:${region}:${DEEP_LEARNING_CONTAINERS_ACCOUNT}:repository/*`,
  ],
): Allowance[] {
  return [
    { actions: ["ecr:GetAuthorizationToken"], resources: ["*"] }, // has no resource level
    {
      actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      resources: repositoryArns,
    },
  ];
}

/** The logs and metrics that SageMaker writes in the role's name, and reading the logs. */
export function logsAndMetrics(site: Site): Allowance[] {
  return [
    {
      actions: [
        "logs:CreateLogGroup",
        "logs:CreateLogStream",
        "logs:DescribeLogStreams",
        "logs:GetLogEvents",
        "logs:PutLogEvents",
      ],
      resources: [arnOf(site, "logs", "log-group:/aws/sagemaker/*")],
    },
    {
      actions: ["cloudwatch:PutMetricData"],
      resources: ["*"], // has no resource level; the namespace limits it
      conditions: { StringLike: { "cloudwatch:namespace": "/aws/sagemaker/*" } },
    },
  ];
}

/**
 * Network interfaces of apps and jobs in one VPC. A subnet that another account shares has that account in its ARN, and
 * so has its VPC.
 */
export function networkInterfaces(site: Site, vpcId: pulumi.Input<string>): Allowance[] {
  const inVpc = { ArnLike: { "ec2:Vpc": pulumi.interpolate`arn:aws:ec2:${site.region}:*:vpc/${vpcId}` } };
  const interfaces = arnOf(site, "ec2", "network-interface/*");
  return [
    {
      actions: [
        "ec2:DescribeDhcpOptions",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcs",
      ],
      resources: ["*"], // have no resource level
    },
    { actions: ["ec2:CreateNetworkInterface"], resources: [interfaces] }, // the VPC is known of subnet and group only
    {
      actions: ["ec2:CreateNetworkInterface"],
      resources: [
        pulumi.interpolate`arn:aws:ec2:${site.region}:*:subnet/*`,
        pulumi.interpolate`arn:aws:ec2:${site.region}:*:security-group/*`,
      ],
      conditions: inVpc,
    },
    {
      actions: [
        "ec2:CreateNetworkInterfacePermission",
        "ec2:DeleteNetworkInterface",
        "ec2:DeleteNetworkInterfacePermission",
      ],
      resources: [interfaces],
      conditions: inVpc,
    },
  ];
}
