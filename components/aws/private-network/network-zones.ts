import { getAvailabilityZonesOutput } from "@pulumi/aws/getAvailabilityZones.js";
import * as pulumi from "@pulumi/pulumi";

/** A zone that a network spans. */
export interface NetworkZone {
  /** What its children are called by: the letter in the zone's name, or in its place in the region. */
  readonly key: string;
  readonly name: pulumi.Input<string>;
  /** Whether the name is what the region had to offer, and may be another one later. */
  readonly found: boolean;
}

/** The zones of a network: the first `zones` of the region, or those named. Local Zones are none. */
export function networkZones(zones: number | readonly string[], parent: pulumi.InvokeOptions): NetworkZone[] {
  if (typeof zones !== "number") return zones.map((name) => ({ key: name.slice(-1), name, found: false }));
  const { names } = getAvailabilityZonesOutput(
    { state: "available", filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }] },
    parent,
  );
  return [..."abc"].slice(0, zones).map((key, place) => ({
    key,
    name: names.apply((found) => zoneAt(found, place)),
    found: true,
  }));
}

/** The zone in that place. A name left out would let EC2 pick any, so that two subnets could share a zone. */
export function zoneAt(names: readonly string[], place: number): string {
  const name = names[place];
  if (name === undefined)
    throw new pulumi.RunError(`'zones' must be at most ${names.length} here: the account has ${names.join(", ")}`);
  return name;
}
