import { describe, expect, test } from "vitest";
import type { Plan, ResourceState } from "../../../plan/plan.js";
import type { QuotaNeed } from "../../../plan/quota/need.js";
import { quotasOf } from "../../../plan/quota/quota.js";
import { record } from "../../../plan/record.js";
import { readStack } from "../../../plan/stack-file.js";
import program from "../../../stacks/index.js";

const COMPUTE = "https://console.cloud.google.com/iam-admin/quotas?service=compute.googleapis.com";

/** What a sample stack needs, with other settings of ai-stack. */
async function needsOf(stack: string, settings: Record<string, unknown> = {}): Promise<QuotaNeed[]> {
  const file = readStack(process.cwd(), stack);
  const changed = Object.entries(settings).map(([key, value]) => [`ai-stack:${key}`, JSON.stringify(value)]);
  const config = { ...file.config, ...Object.fromEntries(changed) };
  return quotasOf((await record(program, { ...file, config, mode: "preview" })).plan);
}

/** `quota: needed unit` of the needs. */
const amounts = (needs: readonly QuotaNeed[]) => needs.map(({ name, needed, unit }) => `${name}: ${needed} ${unit}`);

const pool = (settings: object) => ({ compute: { train: { accelerator: "L4", ...settings } }, endpoints: {} });

test("gcp-dev needs spot L4s for its pool, their share of all GPUs, and Cloud Run's own L4s", async () => {
  expect(await needsOf("gcp-dev")).toEqual([
    {
      cloud: "gcp",
      region: "us-central1",
      service: "Cloud Run",
      name: "Total Nvidia L4 GPU allocation without zonal redundancy, per project per region",
      code: "NvidiaL4GpuAllocNoZonalRedundancyPerProjectRegion",
      needed: 2,
      unit: "GPUs",
      where: "https://console.cloud.google.com/iam-admin/quotas?service=run.googleapis.com",
    },
    {
      cloud: "gcp",
      region: "us-central1",
      service: "Compute Engine",
      name: "PREEMPTIBLE_NVIDIA_L4_GPUS",
      code: "PREEMPTIBLE-NVIDIA-L4-GPUS-per-project-region",
      needed: 2,
      unit: "GPUs",
      where: COMPUTE,
    },
    {
      cloud: "gcp",
      region: "global",
      service: "Compute Engine",
      name: "GPUS_ALL_REGIONS",
      code: "GPUS-ALL-REGIONS-per-project",
      needed: 2,
      unit: "GPUs",
      where: COMPUTE,
    },
  ]);
});

test("gcp-prod needs Vertex AI's A100s for its endpoint, apart from Compute Engine's for its pool", async () => {
  expect(await needsOf("gcp-prod")).toEqual([
    {
      cloud: "gcp",
      region: "us-central1",
      service: "Vertex AI",
      name: "custom_model_serving_nvidia_a100_80gb_gpus",
      code: "CustomModelServingA10080GBGPUsPerProjectPerRegion",
      needed: 6,
      unit: "GPUs",
      where: "https://console.cloud.google.com/iam-admin/quotas?service=aiplatform.googleapis.com",
    },
    {
      cloud: "gcp",
      region: "us-central1",
      service: "Compute Engine",
      name: "NVIDIA_A100_80GB_GPUS",
      code: "NVIDIA-A100-80GB-GPUS-per-project-region",
      needed: 4,
      unit: "GPUs",
      where: COMPUTE,
    },
    {
      cloud: "gcp",
      region: "global",
      service: "Compute Engine",
      name: "GPUS_ALL_REGIONS",
      code: "GPUS-ALL-REGIONS-per-project",
      needed: 4,
      unit: "GPUs",
      where: COMPUTE,
    },
  ]);
});

