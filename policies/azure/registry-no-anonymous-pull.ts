import { azurePolicy, mcsb, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const registryNoAnonymousPull = rule({
  name: "azure-registry-no-anonymous-pull",
  description: "Nobody pulls images from a container registry without signing in.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [azurePolicy("9f2dea28-e834-476c-99c5-3507b4728395"), mcsb("IM-1"), owaspLlm(3)],
  remediation: "Set anonymousPullEnabled to false, or leave it out.",
  url: "https://learn.microsoft.com/azure/container-registry/anonymous-pull-access",
  scope: "resource",
  checks: {
    "azure-native:containerregistry:Registry": ({ inputs }) =>
      inputs.anonymousPullEnabled === true ? ["anonymousPullEnabled is true"] : [],
  },
});
