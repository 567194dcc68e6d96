import type { Inputs } from "../../plan/inputs.js";
import { azurePolicy, mcsb, nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { isClosed } from "./network-access.js";

export const mlWorkspaceNoPublicNetwork = rule({
  name: "azure-ml-workspace-no-public-network",
  description: "An Azure Machine Learning workspace or registry is not reachable from the internet.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [azurePolicy("438c38d2-3772-465a-a9cc-7a6666a275ce"), mcsb("NS-2"), owaspLlm(2), nistAiRmf("MEASURE 2.7")],
  remediation: "Set publicNetworkAccess to Disabled and reach it through a private endpoint.",
  url: "https://learn.microsoft.com/azure/machine-learning/how-to-configure-private-link",
  scope: "resource",
  checks: {
    "azure-native:machinelearningservices:Workspace": ({ inputs }) => openness(inputs),
    "azure-native:machinelearningservices:Registry": ({ inputs }) => openness(inputs),
  },
});

function openness(inputs: Inputs): string[] {
  return isClosed(inputs) ? [] : ["publicNetworkAccess is not Disabled"];
}
