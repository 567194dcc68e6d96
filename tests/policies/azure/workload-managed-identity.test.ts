import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { workloadManagedIdentity } from "../../../policies/azure/workload-managed-identity.js";
import { describeRule, expectVerdict } from "../support.js";

const none = "identity.type is None or left out";

describe.each([
  "app:ContainerApp",
  "app:Job",
  "cognitiveservices:Account",
  "machinelearningservices:Workspace",
  "machinelearningservices:OnlineEndpoint",
  "search:Service",
])("%s", (kind) => {
  describeRule(workloadManagedIdentity, `azure-native:${kind}`, {
    compliant: { inputs: { identity: { type: "UserAssigned", userAssignedIdentities: [UNKNOWN] } } },
    broken: { inputs: { identity: { type: "None" } }, breaks: none },
    absent: { inputs: {}, breaks: none },
    unknown: { inputs: { identity: { type: UNKNOWN } }, undecided: "identity.type" },
  });
});

test("the identity of the resource itself will do", () =>
  expectVerdict(workloadManagedIdentity, "azure-native:search:Service", {
    inputs: { identity: { type: "SystemAssigned" } },
    passes: true,
  }));
