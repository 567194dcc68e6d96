import { UNKNOWN } from "../../../plan/plan.js";
import { machineNoPublicAddress } from "../../../policies/azure/machine-no-public-address.js";
import { describeRule } from "../support.js";

const nic = (...ipConfigurations: object[]) => ({ networkInterfaceConfigurations: [{ ipConfigurations }] });
const inside = { subnet: { id: UNKNOWN } };
const outside = { ...inside, publicIPAddressConfiguration: { name: "public" } };

describeRule(machineNoPublicAddress, "azure-native:compute:VirtualMachineScaleSet", {
  compliant: { inputs: { virtualMachineProfile: { networkProfile: nic(inside) } } },
  broken: {
    inputs: { virtualMachineProfile: { networkProfile: nic(inside, outside) } },
    breaks:
      "virtualMachineProfile.networkProfile.networkInterfaceConfigurations[0].ipConfigurations[1]." +
      "publicIPAddressConfiguration is set",
  },
  absent: { inputs: {}, passes: true },
  unknown: {
    inputs: { virtualMachineProfile: { networkProfile: UNKNOWN } },
    undecided: "virtualMachineProfile.networkProfile",
  },
});

describeRule(machineNoPublicAddress, "azure-native:compute:VirtualMachine", {
  compliant: { inputs: { networkProfile: nic(inside) } },
  broken: {
    inputs: { networkProfile: nic(outside) },
    breaks: "networkProfile.networkInterfaceConfigurations[0].ipConfigurations[0].publicIPAddressConfiguration is set",
  },
  absent: { inputs: { networkProfile: { networkInterfaces: [{ id: UNKNOWN }] } }, passes: true },
  unknown: { inputs: { networkProfile: UNKNOWN }, undecided: "networkProfile" },
});

describeRule(machineNoPublicAddress, "azure-native:network:NetworkInterface", {
  compliant: { inputs: { ipConfigurations: [inside] } },
  broken: {
    inputs: { ipConfigurations: [inside, { publicIPAddress: { id: UNKNOWN } }] },
    breaks: "ipConfigurations[1].publicIPAddress is set",
  },
  absent: { inputs: {}, passes: true },
  unknown: {
    inputs: { ipConfigurations: [{ publicIPAddress: UNKNOWN }] },
    breaks: "ipConfigurations[0].publicIPAddress is set",
  },
});

describeRule(machineNoPublicAddress, "azure-native:containerservice:AgentPool", {
  compliant: { inputs: { enableNodePublicIP: false } },
  broken: { inputs: { enableNodePublicIP: true }, breaks: "enableNodePublicIP is true" },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { enableNodePublicIP: UNKNOWN }, undecided: "enableNodePublicIP" },
});

describeRule(machineNoPublicAddress, "azure-native:containerservice:ManagedCluster", {
  compliant: { inputs: { agentPoolProfiles: [{ enableNodePublicIP: false }] } },
  broken: {
    inputs: { agentPoolProfiles: [{}, { enableNodePublicIP: true }] },
    breaks: "agentPoolProfiles[1].enableNodePublicIP is true",
  },
  absent: { inputs: {}, passes: true },
  unknown: {
    inputs: { agentPoolProfiles: [{ enableNodePublicIP: UNKNOWN }] },
    undecided: "agentPoolProfiles[0].enableNodePublicIP",
  },
});