describe("a pool needs", () => {
  test("the GPUs of all its machines, at its largest", async () => {
    const needs = await needsOf("gcp-dev", pool({ perMachine: 4, machines: { min: 0, max: 3 } }));
    expect(amounts(needs)).toEqual(["NVIDIA_L4_GPUS: 12 GPUs", "GPUS_ALL_REGIONS: 12 GPUs"]);
  });

  test("the preemptible quota for flex-start", async () => {
    const needs = await needsOf("gcp-dev", pool({ flexStart: { hours: 4 }, machines: { min: 0, max: 2 } }));
    expect(amounts(needs)).toEqual(["PREEMPTIBLE_NVIDIA_L4_GPUS: 2 GPUs", "GPUS_ALL_REGIONS: 2 GPUs"]);
  });

  test("nothing in a reservation, which took it", async () => {
    expect(await needsOf("gcp-dev", pool({ capacity: "reservation", reservation: "mine" }))).toEqual([]);
  });

  test("the quota of its GPU's family for H100s", async () => {
    const h100s = { accelerator: "H100", perMachine: 8, machines: { min: 0, max: 2 } };
    expect((await needsOf("gcp-dev", pool(h100s)))[0]).toMatchObject({
      name: "GPUS_PER_GPU_FAMILY (gpu_family: NVIDIA_H100)",
      code: "GPUS-PER-GPU-FAMILY-per-project-region",
      needed: 16,
    });
  });

  test("together with another of the same GPU, the sum", async () => {
    const one = { accelerator: "L4", machines: { min: 0, max: 2 } };
    const needs = await needsOf("gcp-dev", { compute: { one, other: { ...one, perMachine: 2 } }, endpoints: {} });
    expect(amounts(needs)).toEqual(["NVIDIA_L4_GPUS: 6 GPUs", "GPUS_ALL_REGIONS: 6 GPUs"]);
  });
});

describe("a TPU slice needs", () => {
  test.each([
    ["v5e, up to 8 chips", { accelerator: "TPU-v5e", perMachine: 8 }, "TPUV5sLitepodServing", "8 chips"],
    ["v5e, more", { accelerator: "TPU-v5e", perMachine: 16 }, "TPUV5sLitepod", "16 chips"],
    [
      "v5e, spot",
      { accelerator: "TPU-v5e", perMachine: 4, capacity: "spot" },
      "TPUV5sPreemptibleLitepodServing",
      "4 chips",
    ],
    ["v5p, by its TensorCores", { accelerator: "TPU-v5p", perMachine: 4 }, "TPUV5P", "8 TensorCores"],
    ["v6e, spot", { accelerator: "TPU-v6e", perMachine: 4, capacity: "spot" }, "TPUV6EPreemptible", "4 chips"],
    ["queued", { accelerator: "TPU-v6e", perMachine: 1, queued: true }, "TPUV6E", "1 chips"],
  ])("%s: its quota in the zone", async (_, settings, id, amount) => {
    const needs = await needsOf("gcp-dev", pool({ ...settings, machines: { min: 1, max: 1 } }));
    expect(amounts(needs)).toEqual([`${id}PerProjectPerZoneForTPUAPI: ${amount}`]);
    expect(needs[0]).toMatchObject({ service: "Cloud TPU", region: expect.stringMatching(/^us-central1-[ab]$/) });
  });

  test("nothing in a reservation, which took it", async () => {
    const reserved = {
      accelerator: "TPU-v5e",
      machines: { min: 1, max: 1 },
      capacity: "reservation",
      reservation: "mine",
    };
    expect(await needsOf("gcp-dev", pool(reserved))).toEqual([]);
  });
});

test("Cloud Run's RTX PRO 6000 is asked for in thousandths", async () => {
  const chat = { model: "Qwen/Qwen3-8B", accelerator: "RTX-PRO-6000", replicas: { min: 0, max: 3 } };
  const [need] = await needsOf("gcp-dev", { endpoints: { chat } });
  expect(need).toMatchObject({
    name: "Total Nvidia RTX Pro 6000 GPU allocation, in milli GPU, without zonal redundancy, per project per region",
    needed: 3000,
    unit: "milli GPUs",
  });
});

