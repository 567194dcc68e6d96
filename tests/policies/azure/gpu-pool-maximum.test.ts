import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { gpuPoolMaximum } from "../../../policies/azure/gpu-pool-maximum.js";
import { describeRule, expectVerdict, type Neighbour } from "../support.js";

const autoscale = (...maximums: (string | undefined)[]): Neighbour => ({
  type: "azure-native:monitor:AutoscaleSetting",
  name: "autoscale",
  inputs: { enabled: true, profiles: maximums.map((maximum) => ({ capacity: { minimum: "0", maximum } })) },
  refers: { targetResourceUri: "it" },
});
const SCALE_SET = "azure-native:compute:VirtualMachineScaleSet";
const gpus = (capacity?: number | string) => ({ sku: { name: "Standard_NC24ads_A100_v4", capacity } });

describeRule(gpuPoolMaximum, SCALE_SET, {
  compliant: { inputs: gpus(0), around: [autoscale("8", "0")] },
  broken: {
    inputs: gpus(0),
    around: [autoscale("4", "9")],
    breaks: "maximum of its AutoscaleSetting is 9, the limit is 8",
  },
  absent: { inputs: gpus(), passes: true },
  unknown: { inputs: gpus(0), around: [autoscale(UNKNOWN)], undecided: "profiles[0].capacity.maximum" },
});

test("a minimum that is not known yet makes no difference", () =>
  expectVerdict(gpuPoolMaximum, SCALE_SET, {
    inputs: gpus(UNKNOWN),
    around: [
      {
        ...autoscale(),
        inputs: { enabled: true, profiles: [{ capacity: { minimum: UNKNOWN, maximum: "4" } }] },
      },
    ],
    passes: true,
  }));

test("a profile without maximum has none", () =>
  expectVerdict(gpuPoolMaximum, SCALE_SET, {
    inputs: gpus(0),
    around: [autoscale("4", undefined)],
    breaks: "maximum of its AutoscaleSetting is left out",
  }));

test("without autoscale there are as many as there are at first", () =>
  expectVerdict(gpuPoolMaximum, SCALE_SET, { inputs: gpus(20), breaks: "sku.capacity is 20, the limit is 8" }));

test("the limit can be set", () =>
  expectVerdict(gpuPoolMaximum, SCALE_SET, {
    inputs: gpus(3),
    settings: { machines: 2 },
    breaks: "sku.capacity is 3, the limit is 2",
  }));

test("machines without GPUs are not counted", () =>
  expectVerdict(gpuPoolMaximum, SCALE_SET, {
    inputs: { sku: { name: "Standard_D4s_v5", capacity: 20 } },
    passes: true,
  }));

const AGENT_POOL = "azure-native:containerservice:AgentPool";
const nodes = (maxCount?: number | string) => ({ vmSize: "Standard_NC4as_T4_v3", enableAutoScaling: true, maxCount });

describeRule(gpuPoolMaximum, AGENT_POOL, {
  compliant: { inputs: nodes(8) },
  broken: { inputs: nodes(9), breaks: "maxCount is 9, the limit is 8" },
  absent: { inputs: nodes(), breaks: "maxCount is left out" },
  unknown: { inputs: nodes(UNKNOWN), undecided: "maxCount" },
});

test("a node pool of a fixed size is as large as that", () =>
  expectVerdict(gpuPoolMaximum, AGENT_POOL, {
    inputs: { vmSize: "Standard_NC4as_T4_v3", count: 9, maxCount: 2 },
    breaks: "count is 9, the limit is 8",
  }));

test("a node pool of no stated size is one node", () =>
  expectVerdict(gpuPoolMaximum, AGENT_POOL, { inputs: { vmSize: "Standard_NC4as_T4_v3" }, passes: true }));

test("node pools without GPUs are not counted", () =>
  expectVerdict(gpuPoolMaximum, AGENT_POOL, { inputs: { vmSize: "Standard_D4s_v5", count: 50 }, passes: true }));

