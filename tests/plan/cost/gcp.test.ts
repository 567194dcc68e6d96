import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type CostFinding, type CostItem, costOf } from "../../../plan/cost/cost.js";
import type { Plan, ResourceState } from "../../../plan/plan.js";
import { record } from "../../../plan/record.js";
import { readStack } from "../../../plan/stack-file.js";
import { parseUrn } from "../../../plan/urn.js";
import program from "../../../stacks/index.js";

const HOURS_A_DAY = 8;

/** What a sample stack costs at 8 hours a day, with other settings of ai-stack. */
async function costOfStack(stack: string, settings: Record<string, unknown> = {}): Promise<CostFinding> {
  const file = readStack(process.cwd(), stack);
  const changed = Object.entries(settings).map(([key, value]) => [`ai-stack:${key}`, JSON.stringify(value)]);
  const config = { ...file.config, ...Object.fromEntries(changed) };
  const secretKeys = ["ai-stack:huggingFaceToken"];
  return costOf((await record(program, { ...file, config, secretKeys, mode: "preview" })).plan, HOURS_A_DAY);
}

/** The lines of a resource: what, quantity at full scale, dollars a month. */
const linesOf = ({ items }: CostFinding, name: string) =>
  items
    .filter(({ urn }) => parseUrn(urn).name === name)
    .map(({ what, quantity, monthly }) => ({ what, quantity, monthly }));

const reasonsOf = ({ unpriced }: CostFinding, name: string) =>
  unpriced.filter(({ urn }) => parseUrn(urn).name === name).map(({ why }) => why);

const near = (dollars: number) => expect.closeTo(dollars, 6);
const monthly = (idle: number, load: number, full: number) => ({
  idle: near(idle),
  load: near(load),
  full: near(full),
});

/** Hours of a month: all of them, and 8 a day. */
const MONTH = 730;
const LOAD = 730 / 3;

describe("gcp-dev", () => {
  let cost: CostFinding;
  beforeAll(async () => {
    cost = await costOfStack("gcp-dev");
  });

  test("costs what a hand adds up to", () => {
    const idle =
      5 * 0.2 + // private DNS zones
      730 * 0.005 + // the NAT gateway's address
      150 * 0.1 + // GB of the notebook's boot disk
      50 * 0.1; // GB of its data disk
    const full =
      idle +
      5 * 730 * 0.0014 + // 2 machines of the pool, 1 notebook, 2 instances behind the gateway
      (730 / 24) * 16.38 * 0.045 + // GB of Qwen3-8B's weights through it, once a day
      2 * 730 * 0.39734 + // g2-standard-4, spot
      2 * 200 * 0.1 + // GB of their boot disks
      730 * 0.13402284 + // e2-standard-4 of the notebook
      2 * 730 * 3600 * 0.0001867 + // seconds of two L4s on Cloud Run
      2 * 730 * 3600 * 8 * 0.000018 + // of 8 vCPUs each
      2 * 730 * 3600 * 32 * 0.000002; // of 32 GiB each
    // At 8 hours a day a third of what is not there while idle, but the weights as often.
    const load = idle + (full - idle - (730 / 24) * 16.38 * 0.045) / 3 + (730 / 24) * 16.38 * 0.045;
    expect(cost.currency).toBe("USD");
    expect(cost.monthly).toEqual(monthly(idle, load, full));
    expect([idle, load, full].map((usd) => usd.toFixed(2))).toEqual(["24.65", "979.61", "2844.68"]);
  });

  test("stays under $60 a month while nobody works", () => {
    expect(cost.monthly.idle).toBeLessThan(60);
  });

  test("says what it does not count, and why", () => {
    const unpriced = cost.unpriced.map(({ urn, why }) => [parseUrn(urn).name, why]);
    expect(Object.fromEntries(unpriced)).toEqual({
      "network-subnet": "its flow logs are billed by what they write: $0.25 a GB",
      "network-deny-ingress": "its logs are billed by what they write: $0.25 a GB",
      "network-deny-egress": "its logs are billed by what they write: $0.25 a GB",
      "workbench-artifacts": "billed by what it holds: $0.02 a GB-month",
      "workbench-containers": "billed by what it holds: $0.1 a GB-month",
      "workbench-pipelines": "billed by what it holds: $0.1 a GB-month",
      "workbench-tensorboard": "no source gives its rate, by what it holds",
    });
  });

  test("has a line for each rate, with its basis and date", () => {
    const [gpu] = cost.items.filter(({ urn }) => parseUrn(urn).name === "chat");
    expect(gpu).toEqual({
      urn: "urn:pulumi:gcp-dev::ai-stack::ai-stack:gcp:CloudRunEndpoint$gcp:cloudrunv2/service:Service::chat",
      what: "nvidia-l4, no zonal redundancy",
      quantity: 5_256_000,
      unit: "GPU-second",
      rate: 0.0001867,
      basis: "list",
      asOf: "2026-08-03",
      monthly: monthly(0, 327.0984, 981.2952),
    } satisfies CostItem);
  });

  test("pays a notebook's machine while it runs, and its disks always", () => {
    expect(linesOf(cost, "workbench-user-ana")).toEqual([
      {
        what: "e2-standard-4, without Workbench's management fee: no source gives its rate",
        quantity: 730,
        monthly: monthly(0, 0.13402284 * LOAD, 0.13402284 * MONTH),
      },
      { what: "boot disk, pd-balanced", quantity: 150, monthly: monthly(15, 15, 15) },
      { what: "data disk, pd-balanced", quantity: 50, monthly: monthly(5, 5, 5) },
    ]);
  });
});

