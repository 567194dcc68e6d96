import { describe, expect, test } from "vitest";
import { type Plan, type ResourceState, UNKNOWN } from "../../../plan/plan.js";
import type { QuotaNeed } from "../../../plan/quota/need.js";
import { quotasOf } from "../../../plan/quota/quota.js";
import { record } from "../../../plan/record.js";
import { readStack } from "../../../plan/stack-file.js";
import program from "../../../stacks/index.js";

const COMPUTE = "https://portal.azure.com/#view/Microsoft_Azure_Capacity/QuotaMenuBlade/~/myQuotas";
const MACHINE_LEARNING = "https://ml.azure.com/quota";

/** What a sample stack needs, with other settings of ai-stack. */
async function needsOf(stack: string, settings: Record<string, unknown> = {}): Promise<QuotaNeed[]> {
  const file = readStack(process.cwd(), stack);
  const changed = Object.entries(settings).map(([key, value]) => [`ai-stack:${key}`, JSON.stringify(value)]);
  const config = { ...file.config, ...Object.fromEntries(changed) };
  return quotasOf((await record(program, { ...file, config, mode: "preview" })).plan);
}

/** `quota: needed unit` of the needs. */
const amounts = (needs: readonly QuotaNeed[]) => needs.map(({ name, needed, unit }) => `${name}: ${needed} ${unit}`);

const azureDev = await needsOf("azure-dev");
const azureProd = await needsOf("azure-prod");

test("azure-dev needs spot vCPUs of the region, vCPUs of compute instances, and the A100s of an environment", () => {
  expect(azureDev).toEqual([
    {
      cloud: "azure",
      region: "westus3",
      service: "Compute",
      name: "Total Regional Low-priority vCPUs",
      code: "lowPriorityCores",
      needed: 48, // 2 × Standard_NC24ads_A100_v4
      unit: "vCPUs",
      where: COMPUTE,
    },
    {
      cloud: "azure",
      region: "westus3",
      service: "Azure Machine Learning",
      name: "Standard DSv2 Family Cluster Dedicated vCPUs",
      code: "standardDSv2Family",
      needed: 4, // 1 × Standard_DS3_v2
      unit: "vCPUs",
      where: MACHINE_LEARNING,
    },
    {
      cloud: "azure",
      region: "westus3",
      service: "Azure Machine Learning",
      name: "Total Cluster Dedicated Regional vCPUs",
      code: "TotalDedicatedCores",
      needed: 4,
      unit: "vCPUs",
      where: MACHINE_LEARNING,
    },
    {
      cloud: "azure",
      region: "westus3",
      service: "Container Apps",
      name: "Managed Environment Consumption NCA100 GPUs",
      code: "ManagedEnvironmentConsumptionNCA100Gpus",
      needed: 2,
      unit: "GPUs",
      where: "https://learn.microsoft.com/azure/container-apps/quota-requests",
    },
  ]);
});

test("azure-prod needs vCPUs of the same family twice: in Compute, and in Azure Machine Learning", () => {
  expect(amounts(azureProd)).toEqual([
    "Standard NCADS_A100_v4 Family vCPUs: 96 vCPUs", // 4 machines of 24
    "Total Regional vCPUs: 96 vCPUs",
    "Standard DSv2 Family Cluster Dedicated vCPUs: 8 vCPUs", // 2 instances of 4
    "Total Cluster Dedicated Regional vCPUs: 152 vCPUs", // 8 and 144
    "Standard NCADSA100v4 Family Cluster Dedicated vCPUs: 144 vCPUs", // 6 instances of 24, no reserve
  ]);
});

interface Resource {
  /** Of azure-native, without it. */
  readonly type: string;
  readonly name?: string;
  readonly inputs: Record<string, unknown>;
  /** Names of the resources that an input refers to. */
  readonly refers?: Readonly<Record<string, string>>;
}

