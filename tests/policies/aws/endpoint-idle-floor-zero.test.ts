import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { endpointIdleFloorZero } from "../../../policies/aws/endpoint-idle-floor-zero.js";
import { describeRule, expectVerdict } from "../support.js";

const TARGET = "aws:appautoscaling/target:Target";

describeRule(endpointIdleFloorZero, TARGET, {
  compliant: { inputs: { serviceNamespace: "sagemaker", minCapacity: 0 } },
  broken: { inputs: { serviceNamespace: "sagemaker", minCapacity: 1 }, breaks: "minCapacity is 1" },
  absent: { inputs: { serviceNamespace: "sagemaker" }, passes: true },
  unknown: { inputs: { serviceNamespace: "sagemaker", minCapacity: UNKNOWN }, undecided: "minCapacity" },
});

test("prod may keep replicas", () =>
  expectVerdict(endpointIdleFloorZero, TARGET, {
    inputs: { serviceNamespace: "sagemaker", minCapacity: 2 },
    environment: "prod",
    silent: true,
  }));

test("targets of other services are none of its business", () =>
  expectVerdict(endpointIdleFloorZero, TARGET, {
    inputs: { serviceNamespace: "ecs", minCapacity: 2 },
    passes: true,
  }));