describe("gcp-prod", () => {
  let cost: CostFinding;
  beforeAll(async () => {
    cost = await costOfStack("gcp-prod");
  });

  test("pays its pool in the hours of the schedule, whether somebody works or not", () => {
    // From 8 to 20 o'clock daily: half of the month.
    expect(linesOf(cost, "train-autoscaler")).toEqual([
      {
        what: "a2-ultragpu-1g",
        quantity: 4 * MONTH,
        monthly: monthly(365 * 5.0688, (4 * LOAD + 365 - LOAD) * 5.0688, 4 * MONTH * 5.0688),
      },
      { what: "their disks, pd-balanced", quantity: 800, monthly: monthly(10, 30, 80) },
    ]);
    expect(linesOf(cost, "train")).toEqual([]);
  });

  test("pays its replicas on Vertex AI by the hour, the fewest always", () => {
    const rate = 5.0688 * 1.15;
    expect(linesOf(cost, "chat")).toEqual([
      {
        what: "a2-ultragpu-1g of Vertex AI",
        quantity: 6 * MONTH,
        monthly: monthly(2 * MONTH * rate, (2 * MONTH + 4 * LOAD) * rate, 6 * MONTH * rate),
      },
    ]);
  });

  test("pays a version of its key", () => {
    expect(linesOf(cost, "key")).toEqual([
      { what: "key version; each rotation adds one", quantity: 1, monthly: monthly(0.06, 0.06, 0.06) },
    ]);
  });

  test("does not price its alerts: sources disagree", () => {
    expect(reasonsOf(cost, "chat-latency")).toEqual([
      "sources disagree on its rate: $0.10 to $1.50 a condition and month",
    ]);
  });
});

