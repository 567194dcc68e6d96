import { type Inputs, listOf } from "../../plan/inputs.js";
import { azurePolicy, mcsb } from "../control.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";
import { isOneOf } from "./words.js";

export const networkNoInternetInbound = rule({
  name: "azure-network-no-internet-inbound",
  description: "No rule of a network security group lets the internet in.",
  cloud: "azure",
  severity: "critical",
  level: "mandatory",
  controls: [azurePolicy("9daedab3-fb2d-461e-b861-71790eead4f6"), mcsb("NS-1")],
  remediation: "Set sourceAddressPrefix to VirtualNetwork or to an address block of yours, or access to Deny.",
  url: "https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview",
  scope: "resource",
  checks: {
    "azure-native:network:NetworkSecurityGroup": ({ inputs }) =>
      ofEach(listOf(inputs.securityRules), (securityRule, index) =>
        letsInternetIn(securityRule) ? [`securityRules[${index}] allows traffic from the internet`] : [],
      ),
    "azure-native:network:SecurityRule": ({ inputs }) =>
      letsInternetIn(inputs) ? ["it allows traffic from the internet"] : [],
  },
});

function letsInternetIn({ direction, access, sourceAddressPrefix, sourceAddressPrefixes }: Inputs): boolean {
  if (!isOneOf(direction, "Inbound") || !isOneOf(access, "Allow")) return false;
  const sources = [sourceAddressPrefix, ...(Array.isArray(sourceAddressPrefixes) ? sourceAddressPrefixes : [])];
  return sources.some((source) => isOneOf(source, "*", "Internet", "Any", "0.0.0.0/0", "::/0"));
}
