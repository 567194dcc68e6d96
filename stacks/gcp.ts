import * as pulumi from "@pulumi/pulumi";
import { AlertChannel } from "../components/gcp/alert-channel.js";
import { BillingBudget } from "../components/gcp/billing-budget.js";
import { CloudRunEndpoint } from "../components/gcp/cloud-run-endpoint/cloud-run-endpoint.js";
import { type AgentService, CryptoKey } from "../components/gcp/crypto-key.js";
import {
  GpuManagedInstanceGroup,
  type ProvisioningModel,
} from "../components/gcp/gpu-managed-instance-group/gpu-managed-instance-group.js";
import { PrivateNetwork, type PrivateNetworkArgs } from "../components/gcp/private-network/private-network.js";
import { ProjectServices } from "../components/gcp/project-services.js";
import { TpuSlice } from "../components/gcp/tpu-slice/tpu-slice.js";
import { VertexModelGardenEndpoint } from "../components/gcp/vertex-model-garden-endpoint/vertex-model-garden-endpoint.js";
import { VertexWorkbench } from "../components/gcp/vertex-workbench/vertex-workbench.js";
import { wantsToken } from "./choices.js";
import type { GcpStack, PoolSettings, Settings } from "./config.js";
import { chooseForGcp, type GcpChoices, PLATFORM } from "./gcp-choices.js";
import { outputName } from "./outputs.js";

/** What every part of the stack is placed in. */
interface Surroundings {
  readonly projectId: string;
  readonly region: string;
  readonly network: PrivateNetwork;
  readonly kmsKeyName?: pulumi.Output<string>;
  readonly notificationChannel?: pulumi.Output<string>;
  readonly huggingFaceToken?: pulumi.Output<string>;
  /** Whether stores that hold data refuse to be deleted. */
  readonly keep: boolean;
  readonly labels: Record<string, string>;
  /** What makes everything wait for the APIs. */
  readonly after: pulumi.ComponentResourceOptions;
}

type Outputs = Record<string, pulumi.Output<unknown>>;

/**
 * The Google Cloud stack: a private network, GPU groups and TPU slices, Vertex AI Workbench and model endpoints.
 *
 * @returns the stack's outputs, by name
 * @throws SettingsError that lists every setting that Google Cloud cannot follow
 */
export function deployGcp(parsed: GcpStack): Outputs {
  const { settings, region, projectId } = parsed;
  const { pools, endpoints, notebookZone } = chooseForGcp(parsed);
  const { alertEmail, budget, gcpBillingAccount: billingAccount, platform, teardown, huggingFaceToken } = settings;
  if (budget && alertEmail && !billingAccount)
    pulumi.log.warn(
      "ai-stack:budget is checked in previews alone: its alerts need ai-stack:gcpBillingAccount, the id of the Cloud " +
        "Billing account that pays for the project",
    );
  if (settings.network === undefined) return {};

  const prod = settings.environment === "prod";
  const keep = prod && !teardown;
  const labels = {
    project: label(pulumi.getProject()),
    stack: label(pulumi.getStack()),
    environment: settings.environment,
    "managed-by": "pulumi",
    ...settings.tags,
  };
  const services = new ProjectServices("services", { projectId, services: apis(settings) });
  const after = waitingFor(services);
  const key = prod
    ? new CryptoKey("key", { projectId, location: region, serviceAgents: keyUsers(settings), labels }, after)
    : undefined;
  const alerts = alertEmail ? new AlertChannel("alerts", { projectId, email: alertEmail, labels }, after) : undefined;
  if (budget && alertEmail && billingAccount) {
    const { monthlyUsd: amountUsd } = budget;
    new BillingBudget("budget", { billingAccount, projectId, amountUsd, email: alertEmail, labels }, after);
  }
  const network = new PrivateNetwork("network", { ...networkArgs(settings), projectId, region, labels }, after);
  const surroundings: Surroundings = {
    projectId,
    region,
    network,
    kmsKeyName: key?.keyId,
    notificationChannel: alerts?.channelId,
    huggingFaceToken,
    keep,
    labels,
    after,
  };

  return Object.assign(
    { networkId: network.networkId },
    ...pools.map((pool) => deployPool(pool, surroundings)),
    platform && deployPlatform(platform, notebookZone, surroundings),
    ...endpoints.map((endpoint) => deployEndpoint(endpoint, surroundings)),
  );
}