describe("a pool", () => {
  const trainOf = async (settings: object) => {
    const compute = { train: { accelerator: "L4", machines: { min: 0, max: 1 }, ...settings } };
    const cost = await costOfStack("gcp-dev", { compute, endpoints: {} });
    return { cost, lines: linesOf(cost, "train") };
  };

  test.each([
    ["on demand", {}, "g2-standard-4", 0.70683],
    ["spot", { capacity: "spot" }, "g2-standard-4, spot", 0.39734],
    [
      "flex-start, for which there is no price",
      { flexStart: { hours: 4 } },
      "g2-standard-4, flex-start, at the on-demand price: no price of flex-start is known",
      0.70683,
    ],
    [
      "in a reservation",
      { capacity: "reservation", reservation: "mine" },
      "g2-standard-4, reserved, at the on-demand price: what the reservation costs while they are off is not known",
      0.70683,
    ],
    ["with a GPU attached", { accelerator: "T4" }, "n1-standard-4", 0.54],
  ])("%s", async (_, settings, what, rate) => {
    const { lines } = await trainOf(settings);
    expect(lines[0]).toEqual({ what, quantity: MONTH, monthly: monthly(0, LOAD * rate, MONTH * rate) });
  });

  test("is paid for the machines that it starts with", async () => {
    const { lines } = await trainOf({ machines: { min: 1, max: 3 } });
    expect(lines[0]?.monthly).toEqual(monthly(0.70683 * MONTH, 0.70683 * (MONTH + 2 * LOAD), 0.70683 * 3 * MONTH));
  });

  test("without a price on disks of its kind is paid without them, and says so", async () => {
    const { cost, lines } = await trainOf({ accelerator: "H100", perMachine: 8 });
    expect(lines).toEqual([
      { what: "a3-highgpu-8g", quantity: MONTH, monthly: monthly(0, 88.49 * LOAD, 88.49 * MONTH) },
    ]);
    expect(reasonsOf(cost, "train-template")).toEqual(["no source gives the rate of its disks, hyperdisk-balanced"]);
  });

  test("of machines that no source has a price of says so", async () => {
    const { cost } = await trainOf({ accelerator: "B200", perMachine: 8, capacity: "spot" });
    expect(reasonsOf(cost, "train")).toEqual([
      "no source gives a price of a4-highgpu-8g with 8 × nvidia-b200; its disks are not counted either",
    ]);
  });
});

describe("a TPU slice is paid by the chip all month", () => {
  test.each([
    ["on demand", { accelerator: "TPU-v6e", perMachine: 4 }, "v6e-4", 4, 2.7],
    ["spot", { accelerator: "TPU-v5e", perMachine: 8, capacity: "spot" }, "v5litepod-8, spot", 8, 0.24493],
    ["queued", { accelerator: "TPU-v5p", perMachine: 4, queued: true }, "v5p-8", 4, 4.2],
    [
      "reserved",
      { accelerator: "TPU-v5e", capacity: "reservation", reservation: "mine" },
      "v5litepod-1, reserved, at the on-demand price: what the reservation costs while they are off is not known",
      1,
      1.2,
    ],
  ])("%s", async (_, settings, what, chips, rate) => {
    const compute = { train: { ...settings, machines: { min: 1, max: 1 } } };
    const dollars = chips * rate * MONTH;
    expect(linesOf(await costOfStack("gcp-dev", { compute, endpoints: {} }), "train")).toEqual([
      { what, quantity: chips * MONTH, monthly: monthly(dollars, dollars, dollars) },
    ]);
  });
});

