import { azureVmSizes } from "../catalog/azure/vm-sizes.js";
import { checkScaleSetSchedule } from "../components/azure/gpu-scale-set/scale-set-autoscale.js";
import { SizingError } from "../sizing/error.js";
import { type AzureMachineChoice, chooseMachine } from "../sizing/machine.js";
import {
  type AzureServingChoice,
  type AzureWayOfServing,
  type ContainerAppsChoice,
  chooseServing,
  type OnlineEndpointChoice,
} from "../sizing/serving.js";
import { networkErrors } from "./azure-network.js";
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
import { type AzureStack, type EndpointSettings, type PoolSettings, type Settings, SettingsError } from "./config.js";

/** What an Azure stack runs its settings on. */
export interface AzureChoices {
  readonly pools: readonly Chosen<PoolSettings, AzureMachineChoice>[];
  readonly containerApps: readonly Chosen<EndpointSettings, ContainerAppsChoice>[];
  readonly onlineEndpoints: readonly (Chosen<EndpointSettings, OnlineEndpointChoice> & {
    readonly deployments: readonly Deployment[];
  })[];
}

/** A deployment of an online endpoint. */
export interface Deployment {
  readonly name: string;
  /** Percent of the requests. */
  readonly share: number;
  /** The endpoint's settings, with what the deployment has of its own. */
  readonly setting: EndpointSettings;
  readonly choice: OnlineEndpointChoice;
}

/** Name of the platform's component. */
export const PLATFORM = "studio";

/** The form of an address of weights. */
const WEIGHTS = "https://account.blob.core.windows.net/container/folder/";

const WAYS: readonly AzureWayOfServing[] = ["container-apps", "online-endpoint"];

/** The deployment of an endpoint that names none. */
const ONE_DEPLOYMENT = { blue: { share: 100 } };

/** Machines of one placement group, which have one InfiniBand network. */
const MOST_TOGETHER = 100;

/** @see https://learn.microsoft.com/azure/machine-learning/how-to-manage-quotas (managed online endpoints) */
const MOST_INSTANCES = 50;

/**
 * Translates the neutral words of the settings into Azure's own.
 *
 * @throws SettingsError that lists every setting that Azure cannot follow
 */
export function chooseForAzure({ settings, location }: AzureStack): AzureChoices {
  const errors: string[] = [];
  const hasToken = settings.huggingFaceToken !== undefined;
  const pools = chooseEach("compute", settings.compute, errors, (pool) => {
    const { accelerator, perMachine, capacity } = pool;
    const choice = chooseMachine({ cloud: "azure", region: location, accelerators: accelerator, perMachine, capacity });
    if (pool.rdma) checkRdma(choice, pool);
    if (pool.schedule !== undefined)
      checkScaleSetSchedule(pool.schedule, { capacity: pool.machines.min, maxCapacity: pool.machines.max });
    return choice;
  });
  const endpoints = chooseEach("endpoints", settings.endpoints, errors, (endpoint) => {
    const choice = choose(endpoint, location);
    checkGated(endpoint, hasToken, WEIGHTS);
    if (choice.serving === "container-apps") {
      checkContainerApps(endpoint);
      return { ...choice, deployments: [] };
    }
    checkReplicas(endpoint);
    const rollout = Object.entries(endpoint.rollout ?? ONE_DEPLOYMENT);
    const deployments = rollout.map(([name, { share, ...own }]): Deployment => {
      const setting = { ...endpoint, ...own };
      checkGated(setting, hasToken, WEIGHTS);
      return { name, share, setting, choice: onlineEndpoint(setting, location) };
    });
    return { ...choice, deployments };
  });
  const onContainerApps = endpoints.flatMap(({ choice, ...rest }) =>
    choice.serving === "container-apps" ? [{ ...rest, choice }] : [],
  );
  errors.push(
    ...missingNetwork(settings),
    ...networkErrors(
      settings,
      onContainerApps.map(({ name }) => name),
    ),
    ...sameInstances(settings),
    ...unreachableWeights(settings, WEIGHTS),
    ...clashingOutputs(settings, PLATFORM, ["networkId", "resourceGroup"]),
  );
  if (errors.length > 0) throw new SettingsError(errors);
  explainChoices([...pools, ...endpoints]);
  return {
    pools,
    containerApps: onContainerApps,
    onlineEndpoints: endpoints.flatMap(({ choice, ...rest }) =>
      choice.serving === "online-endpoint" ? [{ ...rest, choice, deployments: choice.deployments }] : [],
    ),
  };
}

function choose(endpoint: EndpointSettings, region: string, way?: AzureWayOfServing): AzureServingChoice {
  const serving = way ?? WAYS.find((known) => known === endpoint.serving);
  return chooseServing({ cloud: "azure", ...servingRequest(endpoint, region), serving });
}

function onlineEndpoint(endpoint: EndpointSettings, region: string): OnlineEndpointChoice {
  const choice = choose(endpoint, region, "online-endpoint");
  if (choice.serving !== "online-endpoint") throw new SizingError(`${endpoint.model} has no online endpoint`);
  return choice;
}

function checkRdma({ vmSize, infiniBand }: AzureMachineChoice, { machines }: PoolSettings): void {
  if (infiniBand && machines.max <= MOST_TOGETHER) return;
  if (infiniBand)
    throw new SizingError(
      `machines.max must be at most ${MOST_TOGETHER} with rdma, got ${machines.max}: name another pool`,
    );
  const sizes = azureVmSizes.filter((size) => size.infiniBand).map(({ name }) => name);
  throw new SizingError(`rdma must be false: ${vmSize} has no InfiniBand network; ${sizes.join(", ")} have`);
}

/** Container Apps asks nobody who they are, keeps no requests and has one revision at a time. */
function checkContainerApps({ access, capture, rollout }: EndpointSettings): void {
  const instead = "serving: online-endpoint, with replicas.min 1 or more, takes it";
  if (access === "internet")
    throw new SizingError(
      `access must be private for Container Apps, which does not ask who sends a request; ${instead}`,
    );
  if (capture !== undefined)
    throw new SizingError(`capture must be left out for Container Apps, which keeps no requests; ${instead}`);
  if (rollout !== undefined)
    throw new SizingError(
      `rollout must be left out for Container Apps, where all requests go to the newest revision; ${instead}`,
    );
}

function checkReplicas({ replicas }: EndpointSettings): void {
  if (replicas.max <= MOST_INSTANCES) return;
  throw new SizingError(
    `replicas.max must be at most ${MOST_INSTANCES} for an online endpoint, got ${replicas.max}: name another endpoint`,
  );
}

/** Users whose compute instances would have one name: it has no hyphens. */
function sameInstances({ platform }: Settings): string[] {
  const users = platform?.users ?? [];
  const plain = (user: string) => user.replaceAll("-", "");
  const alike = users.filter((user) => users.filter((other) => plain(other) === plain(user)).length > 1);
  if (alike.length === 0) return [];
  return [`ai-stack:platform.users: must differ in more than hyphens on azure, got ${alike.join(", ")}`];
}