/** What resources need that no component of ours makes. */
function needs(...resources: readonly Resource[]): string[] {
  const urn = (type: string, name: string) => `urn:pulumi:dev::any::azure-native:${type}::${name}`;
  const urns = new Map(resources.map(({ type, name = "it" }) => [name, urn(type, name)]));
  const states = resources.map(
    ({ type, name = "it", inputs, refers = {} }): ResourceState => ({
      urn: urn(type, name),
      type: `azure-native:${type}`,
      custom: true,
      inputs,
      propertyDependencies: Object.fromEntries(
        Object.entries(refers).map(([input, other]) => [input, [urns.get(other) ?? other]]),
      ),
    }),
  );
  const plan: Plan = {
    config: { "azure-native:location": "eastus" },
    steps: states.map((newState) => ({ op: "create", urn: newState.urn, newState })),
  };
  return amounts(quotasOf(plan));
}

const scaleSet = (size: string, capacity: number, profile: object = {}): Resource => ({
  type: "compute:VirtualMachineScaleSet",
  name: "pool",
  inputs: { sku: { name: size, capacity }, virtualMachineProfile: profile },
});
const deployment = (instanceType: string, capacity: number): Resource => ({
  type: "machinelearningservices:OnlineDeployment",
  name: "pool",
  inputs: { sku: { capacity }, properties: { endpointComputeType: "Managed", instanceType } },
});
const autoscale = (maximum: number, refers: Resource["refers"] = { targetResourceUri: "pool" }): Resource => ({
  type: "monitor:AutoscaleSetting",
  name: "autoscale",
  inputs: { profiles: [{ capacity: { minimum: "1", maximum: String(maximum) } }], targetResourceUri: UNKNOWN },
  refers,
});

describe("a scale set", () => {
  test.each([
    ["Standard_NC4as_T4_v3", "Standard NCASv3_T4 Family vCPUs: 8 vCPUs", "Total Regional vCPUs: 8 vCPUs"],
    ["Standard_NV36ads_A10_v5", "Standard NVADSA10v5 Family vCPUs: 72 vCPUs", "Total Regional vCPUs: 72 vCPUs"],
    ["Standard_ND96isr_H100_v5", "Standard NDSH100v5 Family vCPUs: 192 vCPUs", "Total Regional vCPUs: 192 vCPUs"],
    // Where no source gives the name that the portal shows, the one of Azure's API stands.
    ["Standard_ND96isr_H200_v5", "standardNDISRH200V5Family: 192 vCPUs", "Total Regional vCPUs: 192 vCPUs"],
  ])("of two %s needs %s", (size, ...expected) => {
    expect(needs(scaleSet(size, 2))).toEqual(expected);
  });

  test("of spot machines needs the one quota of all families", () => {
    expect(needs(scaleSet("Standard_NC4as_T4_v3", 2, { priority: "Spot" }))).toEqual([
      "Total Regional Low-priority vCPUs: 8 vCPUs",
    ]);
  });

  test("in a reservation needs none: it took its quota when it was made", () => {
    const profile = { capacityReservation: { capacityReservationGroup: { id: "group" } } };
    expect(needs(scaleSet("Standard_NC4as_T4_v3", 2, profile))).toEqual([]);
  });

  test("needs what its autoscale setting allows, in all", () => {
    expect(needs(scaleSet("Standard_NC4as_T4_v3", 2), autoscale(5))).toEqual([
      "Standard NCASv3_T4 Family vCPUs: 20 vCPUs",
      "Total Regional vCPUs: 20 vCPUs",
    ]);
    expect(needs(scaleSet("Standard_NC4as_T4_v3", 2), autoscale(1))).toEqual([
      "Standard NCASv3_T4 Family vCPUs: 8 vCPUs",
      "Total Regional vCPUs: 8 vCPUs",
    ]);
  });

  test("of no machine, or of a size that the catalog does not have, is not counted", () => {
    expect(needs(scaleSet("Standard_NC4as_T4_v3", 0))).toEqual([]);
    expect(needs(scaleSet("Standard_D4s_v5", 2))).toEqual([]);
  });
});

