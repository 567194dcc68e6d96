import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { vpcFlowLogs } from "../../../policies/aws/vpc-flow-logs.js";
import { describeRule, expectVerdict, type Neighbour } from "../support.js";

const VPC = "aws:ec2/vpc:Vpc";
const flowLog = (refers: Neighbour["refers"]): Neighbour => ({
  type: "aws:ec2/flowLog:FlowLog",
  name: "log",
  inputs: { vpcId: UNKNOWN },
  refers,
});

describeRule(vpcFlowLogs, VPC, {
  compliant: { inputs: {}, around: [flowLog({ vpcId: "it" })] },
  broken: {
    inputs: {},
    around: [{ type: VPC, name: "other" }, flowLog({ vpcId: "other" })],
    breaks: "no FlowLog is of it",
  },
  absent: { inputs: {}, breaks: "no FlowLog is of it" },
  // An id that is yet to be made is one.
  unknown: { inputs: { cidrBlock: UNKNOWN }, around: [flowLog({ vpcId: "it" })], passes: true },
});

test("a flow log that takes only its place from a VPC is not of it", () =>
  expectVerdict(vpcFlowLogs, VPC, {
    inputs: {},
    around: [flowLog({ logDestination: "it" })],
    breaks: "no FlowLog is of it",
  }));

test("a default VPC is looked at", () =>
  expectVerdict(vpcFlowLogs, "aws:ec2/defaultVpc:DefaultVpc", { inputs: {}, breaks: "no FlowLog is of it" }));
