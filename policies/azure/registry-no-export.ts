import { objectOf } from "../../plan/inputs.js";
import { azurePolicy, mcsb, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { isOneOf } from "./words.js";

export const registryNoExport = rule({
  name: "azure-registry-no-export",
  description:
    "Images, which may hold models, leave a container registry by a pull only, not by an export or an import elsewhere.",
  cloud: "azure",
  severity: "low",
  level: "advisory",
  controls: [azurePolicy("524b0254-c285-4903-bee6-bb8126cde579"), mcsb("DP-2"), owaspLlm(2)],
  remediation: "Set policies.exportPolicy.status to disabled, which needs publicNetworkAccess Disabled.",
  url: "https://learn.microsoft.com/azure/container-registry/data-loss-prevention",
  scope: "resource",
  checks: {
    "azure-native:containerregistry:Registry": ({ inputs }) =>
      isOneOf(objectOf(objectOf(inputs.policies).exportPolicy).status, "disabled")
        ? []
        : ["policies.exportPolicy.status is not disabled, and enabled is the default"],
  },
});
