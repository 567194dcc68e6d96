import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AZURE_PRICING } from "../../../plan/cost/azure.js";
import { type CostFinding, costOf } from "../../../plan/cost/cost.js";
import { type Plan, type ResourceState, UNKNOWN } from "../../../plan/plan.js";
import { record } from "../../../plan/record.js";
import { readStack } from "../../../plan/stack-file.js";
import { parseUrn } from "../../../plan/urn.js";
import program from "../../../stacks/index.js";

const HOURS_A_DAY = 8;

const planOf = (stack: string) => {
  const file = readStack(process.cwd(), stack);
  return record(program, { ...file, mode: "preview" }).then(({ plan }) => plan);
};
const azureDev = await planOf("azure-dev");
const azureProd = await planOf("azure-prod");

interface Resource {
  /** Of azure-native, without it. */
  readonly type: string;
  readonly name?: string;
  readonly inputs?: Record<string, unknown>;
  /** Names of the resources that an input refers to. */
  readonly refers?: Readonly<Record<string, string>>;
  /** The component of ours above it, by class. */
  readonly component?: { readonly type: string; readonly inputs: Record<string, unknown> };
}

/** A plan of resources, which no component of ours makes but where one is said. */
function foreign(...resources: readonly Resource[]): Plan {
  const urn = (type: string, name: string) => `urn:pulumi:dev::any::${type}::${name}`;
  const urns = new Map(resources.map(({ type, name = "it" }) => [name, urn(`azure-native:${type}`, name)]));
  const states = resources.flatMap(({ type, name = "it", inputs, refers = {}, component }): ResourceState[] => {
    const above = component && {
      urn: urn(`ai-stack:azure:${component.type}`, name),
      type: `ai-stack:azure:${component.type}`,
      custom: false,
      inputs: component.inputs,
    };
    const state = {
      urn: urn(`azure-native:${type}`, name),
      type: `azure-native:${type}`,
      custom: true,
      inputs,
      parent: above?.urn,
      propertyDependencies: Object.fromEntries(
        Object.entries(refers).map(([input, other]) => [input, [urns.get(other) ?? other]]),
      ),
    };
    return above === undefined ? [state] : [above, state];
  });
  return {
    config: { "azure-native:location": "eastus" },
    steps: states.map((newState) => ({ op: "create", urn: newState.urn, newState })),
  };
}

const cost = (plan: Plan, hoursADay = HOURS_A_DAY) => costOf(plan, hoursADay);

/** Items in short: what, units at full scale, rate, and the three figures in whole cents. */
const bill = ({ items }: CostFinding) =>
  items.map(({ what, quantity, unit, rate, monthly }) => [
    `${what}: ${Number(quantity.toFixed(2))} ${unit} × $${rate}`,
    ...[monthly.idle, monthly.load, monthly.full].map((usd) => Number(usd.toFixed(2))),
  ]);

/** What has no price, by the resource's name. */
const unpriced = ({ unpriced }: CostFinding) =>
  Object.fromEntries(unpriced.map(({ urn, why }) => [parseUrn(urn).name, why]));

const add = (addends: readonly number[]) => addends.reduce((sum, addend) => sum + addend, 0);

