import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { mlComputeNoLocalAuth } from "../../../policies/azure/ml-compute-no-local-auth.js";
import { describeRule, expectVerdict } from "../support.js";

const COMPUTE = "azure-native:machinelearningservices:Compute";
const compute = (computeType: string, disableLocalAuth?: boolean | string) => ({
  properties: { computeType, disableLocalAuth },
});

describe.each(["ComputeInstance", "AmlCompute"])("%s", (kind) => {
  describeRule(mlComputeNoLocalAuth, COMPUTE, {
    compliant: { inputs: compute(kind, true) },
    broken: { inputs: compute(kind, false), breaks: "properties.disableLocalAuth is not true" },
    absent: { inputs: compute(kind), breaks: "properties.disableLocalAuth is not true" },
    unknown: { inputs: compute(kind, UNKNOWN), undecided: "properties.disableLocalAuth" },
  });
});

test("an attached cluster keeps its own accounts", () =>
  expectVerdict(mlComputeNoLocalAuth, COMPUTE, { inputs: compute("Kubernetes", false), passes: true }));
