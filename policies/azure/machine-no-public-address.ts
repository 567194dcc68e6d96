import { type Inputs, listOf, objectOf } from "../../plan/inputs.js";
import { azurePolicy, mcsb } from "../control.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";

export const machineNoPublicAddress = rule({
  name: "azure-machine-no-public-address",
  description: "Machines have no public IP address.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [azurePolicy("83a86a26-fd1f-447c-b59d-e51f44264114"), mcsb("NS-1"), mcsb("NS-2")],
  remediation:
    "Leave the public address out: people come in by Bastion or a private network, and machines go out by a NAT gateway.",
  url: "https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access",
  scope: "resource",
  checks: {
    "azure-native:compute:VirtualMachine": ({ inputs }) => publicAddresses(inputs.networkProfile, "networkProfile"),
    "azure-native:compute:VirtualMachineScaleSet": ({ inputs }) =>
      publicAddresses(objectOf(inputs.virtualMachineProfile).networkProfile, "virtualMachineProfile.networkProfile"),
    "azure-native:network:NetworkInterface": ({ inputs }) =>
      withKey(listOf(inputs.ipConfigurations), "publicIPAddress", "ipConfigurations"),
    "azure-native:containerservice:AgentPool": ({ inputs }) =>
      inputs.enableNodePublicIP === true ? ["enableNodePublicIP is true"] : [],
    "azure-native:containerservice:ManagedCluster": ({ inputs }) =>
      ofEach(listOf(inputs.agentPoolProfiles), ({ enableNodePublicIP }, index) =>
        enableNodePublicIP === true ? [`agentPoolProfiles[${index}].enableNodePublicIP is true`] : [],
      ),
  },
});

function publicAddresses(networkProfile: unknown, path: string): Iterable<string> {
  const key = "networkInterfaceConfigurations";
  return ofEach(listOf(objectOf(networkProfile)[key]), ({ ipConfigurations }, index) =>
    withKey(listOf(ipConfigurations), "publicIPAddressConfiguration", `${path}.${key}[${index}].ipConfigurations`),
  );
}

/** Whether it is there is enough: that it is another resource's output, and not known yet, makes no difference. */
function withKey(configurations: readonly Inputs[], key: string, path: string): string[] {
  return configurations.flatMap((configuration, index) =>
    key in configuration ? [`${path}[${index}].${key} is set`] : [],
  );
}