describe("azure-dev, at 8 hours a day", () => {
  // Computed by hand from the rates of the catalog: prices of VMs are those of West US 3, rates those of East US.
  const always = [
    730 * 0.045, // hours of one NAT gateway
    730 * 0.005, // hours of its public address
    6 * 730 * 0.01, // private endpoints: blobs, files, vault, registry, workspace, the share for weights
    5 * 730 * 0.01, // those of the workspace's managed network: blobs, files, vault, registry, workspace
    7 * 0.5, // private DNS zones: the six of private endpoints, and that of Container Apps
    30.416667 * 1.6667, // days of the registry
    32 * 730 * 0.000137, // GiB of the share for weights
    32 * 730 * 0.000037, // its 3,032 operations a second beyond 3,000
    4 * 730 * 0.000054, // its 104 MiB a second beyond 100
    1 * 19.71, // the disk of ana's compute instance
  ];
  // 730 hours a month are 243.333333 at 8 hours a day.
  const load = [
    2 * 243.333333 * 3.673, // hours of two Standard_NC24ads_A100_v4, at the on-demand price
    (2 * 38.012142) / 3, // their disks of 256 GiB for a third of the month
    2 * 243.333333 * 3600 * 0.000529, // seconds of two replicas with an A100
    2 * 243.333333 * 3600 * 24 * 0.000024, // their vCPUs
    2 * 243.333333 * 3600 * 220 * 0.000003, // their memory
    30.416667 * 16.38 * 0.01, // a wake-up a day: 8.19 billion parameters of 2 bytes, in GB from the share
    243.333333 * 0.293, // hours of ana's compute instance
  ];
  const full = [
    2 * 730 * 3.673, // hours of two Standard_NC24ads_A100_v4
    2 * 38.012142, // their disks
    2 * 730 * 3600 * 0.000529, // seconds of two replicas with an A100
    2 * 730 * 3600 * 24 * 0.000024, // their vCPUs
    2 * 730 * 3600 * 220 * 0.000003, // their memory
    30.416667 * 16.38 * 0.01, // weights from the share
    730 * 0.293, // hours of ana's compute instance
  ];

  test("costs what its parts add up to, each a quantity times a rate: $194.93, $5,176.35 and $15,129.24", () => {
    const { monthly } = cost(azureDev);
    expect(monthly.idle).toBeCloseTo(add(always), 2);
    expect(monthly.load).toBeCloseTo(add([...always, ...load]), 2);
    expect(monthly.full).toBeCloseTo(add([...always, ...full]), 2);
    expect([monthly.idle, monthly.load, monthly.full].map((usd) => usd.toFixed(2))).toEqual([
      "194.93",
      "5176.35",
      "15129.24",
    ]);
  });

  test("shows every charge", () => {
    expect(bill(cost(azureDev)).sort()).toEqual([
      ["220 GiB of a replica: 1156320000 GiB-second × $0.000003", 0, 1156.32, 3468.96],
      ["24 vCPUs of a replica: 126144000 vCPU-second × $0.000024", 0, 1009.15, 3027.46],
      ["32 IOPS beyond 3000: 23360 IOPS-hour × $0.000037", 0.86, 0.86, 0.86],
      ["4 MiB/s beyond 100: 2920 MiB/s-hour × $0.000054", 0.16, 0.16, 0.16],
      ["5 private endpoints of its managed network: 3650 hour × $0.01", 36.5, 36.5, 36.5],
      ["GPU, A100-80GB: 5256000 GPU-second × $0.000529", 0, 926.81, 2780.42],
      ["NAT gateway: 730 hour × $0.045", 32.85, 32.85, 32.85],
      ["Standard_DS3_v2: 730 hour × $0.293", 0, 71.3, 213.89],
      [
        "Standard_NC24ads_A100_v4, spot, at the on-demand price: no spot price is known: 1460 hour × $3.673",
        0,
        1787.53,
        5362.58,
      ],
      ["container registry, Premium: 30.42 day × $1.6667", 50.7, 50.7, 50.7],
      ["disk of 120 GiB: 1 month × $19.71", 19.71, 19.71, 19.71],
      ["disk of 256 GiB: 2 month × $38.012142", 0, 25.34, 76.02],
      ...Array.from({ length: 7 }, () => ["private DNS zone: 1 month × $0.5", 0.5, 0.5, 0.5]),
      ...Array.from({ length: 6 }, () => ["private endpoint: 730 hour × $0.01", 7.3, 7.3, 7.3]),
      ["public IP address: 730 hour × $0.005", 3.65, 3.65, 3.65],
      ["share of 32 GiB: 23360 GiB-hour × $0.000137", 3.2, 3.2, 3.2],
      ["weights from the share, at one wake-up a day: 498.22 GB × $0.01", 0, 4.98, 4.98],
    ]);
  });

  test("says why the rest has no price", () => {
    expect(unpriced(cost(azureDev))).toEqual({
      "studio-logs": "billed by the logs that arrive: ≈ $2.30 per GB",
      "studio-insights": "billed by the logs that arrive: ≈ $2.30 per GB",
      "studio-vault": "billed by use: ≈ $0.03 per 10,000 requests",
      studiostorage: "billed by what it holds, ≈ $0.0208 per GB-month, and by requests",
    });
  });

  test("names day and basis of each rate: a list price, worked out, or another region's", () => {
    const { items } = cost(azureDev);
    const facts = Object.fromEntries(items.map(({ urn, what, basis, asOf }) => [what || urn, [basis, asOf]]));
    expect(facts).toMatchObject({
      "NAT gateway": ["other-region", "2024-07"],
      "Standard_NC24ads_A100_v4, spot, at the on-demand price: no spot price is known": ["derived", "2026-06-18"],
      "disk of 120 GiB": ["other-region", "2026-11-23"],
    });
  });
});

