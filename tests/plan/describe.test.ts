import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ADDRESSED } from "../../plan/describe/addresses.js";
import { describe } from "../../plan/describe/index.js";
import { immutableInputs } from "../../plan/immutable/index.js";
import { UNKNOWN } from "../../plan/plan.js";

const line = (type: string, inputs: Record<string, unknown>) =>
  describe({ urn: `urn:pulumi:dev::ai-stack::${type}::it`, type, custom: false, inputs });

const network = { cidr: "10.20.0.0/16", zones: 2, nat: "none", interfaceEndpoints: [] };
const pool = { minSize: 0, maxSize: 4, instanceTypes: ["g6.xlarge"], capacity: "on-demand", efa: false };
const endpoint = { model: "Qwen/Qwen3-8B", replicas: { min: 1, max: 1 }, instanceType: "ml.g6.xlarge" };

test.each([
  ["PrivateNetwork", network, "10.20.0.0/16, 2 zones, no NAT"],
  ["PrivateNetwork", { ...network, nat: "single" }, "10.20.0.0/16, 2 zones, 1 NAT"],
  ["PrivateNetwork", { ...network, zones: ["a", "b", "c"], nat: "per-zone" }, "10.20.0.0/16, 3 zones, 3 NAT"],
  [
    "PrivateNetwork",
    { ...network, interfaceEndpoints: ["kms"] },
    "10.20.0.0/16, 2 zones, no NAT, 1 interface endpoint",
  ],
  ["PrivateNetwork", { existing: { vpcId: "vpc-1" } }, "the existing vpc-1"],
  ["PrivateNetwork", { existing: { vpcId: UNKNOWN } }, "the existing known after up"],
  ["GpuAutoScalingGroup", pool, "0–4 × g6.xlarge, on-demand"],
  ["GpuAutoScalingGroup", { ...pool, minSize: 4, efa: true }, "4 × g6.xlarge, on-demand, EFA"],
  [
    "GpuAutoScalingGroup",
    { ...pool, instanceTypes: ["g6.xlarge", "g5.xlarge"], capacity: "spot" },
    "0–4 × g6.xlarge, spot, 1 fallback type",
  ],
  [
    "GpuAutoScalingGroup",
    { ...pool, schedule: { start: "08:00", stop: "18:00" } },
    "0–4 × g6.xlarge, on-demand, 08:00–18:00",
  ],
  ["SageMakerDomain", { users: ["ada", "alan"], idleTimeoutMinutes: 60 }, "2 users, idle shutdown after 60 min"],
  ["SageMakerDomain", { users: [], idleTimeoutMinutes: 90 }, "no user, idle shutdown after 90 min"],
  ["SageMakerEndpoint", endpoint, "Qwen/Qwen3-8B, 1 × ml.g6.xlarge, weights from Hugging Face"],
  [
    "SageMakerEndpoint",
    { ...endpoint, replicas: { min: 0, max: 2 }, weights: { url: "s3://a/b" } },
    "Qwen/Qwen3-8B, 0–2 × ml.g6.xlarge, scales to zero, weights from S3",
  ],
  ["KmsKey", { deletionWindowDays: 30 }, "customer-managed key, 30 days to restore it once deleted"],
  ["AlarmTopic", {}, "no subscriber"],
  ["AlarmTopic", { email: "ops@example.com" }, "mails ops@example.com"],
  ["MonthlyBudget", { limitUsd: 3000, email: "ops@example.com" }, "$3,000 a month, mails ops@example.com"],
])("ai-stack:aws:%s %j: %s", (name, inputs, words) => {
  expect(line(`ai-stack:aws:${name}`, inputs)).toBe(words);
});

const gcpNetwork = { region: "us-central1", cidr: "10.20.0.0/16", nat: true, mtu: 1460 };
const group = {
  targetSize: 0,
  maxReplicas: 4,
  machineType: "g2-standard-8",
  acceleratorType: "nvidia-l4",
  acceleratorCount: 1,
  provisioningModel: "STANDARD",
  additionalSubnetIds: [],
};
const slice = { acceleratorType: "v6e-8", queued: false, spot: false, reserved: false };
const cloudRun = {
  model: "Qwen/Qwen3-8B",
  instances: { min: 1, max: 1 },
  gpu: "nvidia-l4",
  ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY",
};
const modelGarden = {
  model: "google/gemma-3-1b-it",
  machineType: "g2-standard-12",
  acceleratorType: "NVIDIA_L4",
  acceleratorCount: 1,
  replicas: { min: 1, max: 2 },
};

