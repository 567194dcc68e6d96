import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { mlComputeInstanceIdleShutdown } from "../../../policies/azure/ml-compute-instance-idle-shutdown.js";
import { describeRule, expectVerdict } from "../support.js";

const COMPUTE = "azure-native:machinelearningservices:Compute";
const instance = (idleTimeBeforeShutdown?: string) => ({
  properties: { computeType: "ComputeInstance", properties: { idleTimeBeforeShutdown } },
});
const noDuration = "properties.properties.idleTimeBeforeShutdown is no duration in days, hours and minutes";

describeRule(mlComputeInstanceIdleShutdown, COMPUTE, {
  compliant: { inputs: instance("PT60M") },
  broken: {
    inputs: instance("P1DT1H"),
    breaks: "properties.properties.idleTimeBeforeShutdown is 1500 minutes, the limit is 180",
  },
  absent: {
    inputs: instance(),
    breaks: "properties.properties.idleTimeBeforeShutdown is left out, and an idle instance then runs on",
  },
  unknown: { inputs: instance(UNKNOWN), undecided: "properties.properties.idleTimeBeforeShutdown" },
});

test("as many minutes as the limit are within it", () =>
  expectVerdict(mlComputeInstanceIdleShutdown, COMPUTE, { inputs: instance("PT3H"), passes: true }));

test("the limit can be set", () =>
  expectVerdict(mlComputeInstanceIdleShutdown, COMPUTE, {
    inputs: instance("PT1H30M"),
    settings: { minutes: 60 },
    breaks: "properties.properties.idleTimeBeforeShutdown is 90 minutes, the limit is 60",
  }));

test.each(["an hour", "P", "PT", "P1DT"])("%j is no duration", (text) =>
  expectVerdict(mlComputeInstanceIdleShutdown, COMPUTE, { inputs: instance(text), breaks: noDuration }),
);

test("a cluster scales down instead", () =>
  expectVerdict(mlComputeInstanceIdleShutdown, COMPUTE, {
    inputs: { properties: { computeType: "AmlCompute", properties: {} } },
    passes: true,
  }));