describe("azure-prod", () => {
  test("costs what its parts add up to: $7,213.90 idle and $27,884.39 at full scale", () => {
    const { monthly } = cost(azureProd);
    const always = [
      730 * 0.045, // one NAT gateway
      730 * 0.005, // its address
      5 * 730 * 0.01, // private endpoints of the network
      5 * 730 * 0.01, // and of the workspace's managed network
      730 * 0.395, // the firewall of the managed network: seven hosts, one firewall
      6 * 0.5, // private DNS zones
      30.416667 * 1.6667, // the registry
      2 * 19.71, // the disks of the compute instances of ana and ben
      7 * 0.1, // time series of four alerts: one each, and four codes of the model's errors
    ];
    const idle = [
      365 * 3.673, // one Standard_NC24ads_A100_v4 in the 12 hours a day of the schedule
      38.012142 / 2, // its disk, half of the month
      2 * 730 * 3.673, // the two instances of the endpoint that always run
    ];
    const full = [
      4 * 730 * 3.673, // four Standard_NC24ads_A100_v4
      4 * 38.012142, // their disks
      6 * 730 * 3.673, // six instances of the endpoint
      2 * 730 * 0.293, // the compute instances
    ];
    expect(monthly.idle).toBeCloseTo(add([...always, ...idle]), 2);
    expect(monthly.full).toBeCloseTo(add([...always, ...full]), 2);
    expect([monthly.idle, monthly.full].map((usd) => usd.toFixed(2))).toEqual(["7213.90", "27884.39"]);
  });

  test("says why its key, its messages and what it keeps have no price", () => {
    expect(unpriced(cost(azureProd))).toEqual({
      alerts: "billed by what it sends: ≈ $2.00 per 100,000 emails after the first thousand of a month",
      key:
        "billed by use: ≈ $0.15 per 10,000 requests; " +
        "the search service that comes with an encrypted workspace has a rate that no source gives",
      "key-vault": "billed by use: ≈ $0.03 per 10,000 requests",
      "studio-logs": "billed by the logs that arrive: ≈ $2.30 per GB",
      "studio-insights": "billed by the logs that arrive: ≈ $2.30 per GB",
      "studio-vault": "billed by use: ≈ $0.03 per 10,000 requests",
      studiostorage: "billed by what it holds, ≈ $0.0208 per GB-month, and by requests",
    });
  });

  test("without its components, as a foreign plan, costs the same; only its template is a riddle then", () => {
    const plan = azureProd;
    const bare = { ...plan, steps: plan.steps?.filter(({ newState }) => newState?.custom) };
    expect(cost(bare).items).toEqual(cost(plan).items);
    expect(unpriced(cost(bare))).toEqual({
      ...unpriced(cost(plan)),
      "chat-traffic": "the plan does not say what its template makes",
    });
  });
});