describe("an endpoint on Cloud Run", () => {
  const endpoint = { model: "Qwen/Qwen3-8B", accelerator: "L4", serving: "cloud-run" };
  const natOf = async (chat: object) => linesOf(await costOfStack("gcp-dev", { endpoints: { chat } }), "network-nat");

  test("is paid for the instances that are always there", async () => {
    const chat = { ...endpoint, replicas: { min: 1, max: 2 } };
    const [gpu] = linesOf(await costOfStack("gcp-dev", { endpoints: { chat } }), "chat");
    const rate = 3600 * 0.0001867;
    expect(gpu?.monthly).toEqual(monthly(MONTH * rate, (MONTH + LOAD) * rate, 2 * MONTH * rate));
  });

  test("from zero fetches its weights through the gateway once a day", async () => {
    expect(await natOf({ ...endpoint, replicas: { min: 0, max: 1 } })).toContainEqual({
      what: "weights, one start a day",
      quantity: near(498.225), // 16.38 GB × 30.4166… days
      monthly: monthly(0, 22.420125, 22.420125),
    });
  });

  test.each([
    ["that never goes to zero", { replicas: { min: 1, max: 1 } }],
    ["whose weights are in Cloud Storage", { replicas: { min: 0, max: 1 }, weights: "gs://models/qwen3-8b/" }],
  ])("%s fetches none", async (_, settings) => {
    const lines = await natOf({ ...endpoint, ...settings });
    expect(lines.map(({ what }) => what)).toEqual(["addresses of the gateway", "machines that go out through it"]);
  });

  test("with an RTX PRO 6000 has no price", async () => {
    const chat = { ...endpoint, accelerator: "RTX-PRO-6000", replicas: { min: 0, max: 1 } };
    expect(reasonsOf(await costOfStack("gcp-dev", { endpoints: { chat } }), "chat")).toEqual([
      "no source gives the rate of nvidia-rtx-pro-6000 on Cloud Run",
    ]);
  });

  test("with a token pays the version of its secret", async () => {
    const chat = { model: "meta-llama/Llama-3.1-8B-Instruct", accelerator: "L4", replicas: { min: 0, max: 1 } };
    const cost = await costOfStack("gcp-dev", {
      endpoints: { chat },
      huggingFaceToken: "hf_abcdefghijklmnopqrstuvwxyz",
    });
    expect(linesOf(cost, "chat-token-version")).toEqual([
      { what: "secret version", quantity: 1, monthly: monthly(0.06, 0.06, 0.06) },
    ]);
  });
});

test("every resource that the settings can make is priced, free or has a reason of its own", async () => {
  const compute = {
    slice: { accelerator: "TPU-v5e", machines: { min: 1, max: 1 } },
    queue: { accelerator: "TPU-v5e", machines: { min: 1, max: 1 }, queued: true },
    train: { accelerator: "L4", schedule: { timezone: "Etc/UTC", start: "08:00", stop: "18:00" } },
  };
  const endpoints = {
    small: { model: "meta-llama/Llama-3.1-8B-Instruct", accelerator: "L4", replicas: { min: 0, max: 1 } },
    kept: { model: "Qwen/Qwen3-8B", accelerator: "L4", replicas: { min: 0, max: 1 }, weights: "gs://models/qwen3/" },
    big: { model: "Qwen/Qwen3-8B", accelerator: "L4", serving: "model-garden", replicas: { min: 1, max: 1 } },
  };
  const settings = {
    compute,
    endpoints,
    platform: { users: ["ana"], identities: { ana: "ana@example.com" } },
    huggingFaceToken: "hf_abcdefghijklmnopqrstuvwxyz",
  };
  const { unpriced } = await costOfStack("gcp-prod", settings);
  expect(unpriced.filter(({ why }) => why.startsWith("the catalog has no price of"))).toEqual([]);
});

