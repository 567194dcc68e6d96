import { azurePolicy, mcsb } from "../control.js";
import { rule } from "../rule.js";

export const kubernetesNoLocalAccounts = rule({
  name: "azure-kubernetes-no-local-accounts",
  description: "An AKS cluster takes Entra identities only, not the static credentials of its local accounts.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [
    azurePolicy("993c2fcd-2b29-49d2-9eb0-df2c3a730c32"),
    azurePolicy("450d2877-ebea-41e8-b00c-e286317d21bf"),
    mcsb("IM-1"),
  ],
  remediation: "Set disableLocalAccounts to true, with aadProfile.managed: true.",
  url: "https://learn.microsoft.com/azure/aks/manage-local-accounts-managed-azure-ad",
  scope: "resource",
  checks: {
    "azure-native:containerservice:ManagedCluster": ({ inputs }) =>
      inputs.disableLocalAccounts === true ? [] : ["disableLocalAccounts is not true, and false is the default"],
  },
});
