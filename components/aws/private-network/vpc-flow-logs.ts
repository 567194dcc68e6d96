import * as cloudwatch from "@pulumi/aws/cloudwatch/index.js";
import * as ec2 from "@pulumi/aws/ec2/index.js";
import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity.js";
import * as iam from "@pulumi/aws/iam/index.js";
import * as pulumi from "@pulumi/pulumi";
import { iamPropagationHooks } from "../iam-propagation.js";
import type { PrivateNetworkTransform } from "./private-network-args.js";

interface VpcFlowLogsArgs {
  readonly vpcId: pulumi.Input<string>;
  readonly region: pulumi.Output<string>;
  readonly retentionDays: number;
  readonly kmsKeyArn: pulumi.Input<string> | undefined;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly tagsOf: (child: string) => pulumi.Input<Record<string, pulumi.Input<string>>>;
  readonly transform: PrivateNetworkTransform | undefined;
}

/**
 * A record of all traffic of a VPC in a log group of CloudWatch Logs, with the role that writes it.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
 */
export function createVpcFlowLogs(name: string, args: VpcFlowLogsArgs, parent: pulumi.CustomResourceOptions): void {
  const { vpcId, region, retentionDays, kmsKeyArn, tags, tagsOf, transform } = args;
  const childName = `${name}-flow-logs`;
  const account = getCallerIdentityOutput({}, parent).accountId;
  const logGroup = new cloudwatch.LogGroup(
    `${childName}-group`,
    { retentionInDays: retentionDays, kmsKeyId: kmsKeyArn, tags, ...transform?.logGroup },
    parent,
  );
  const role = new iam.Role(
    `${childName}-role`,
    {
      description: `Writes the flow logs of ${name}`,
      assumeRolePolicy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "vpc-flow-logs.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: {
              StringEquals: { "aws:SourceAccount": account },
              ArnLike: { "aws:SourceArn": pulumi.interpolate`arn:aws:ec2:${region}:${account}:vpc-flow-log/*` },
            },
          },
        ],
      }),
      tags,
      ...transform?.logRole,
    },
    parent,
  );
  const policy = new iam.RolePolicy(
    `${childName}-policy`,
    {
      role: role.name,
      policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            Resource: [logGroup.arn, pulumi.interpolate`${logGroup.arn}:*`],
          },
        ],
      }),
      ...transform?.logPolicy,
    },
    parent,
  );
  new ec2.FlowLog(
    childName,
    {
      vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: logGroup.arn,
      iamRoleArn: role.arn,
      tags: tagsOf(childName),
      ...transform?.flowLog,
    },
    { ...parent, dependsOn: [policy], hooks: iamPropagationHooks() },
  );
}
