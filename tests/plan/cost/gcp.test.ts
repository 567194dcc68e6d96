import { beforeAll, describe, expect, test } from "vitest";
import { type CostFinding, type CostItem, costOf } from "../../../plan/cost/cost.js";
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

  test("pays its gateway for the machines of the schedule too", () => {
    const [address, machines, ...others] = linesOf(cost, "network-nat");
    expect(address).toEqual({ what: "addresses of the gateway", quantity: MONTH, monthly: monthly(3.65, 3.65, 3.65) });
    expect(machines).toEqual({
      what: "machines that go out through it", // 4 of the pool and 2 notebooks
      quantity: 6 * MONTH,
      monthly: monthly(365 * 0.0014, (4 * LOAD + 365 - LOAD + 2 * LOAD) * 0.0014, 6 * MONTH * 0.0014),
    });
    expect(others).toEqual([]);
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