test.each([
  ["PrivateNetwork", gcpNetwork, "10.20.0.0/16, us-central1, 1 NAT"],
  [
    "PrivateNetwork",
    { ...gcpNetwork, nat: false, mtu: 8896 },
    "10.20.0.0/16, us-central1, no NAT, packets of 8896 bytes",
  ],
  [
    "PrivateNetwork",
    { existing: { networkId: "projects/p/global/networks/n" } },
    "the existing projects/p/global/networks/n",
  ],
  ["GpuManagedInstanceGroup", group, "0–4 × g2-standard-8 with 1 × nvidia-l4, on-demand"],
  [
    "GpuManagedInstanceGroup",
    { ...group, targetSize: 4, provisioningModel: "SPOT" },
    "4 × g2-standard-8 with 1 × nvidia-l4, spot",
  ],
  [
    "GpuManagedInstanceGroup",
    { ...group, provisioningModel: "RESERVATION_BOUND", reservationName: "r" },
    "0–4 × g2-standard-8 with 1 × nvidia-l4, reservation-bound, in the reservation r",
  ],
  [
    "GpuManagedInstanceGroup",
    { ...group, provisioningModel: "FLEX_START", additionalSubnetIds: ["a", "b"] },
    "0–4 × g2-standard-8 with 1 × nvidia-l4, flex-start, 2 further network cards",
  ],
  [
    "GpuManagedInstanceGroup",
    { ...group, schedule: { start: "08:00", stop: "18:00" } },
    "0–4 × g2-standard-8 with 1 × nvidia-l4, on-demand, 08:00–18:00",
  ],
  ["TpuSlice", slice, "v6e-8, on-demand"],
  ["TpuSlice", { ...slice, spot: true }, "v6e-8, spot"],
  ["TpuSlice", { ...slice, reserved: true }, "v6e-8, reserved"],
  ["TpuSlice", { ...slice, queued: true }, "v6e-8, queued"],
  [
    "VertexWorkbench",
    { users: ["ada"], machineType: "e2-standard-4", idleTimeoutMinutes: 60 },
    "1 user, e2-standard-4, idle shutdown after 60 min",
  ],
  ["CloudRunEndpoint", cloudRun, "Qwen/Qwen3-8B, 1 × nvidia-l4, weights from Hugging Face"],
  [
    "CloudRunEndpoint",
    { ...cloudRun, instances: { min: 0, max: 2 }, weights: { url: "gs://a/b" }, ingress: "INGRESS_TRAFFIC_ALL" },
    "Qwen/Qwen3-8B, 0–2 × nvidia-l4, scales to zero, weights from Cloud Storage, reached from the internet",
  ],
  [
    "VertexModelGardenEndpoint",
    modelGarden,
    "google/gemma-3-1b-it, 1–2 × g2-standard-12 with 1 × NVIDIA_L4, container of Model Garden",
  ],
  [
    "VertexModelGardenEndpoint",
    { ...modelGarden, container: { image: "a" } },
    "google/gemma-3-1b-it, 1–2 × g2-standard-12 with 1 × NVIDIA_L4, own container",
  ],
  ["PrivateBucket", { location: "us-central1", keep: true }, "us-central1, kept while it holds objects"],
  ["PrivateBucket", { location: "us-central1", keep: false }, "us-central1, deleted with its objects"],
  [
    "CryptoKey",
    { rotationDays: 90, destroyScheduledDays: 30 },
    "customer-managed key, rotated every 90 days, 30 days to restore a version",
  ],
  ["AlertChannel", { email: "ops@example.com" }, "mails ops@example.com"],
  ["AlertChannel", { email: UNKNOWN }, "mails known after up"],
  ["BillingBudget", { amountUsd: 60, email: "ops@example.com" }, "$60 a month, mails ops@example.com"],
  ["ProjectServices", { services: ["compute.googleapis.com", "run.googleapis.com"] }, "2 APIs"],
  ["ProjectServices", { services: [] }, "no API"],
])("ai-stack:gcp:%s %j: %s", (name, inputs, words) => {
  expect(line(`ai-stack:gcp:${name}`, inputs)).toBe(words);
});

const scaleSet = { capacity: 0, maxCapacity: 2, vmSize: "Standard_NC24ads_A100_v4", priority: "Regular" };
const workspace = { users: [{ name: "ana" }], vmSize: "Standard_DS3_v2", idleTimeoutMinutes: 60, outbound: "internet" };
const blue = { share: 100, vmSize: "Standard_NC24ads_A100_v4", instances: { min: 2, max: 6 } };
const app = { model: "Qwen/Qwen3-8B", replicas: { min: 0, max: 2 }, gpuProfile: "Consumption-GPU-NC24-A100" };

