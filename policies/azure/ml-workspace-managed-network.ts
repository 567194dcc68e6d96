import { objectOf } from "../../plan/inputs.js";
import { azurePolicy, mcsb, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { isOneOf } from "./words.js";

export const mlWorkspaceManagedNetwork = rule({
  name: "azure-ml-workspace-managed-network",
  description:
    "Computes and endpoints of an Azure Machine Learning workspace are in its managed network; in prod that reaches " +
    "approved destinations only.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [azurePolicy("6ddb1705-c8cf-450e-aa4b-19ad6703c440"), mcsb("NS-1"), owaspLlm(2)],
  remediation:
    "Set managedNetwork.isolationMode to AllowOnlyApprovedOutbound; outside prod AllowInternetOutbound will do.",
  url: "https://learn.microsoft.com/azure/machine-learning/how-to-managed-network",
  scope: "resource",
  checks: {
    "azure-native:machinelearningservices:Workspace": ({ inputs, environment }) => {
      // A project is in the network of its hub.
      if (isOneOf(inputs.kind, "Project")) return [];
      const { isolationMode } = objectOf(inputs.managedNetwork);
      if (isOneOf(isolationMode, "AllowOnlyApprovedOutbound")) return [];
      if (!isOneOf(isolationMode, "AllowInternetOutbound"))
        return ["managedNetwork.isolationMode is Disabled or left out: there is no managed network"];
      return environment === "prod"
        ? ["managedNetwork.isolationMode is AllowInternetOutbound: data can leave for any address"]
        : [];
    },
  },
});