/** Children do not inherit what their component depends on, so each of them gets it. */
function waitingFor(services: ProjectServices): pulumi.ComponentResourceOptions {
  const dependsOn = [services];
  return {
    dependsOn,
    transformations: [({ props, opts }) => ({ props, opts: pulumi.mergeOptions(opts, { dependsOn }) })],
  };
}

/** A text as the value of a label: lower-case letters, digits, hyphens and underscores. */
function label(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, "-")
    .slice(0, 63);
}

/** The subnet that every part is placed in. */
function subnetOf({ subnetIds }: PrivateNetwork): pulumi.Output<string> {
  return subnetIds.apply(([subnet = ""]) => subnet);
}

/** How machines are had, in Compute Engine's words. */
function provisioningModel({ capacity, flexStart }: PoolSettings, reservationBound: boolean): ProvisioningModel {
  if (flexStart) return "FLEX_START";
  if (capacity === "spot") return "SPOT";
  return capacity === "reservation" && reservationBound ? "RESERVATION_BOUND" : "STANDARD";
}

function deployPool({ name, setting, choice }: GcpChoices["pools"][number], around: Surroundings): Outputs {
  const { machines, capacity, reservation, flexStart, schedule, image } = setting;
  const { projectId, region, network, labels, after } = around;
  const subnetId = subnetOf(network);
  if (choice.kind === "tpu") {
    const slice = new TpuSlice(
      name,
      {
        projectId,
        zone: choice.zone,
        networkId: network.networkId,
        subnetId,
        acceleratorType: choice.acceleratorType,
        queued: setting.queued,
        spot: capacity === "spot",
        reserved: capacity === "reservation",
        // A queued resource takes none.
        labels: setting.queued ? undefined : labels,
      },
      after,
    );
    return { [outputName(name, "slice")]: slice.nodeName, [outputName(name, "start")]: slice.startCommand };
  }
  const attached = choice.machineType.startsWith("n1-");
  const group = new GpuManagedInstanceGroup(
    name,
    {
      projectId,
      region,
      zones: choice.zones,
      subnetId,
      machineType: choice.machineType,
      acceleratorType: attached ? choice.acceleratorType : undefined,
      acceleratorCount: attached ? choice.perMachine : undefined,
      targetSize: machines.min,
      maxReplicas: machines.max,
      provisioningModel: provisioningModel(setting, choice.reservationBound),
      reservationName: reservation,
      maxRunDurationSec: flexStart && flexStart.hours * 3600,
      schedule,
      sourceImage: image,
      kmsKeyName: around.kmsKeyName,
      labels,
    },
    after,
  );
  return { [outputName(name, "group")]: group.groupName, [outputName(name, "start")]: group.startCommand };
}

function deployPlatform(
  { users, idleMinutes, identities = {} }: NonNullable<Settings["platform"]>,
  zone: string,
  around: Surroundings,
): Outputs {
  const workbench = new VertexWorkbench(
    PLATFORM,
    {
      projectId: around.projectId,
      zone,
      networkId: around.network.networkId,
      subnetId: subnetOf(around.network),
      users: users.map((user) => identities[user] ?? user),
      idleTimeoutMinutes: idleMinutes,
      kmsKeyName: around.kmsKeyName,
      keepNotebooks: around.keep,
      keepArtifacts: around.keep,
      labels: around.labels,
    },
    around.after,
  );
  return {
    [outputName(PLATFORM, "url")]: workbench.url,
    [outputName(PLATFORM, "id")]: workbench.platformId,
    [outputName(PLATFORM, "artifacts")]: workbench.artifactsUrl,
  };
}

