import { type Inputs, listOf } from "../../plan/inputs.js";
import { azurePolicy, mcsb } from "../control.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";
import { isOneOf } from "./words.js";

export const subnetPrivate = rule({
  name: "azure-subnet-private",
  description: "Machines of a subnet leave for the internet by a gateway that is there on purpose, or not at all.",
  cloud: "azure",
  severity: "medium",
  level: "advisory",
  controls: [azurePolicy("7bca8353-aa3b-429b-904a-9229c4385837"), mcsb("NS-1")],
  remediation:
    "Set defaultOutboundAccess to false when the subnet is made, and natGateway where machines have to get out.",
  url: "https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access",
  scope: "resource",
  checks: {
    "azure-native:network:Subnet": ({ inputs }) => implicitWaysOut(inputs, ""),
    "azure-native:network:VirtualNetwork": ({ inputs }) =>
      ofEach(listOf(inputs.subnets), (subnet, index) => implicitWaysOut(subnet, `subnets[${index}].`)),
  },
});

function implicitWaysOut(subnet: Inputs, path: string): string[] {
  const { defaultOutboundAccess, delegations, subnetName, name } = subnet;
  if (defaultOutboundAccess === false) return [];
  // What a subnet is delegated to, or reserved for by its name, is Azure's own and has its own way out.
  if (listOf(delegations).length > 0) return [];
  if (isOneOf(subnetName ?? name, "GatewaySubnet", "AzureFirewallSubnet", "AzureFirewallManagementSubnet")) return [];
  if (isOneOf(subnetName ?? name, "AzureBastionSubnet", "RouteServerSubnet")) return [];
  return [`${path}defaultOutboundAccess is not false, and true is the default`];
}