describe("a plan that is not ours", () => {
  const urn = (type: string, name: string) => `urn:pulumi:dev::other::${type}::${name}`;
  const TEMPLATE = "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate";
  const GROUP = "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager";
  const AUTOSCALER = "gcp:compute/regionAutoscaler:RegionAutoscaler";

  function needs(...resources: Partial<ResourceState>[]): QuotaNeed[] {
    const states = resources.map(({ type = "", urn: at = "", ...state }) => ({
      urn: at,
      type,
      custom: true,
      ...state,
    }));
    const plan: Plan = {
      config: { "gcp:region": "us-east4" },
      steps: states.map((newState) => ({ op: "create", urn: newState.urn, newState })),
    };
    return quotasOf(plan);
  }
  const template = (inputs: object): Partial<ResourceState> => ({
    urn: urn(TEMPLATE, "t"),
    type: TEMPLATE,
    inputs: { machineType: "g2-standard-24", ...inputs },
  });
  const group: Partial<ResourceState> = {
    urn: urn(GROUP, "g"),
    type: GROUP,
    inputs: { targetSize: 3 },
    propertyDependencies: { versions: [urn(TEMPLATE, "t")] },
  };
  const autoscaler = (maxReplicas: number): Partial<ResourceState> => ({
    urn: urn(AUTOSCALER, "a"),
    type: AUTOSCALER,
    inputs: { autoscalingPolicy: { minReplicas: 0, maxReplicas } },
    propertyDependencies: { target: [urn(GROUP, "g")] },
  });

  test("needs the GPUs that its machine types have built in, in its region", () => {
    expect(needs(template({}), group)).toMatchObject([
      { name: "NVIDIA_L4_GPUS", needed: 6, region: "us-east4" },
      { name: "GPUS_ALL_REGIONS", needed: 6, region: "global" },
    ]);
  });

  test("needs as many machines as its autoscaler may start", () => {
    expect(amounts(needs(template({}), group, autoscaler(5)))).toEqual([
      "NVIDIA_L4_GPUS: 10 GPUs",
      "GPUS_ALL_REGIONS: 10 GPUs",
    ]);
  });

  test("needs a quota whose name is not known, and says so", () => {
    const gpus = [{ type: "nvidia-gb200", count: 4 }];
    expect(amounts(needs(template({ guestAccelerators: gpus }), group))).toEqual([
      "the quota of nvidia-gb200, on-demand, whose name no source gives: 12 GPUs",
      "GPUS_ALL_REGIONS: 12 GPUs",
    ]);
  });

  test("with GPUs of Cloud Run in several zones needs another quota than one without", () => {
    const service = (gpuZonalRedundancyDisabled: boolean): Partial<ResourceState> => ({
      urn: urn("gcp:cloudrunv2/service:Service", "s"),
      type: "gcp:cloudrunv2/service:Service",
      inputs: {
        location: "us-east4",
        template: {
          containers: [{ resources: { limits: { "nvidia.com/gpu": "1" } } }],
          nodeSelector: { accelerator: "nvidia-l4" },
          gpuZonalRedundancyDisabled,
          scaling: { maxInstanceCount: 2 },
        },
      },
    });
    expect(amounts(needs(service(false)))).toEqual([
      "the quota of nvidia-l4, with zonal redundancy, whose name no source gives: 2 GPUs",
    ]);
    expect(needs(service(true))[0]?.code).toBe("NvidiaL4GpuAllocNoZonalRedundancyPerProjectRegion");
  });

  test("with an endpoint on spot needs a quota whose name is not known, and says so", () => {
    const type = "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment";
    const machineSpec = { machineType: "g2-standard-24", acceleratorType: "NVIDIA_L4", acceleratorCount: 2 };
    const deployConfig = { dedicatedResources: { machineSpec, maxReplicaCount: 3, spot: true } };
    expect(amounts(needs({ urn: urn(type, "e"), type, inputs: { location: "us-east4", deployConfig } }))).toEqual([
      "the quota of NVIDIA_L4, spot, whose name no source gives: 6 GPUs",
    ]);
  });

  test.each([
    ["GPUs", template({ machineType: "e2-standard-4" }), group],
    ["GPUs attached to its machines", template({ machineType: "n1-standard-8" }), group],
    ["machines", template({}), { ...group, inputs: { targetSize: 0 } }],
  ])("without %s needs nothing", (_, machine, sized) => {
    expect(needs(machine, sized)).toEqual([]);
  });
});
