import { numberOf } from "../../inputs.js";
import { always, type Priced, type Quote } from "../quote.js";
import { chargeOf, rateInWords } from "./rates.js";

/** A NAT gateway is billed by the hour; what its traffic costs, stands with what causes it. */
export function priceNatGateway({ region }: Priced): Quote {
  return [chargeOf("NAT gateway", "natGateway", region, always())];
}

/** An address is billed by the hour, in use or not. */
export function priceElasticIp({ region }: Priced): Quote {
  return [chargeOf("public IPv4 address", "publicIpv4", region, always())];
}

/** A gateway endpoint is free; an interface endpoint is billed by the hour in each zone that it is in. */
export function priceVpcEndpoint({ inputs, component, region }: Priced): Quote {
  const { vpcEndpointType = "Gateway", subnetIds } = inputs;
  if (vpcEndpointType === "Gateway") return "free";
  if (vpcEndpointType !== "Interface") return { unpriced: `no source gives a rate of ${vpcEndpointType} endpoints` };
  const rate = `${rateInWords("interfaceEndpoint", region)} in each`;
  const zones = countOf(subnetIds) ?? countOf(component?.inputs?.zones);
  if (zones === undefined) return { unpriced: `the plan does not say how many zones it is in: ${rate}` };
  const what = `interface endpoint in ${zones} zone${zones === 1 ? "" : "s"}`;
  return [chargeOf(what, "interfaceEndpoint", region, always(zones))];
}

function countOf(value: unknown): number | undefined {
  return Array.isArray(value) ? value.length : numberOf(value);
}
