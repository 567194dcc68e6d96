import { objectOf } from "../../plan/inputs.js";
import { azurePolicy, mcsb } from "../control.js";
import { rule } from "../rule.js";

export const kubernetesPrivateCluster = rule({
  name: "azure-kubernetes-private-cluster",
  description: "The API server of an AKS cluster has no public address.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [azurePolicy("040732e8-d947-40b8-95d6-854c95024bf8"), mcsb("NS-2")],
  remediation: "Set apiServerAccessProfile.enablePrivateCluster to true.",
  url: "https://learn.microsoft.com/azure/aks/private-clusters",
  scope: "resource",
  checks: {
    "azure-native:containerservice:ManagedCluster": ({ inputs }) =>
      objectOf(inputs.apiServerAccessProfile).enablePrivateCluster === true
        ? []
        : ["apiServerAccessProfile.enablePrivateCluster is not true, and false is the default"],
  },
});
