import { gcpMachineTypes } from "../catalog/gcp/machine-types.js";
import { regionOf } from "../catalog/gcp/regions.js";
import { SizingError } from "../sizing/error.js";
import { chooseMachine, type GcpMachineChoice } from "../sizing/machine.js";
import { chooseServing, type GcpServingChoice, type GcpWayOfServing } from "../sizing/serving.js";
import {
  type Chosen,
  checkGated,
  chooseEach,
  clashingOutputs,
  explainChoices,
  missingNetwork,
  servingRequest,
  unreachableWeights,
} from "./choices.js";
import { type EndpointSettings, type GcpStack, type PoolSettings, type Settings, SettingsError } from "./config.js";

/** What a Google Cloud stack runs its settings on. */
export interface GcpChoices {
  readonly pools: readonly Chosen<PoolSettings, GcpMachineChoice>[];
  readonly endpoints: readonly Chosen<EndpointSettings, GcpServingChoice>[];
  /** Where notebooks are. */
  readonly notebookZone: string;
}

/** The form of an address of weights. */
const WEIGHTS = "gs://bucket/folder/";

const GCP_WAYS: readonly GcpWayOfServing[] = ["cloud-run", "model-garden"];

/** Name of the platform's component. */
export const PLATFORM = "workbench";

/**
 * Translates the neutral words of the settings into Google Cloud's own.
 *
 * @throws SettingsError that lists every setting that Google Cloud cannot follow
 */
export function chooseForGcp({ settings, region, zone }: GcpStack): GcpChoices {
  const errors: string[] = [];
  const pools = chooseEach("compute", settings.compute, errors, (pool) => {
    const { accelerator, perMachine, capacity, flexStart } = pool;
    const choice = chooseMachine({
      cloud: "gcp",
      region,
      accelerators: accelerator,
      perMachine,
      capacity: flexStart ? "flex-start" : capacity,
    });
    checkRdma(pool);
    if (choice.kind === "tpu") checkSlice(pool);
    else if (pool.queued)
      throw new SizingError(`queued must be false for ${choice.machineType}; flexStart queues for it`);
    return choice;
  });
  const endpoints = chooseEach("endpoints", settings.endpoints, errors, (endpoint) => {
    const choice = chooseServing({
      cloud: "gcp",
      ...servingRequest(endpoint, region),
      serving: GCP_WAYS.find((way) => way === endpoint.serving),
      weights: endpoint.weights !== undefined,
    });
    checkAccess(endpoint, choice);
    checkGated(endpoint, settings.huggingFaceToken !== undefined, WEIGHTS);
    return choice;
  });
  const notebookZone = zone ?? zonesOf(region)[0];
  if (settings.platform && notebookZone === undefined)
    errors.push(`gcp:zone: missing; no zone of ${region} is known: name one for the notebooks, such as ${region}-b`);
  errors.push(
    ...missingNetwork(settings),
    ...subnetElsewhere(settings, region),
    ...unreachableWeights(settings, WEIGHTS),
    ...clashingOutputs(settings, PLATFORM, ["networkId"]),
  );
  if (errors.length > 0) throw new SettingsError(errors);
  explainChoices([...pools, ...endpoints]);
  return { pools, endpoints, notebookZone: notebookZone ?? "" };
}

/** An existing subnet of another region, where nothing of the stack could be in it. */
function subnetElsewhere({ network }: Settings, region: string): string[] {
  const [subnet = ""] = network?.existing?.subnetIds ?? [];
  const [, elsewhere] = /\/regions\/([^/]+)\//.exec(subnet) ?? [];
  if (elsewhere === undefined || elsewhere === region) return [];
  return [`ai-stack:network.existing.subnetId: must be in gcp:region, which is ${region}, got one in ${elsewhere}`];
}

/** Zones of a region that offer some machine of the catalog, sorted. */
function zonesOf(region: string): string[] {
  const zones = gcpMachineTypes.flatMap((type) => type.zones).filter((zone) => regionOf(zone) === region);
  return [...new Set(zones)].sort();
}

function checkRdma({ rdma }: PoolSettings): void {
  if (!rdma) return;
  throw new SizingError(
    "rdma must be false: on Google Cloud it takes networks of its own, which a stack does not make; use the component " +
      "GpuManagedInstanceGroup with additionalSubnetIds",
  );
}

/** A slice is one machine or one whole of machines, not a group. */
function checkSlice({ machines, schedule, image, flexStart }: PoolSettings): void {
  const refused = { schedule, image, flexStart };
  for (const [key, value] of Object.entries(refused))
    if (value !== undefined) throw new SizingError(`${key} must be left out for a TPU slice, which has none`);
  if (machines.min === 1 && machines.max === 1) return;
  throw new SizingError(
    `machines must be min: 1, max: 1 for a TPU slice, which runs from its deployment on, got min: ${machines.min}, ` +
      `max: ${machines.max}`,
  );
}

function checkAccess({ access }: EndpointSettings, { serving }: GcpServingChoice): void {
  if (serving !== "model-garden" || access === undefined) return;
  throw new SizingError(
    `access must be left out for Model Garden, which answers at Google's own address, and only whom IAM allows; got ` +
      `${access}. serving: cloud-run takes it`,
  );
}
