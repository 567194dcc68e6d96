import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { gpuInstanceIdleStop } from "../../../policies/aws/gpu-instance-idle-stop.js";
import { describeRule, expectVerdict, type Neighbour } from "../support.js";

const INSTANCE = "aws:ec2/instance:Instance";
const BROKEN = "no alarm stops it: it runs until somebody does";
const inputs = { instanceType: "g6.xlarge" };

const alarm = (...alarmActions: readonly string[]): Neighbour => ({
  type: "aws:cloudwatch/metricAlarm:MetricAlarm",
  name: "idle",
  inputs: { alarmActions },
  refers: { dimensions: "it" },
});

describeRule(gpuInstanceIdleStop, INSTANCE, {
  compliant: { inputs, around: [alarm("arn:aws:automate:us-east-1:ec2:stop")] },
  broken: { inputs, around: [alarm("arn:aws:sns:us-east-1:123456789012:alarms")], breaks: BROKEN },
  absent: { inputs, breaks: BROKEN },
  unknown: { inputs, around: [alarm(UNKNOWN)], undecided: "alarmActions[0]" },
});

describe("an alarm", () => {
  test.each([
    "arn:aws:automate:us-east-1:ec2:terminate",
    "arn:aws:swf:us-east-1:123456789012:action/actions/AWS_EC2.InstanceId.Stop/1.0",
  ])("stops it by %s", (action) =>
    expectVerdict(gpuInstanceIdleStop, INSTANCE, { inputs, around: [alarm(action)], passes: true }),
  );

  test.each(["arn:aws:automate:us-east-1:ec2:recover", "arn:aws:automate:us-east-1:ec2:reboot"])(
    "does not stop it by %s",
    (action) => expectVerdict(gpuInstanceIdleStop, INSTANCE, { inputs, around: [alarm(action)], breaks: BROKEN }),
  );

  test("stops it, and tells as well", () =>
    expectVerdict(gpuInstanceIdleStop, INSTANCE, {
      inputs,
      around: [alarm("arn:aws:sns:us-east-1:123456789012:alarms", "arn:aws:automate:us-east-1:ec2:stop")],
      passes: true,
    }));

  test("stops it beside another that tells", () =>
    expectVerdict(gpuInstanceIdleStop, INSTANCE, {
      inputs,
      around: [
        alarm("arn:aws:automate:us-east-1:ec2:stop"),
        { ...alarm("arn:aws:sns:us-east-1:123456789012:alarms"), name: "busy" },
      ],
      passes: true,
    }));

  test("of another instance does not stop it", () =>
    expectVerdict(gpuInstanceIdleStop, INSTANCE, {
      inputs,
      around: [{ ...alarm("arn:aws:automate:us-east-1:ec2:stop"), refers: {} }],
      breaks: BROKEN,
    }));
});

describe("no alarm is asked for", () => {
  test("in prod", () => expectVerdict(gpuInstanceIdleStop, INSTANCE, { inputs, environment: "prod", silent: true }));

  test("of an instance without accelerators", () =>
    expectVerdict(gpuInstanceIdleStop, INSTANCE, { inputs: { instanceType: "t3.micro" }, passes: true }));
});

test("of an instance without a type nothing is known", () =>
  expectVerdict(gpuInstanceIdleStop, INSTANCE, { inputs: {}, passes: true }));

test("the type may stand in a launch template", () =>
  expectVerdict(gpuInstanceIdleStop, INSTANCE, {
    inputs: {},
    refers: { launchTemplate: "template" },
    around: [{ type: "aws:ec2/launchTemplate:LaunchTemplate", name: "template", inputs }],
    breaks: BROKEN,
  }));