function deployEndpoint({ name, setting, choice }: GcpChoices["endpoints"][number], around: Surroundings): Outputs {
  const { model, replicas, weights, access } = setting;
  const { projectId, region: location, labels, notificationChannel, after } = around;
  const huggingFaceToken = wantsToken(setting) ? around.huggingFaceToken : undefined;
  const common = { projectId, location, model, labels, notificationChannel };
  const endpoint =
    choice.serving === "cloud-run"
      ? new CloudRunEndpoint(
          name,
          {
            ...common,
            image: choice.image.uri,
            gpu: choice.gpu,
            cpu: choice.cpu,
            memoryGiB: choice.memoryGiB,
            weights: weights === undefined ? undefined : { url: weights },
            huggingFaceToken,
            vllmFlags: choice.vllmFlags,
            instances: replicas,
            startupTimeoutSec: choice.startUpTimeoutSec,
            subnetId: subnetOf(around.network),
            ingress: access === "internet" ? "INGRESS_TRAFFIC_ALL" : "INGRESS_TRAFFIC_INTERNAL_ONLY",
            kmsKeyName: around.kmsKeyName,
            deletionProtection: around.keep,
          },
          after,
        )
      : new VertexModelGardenEndpoint(
          name,
          {
            ...common,
            machineType: choice.machineType,
            acceleratorType: choice.acceleratorType,
            acceleratorCount: choice.acceleratorCount,
            replicas,
            acceptEula: huggingFaceToken !== undefined,
            huggingFaceToken,
            container: {
              image: choice.image.uri,
              vllmFlags: choice.vllmFlags,
              deploymentTimeoutSec: choice.startUpTimeoutSec,
            },
          },
          after,
        );
  return {
    [outputName(name, "url")]: endpoint.url,
    [outputName(name, "id")]: endpoint.endpointId,
    [outputName(name, "request")]: endpoint.requestCommand,
    [outputName(name, "request-from")]: pulumi.output(endpoint.requestFrom),
  };
}

function networkArgs({ network }: Settings): Partial<PrivateNetworkArgs> {
  if (network?.existing) {
    const { networkId, subnetIds } = network.existing;
    return { existing: { networkId, subnetId: subnetIds[0] } };
  }
  return { cidr: network?.cidr, nat: network?.nat !== "none" };
}

/** The APIs that the parts of a stack use. */
function apis({
  compute,
  platform,
  endpoints,
  environment,
  alertEmail,
  budget,
  gcpBillingAccount,
}: Settings): string[] {
  const pools = Object.keys(compute).length > 0;
  const serving = Object.keys(endpoints).length > 0;
  const names = [
    ...["compute", "dns", "iam", "monitoring"],
    ...(environment === "prod" ? ["cloudkms"] : []),
    ...(budget && alertEmail && gcpBillingAccount ? ["billingbudgets"] : []),
    ...(pools ? ["tpu"] : []),
    ...(platform ? ["aiplatform", "artifactregistry", "notebooks", "storage"] : []),
    ...(serving ? ["aiplatform", "run", "secretmanager", "storage"] : []),
  ];
  return [...new Set(names)].sort().map((name) => `${name}.googleapis.com`);
}

/** The services that encrypt with the stack's key. */
function keyUsers({ compute, platform, endpoints }: Settings): AgentService[] {
  const users: AgentService[] = [
    ...(Object.keys(compute).length > 0 ? (["compute"] as const) : []),
    ...(platform ? (["aiplatform", "artifactregistry", "compute", "notebooks", "storage"] as const) : []),
    ...(Object.keys(endpoints).length > 0 ? (["run", "secretmanager"] as const) : []),
  ];
  return [...new Set(users)].sort();
}