describe("an online deployment", () => {
  test.each([
    // A fifth more for upgrades, in whole instances.
    ["Standard_NV36ads_A10_v5", 1, "Standard NVADSA10v5 Family Cluster Dedicated vCPUs: 72 vCPUs"],
    ["Standard_NV36ads_A10_v5", 5, "Standard NVADSA10v5 Family Cluster Dedicated vCPUs: 216 vCPUs"],
    ["Standard_NC16as_T4_v3", 6, "Standard NCASv3_T4 Family Cluster Dedicated vCPUs: 128 vCPUs"],
    // Azure's list exempts A100 and H100.
    ["Standard_NC24ads_A100_v4", 2, "Standard NCADSA100v4 Family Cluster Dedicated vCPUs: 48 vCPUs"],
    ["Standard_NC40ads_H100_v5", 5, "standardNCADSH100v5Family: 200 vCPUs"],
    ["Standard_ND96isr_H100_v5", 1, "standardNDv5H100Family: 96 vCPUs"],
  ])("on %s × %i needs %s", (size, instances, expected) => {
    expect(needs(deployment(size, instances))[0]).toBe(expected);
  });

  test("needs the reserve of what its autoscale setting allows, in all", () => {
    // 3 instances and one more, not 2 with one more and 1 with one more.
    expect(needs(deployment("Standard_NV36ads_A10_v5", 2), autoscale(3))).toEqual([
      "Standard NVADSA10v5 Family Cluster Dedicated vCPUs: 144 vCPUs",
      "Total Cluster Dedicated Regional vCPUs: 144 vCPUs",
    ]);
  });

  test("is not counted twice when a metric of it scales something else", () => {
    expect(needs(deployment("Standard_NC24ads_A100_v4", 1), autoscale(6, { profiles: "pool" }))[0]).toBe(
      "Standard NCADSA100v4 Family Cluster Dedicated vCPUs: 24 vCPUs",
    );
  });

  test("two on the same size need the sum of theirs", async () => {
    const rollout = { blue: { share: 90 }, green: { share: 10 } };
    const replicas = { min: 1, max: 2 };
    const chat = { model: "Qwen/Qwen3-8B", accelerator: "A10", replicas, rollout, contextTokens: 4096 };
    const found = amounts(await needsOf("azure-prod", { endpoints: { chat } }));
    // Each up to 2 instances, of which 3 are reserved, of 36 vCPUs.
    expect(found).toContain("Standard NVADSA10v5 Family Cluster Dedicated vCPUs: 216 vCPUs");
  });
});

describe("a compute", () => {
  const compute = (computeType: string, properties: object): Resource => ({
    type: "machinelearningservices:Compute",
    inputs: { properties: { computeType, properties } },
  });

  test("cluster needs vCPUs for its most nodes, without a reserve", () => {
    const properties = { vmSize: "Standard_NC16as_T4_v3", scaleSettings: { minNodeCount: 0, maxNodeCount: 5 } };
    expect(needs(compute("AmlCompute", properties))).toEqual([
      "Standard NCASv3_T4 Family Cluster Dedicated vCPUs: 80 vCPUs",
      "Total Cluster Dedicated Regional vCPUs: 80 vCPUs",
    ]);
    expect(needs(compute("AmlCompute", { ...properties, vmPriority: "LowPriority" }))).toEqual([
      "Total Cluster LowPriority Regional vCPUs: 80 vCPUs",
    ]);
  });

  test("instance counts as one node", () => {
    expect(needs(compute("ComputeInstance", { vmSize: "Standard_NC4as_T4_v3" }))[0]).toBe(
      "Standard NCASv3_T4 Family Cluster Dedicated vCPUs: 4 vCPUs",
    );
  });
});

describe("a container app", () => {
  const env: Resource = {
    type: "app:ManagedEnvironment",
    name: "env",
    inputs: { workloadProfiles: [{ name: "gpu", workloadProfileType: "Consumption-GPU-NC8as-T4" }] },
  };
  const app = (inputs: object): Resource => ({
    type: "app:ContainerApp",
    inputs: { template: { containers: [{}], scale: { minReplicas: 0, maxReplicas: 3 } }, ...inputs },
    refers: { environmentId: "env" },
  });

  test("needs the serverless GPUs of its most replicas", () => {
    expect(needs(env, app({ workloadProfileName: "gpu" }))).toEqual([
      "Managed Environment Consumption T4 GPUs: 3 GPUs",
    ]);
  });

  test("without a GPU, or that the plan does not know, is not counted", () => {
    expect(needs(env, app({}))).toEqual([]);
    expect(needs(env, app({ workloadProfileName: "gpu", template: UNKNOWN }))).toEqual([]);
  });
});
