import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { gpuPoolIdleFloor } from "../../../policies/azure/gpu-pool-idle-floor.js";
import { describeRule, expectVerdict, type Neighbour } from "../support.js";

const autoscale = (...minimums: (string | undefined)[]): Neighbour => ({
  type: "azure-native:monitor:AutoscaleSetting",
  name: "autoscale",
  inputs: { enabled: true, profiles: minimums.map((minimum) => ({ capacity: { minimum, maximum: "4" } })) },
  refers: { targetResourceUri: "it" },
});
const SCALE_SET = "azure-native:compute:VirtualMachineScaleSet";
const gpus = (capacity?: number | string) => ({ sku: { name: "Standard_NC24ads_A100_v4", capacity } });

describeRule(gpuPoolIdleFloor, SCALE_SET, {
  compliant: { inputs: gpus(0) },
  broken: { inputs: gpus(1), breaks: "sku.capacity is 1" },
  absent: { inputs: gpus(), passes: true },
  unknown: { inputs: gpus(UNKNOWN), undecided: "sku.capacity" },
});

test("a schedule that has hours without machines goes down to none", () =>
  expectVerdict(gpuPoolIdleFloor, SCALE_SET, { inputs: gpus(0), around: [autoscale("1", "0")], passes: true }));

test("autoscale decides over the number that it starts with", () =>
  expectVerdict(gpuPoolIdleFloor, SCALE_SET, {
    inputs: gpus(0),
    around: [autoscale("2", "1")],
    breaks: "minimum of its AutoscaleSetting is 1",
  }));

test("a profile without minimum is for Azure to refuse", () =>
  expectVerdict(gpuPoolIdleFloor, SCALE_SET, { inputs: gpus(0), around: [autoscale(undefined)], passes: true }));

test("in prod machines may wait", () =>
  expectVerdict(gpuPoolIdleFloor, SCALE_SET, { inputs: gpus(2), environment: "prod", silent: true }));

const AGENT_POOL = "azure-native:containerservice:AgentPool";
const nodes = (minCount?: number | string) => ({ vmSize: "Standard_NC4as_T4_v3", enableAutoScaling: true, minCount });

describeRule(gpuPoolIdleFloor, AGENT_POOL, {
  compliant: { inputs: nodes(0) },
  broken: { inputs: nodes(1), breaks: "minCount is 1" },
  absent: { inputs: nodes(), passes: true },
  unknown: { inputs: nodes(UNKNOWN), undecided: "minCount" },
});

test("a node pool of a fixed size never goes down", () =>
  expectVerdict(gpuPoolIdleFloor, AGENT_POOL, {
    inputs: { vmSize: "Standard_NC4as_T4_v3", enableAutoScaling: false, minCount: 0 },
    breaks: "count is 1",
  }));

describeRule(gpuPoolIdleFloor, "azure-native:containerservice:ManagedCluster", {
  compliant: { inputs: { agentPoolProfiles: [{ vmSize: "Standard_D4s_v5", count: 3 }, nodes(0)] } },
  broken: { inputs: { agentPoolProfiles: [nodes(0), nodes(1)] }, breaks: "agentPoolProfiles[1].minCount is 1" },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { agentPoolProfiles: [nodes(UNKNOWN)] }, undecided: "agentPoolProfiles[0].minCount" },
});

const cluster = (minNodeCount?: number | string) => ({
  properties: {
    computeType: "AmlCompute",
    properties: { vmSize: "Standard_NC4as_T4_v3", scaleSettings: { minNodeCount } },
  },
});

describeRule(gpuPoolIdleFloor, "azure-native:machinelearningservices:Compute", {
  compliant: { inputs: cluster(0) },
  broken: { inputs: cluster(1), breaks: "properties.properties.scaleSettings.minNodeCount is 1" },
  absent: { inputs: cluster(), passes: true },
  unknown: { inputs: cluster(UNKNOWN), undecided: "properties.properties.scaleSettings.minNodeCount" },
});

const app = (minReplicas?: number | string) => ({
  template: { containers: [{ resources: { gpu: 1 } }], scale: { minReplicas } },
});

describeRule(gpuPoolIdleFloor, "azure-native:app:ContainerApp", {
  compliant: { inputs: app(0) },
  broken: { inputs: app(1), breaks: "template.scale.minReplicas is 1" },
  absent: { inputs: app(), passes: true },
  unknown: { inputs: app(UNKNOWN), undecided: "template.scale.minReplicas" },
});
