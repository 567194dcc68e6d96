import { UNKNOWN } from "../../../plan/plan.js";
import { kubernetesPrivateCluster } from "../../../policies/azure/kubernetes-private-cluster.js";
import { describeRule } from "../support.js";

const access = (enablePrivateCluster: boolean | string) => ({ apiServerAccessProfile: { enablePrivateCluster } });
const open = "apiServerAccessProfile.enablePrivateCluster is not true, and false is the default";

describeRule(kubernetesPrivateCluster, "azure-native:containerservice:ManagedCluster", {
  compliant: { inputs: access(true) },
  broken: { inputs: access(false), breaks: open },
  absent: { inputs: {}, breaks: open },
  unknown: { inputs: access(UNKNOWN), undecided: "apiServerAccessProfile.enablePrivateCluster" },
});