test("everything that a component makes has a rule, whatever the settings", () => {
  const files = readdirSync("components/azure", { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  const types = files.flatMap((file) => {
    const source = readFileSync(join("components/azure", file), "utf8");
    const modules = new Map(
      [...source.matchAll(/import (?:type )?\* as (\w+) from "@pulumi\/azure-native\/(\w+)\//g)].map(([, as, of]) => [
        as,
        of,
      ]),
    );
    return [...source.matchAll(/new (\w+)\.(\w+)\(/g)].flatMap(([, as, name]) =>
      modules.has(as) ? [`azure-native:${modules.get(as)}:${name}`] : [],
    );
  });
  expect(types).toContain("azure-native:machinelearningservices:WorkspaceConnection");
  expect(types.filter((type) => AZURE_PRICING[type] === undefined)).toEqual([]);
});

test("a type without a rule is listed", () => {
  expect(unpriced(cost(foreign({ type: "search:Service" })))).toEqual({
    it: "the catalog has no price of azure-native:search:Service",
  });
});

const disk = (managedDisk: string, diskSizeGB?: number) => ({
  storageProfile: { osDisk: { diskSizeGB, managedDisk: { storageAccountType: managedDisk } } },
});
const scaleSet = (capacity: number, profile: object = disk("Premium_LRS", 128)): Resource => ({
  type: "compute:VirtualMachineScaleSet",
  name: "pool",
  inputs: { sku: { name: "Standard_NC4as_T4_v3", capacity }, virtualMachineProfile: profile },
});

describe("a scale set", () => {
  test("is priced with what it starts, and a disk for each machine", () => {
    expect(bill(cost(foreign(scaleSet(2))))).toEqual([
      ["Standard_NC4as_T4_v3: 1460 hour × $0.526", 767.96, 767.96, 767.96],
      ["disk of 128 GiB: 2 month × $19.71", 39.42, 39.42, 39.42],
    ]);
  });

  test("grows to the most machines of its component", () => {
    const pool = { ...scaleSet(1), component: { type: "GpuScaleSet", inputs: { maxCapacity: 3 } } };
    expect(bill(cost(foreign(pool)))[0]).toEqual([
      "Standard_NC4as_T4_v3: 2190 hour × $0.526",
      383.98, // 730 × 0.526
      639.97, // 486.666667 hours of one and 243.333333 of three
      1151.94,
    ]);
  });

  test.each([
    [512, "derived", "disk of 512 GiB, by the GiB of one of 256: 1 month × $76.024284"],
    [200, "list", "disk of 200 GiB: 1 month × $38.012142"],
  ])("with disks of %i GiB is priced by the size that Azure has, %s", (sizeGiB, basis, expected) => {
    const found = cost(foreign(scaleSet(1, disk("Premium_LRS", sizeGiB))));
    expect([bill(found)[1]?.[0], found.items[1]?.basis]).toEqual([expected, basis]);
  });

  test("says when its disks are not in the sum, or come with the machine", () => {
    const whatOf = (profile: object) => cost(foreign(scaleSet(1, profile))).items.map(({ what }) => what);
    expect(whatOf(disk("StandardSSD_LRS", 64))).toEqual([
      "Standard_NC4as_T4_v3; without their disks, StandardSSD_LRS of 64 GiB: no source gives a rate",
    ]);
    expect(whatOf(disk("Premium_LRS"))).toEqual([
      "Standard_NC4as_T4_v3; without their disks, Premium_LRS of the image's size: no source gives a rate",
    ]);
    expect(whatOf({ storageProfile: { osDisk: { diffDiskSettings: { option: "Local" } } } })).toEqual([
      "Standard_NC4as_T4_v3; their disks are in the price of the machine",
    ]);
  });

  test("in a reservation, or of a size without a price, is listed with what its disks cost", () => {
    const reserved = { ...disk("Premium_LRS", 256), capacityReservation: { capacityReservationGroup: { id: "g" } } };
    expect(unpriced(cost(foreign(scaleSet(1, reserved)))).pool).toBe(
      "its machines run in a capacity reservation, billed by itself, used or not; each has a disk of 256 GiB at $38.012142 per month",
    );
    const strange = {
      ...scaleSet(1),
      inputs: { ...scaleSet(1).inputs, sku: { name: "Standard_M416ms_v2", capacity: 1 } },
    };
    expect(unpriced(cost(foreign(strange))).pool).toBe(
      "no source gives a price of Standard_M416ms_v2; each has a disk of 128 GiB at $19.71 per month",
    );
    expect(unpriced(cost(foreign({ ...scaleSet(1), inputs: {} }))).pool).toBe(
      "the plan does not say which machines it starts",
    );
  });
});

const profile = (minimum: number, maximum: number, days?: string[], hour = 0) => ({
  capacity: { minimum: String(minimum), maximum: String(maximum), default: String(minimum) },
  recurrence: days && { frequency: "Week", schedule: { days, hours: [hour], minutes: [0], timeZone: "UTC" } },
});
const autoscale = (profiles: object[], more: object = {}): Resource => ({
  type: "monitor:AutoscaleSetting",
  name: "autoscale",
  inputs: { enabled: true, profiles, targetResourceUri: UNKNOWN, ...more },
  refers: { targetResourceUri: "pool" },
});
const WEEK = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];

describe("an autoscale setting", () => {
  const machineHours = (...settings: Resource[]) => {
    const [machines] = cost(foreign(scaleSet(1), ...settings)).items;
    const { idle = 0, load = 0, full = 0 } = machines?.monthly ?? {};
    return [idle, load, full].map((usd) => Number((usd / 0.526).toFixed(2)));
  };

  test("says how few and how many machines there are", () => {
    expect(machineHours(autoscale([profile(2, 5)]))).toEqual([1460, 2190, 3650]);
  });

  test("is in force by its hours: a profile until the next one begins", () => {
    const hours = [profile(2, 3, WEEK, 8), profile(0, 4, WEEK, 18)];
    // Two machines in 50 of 168 hours; work is in these 217.26 hours first, and in 26.07 more.
    expect(machineHours(autoscale(hours))).toEqual([434.52, 973.33, 2920]);
  });

  test("lasts over the weekend, until Monday's profile begins", () => {
    const weekends = [profile(1, 1, ["Friday"], 18), profile(0, 1, ["Monday"], 8)];
    expect(machineHours(autoscale(weekends))[0]).toBe(269.4); // 62 of 168 hours
  });

  test.each([
    ["is switched off", autoscale([profile(2, 5)], { enabled: false })],
    ["is not switched on, as Azure has it by default", autoscale([profile(2, 5)], { enabled: undefined })],
    ["is of something else", { ...autoscale([profile(2, 5)]), refers: { profiles: "pool" } }],
    ["is unknown", autoscale([], { profiles: UNKNOWN })],
  ])("that %s changes nothing", (_, setting) => {
    expect(machineHours(setting)).toEqual([730, 730, 730]);
  });
});

const app = (inputs: object, component?: Resource["component"]): Resource => ({
  type: "app:ContainerApp",
  name: "app",
  inputs: { ...inputs },
  refers: { environmentId: "env" },
  component,
});
const env: Resource = {
  type: "app:ManagedEnvironment",
  name: "env",
  inputs: { workloadProfiles: [{ name: "gpu", workloadProfileType: "Consumption-GPU-NC8as-T4" }] },
};
const dedicated: Resource = {
  ...env,
  inputs: { workloadProfiles: [{ name: "big", workloadProfileType: "D16" }] },
};
const template = (
  minReplicas: number | undefined,
  maxReplicas: number | undefined,
  resources = { cpu: 8, memory: "56Gi" },
) => ({
  containers: [{ resources }],
  scale: { minReplicas, maxReplicas },
});
const endpoint = (more: object) => ({
  type: "ContainerAppsEndpoint",
  inputs: {
    model: "Qwen/Qwen3-8B",
    gpuProfile: "Consumption-GPU-NC24-A100",
    cpu: 24,
    memoryGiB: 220,
    replicas: { min: 0, max: 1 },
    ...more,
  },
});
const nat: Resource = { type: "network:NatGateway", name: "nat" };

describe("a container app", () => {
  test("is priced by GPU, vCPUs and memory of its replicas, of a foreign plan too", () => {
    expect(bill(cost(foreign(env, app({ workloadProfileName: "gpu", template: template(1, 2) }))))).toEqual([
      ["GPU, T4: 5256000 GPU-second × $0.000073", 191.84, 255.79, 383.69],
      ["8 vCPUs of a replica: 42048000 vCPU-second × $0.000024", 504.58, 672.77, 1009.15],
      ["56 GiB of a replica: 294336000 GiB-second × $0.000003", 441.5, 588.67, 883.01],
    ]);
  });

  test("of ours is priced by its component: its template is known after the deployment", () => {
    const ours = app({ template: UNKNOWN }, endpoint({ replicas: { min: 1, max: 3 } }));
    expect(bill(cost(foreign(ours)))[0]).toEqual([
      "GPU, A100-80GB: 7884000 GPU-second × $0.000529",
      1390.21, // 730 × 3600 × 0.000529
      2317.02, // 486.666667 hours of one and 243.333333 of three
      4170.64,
    ]);
  });

  test("without a GPU is priced as if always at work", () => {
    const small = template(1, 1, { cpu: 0.5, memory: "1Gi" });
    expect(bill(cost(foreign(env, app({ template: small })))).map(([what]) => what)).toEqual([
      "0.5 vCPUs of a replica, as if always at work: 1314000 vCPU-second × $0.000024",
      "1 GiB of a replica, as if always at work: 2628000 GiB-second × $0.000003",
    ]);
  });

  test("has no replica to ten of them when its template does not say", () => {
    const found = bill(
      cost(foreign(env, app({ workloadProfileName: "gpu", template: template(undefined, undefined) }))),
    );
    expect(found[0]).toEqual(["GPU, T4: 26280000 GPU-second × $0.000073", 0, 639.48, 1918.44]);
  });

  test.each([
    [
      "its profile",
      { workloadProfileName: "other", template: template(1, 1) },
      "the plan does not say what its replicas run on",
    ],
    [
      "its replicas",
      { workloadProfileName: "gpu", template: UNKNOWN },
      "the plan does not say how many replicas it has",
    ],
    [
      "their size",
      { template: { containers: [{}], scale: { minReplicas: 1, maxReplicas: 1 } } },
      "the plan does not say how large its replicas are",
    ],
  ])("is listed when the plan does not say %s", (_, inputs, why) => {
    expect(unpriced(cost(foreign(env, app(inputs)))).app).toBe(why);
  });

  test("on machines of its environment is listed, and these with it", () => {
    expect(unpriced(cost(foreign(dedicated, app({ workloadProfileName: "big", template: template(1, 1) }))))).toEqual({
      app: "it runs on machines of its environment: D16",
      env: "no source gives a rate of machines of its own: D16",
    });
  });

  describe("that serves a model from zero", () => {
    const traffic = (more: object, ...others: Resource[]) =>
      bill(cost(foreign(...others, app({ template: UNKNOWN }, endpoint(more))))).filter(([what]) =>
        String(what).startsWith("weights"),
      );

    test("reads its weights from the share once a day", () => {
      expect(traffic({ cacheStorageName: "models" }, nat)).toEqual([
        ["weights from the share, at one wake-up a day: 498.22 GB × $0.01", 0, 4.98, 4.98],
      ]);
    });

    test("without a share fetches them through the NAT gateway, where there is one", () => {
      expect(traffic({}, nat)).toEqual([
        ["weights through a NAT gateway, at one wake-up a day: 498.22 GB × $0.045", 0, 22.42, 22.42],
      ]);
      expect(traffic({})).toEqual([]);
    });

    test("says that weights of unknown size are not in the sum", () => {
      expect(traffic({ model: "acme/secret", cacheStorageName: "models" })).toEqual([
        ["weights from the share, at one wake-up a day, of unknown size: not in the sum: 0 GB × $0.01", 0, 0, 0],
      ]);
    });

    test.each([
      ["always has a replica", { replicas: { min: 1, max: 1 } }],
      ["has them in Blob Storage", { weights: { url: "https://a.blob.core.windows.net/b" } }],
    ])("has no such traffic when it %s", (_, more) => {
      expect(traffic({ ...more }, nat)).toEqual([]);
    });
  });
});

const workspace = (isolationMode: string | undefined, more: object = {}): Resource => ({
  type: "machinelearningservices:Workspace",
  name: "ws",
  inputs: {
    managedNetwork: { isolationMode, firewallSku: "Basic" },
    storageAccount: UNKNOWN,
    keyVault: UNKNOWN,
    ...more,
  },
  refers: { storageAccount: "store", keyVault: "vault" },
});
const store = (publicNetworkAccess: string): Resource => ({
  type: "storage:StorageAccount",
  name: "store",
  inputs: { kind: "StorageV2", sku: { name: "Standard_LRS" }, publicNetworkAccess },
});
const vault = (publicNetworkAccess: string): Resource => ({
  type: "keyvault:Vault",
  name: "vault",
  inputs: { properties: { publicNetworkAccess } },
});
const rule = (name: string, properties: object): Resource => ({
  type: "machinelearningservices:ManagedNetworkSettingsRule",
  name,
  inputs: { properties },
  refers: { workspaceName: "ws" },
});

describe("a workspace", () => {
  const endpointsOf = (...resources: Resource[]) => cost(foreign(...resources)).items.map(({ what }) => what);

  test("has private endpoints in its managed network to what is private", () => {
    const internet = workspace("AllowInternetOutbound");
    expect(endpointsOf(internet, store("Disabled"), vault("Enabled"))).toEqual([
      "2 private endpoints of its managed network",
    ]);
    expect(endpointsOf(internet, store("Enabled"), vault("disabled"))).toEqual([
      "1 private endpoint of its managed network",
    ]);
  });

  test("has them to all when only approved traffic leaves", () => {
    expect(endpointsOf(workspace("AllowOnlyApprovedOutbound"), store("Enabled"), vault("Enabled"))).toEqual([
      "4 private endpoints of its managed network",
    ]);
  });

  test("has them to what is not in the plan, since it may be private", () => {
    expect(endpointsOf(workspace("AllowInternetOutbound"))).toEqual(["3 private endpoints of its managed network"]);
  });

  test("without a managed network costs nothing", () => {
    expect(cost(foreign(workspace(undefined))).items).toEqual([]);
    expect(cost(foreign(workspace("Disabled"))).unpriced).toEqual([]);
  });
});

describe("rules of a managed network", () => {
  const host = (name: string) => rule(name, { type: "FQDN", destination: name });

  test("that name hosts bring one firewall, with the first of them", () => {
    const found = cost(
      foreign(workspace("AllowOnlyApprovedOutbound"), rule("tag", { type: "ServiceTag" }), host("a"), host("b")),
    );
    const firewalls = found.items.filter(({ what }) => what.startsWith("firewall"));
    expect(firewalls.map(({ urn, monthly }) => [parseUrn(urn).name, monthly.idle])).toEqual([["a", 288.35]]);
  });

  test("bring a firewall of an unknown rate when the workspace names no kind or another", () => {
    const standard = workspace("AllowOnlyApprovedOutbound", { managedNetwork: { isolationMode: "Disabled" } });
    expect(unpriced(cost(foreign(standard, host("a"))))).toEqual({
      a: "no source gives a rate of the firewall that it brings, Standard",
    });
  });

  test("of a workspace elsewhere are listed", () => {
    expect(unpriced(cost(foreign(host("a"))))).toEqual({
      a: "the plan does not have its workspace, for whose firewall the first such rule is billed",
    });
  });

  test("that name a resource bring a private endpoint each", () => {
    expect(bill(cost(foreign(rule("to", { type: "PrivateEndpoint" }))))).toEqual([
      ["private endpoint of the managed network: 730 hour × $0.01", 7.3, 7.3, 7.3],
    ]);
  });
});

const compute = (computeType: string, properties: object): Resource => ({
  type: "machinelearningservices:Compute",
  inputs: { properties: { computeType, properties } },
});

describe("a compute", () => {
  const vmSize = "Standard_DS3_v2";

  test("instance is billed for its hours and always for its disk", () => {
    const stopped = { vmSize, idleTimeBeforeShutdown: "PT60M", enableNodePublicIp: false };
    expect(bill(cost(foreign(compute("ComputeInstance", stopped))))).toEqual([
      ["Standard_DS3_v2: 730 hour × $0.293", 0, 71.3, 213.89],
      ["disk of 120 GiB: 1 month × $19.71", 19.71, 19.71, 19.71],
    ]);
  });

  test("instance that nothing stops always runs, and with a public address has a load balancer", () => {
    expect(bill(cost(foreign(compute("ComputeInstance", { vmSize }))))).toEqual([
      ["Standard_DS3_v2: 730 hour × $0.293", 213.89, 213.89, 213.89],
      ["disk of 120 GiB: 1 month × $19.71", 19.71, 19.71, 19.71],
      ["load balancer: 30.42 day × $0.33", 10.04, 10.04, 10.04],
    ]);
  });

  test("cluster is billed for the hours of its nodes, from the fewest", () => {
    const scaleSettings = { minNodeCount: 0, maxNodeCount: 4 };
    expect(bill(cost(foreign(compute("AmlCompute", { vmSize, scaleSettings }))))).toEqual([
      ["Standard_DS3_v2: 2920 hour × $0.293", 0, 285.19, 855.56],
    ]);
    expect(
      bill(cost(foreign(compute("AmlCompute", { vmSize, scaleSettings, vmPriority: "LowPriority" }))))[0]?.[0],
    ).toBe("Standard_DS3_v2, spot, at the on-demand price: no spot price is known: 2920 hour × $0.293");
  });

  test.each([
    ["Kubernetes", {}, "it stands for machines that are billed by themselves: Kubernetes"],
    ["AmlCompute", { vmSize }, "the plan does not say how many nodes it has"],
    ["ComputeInstance", { vmSize: UNKNOWN }, "the plan does not say which machine it is"],
    ["ComputeInstance", { vmSize: "Standard_E4" }, "no source gives a price of Standard_E4"],
    [
      "AmlCompute",
      { vmSize: "Standard_E4", scaleSettings: { maxNodeCount: 1 } },
      "no source gives a price of Standard_E4",
    ],
  ])("%s of %j is listed: %s", (type, properties, why) => {
    expect(unpriced(cost(foreign(compute(type, properties)))).it).toBe(why);
  });
});

const deployment = (properties: object, component?: Resource["component"]): Resource => ({
  type: "machinelearningservices:OnlineDeployment",
  name: "pool",
  inputs: { deploymentName: "blue", sku: { capacity: 2 }, properties },
  component,
});
const A10 = { endpointComputeType: "Managed", instanceType: "Standard_NV36ads_A10_v5" };

describe("an online deployment", () => {
  test("is billed for the instances that it has", () => {
    expect(bill(cost(foreign(deployment(A10))))).toEqual([
      ["Standard_NV36ads_A10_v5: 1460 hour × $3.2", 4672, 4672, 4672],
    ]);
  });

  test("is billed for those that its autoscale setting allows, else for those of its component", () => {
    const own = { type: "OnlineEndpoint", inputs: { deployments: { blue: { instances: { min: 1, max: 3 } } } } };
    const hours = (...resources: Resource[]) => cost(foreign(...resources)).items.map(({ quantity }) => quantity);
    expect(hours(deployment(A10, own))).toEqual([2190]);
    expect(hours(deployment(A10, own), autoscale([profile(1, 5)]))).toEqual([3650]);
  });

  test("on Kubernetes costs nothing beside the cluster", () => {
    const found = cost(foreign(deployment({ endpointComputeType: "Kubernetes", instanceType: "gpu" })));
    expect([found.items, found.unpriced]).toEqual([[], []]);
  });

  test.each([
    [{ ...A10, instanceType: UNKNOWN }, "the plan does not say which instances it has"],
    [{ ...A10, instanceType: "Standard_F2s_v2" }, "no source gives a price of Standard_F2s_v2"],
  ])("of %j is listed: %s", (properties, why) => {
    expect(unpriced(cost(foreign(deployment(properties)))).pool).toBe(why);
  });
});

const share = (inputs: object, account?: object): Plan =>
  foreign(
    { type: "storage:StorageAccount", name: "account", inputs: { kind: "FileStorage", ...account } },
    {
      type: "storage:FileShare",
      name: "share",
      inputs: { shareQuota: 100, ...inputs },
      refers: { accountName: "account" },
    },
  );

describe("a file share", () => {
  const v2 = { sku: { name: "PremiumV2_LRS" } };

  test("of provisioned v2 is billed by its size and by its speed beyond what is in it", () => {
    expect(bill(cost(share({}, v2))).map(([what]) => what)).toEqual([
      "share of 100 GiB: 73000 GiB-hour × $0.000137",
      "100 IOPS beyond 3000: 73000 IOPS-hour × $0.000037",
      "10 MiB/s beyond 100: 7300 MiB/s-hour × $0.000054",
    ]);
  });

  test("with the least speed is billed by its size alone", () => {
    expect(bill(cost(share({ provisionedIops: 3000, provisionedBandwidthMibps: 100 }, v2)))).toHaveLength(1);
  });

  test.each([
    [{}, { sku: { name: "Premium_LRS" } }, "no source gives a rate of shares of Premium_LRS"],
    [{ shareQuota: UNKNOWN }, v2, "the plan does not say how large it is"],
    [{}, { kind: "StorageV2", ...v2 }, "billed by what it holds, with its storage account"],
  ])("%j of an account %j is listed: %s", (inputs, account, why) => {
    expect(unpriced(cost(share(inputs, account))).share).toBe(why);
  });

  test("of an account elsewhere is listed", () => {
    expect(unpriced(cost(foreign({ type: "storage:FileShare", inputs: { shareQuota: 32 } }))).it).toBe(
      "the plan does not have its storage account, whose kind it is billed by",
    );
  });
});

test.each([
  ["keyvault:Key", { properties: { keySize: 2048 } }, "billed by use: $0.03 per 10,000 requests"],
  ["keyvault:Key", { properties: { keySize: 4096 } }, "billed by use: $0.15 per 10,000 requests"],
  ["containerregistry:Registry", { sku: { name: "Basic" } }, "no source gives a rate of the kind Basic"],
  [
    "storage:StorageAccount",
    { kind: "StorageV2", sku: { name: "Standard_GRS" } },
    "billed by what it holds, at a rate that no source gives, Standard_GRS, and by requests",
  ],
  ["network:PublicIPAddress", {}, "no source gives a rate of dynamic addresses"],
])("a %s of %j is listed: %s", (type, inputs, why) => {
  expect(unpriced(cost(foreign({ type, inputs }))).it).toBe(why);
});

describe("a metric alert", () => {
  const alert = (...dimensions: string[][]): Resource => ({
    type: "monitor:MetricAlert",
    inputs: { criteria: { allOf: [{ dimensions: dimensions.map((values) => ({ values })) }] } },
  });

  test.each([
    [alert(), "alert on 1 time series: 1 month × $0.1"],
    [alert(["500", "502", "503"]), "alert on 3 time series: 3 month × $0.1"],
    [alert(["a", "b"], ["c", "d"]), "alert on 4 time series: 4 month × $0.1"],
    [{ type: "monitor:MetricAlert", inputs: { criteria: UNKNOWN } }, "alert on 1 time series: 1 month × $0.1"],
  ])("is billed by what it watches: %#", (resource, expected) => {
    expect(bill(cost(foreign(resource)))[0]?.[0]).toBe(expected);
  });
});

test("a resource is priced in its own region, else in the stack's", () => {
  const basisIn = (location?: string) =>
    cost(foreign({ type: "network:NatGateway", inputs: { location } })).items[0]?.basis;
  expect([basisIn(), basisIn("East US"), basisIn("westeurope")]).toEqual(["list", "list", "other-region"]);
});

test("more machines never cost less, nor do more hours of work", () => {
  const counts = fc.record({
    min: fc.nat(20),
    more: fc.nat(20),
    extra: fc.nat(20),
    hours: fc.nat(24),
    longer: fc.nat(24),
  });
  fc.assert(
    fc.property(counts, ({ min, more, extra, hours, longer }) => {
      const of = (least: number, most: number, hoursADay: number) =>
        cost(
          foreign(
            scaleSet(least),
            autoscale([profile(least, most, WEEK, 8), profile(0, most, WEEK, 18)]),
            env,
            app({ workloadProfileName: "gpu", template: template(least, most) }),
          ),
          Math.min(24, hoursADay),
        ).monthly;
      const one = of(min, min + more, hours);
      expect(one.idle).toBeLessThanOrEqual(one.load + 1e-6);
      expect(one.load).toBeLessThanOrEqual(one.full + 1e-6);
      expect(of(min, min + more + extra, hours).load).toBeGreaterThanOrEqual(one.load - 1e-6);
      expect(of(min + extra, min + more + extra, hours).idle).toBeGreaterThanOrEqual(one.idle - 1e-6);
      expect(of(min, min + more, hours + longer).load).toBeGreaterThanOrEqual(one.load - 1e-6);
    }),
  );
});
