import { objectOf } from "../../plan/inputs.js";
import { azurePolicy, mcsb } from "../control.js";
import { rule } from "../rule.js";
import { isOneOf } from "./words.js";

export const mlComputeNoPublicAddress = rule({
  name: "azure-ml-compute-no-public-address",
  description:
    "Azure Machine Learning computes have no public IP address and no SSH port that is open to the internet.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [azurePolicy("7804b5c7-01dc-4723-969b-ae300cc07ff1"), mcsb("NS-2")],
  remediation:
    "Set properties.properties.enableNodePublicIp to false, which needs the workspace's managed network or a subnet, and " +
    "leave SSH Disabled.",
  url: "https://learn.microsoft.com/azure/machine-learning/how-to-secure-training-vnet",
  scope: "resource",
  checks: {
    "azure-native:machinelearningservices:Compute": function* ({ inputs }) {
      const { computeType, properties } = objectOf(inputs.properties);
      if (!isOneOf(computeType, "ComputeInstance", "AmlCompute")) return;
      const { enableNodePublicIp, sshSettings, remoteLoginPortPublicAccess } = objectOf(properties);
      if (enableNodePublicIp !== false)
        yield "properties.properties.enableNodePublicIp is not false, and true is the default";
      if (isOneOf(objectOf(sshSettings).sshPublicAccess, "Enabled"))
        yield "properties.properties.sshSettings.sshPublicAccess is Enabled";
      if (isOneOf(remoteLoginPortPublicAccess, "Enabled"))
        yield "properties.properties.remoteLoginPortPublicAccess is Enabled";
    },
  },
});
