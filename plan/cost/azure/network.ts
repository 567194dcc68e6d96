import { listOf, objectOf } from "../../inputs.js";
import { always, type Priced, type Quote, steady } from "../quote.js";
import { placeOf } from "./place.js";
import { chargeOf } from "./rates.js";

/** A NAT gateway is billed by the hour; what its traffic costs, stands with what causes it. */
export function priceNatGateway(priced: Priced): Quote {
  return [chargeOf("NAT gateway", "natGateway", placeOf(priced), always())];
}

/** A static address is billed by the hour, in use or not. */
export function pricePublicAddress(priced: Priced): Quote {
  const { publicIPAllocationMethod = "Dynamic" } = priced.inputs;
  if (publicIPAllocationMethod !== "Static") return { unpriced: "no source gives a rate of dynamic addresses" };
  return [chargeOf("public IP address", "publicIp", placeOf(priced), always())];
}

/** A private endpoint is billed by the hour; what its traffic costs, stands with what causes it. */
export function pricePrivateEndpoint(priced: Priced): Quote {
  return [chargeOf("private endpoint", "privateEndpoint", placeOf(priced), always())];
}

/** A private DNS zone is billed by the month. */
export function priceDnsZone(priced: Priced): Quote {
  return [chargeOf("private DNS zone", "privateDnsZone", placeOf(priced), steady(1))];
}

/** A metric alert is billed by the time series that it watches: each value of a dimension is one. */
export function priceMetricAlert(priced: Priced): Quote {
  const conditions = listOf(objectOf(priced.inputs.criteria).allOf);
  const series = conditions.reduce((sum, { dimensions }) => sum + seriesOf(dimensions), 0) || 1;
  const what = `alert on ${series} time series`;
  return [chargeOf(what, "metricAlert", placeOf(priced), steady(series))];
}

function seriesOf(dimensions: unknown): number {
  return listOf(dimensions).reduce(
    (product, { values }) => product * (Array.isArray(values) ? Math.max(1, values.length) : 1),
    1,
  );
}
