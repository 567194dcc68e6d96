import { findModel } from "../../../catalog/models.js";
import { HOURS_PER_MONTH } from "../../../catalog/rate.js";
import { publishedWeightsGiB } from "../../../sizing/memory.js";
import type { ResourceState } from "../../plan.js";
import { always, type Monthly, type Priced, type PriceRule, steady, sum } from "../quote.js";
import { paid, serviceCharge } from "./charge.js";
import { instanceHours, instancesOf } from "./cloud-run.js";
import { part, regionIn, sources, text } from "./inputs.js";
import { notebookHours } from "./notebook.js";
import { AUTOSCALER, autoscalerHours, GROUP, groupHours, groupOf, templateOf } from "./pool.js";
import { queuedSlices, type Slice, sliceOf } from "./tpu.js";

export const NAT = "gcp:compute/routerNat:RouterNat";
const SUBNET = "gcp:compute/subnetwork:Subnetwork";
const CLOUD_RUN = "gcp:cloudrunv2/service:Service";
const CLOUD_RUN_ENDPOINT = "ai-stack:gcp:CloudRunEndpoint";

/** From how many machines on it costs the same. */
const MOST_MACHINES = 32;

/** An endpoint from zero is taken to start once a day. */
const WAKE_UPS = HOURS_PER_MONTH / 24;

const GB_PER_GIB = 1024 ** 3 / 1e9;

/** Chips of a machine of a slice, at least. Source: https://docs.cloud.google.com/tpu/docs/v5p */
const CHIPS_PER_HOST = 4;

/** Machines that may go out through a gateway. */
interface Users {
  /** The resource and its input by which they are in a subnet. */
  readonly placed: ResourceState;
  readonly by: string;
  readonly hours: () => Monthly;
  /** Gigabytes of weights that they fetch at a start from zero. */
  readonly fetched?: () => number;
}

/**
 * A gateway is paid by the hour for each machine that goes out through it, up to 32 of them; for its address, here all
 * month, since no source says that it has none while no machine runs; and by the gigabyte, of which the weights are
 * counted that endpoints from zero fetch when they start. Whether an instance of Cloud Run counts as a machine no source
 * says: here it does.
 */
export const natRule: PriceRule = (priced) => {
  const { state, inputs } = priced;
  const region = regionIn(inputs, priced.region);
  const subnets = sources(state, "subnetworks", SUBNET);
  const reached = subnets.flatMap((subnet) => usersBySubnet(priced).get(subnet) ?? []);
  const through = subnets.length === 0 ? usersOf(priced) : [...new Set(reached)];
  const machines = sum(through.map(({ hours }) => hours()));
  const weights = through.reduce((gb, { fetched }) => gb + (fetched?.() ?? 0), 0) * WAKE_UPS;
  return paid([
    serviceCharge("addresses of the gateway", "publicIpv4", region, always(addresses(inputs.natIps))),
    serviceCharge("machines that go out through it", "natMachine", region, atMost(MOST_MACHINES, machines)),
    serviceCharge("weights, one start a day", "natData", region, { ...steady(weights), idle: 0 }),
  ]);
};

function addresses(natIps: unknown): number {
  return Array.isArray(natIps) ? Math.max(1, natIps.length) : 1;
}

function atMost(machines: number, { idle, load, full }: Monthly): Monthly {
  const most = machines * HOURS_PER_MONTH;
  return { idle: Math.min(most, idle), load: Math.min(most, load), full: Math.min(most, full) };
}

/** By the gateways of a plan, so that a plan with many asks once. */
const known = new WeakMap<readonly ResourceState[], Map<string, Users[]>>();

function usersBySubnet(priced: Priced): ReadonlyMap<string, readonly Users[]> {
  const gateways = priced.all(NAT);
  const before = known.get(gateways);
  if (before !== undefined) return before;
  const bySubnet = new Map<string, Users[]>();
  known.set(gateways, bySubnet);
  for (const users of usersOf(priced))
    for (const subnet of sources(users.placed, users.by, SUBNET)) {
      const others = bySubnet.get(subnet);
      if (others === undefined) bySubnet.set(subnet, [users]);
      else others.push(users);
    }
  return bySubnet;
}

function usersOf(priced: Priced): Users[] {
  const { all, find } = priced;
  const inGroup = (group: ResourceState, hours: () => Monthly): Users[] => {
    const template = templateOf(group, find);
    return template === undefined ? [] : [{ placed: template, by: "networkInterfaces", hours }];
  };
  const slices = (vm: ResourceState, by: string, sizes: readonly Slice[]): Users => ({
    placed: vm,
    by,
    hours: () => always(sizes.reduce((hosts, { size }) => hosts + Math.ceil((size?.chips ?? 1) / CHIPS_PER_HOST), 0)),
  });
  return [
    ...all(GROUP).flatMap((group) => inGroup(group, () => groupHours(group, priced))),
    ...all(AUTOSCALER).flatMap((autoscaler) => {
      const group = groupOf(autoscaler, find);
      return group === undefined ? [] : inGroup(group, () => autoscalerHours(autoscaler, group, priced));
    }),
    ...all("gcp:workbench/instance:Instance")
      .filter(({ inputs = {} }) => part(inputs.gceSetup).disablePublicIp === true)
      .map((placed) => ({ placed, by: "gceSetup", hours: () => notebookHours(placed, priced) })),
    ...all("gcp:tpu/v2Vm:V2Vm")
      .filter(({ inputs = {} }) => part(inputs.networkConfig).enableExternalIps === false)
      .map((vm) => slices(vm, "networkConfig", [sliceOf(vm.inputs ?? {})])),
    ...all("gcp:tpu/v2QueuedResource:V2QueuedResource").map((entry) =>
      slices(entry, "tpu", queuedSlices(entry.inputs ?? {})),
    ),
    ...all(CLOUD_RUN)
      .filter(({ inputs = {} }) => part(part(inputs.template).vpcAccess).egress === "ALL_TRAFFIC")
      .map((placed) => ({
        placed,
        by: "template",
        hours: () => instanceHours(placed, priced),
        fetched: () => fetchedGB(placed, priced),
      })),
  ];
}

/** Gigabytes that an endpoint of ours fetches when it starts from zero; nothing for a model that the catalog does not know. */
function fetchedGB({ inputs = {}, parent }: ResourceState, { find }: Priced): number {
  const endpoint = find(parent ?? "");
  const { model, weights } = endpoint?.type === CLOUD_RUN_ENDPOINT ? (endpoint.inputs ?? {}) : {};
  if (weights !== undefined || instancesOf(inputs)?.min !== 0) return 0;
  const known = findModel(text(model) ?? "");
  return known === undefined ? 0 : publishedWeightsGiB(known) * GB_PER_GIB;
}