describeRule(gpuPoolMaximum, "azure-native:containerservice:ManagedCluster", {
  compliant: { inputs: { agentPoolProfiles: [nodes(8)] } },
  broken: {
    inputs: { agentPoolProfiles: [nodes(8), nodes(9)] },
    breaks: "agentPoolProfiles[1].maxCount is 9, the limit is 8",
  },
  absent: { inputs: { agentPoolProfiles: [nodes()] }, breaks: "agentPoolProfiles[0].maxCount is left out" },
  unknown: { inputs: { agentPoolProfiles: [nodes(UNKNOWN)] }, undecided: "agentPoolProfiles[0].maxCount" },
});

const COMPUTE = "azure-native:machinelearningservices:Compute";
const cluster = (maxNodeCount?: number | string, vmSize = "Standard_NC4as_T4_v3", computeType = "AmlCompute") => ({
  properties: { computeType, properties: { vmSize, scaleSettings: { maxNodeCount } } },
});

describeRule(gpuPoolMaximum, COMPUTE, {
  compliant: { inputs: cluster(8) },
  broken: {
    inputs: cluster(9),
    breaks: "properties.properties.scaleSettings.maxNodeCount is 9, the limit is 8",
  },
  absent: { inputs: cluster(), breaks: "properties.properties.scaleSettings.maxNodeCount is left out" },
  unknown: { inputs: cluster(UNKNOWN), undecided: "properties.properties.scaleSettings.maxNodeCount" },
});

test("a cluster without GPUs is not counted", () =>
  expectVerdict(gpuPoolMaximum, COMPUTE, { inputs: cluster(50, "Standard_DS3_v2"), passes: true }));

test("a compute instance is one machine", () =>
  expectVerdict(gpuPoolMaximum, COMPUTE, {
    inputs: cluster(undefined, "Standard_NC4as_T4_v3", "ComputeInstance"),
    passes: true,
  }));

const APP = "azure-native:app:ContainerApp";
const refers = { environmentId: "environment" };
const environment: Neighbour = {
  type: "azure-native:app:ManagedEnvironment",
  name: "environment",
  inputs: {
    workloadProfiles: [
      { name: "Consumption", workloadProfileType: "Consumption" },
      { name: "a100", workloadProfileType: "Consumption-GPU-NC24-A100" },
      { name: "dedicated", workloadProfileType: "NC24-A100" },
    ],
  },
};
const app = (maxReplicas?: number | string, workloadProfileName = "a100") => ({
  workloadProfileName,
  template: { scale: { maxReplicas } },
});

describeRule(gpuPoolMaximum, APP, {
  compliant: { inputs: app(8), refers, around: [environment] },
  broken: {
    inputs: app(9),
    refers,
    around: [environment],
    breaks: "template.scale.maxReplicas is 9, the limit is 8",
  },
  absent: {
    inputs: app(),
    refers,
    around: [environment],
    breaks: "template.scale.maxReplicas is 10, the limit is 8",
  },
  unknown: { inputs: app(UNKNOWN), refers, around: [environment], undecided: "template.scale.maxReplicas" },
});

test("an app on a dedicated GPU profile has GPUs", () =>
  expectVerdict(gpuPoolMaximum, APP, {
    inputs: app(9, "dedicated"),
    refers: { managedEnvironmentId: "environment" },
    around: [environment],
    breaks: "template.scale.maxReplicas is 9, the limit is 8",
  }));

test("an app whose containers ask for GPUs has them", () =>
  expectVerdict(gpuPoolMaximum, APP, {
    inputs: {
      template: { containers: [{ resources: { cpu: 1 } }, { resources: { gpu: 1 } }], scale: { maxReplicas: 9 } },
    },
    breaks: "template.scale.maxReplicas is 9, the limit is 8",
  }));

test("an app whose containers ask for none has none", () =>
  expectVerdict(gpuPoolMaximum, APP, {
    inputs: {
      template: { containers: [{ resources: { cpu: 1 } }, { resources: { gpu: 0 } }], scale: { maxReplicas: 9 } },
    },
    passes: true,
  }));

test("an app without GPUs is not counted", () =>
  expectVerdict(gpuPoolMaximum, APP, { inputs: app(100, "Consumption"), refers, around: [environment], passes: true }));