describe("a plan that is not ours", () => {
  const GROUP = "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager";
  const TEMPLATE = "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate";
  const AUTOSCALER = "gcp:compute/regionAutoscaler:RegionAutoscaler";
  const SUBNET = "gcp:compute/subnetwork:Subnetwork";
  const NAT = "gcp:compute/routerNat:RouterNat";
  const SERVICE = "gcp:cloudrunv2/service:Service";
  const ENDPOINT = "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment";
  const urnOf = (type: string, name: string) => `urn:pulumi:dev::other::${type}::${name}`;

  type Wires = Record<string, readonly string[]>;
  const resource = (type: string, name: string, inputs: object, propertyDependencies: Wires = {}): ResourceState => ({
    urn: urnOf(type, name),
    type,
    custom: true,
    inputs: inputs as Record<string, unknown>,
    propertyDependencies,
  });
  function cost(...states: ResourceState[]): CostFinding {
    const steps = states.map((newState) => ({ op: "create" as const, urn: newState.urn, newState }));
    return costOf({ config: { "gcp:region": "us-central1" }, steps } satisfies Plan, HOURS_A_DAY);
  }

  const inSubnet = (name: string) => [urnOf(SUBNET, name)];
  const subnet = (name: string) => resource(SUBNET, name, {});
  const template = (inputs: object = {}, name = "t", where = "s") =>
    resource(
      TEMPLATE,
      name,
      {
        machineType: "g2-standard-4",
        disks: [{ boot: true, diskType: "pd-ssd", diskSizeGb: 100 }],
        scheduling: { provisioningModel: "STANDARD" },
        ...inputs,
      },
      { networkInterfaces: inSubnet(where) },
    );
  const group = (targetSize?: number, name = "g", of = "t") =>
    resource(GROUP, name, { region: "us-central1", targetSize }, { versions: [urnOf(TEMPLATE, of)] });
  const autoscaler = (autoscalingPolicy: object) =>
    resource(AUTOSCALER, "a", { region: "us-central1", autoscalingPolicy }, { target: [urnOf(GROUP, "g")] });
  const nat = (where: string) =>
    resource(NAT, `nat-${where}`, { region: "us-central1" }, { subnetworks: inSubnet(where) });
  const service = (scaling: object, more: object = {}) =>
    resource(SERVICE, "svc", {
      location: "us-central1",
      template: {
        containers: [
          { resources: { cpuIdle: false, limits: { cpu: "4000m", memory: "16Gi", "nvidia.com/gpu": "1" } } },
        ],
        nodeSelector: { accelerator: "nvidia-l4" },
        gpuZonalRedundancyDisabled: true,
        scaling,
        ...more,
      },
    });
  const endpoint = (dedicatedResources?: object) =>
    resource(ENDPOINT, "e", { location: "us-central1", deployConfig: { dedicatedResources } });

  test("is priced by what its resources say", () => {
    const found = cost(
      subnet("s"),
      template(),
      group(2),
      nat("s"),
      service({ minInstanceCount: 1, maxInstanceCount: 1 }),
    );
    const rate = 0.70683;
    expect(linesOf(found, "g")).toEqual([
      {
        what: "g2-standard-4",
        quantity: 2 * MONTH,
        monthly: monthly(2 * MONTH * rate, 2 * MONTH * rate, 2 * MONTH * rate),
      },
      { what: "their disks, pd-ssd", quantity: 200, monthly: monthly(34, 34, 34) },
    ]);
    expect(linesOf(found, "svc").map(({ quantity }) => quantity)).toEqual([
      MONTH * 3600, // GPU
      MONTH * 3600 * 4, // vCPUs
      MONTH * 3600 * 16, // GiB
    ]);
    expect(linesOf(found, "nat-s")[1]).toEqual({
      what: "machines that go out through it",
      quantity: 2 * MONTH,
      monthly: monthly(2.044, 2.044, 2.044),
    });
    expect(found.unpriced).toEqual([]);
  });

  test("with an autoscaler has its fewest machines always, and its most at full scale", () => {
    const found = cost(template(), group(), autoscaler({ minReplicas: 1, maxReplicas: 3 }));
    expect(linesOf(found, "a")[0]?.monthly).toEqual(
      monthly(MONTH * 0.70683, (MONTH + 2 * LOAD) * 0.70683, 3 * MONTH * 0.70683),
    );
  });

  test.each([
    ["daily", "0 8 * * *", 10, (10 / 24) * MONTH],
    ["on working days", "30 8 * * MON-FRI", 10, (50 / 168) * MONTH],
    ["twice a day", "0 6,18 * * *", 3, (6 / 24) * MONTH],
    ["every six hours", "0 */6 * * *", 1, (4 / 24) * MONTH],
    ["on Saturday and Sunday", "0 0 * * 6,0", 24, (48 / 168) * MONTH],
    ["that overlaps itself", "0 * * * *", 2, MONTH],
    ["on the first of each month, which counts as daily", "0 8 1 * *", 10, (10 / 24) * MONTH],
    ["that is no cron expression, which counts as always", "daily", 1, MONTH],
  ])("with a schedule %s has its machines by then", (_, schedule, hours, ofMonth) => {
    const scalingSchedules = [{ schedule, durationSec: hours * 3600, minRequiredReplicas: 2 }];
    const found = cost(template(), group(), autoscaler({ minReplicas: 0, maxReplicas: 2, scalingSchedules }));
    expect(linesOf(found, "a")[0]?.monthly.idle).toBeCloseTo(2 * ofMonth * 0.70683, 6);
  });

  test("pays a gateway for the machines in its own subnet", () => {
    const other = [subnet("x"), template({}, "u", "x"), group(3, "h", "u"), nat("x")];
    const found = cost(subnet("s"), template(), group(2), nat("s"), ...other);
    const machines = (name: string) => linesOf(found, name)[1]?.quantity;
    expect([machines("nat-s"), machines("nat-x")]).toEqual([2 * MONTH, 3 * MONTH]);
  });

  test("pays a gateway for all subnets by all machines", () => {
    const found = cost(template(), group(2), resource(NAT, "nat", { natIps: ["a", "b"] }));
    expect(linesOf(found, "nat").map(({ quantity }) => quantity)).toEqual([2 * MONTH, 2 * MONTH]);
  });

  test("pays a gateway for 32 machines at most", () => {
    const found = cost(subnet("s"), template(), group(40), nat("s"));
    expect(linesOf(found, "nat-s")[1]?.quantity).toBe(32 * MONTH);
  });

  test.each([
    ["whose template is not in it", [group(1)], "g", "the template of its machines is not in the plan"],
    [
      "whose scaled group is not in it",
      [autoscaler({ maxReplicas: 1 })],
      "a",
      "the group whose size it holds is not in the plan",
    ],
    [
      "with GPUs that the price of their machine does not have",
      [
        template({ machineType: "n1-standard-8", guestAccelerators: [{ type: "nvidia-tesla-v100", count: 1 }] }),
        group(1),
      ],
      "g",
      "no source gives a price of n1-standard-8 with 1 × nvidia-tesla-v100; its disks are not counted either",
    ],
    [
      "with disks as large as their image",
      [template({ disks: [{ boot: true, diskType: "pd-balanced" }] }), group(1)],
      "t",
      "the size of its disks is that of their image, which is not known",
    ],
    [
      "with local disks",
      [template({ disks: [{ type: "SCRATCH", diskSizeGb: 375 }] }), group(1)],
      "t",
      "no source gives the rate of its disks, local-ssd",
    ],
    ["with instances without a limit", [service({})], "svc", "it does not say how many instances it has at most"],
    [
      "with GPUs in several zones",
      [service({ maxInstanceCount: 1 }, { gpuZonalRedundancyDisabled: false })],
      "svc",
      "no source gives the rate of nvidia-l4 with zonal redundancy",
    ],
    [
      "with CPUs that idle",
      [service({ maxInstanceCount: 1 }, { containers: [{ resources: {} }] })],
      "svc",
      "billed by its requests: its CPUs idle between them",
    ],
    ["whose machines Model Garden chooses", [endpoint()], "e", "Model Garden chooses its machines"],
    [
      "with a TPU of an old generation",
      [resource("gcp:tpu/v2Vm:V2Vm", "v", { acceleratorType: "v3-8" })],
      "v",
      "no source gives a price of v3-8",
    ],
    [
      "with a notebook of another type",
      [resource("gcp:workbench/instance:Instance", "n", { gceSetup: { machineType: "m3-ultramem-32" } })],
      "n",
      "no source gives a price of m3-ultramem-32",
    ],
    [
      "with a key in hardware",
      [resource("gcp:kms/cryptoKey:CryptoKey", "k", { versionTemplate: { protectionLevel: "HSM" } })],
      "k",
      "no source gives the rate of a key version in HSM",
    ],
    [
      "with a bucket in another region, whose rate is an estimate",
      [resource("gcp:storage/bucket:Bucket", "b", { location: "EU" })],
      "b",
      "billed by what it holds: ≈ $0.02 a GB-month",
    ],
    [
      "with a type that nobody knows",
      [resource("gcp:sql/databaseInstance:DatabaseInstance", "d", {})],
      "d",
      "the catalog has no price of gcp:sql/databaseInstance:DatabaseInstance",
    ],
  ])("%s says so", (_, states, name, why) => {
    expect(reasonsOf(cost(...states), name)).toEqual([why]);
  });

  test("pays a replica on spot at the price on demand, and says so", () => {
    const machineSpec = { machineType: "g2-standard-12", acceleratorType: "NVIDIA_L4", acceleratorCount: 1 };
    const [line] = linesOf(cost(endpoint({ machineSpec, minReplicaCount: 1, spot: true })), "e");
    const dollars = 1.150483 * MONTH; // 1.00042 × 1.15, to six places
    expect(line).toEqual({
      what: "g2-standard-12 of Vertex AI, spot, at the on-demand price: no spot price is known",
      quantity: MONTH,
      monthly: monthly(dollars, dollars, dollars),
    });
  });

  test("pays a secret in each of its locations, and a notebook that is not stopped always", () => {
    const SECRET = "gcp:secretmanager/secret:Secret";
    const replicas = [{ location: "us-central1" }, { location: "us-east1" }];
    const found = cost(
      resource(SECRET, "s", { replication: { userManaged: { replicas } } }),
      resource("gcp:secretmanager/secretVersion:SecretVersion", "v", {}, { secret: [urnOf(SECRET, "s")] }),
      resource("gcp:workbench/instance:Instance", "n", {
        location: "us-central1-a",
        gceSetup: { machineType: "e2-standard-4" },
      }),
    );
    expect(linesOf(found, "v")[0]?.quantity).toBe(2);
    expect(linesOf(found, "n").map(({ quantity, monthly: { idle } }) => [quantity, idle])).toEqual([
      [MONTH, near(97.8366732)],
      [150, near(15)], // boot disk: Workbench's own size
      [100, near(10)], // data disk: likewise
    ]);
  });

  test("never costs less with more machines, at any load", () => {
    const machines = fc.nat({ max: 40 });
    const hours = fc.double({ min: 0, max: 24, noNaN: true });
    const size = fc.record({
      fixed: machines,
      min: machines,
      more: machines,
      scheduled: machines,
      instances: machines,
    });
    fc.assert(
      fc.property(size, size, hours, (one, more, hoursADay) => {
        const monthlyOf = ({ fixed, min, more: above, scheduled, instances }: typeof one) => {
          const scalingSchedules = [{ schedule: "0 8 * * *", durationSec: 36_000, minRequiredReplicas: scheduled }];
          const states = [
            subnet("s"),
            template(),
            group(fixed),
            autoscaler({ minReplicas: fixed + min, maxReplicas: fixed + min + above, scalingSchedules }),
            nat("s"),
            service({ minInstanceCount: min, maxInstanceCount: min + instances }),
          ];
          const steps = states.map((newState) => ({ op: "create" as const, urn: newState.urn, newState }));
          return costOf({ steps }, hoursADay).monthly;
        };
        const sums = Object.fromEntries(
          (Object.keys(one) as (keyof typeof one)[]).map((key) => [key, one[key] + more[key]]),
        ) as typeof one;
        const [few, many] = [monthlyOf(one), monthlyOf(sums)];
        for (const figure of ["idle", "load", "full"] as const)
          expect(many[figure]).toBeGreaterThanOrEqual(few[figure] - 1e-6);
        expect(few.idle).toBeLessThanOrEqual(few.load + 1e-6);
        expect(few.load).toBeLessThanOrEqual(few.full + 1e-6);
      }),
    );
  });
});
