import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { mlComputeNoPublicAddress } from "../../../policies/azure/ml-compute-no-public-address.js";
import { describeRule, expectVerdict } from "../support.js";

const COMPUTE = "azure-native:machinelearningservices:Compute";
const address = "properties.properties.enableNodePublicIp is not false, and true is the default";
const compute = (computeType: string, properties: object) => ({ properties: { computeType, properties } });

describe.each(["ComputeInstance", "AmlCompute"])("%s", (kind) => {
  describeRule(mlComputeNoPublicAddress, COMPUTE, {
    compliant: { inputs: compute(kind, { enableNodePublicIp: false }) },
    broken: { inputs: compute(kind, { enableNodePublicIp: true }), breaks: address },
    absent: { inputs: compute(kind, {}), breaks: address },
    unknown: {
      inputs: compute(kind, { enableNodePublicIp: UNKNOWN }),
      undecided: "properties.properties.enableNodePublicIp",
    },
  });
});

test("an instance has no open SSH port", () =>
  expectVerdict(mlComputeNoPublicAddress, COMPUTE, {
    inputs: compute("ComputeInstance", { enableNodePublicIp: false, sshSettings: { sshPublicAccess: "Enabled" } }),
    breaks: "properties.properties.sshSettings.sshPublicAccess is Enabled",
  }));

test("a cluster has no open SSH port", () =>
  expectVerdict(mlComputeNoPublicAddress, COMPUTE, {
    inputs: compute("AmlCompute", { enableNodePublicIp: false, remoteLoginPortPublicAccess: "Enabled" }),
    breaks: "properties.properties.remoteLoginPortPublicAccess is Enabled",
  }));

test("an attached cluster has the addresses that it has", () =>
  expectVerdict(mlComputeNoPublicAddress, COMPUTE, { inputs: compute("Kubernetes", {}), passes: true }));