test.each<[string, Record<string, unknown>, string]>([
  ["ResourceGroup", { location: "westus3" }, "westus3"],
  ["PrivateNetwork", { cidr: "10.20.0.0/16", nat: true }, "10.20.0.0/16, 1 NAT"],
  ["PrivateNetwork", { cidr: "10.20.0.0/16", nat: false }, "10.20.0.0/16, no NAT"],
  ["PrivateNetwork", { existing: { networkId: "/subscriptions/s/virtualNetworks/hub" } }, "the existing hub"],
  ["GpuScaleSet", scaleSet, "0–2 × Standard_NC24ads_A100_v4, on-demand"],
  [
    "GpuScaleSet",
    { ...scaleSet, priority: "Spot", infiniBand: true },
    "0–2 × Standard_NC24ads_A100_v4, spot, InfiniBand",
  ],
  [
    "GpuScaleSet",
    { ...scaleSet, capacityReservationGroupId: "/a/b/ours", schedule: { start: "08:00", stop: "18:00" } },
    "0–2 × Standard_NC24ads_A100_v4, on-demand, in ours, 08:00–18:00",
  ],
  ["MachineLearningWorkspace", workspace, "1 user, Standard_DS3_v2, idle shutdown after 60 min"],
  [
    "MachineLearningWorkspace",
    { ...workspace, users: [], outbound: "approved", approvedHosts: ["huggingface.co", "hf.co"] },
    "no user, reaches 2 hosts by a firewall",
  ],
  ["MachineLearningWorkspace", { users: [], outbound: "approved" }, "no user, reaches no host"],
  [
    "OnlineEndpoint",
    { model: "Qwen/Qwen3-14B", deployments: { blue }, publicNetworkAccess: "Disabled" },
    "Qwen/Qwen3-14B, 2–6 × Standard_NC24ads_A100_v4",
  ],
  [
    "OnlineEndpoint",
    { model: "Qwen/Qwen3-14B", deployments: { green: { ...blue, model: "Qwen/Qwen3-8B" } } },
    "Qwen/Qwen3-14B, green with Qwen/Qwen3-8B: 2–6 × Standard_NC24ads_A100_v4",
  ],
  [
    "OnlineEndpoint",
    {
      model: "Qwen/Qwen3-14B",
      deployments: { blue: { ...blue, share: 90 }, green: { ...blue, share: 10, model: "Qwen/Qwen3-8B" } },
      publicNetworkAccess: "Enabled",
    },
    "Qwen/Qwen3-14B, blue 90 %: 2–6 × Standard_NC24ads_A100_v4, " +
      "green 10 % with Qwen/Qwen3-8B: 2–6 × Standard_NC24ads_A100_v4, reached from the internet",
  ],
  [
    "ContainerAppsEnvironment",
    { gpuProfiles: ["Consumption-GPU-NC8as-T4", "Consumption-GPU-NC24-A100"], modelCache: { sizeGiB: 32 } },
    "NC8as-T4, NC24-A100, 32 GiB for weights",
  ],
  ["ContainerAppsEndpoint", app, "Qwen/Qwen3-8B, 0–2 × NC24-A100, scales to zero, weights from Hugging Face"],
  [
    "ContainerAppsEndpoint",
    { ...app, replicas: { min: 1, max: 1 }, weights: { container: "models" } },
    "Qwen/Qwen3-8B, 1 × NC24-A100, weights from Blob Storage",
  ],
  ["PrivateStorageAccount", { location: "westus3", deletionLock: "on" }, "westus3, locked against deletion"],
  ["PrivateStorageAccount", { location: "westus3" }, "westus3, deleted with what it holds"],
  [
    "KeyVaultKey",
    { rotationDays: 90, softDeleteDays: 7 },
    "customer-managed key, rotated every 90 days, 7 days to restore it once deleted",
  ],
  ["ActionGroup", { email: "ops@example.com" }, "mails ops@example.com"],
  ["ConsumptionBudget", { amount: 12_000, email: "ops@example.com" }, "12,000 a month, mails ops@example.com"],
])("ai-stack:azure:%s %j: %s", (name, inputs, words) => {
  expect(line(`ai-stack:azure:${name}`, inputs)).toBe(words);
});

test.each(["gcp", "azure"])("each component of %s has words", (cloud) => {
  const folder = new URL(`../../components/${cloud}/`, import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const types = sources.flatMap((file) =>
    [...readFileSync(new URL(file, folder), "utf8").matchAll(/super\("(ai-stack:\w+:\w+)"/g)].map(
      ([, type = ""]) => type,
    ),
  );
  expect(types).toContain(`ai-stack:${cloud}:PrivateNetwork`);
  expect(types.filter((type) => line(type, {}) === "")).toEqual([]);
});

test("what is not ours has no words", () => {
  expect(line("gcp:cloudrunv2/service:Service", { name: "a" })).toBe("");
});

test("a replacement of an endpoint changes its URL", () => {
  expect([...ADDRESSED]).toEqual([
    "aws:sagemaker/endpoint:Endpoint",
    "azure-native:app:ContainerApp",
    "azure-native:machinelearningservices:OnlineEndpoint",
    "gcp:cloudrunv2/service:Service",
    "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment",
  ]);
});

test.each([...ADDRESSED])("%s is a type whose replacement is known", (type) => {
  expect(immutableInputs).toHaveProperty([type]);
});
