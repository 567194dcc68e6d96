import { fsbp, nistAiRmf } from "../control.js";
import type { Resource, StackView } from "../resource.js";
import { rule } from "../rule.js";

const VPCS = ["aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc"] as const;

export const vpcFlowLogs = rule({
  name: "aws-vpc-flow-logs",
  description: "The traffic of a VPC is logged.",
  cloud: "aws",
  severity: "medium",
  level: "mandatory",
  controls: [fsbp("EC2.6"), nistAiRmf("MANAGE 4.1")],
  remediation: "Add an ec2 FlowLog with the vpcId.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html",
  scope: "stack",
  checks: Object.fromEntries(VPCS.map((type) => [type, check])),
});

function check(vpc: Resource, _: unknown, stack: StackView): readonly string[] {
  const logs = stack.referring(vpc, "aws:ec2/flowLog:FlowLog");
  return logs.some((log) => stack.referred(log, "vpcId", ...VPCS)?.urn === vpc.urn) ? [] : ["no FlowLog is of it"];
}
