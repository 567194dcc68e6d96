import { objectOf } from "../../plan/inputs.js";
import { azurePolicy, mcsb, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const containerAppHttpsOnly = rule({
  name: "azure-container-app-https-only",
  description: "A container app sends who comes by HTTP to HTTPS.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [azurePolicy("0e80e269-43a4-4ae9-b5bc-178126b8a5cb"), mcsb("DP-3"), owaspLlm(2)],
  remediation: "Set configuration.ingress.allowInsecure to false, or leave it out.",
  url: "https://learn.microsoft.com/azure/container-apps/ingress-overview",
  scope: "resource",
  checks: {
    "azure-native:app:ContainerApp": ({ inputs }) =>
      objectOf(objectOf(inputs.configuration).ingress).allowInsecure === true
        ? ["configuration.ingress.allowInsecure is true"]
        : [],
  },
});
