import { UNKNOWN } from "../../../plan/plan.js";
import { kubernetesNoLocalAccounts } from "../../../policies/azure/kubernetes-no-local-accounts.js";
import { describeRule } from "../support.js";

const on = "disableLocalAccounts is not true, and false is the default";

describeRule(kubernetesNoLocalAccounts, "azure-native:containerservice:ManagedCluster", {
  compliant: { inputs: { disableLocalAccounts: true } },
  broken: { inputs: { disableLocalAccounts: false }, breaks: on },
  absent: { inputs: {}, breaks: on },
  unknown: { inputs: { disableLocalAccounts: UNKNOWN }, undecided: "disableLocalAccounts" },
});
