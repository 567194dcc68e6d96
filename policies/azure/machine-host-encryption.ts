import { listOf, objectOf } from "../../plan/inputs.js";
import { azurePolicy, mcsb } from "../control.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";

export const machineHostEncryption = rule({
  name: "azure-machine-host-encryption",
  description: "Machines encrypt their temporary disks and caches, where data and weights lie, at the host.",
  cloud: "azure",
  severity: "medium",
  level: "mandatory",
  controls: [
    azurePolicy("fc4d8e41-e223-45ea-9bf5-eada37891d87"),
    azurePolicy("41425d9f-d1a5-499a-9932-f8ed8453932c"),
    mcsb("DP-4"),
  ],
  remediation:
    "Set securityProfile.encryptionAtHost (of a node pool enableEncryptionAtHost) to true; the subscription needs the " +
    "feature Microsoft.Compute/EncryptionAtHost.",
  url: "https://learn.microsoft.com/azure/virtual-machines/disk-encryption#encryption-at-host---end-to-end-encryption-for-your-vm-data",
  scope: "resource",
  checks: {
    "azure-native:compute:VirtualMachine": ({ inputs }) =>
      objectOf(inputs.securityProfile).encryptionAtHost === true
        ? []
        : ["securityProfile.encryptionAtHost is not true, and false is the default"],
    "azure-native:compute:VirtualMachineScaleSet": ({ inputs }) =>
      objectOf(objectOf(inputs.virtualMachineProfile).securityProfile).encryptionAtHost === true
        ? []
        : ["virtualMachineProfile.securityProfile.encryptionAtHost is not true, and false is the default"],
    "azure-native:containerservice:AgentPool": ({ inputs }) =>
      inputs.enableEncryptionAtHost === true ? [] : ["enableEncryptionAtHost is not true, and false is the default"],
    "azure-native:containerservice:ManagedCluster": ({ inputs }) =>
      ofEach(listOf(inputs.agentPoolProfiles), ({ enableEncryptionAtHost }, index) =>
        enableEncryptionAtHost === true
          ? []
          : [`agentPoolProfiles[${index}].enableEncryptionAtHost is not true, and false is the default`],
      ),
  },
});
