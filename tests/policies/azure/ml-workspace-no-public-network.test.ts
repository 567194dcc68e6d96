import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { mlWorkspaceNoPublicNetwork } from "../../../policies/azure/ml-workspace-no-public-network.js";
import { describeRule, expectVerdict } from "../support.js";

describe.each(["Workspace", "Registry"])("%s", (kind) => {
  const type = `azure-native:machinelearningservices:${kind}`;

  describeRule(mlWorkspaceNoPublicNetwork, type, {
    compliant: { inputs: { publicNetworkAccess: "Disabled" } },
    broken: { inputs: { publicNetworkAccess: "Enabled" }, breaks: "publicNetworkAccess is not Disabled" },
    absent: { inputs: {}, breaks: "publicNetworkAccess is not Disabled" },
    unknown: { inputs: { publicNetworkAccess: UNKNOWN }, undecided: "publicNetworkAccess" },
  });
});

test("Azure does not tell disabled from Disabled", () =>
  expectVerdict(mlWorkspaceNoPublicNetwork, "azure-native:machinelearningservices:Workspace", {
    inputs: { publicNetworkAccess: "disabled" },
    passes: true,
  }));

test("a network security perimeter closes it, too", () =>
  expectVerdict(mlWorkspaceNoPublicNetwork, "azure-native:machinelearningservices:Workspace", {
    inputs: { publicNetworkAccess: "SecuredByPerimeter" },
    passes: true,
  }));
