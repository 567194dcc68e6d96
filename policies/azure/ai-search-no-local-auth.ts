import { azurePolicy, mcsb, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const aiSearchNoLocalAuth = rule({
  name: "azure-ai-search-no-local-auth",
  description: "An AI Search service takes no keys.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [azurePolicy("6300012e-e9a4-4649-b41f-a85f5c43be91"), mcsb("IM-1"), owaspLlm(8)],
  remediation: "Set disableLocalAuth to true and leave authOptions out; callers get the role Search Index Data Reader.",
  url: "https://learn.microsoft.com/azure/search/search-security-enable-roles",
  scope: "resource",
  checks: {
    "azure-native:search:Service": ({ inputs }) =>
      inputs.disableLocalAuth === true ? [] : ["disableLocalAuth is not true, and false is the default"],
  },
});
