import { azurePolicy, mcsb, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const registryNoAdminUser = rule({
  name: "azure-registry-no-admin-user",
  description: "A container registry has no admin user, whose password everybody would share.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [azurePolicy("dc921057-6b28-4fbe-9b83-f7bec05db6c2"), mcsb("IM-1"), owaspLlm(3)],
  remediation: "Set adminUserEnabled to false, or leave it out; who pulls images gets the role AcrPull.",
  url: "https://learn.microsoft.com/azure/container-registry/container-registry-authentication",
  scope: "resource",
  checks: {
    "azure-native:containerregistry:Registry": ({ inputs }) =>
      inputs.adminUserEnabled === true ? ["adminUserEnabled is true"] : [],
  },
});
