import { objectOf } from "../../plan/inputs.js";
import { azurePolicy, mcsb, nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { isClosed } from "./network-access.js";

export const onlineEndpointNoPublicNetwork = rule({
  name: "azure-online-endpoint-no-public-network",
  description: "A managed online endpoint is not reachable from the internet.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [mcsb("NS-2"), azurePolicy("438c38d2-3772-465a-a9cc-7a6666a275ce"), owaspLlm(10), nistAiRmf("MEASURE 2.7")],
  remediation:
    "Set properties.publicNetworkAccess to Disabled: requests come through the workspace's private endpoint.",
  url: "https://learn.microsoft.com/azure/machine-learning/how-to-secure-online-endpoint",
  scope: "resource",
  checks: {
    "azure-native:machinelearningservices:OnlineEndpoint": ({ inputs }) => {
      const properties = objectOf(inputs.properties);
      // With a compute it is a Kubernetes endpoint: the cluster's own ingress says who reaches it.
      return "compute" in properties || isClosed(properties)
        ? []
        : ["properties.publicNetworkAccess is not Disabled, and Enabled is the default"];
    },
  },
});
