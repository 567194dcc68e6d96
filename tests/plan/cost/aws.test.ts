import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { awsInstanceTypes } from "../../../catalog/aws/instance-types.js";
import { type CostFinding, costOf } from "../../../plan/cost/cost.js";
import { type Plan, type ResourceState, UNKNOWN } from "../../../plan/plan.js";
import { record } from "../../../plan/record.js";
import { readStack } from "../../../plan/stack-file.js";
import { parseUrn } from "../../../plan/urn.js";
import program from "../../../stacks/index.js";

const HOURS_A_DAY = 8;

/** The plan of a sample stack with other settings; `undefined` takes a key away. */
async function planOf(stack: string, settings: Readonly<Record<string, unknown>> = {}): Promise<Plan> {
  const file = readStack(process.cwd(), stack);
  const config: Record<string, string> = { ...file.config };
  for (const [key, value] of Object.entries(settings)) {
    if (value === undefined) delete config[`ai-stack:${key}`];
    else config[`ai-stack:${key}`] = JSON.stringify(value);
  }
  return (await record(program, { ...file, config, mode: "preview" })).plan;
}

interface Resource {
  readonly type: string;
  readonly name?: string;
  readonly inputs?: Record<string, unknown>;
  /** Names of the resources that an input refers to. */
  readonly refers?: Readonly<Record<string, readonly string[]>>;
  readonly component?: Resource;
}

const urnOf = ({ type, name = "it" }: Resource) => `urn:pulumi:dev::any::${type}::${name}`;

/** A plan of resources that no component of ours makes, but where one is said. */
function foreign(resources: readonly Resource[], region = "us-east-1"): Plan {
  const urns = new Map(resources.map((resource) => [resource.name, urnOf(resource)]));
  const stateOf = (resource: Resource): ResourceState => ({
    urn: urnOf(resource),
    type: resource.type,
    custom: !resource.type.startsWith("ai-stack:"),
    inputs: resource.inputs,
    parent: resource.component && urnOf(resource.component),
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.refers ?? {}).map(([input, names]) => [
        input,
        names.map((name) => urns.get(name) ?? name),
      ]),
    ),
  });
  const states = resources.flatMap((resource) => [
    ...(resource.component ? [stateOf(resource.component)] : []),
    stateOf(resource),
  ]);
  return {
    config: { "aws:region": region },
    steps: states.map((newState) => ({ op: "create", urn: newState.urn, newState })),
  };
}

const cost = (plan: Plan, hoursADay = HOURS_A_DAY) => costOf(plan, hoursADay);
const costOfOne = (resource: Resource, region?: string) => cost(foreign([resource], region));

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

describe("aws-dev, at 8 hours a day", () => {
  test("costs what its parts add up to, each a quantity times a rate", async () => {
    const { monthly } = cost(await planOf("aws-dev"));
    const always = [
      730 * 0.045, // hours of one NAT gateway
      730 * 0.005, // hours of its public IPv4 address
      1 * 0.3, // the alarm that wakes chat up, below a minute
    ];
    // 730 hours a month are 243.33 at 8 hours a day
    const load = [
      2 * 243.333333 * 0.4104, // hours of two g6.xlarge as spot
      (2 * 200 * 0.08) / 3, // their disks of 200 GB for a third of the month
      2 * 243.333333 * 0.8048 * 1.4, // hours of two ml.g6.xlarge, at EC2's price times 1.4
      243.333333 * 0.05, // hours of ana's app on ml.t3.medium
      30.416667 * 16.38 * 0.045, // a wake-up a day: 8.19 billion parameters of 2 bytes, in GB through NAT
    ];
    const full = [
      2 * 730 * 0.4104, // hours of two g6.xlarge as spot
      2 * 200 * 0.08, // their disks of 200 GB
      2 * 730 * 0.8048 * 1.4, // hours of two ml.g6.xlarge
      730 * 0.05, // hours of ana's app
      30.416667 * 16.38 * 0.045, // weights through NAT
    ];
    expect(monthly.idle).toBeCloseTo(add(always), 2);
    expect(monthly.load).toBeCloseTo(add([...always, ...load]), 2);
    expect(monthly.full).toBeCloseTo(add([...always, ...full]), 2);
  });

  test("shows every charge", async () => {
    expect(bill(cost(await planOf("aws-dev"))).sort()).toEqual([
      ["NAT gateway: 730 hour × $0.045", 32.85, 32.85, 32.85],
      ["Studio app on ml.t3.medium: 730 hour × $0.05", 0, 12.17, 36.5],
      ["alarm on 1 metric, below a minute: 1 month × $0.3", 0.3, 0.3, 0.3],
      ["disks of 200 GB: 400 GB-month × $0.08", 0, 10.67, 32],
      ["g6.xlarge, spot; a fallback type has a price of its own: 1460 hour × $0.4104", 0, 199.73, 599.18],
      ["ml.g6.xlarge: 1460 hour × $1.12672", 0, 548.34, 1645.01],
      ["public IPv4 address: 730 hour × $0.005", 3.65, 3.65, 3.65],
      ["weights through a NAT gateway, at one wake-up a day: 498.22 GB × $0.045", 0, 22.42, 22.42],
    ]);
  });

  test("says why the rest has no price", async () => {
    expect(unpriced(cost(await planOf("aws-dev")))).toEqual({
      "network-flow-logs": "billed by what it records of the traffic: $0.50 per GB",
      "network-flow-logs-group": "billed by the logs that it keeps: $0.03 per GB-month",
      "studio-artifacts": "billed by what it holds: $0.023 per GB-month",
      "train-template": "its machines are billed for detailed monitoring, at a rate that no source gives",
      studio:
        "billed by what its home directories and the disks of its spaces hold, at rates that no source gives; " +
        "EFS by itself is $0.30 per GB-month",
      "studio-mlflow": "no source gives the rate of an MLflow app",
      "chat-scaling-policy":
        "AWS makes alarms for it, as many as it sees fit, each $0.10 per month, or $0.30 per month below a minute",
    });
  });

  test("names day and basis of each rate: a list price, worked out, or another region's", async () => {
    const { items } = cost(await planOf("aws-dev"));
    const facts = Object.fromEntries(items.map(({ urn, basis, asOf }) => [parseUrn(urn).name, [basis, asOf]]));
    expect(facts).toMatchObject({
      "network-nat-a": ["list", "2024-07"],
      chat: ["derived", "2026-07-20"],
      "studio-user-ana": ["other-region", "2026-11-23"],
    });
  });
});

test("aws-prod costs what its parts add up to", async () => {
  const { monthly } = cost(await planOf("aws-prod"));
  const always = [
    3 * 730 * 0.045, // a NAT gateway in each zone
    3 * 730 * 0.005, // their addresses
    13 * 3 * 730 * 0.01, // 13 interface endpoints in three zones
    1 * 1, // the key
    3 * 0.1, // alarms on failures, latency and GPU memory
  ];
  const idle = [
    365 * 1.861, // one g6e.xlarge for the 12 hours a day of the schedule
    (200 * 0.08) / 2, // its disk, half of the month
    2 * 730 * 2.6054, // the two ml.g6e.xlarge that always run, at 1.861 × 1.4
  ];
  const full = [
    4 * 730 * 1.861, // four g6e.xlarge
    4 * 200 * 0.08, // their disks
    6 * 730 * 2.6054, // six ml.g6e.xlarge
    2 * 730 * 0.05, // the apps of ana and ben
  ];
  expect(monthly.idle).toBeCloseTo(add([...always, ...idle]), 2);
  expect(monthly.full).toBeCloseTo(add([...always, ...full]), 2);
});

test("aws-prod says why its bucket, topic and logs have no price", async () => {
  expect(unpriced(cost(await planOf("aws-prod")))).toMatchObject({
    "chat-capture": "billed by what it holds: $0.023 per GB-month",
    alarms: "billed by its messages: e-mails beyond a thousand a month are $2.00 per 100,000 emails",
    "network-flow-logs": "billed by what it records of the traffic: $0.50 per GB",
  });
});

test("aws-prod without its components, as a foreign plan, costs the same", async () => {
  const plan = await planOf("aws-prod");
  const bare = { ...plan, steps: plan.steps?.filter(({ newState }) => newState?.custom) };
  expect(cost(bare)).toEqual(cost(plan));
});

test("an endpoint from zero without its component is listed: its configuration is known after the deployment", async () => {
  const plan = await planOf("aws-dev");
  const bare = { ...plan, steps: plan.steps?.filter(({ newState }) => newState?.custom) };
  expect(unpriced(cost(bare)).chat).toBe("the plan does not say which machines it runs on");
});

test("a type without a rule is listed", () => {
  expect(unpriced(costOfOne({ type: "aws:redshift/cluster:Cluster", name: "warehouse" }))).toEqual({
    warehouse: "the catalog has no price of aws:redshift/cluster:Cluster",
  });
});

const pool = (more: Readonly<Record<string, unknown>>) => ({
  compute: { train: { accelerator: "L4", machines: { min: 0, max: 1 }, ...more } },
  platform: undefined,
  endpoints: undefined,
});

/** The charges of a pool's group, and what is not priced of it. */
async function poolCost(more: Readonly<Record<string, unknown>>) {
  const found = cost(await planOf("aws-dev", pool(more)));
  const own = ({ urn }: { urn: string }) => parseUrn(urn).type === "aws:autoscaling/group:Group";
  return { bill: bill({ ...found, items: found.items.filter(own) }), why: found.unpriced.filter(own) };
}

describe("a pool of machines", () => {
  test.each([
    ["T4", 1, "g4dn.xlarge", 0.526],
    ["A10G", 1, "g5.xlarge", 1.006],
    ["L4", 1, "g6.xlarge", 0.8048],
    ["L40S", 1, "g6e.xlarge", 1.861],
    ["RTX-PRO-6000", 1, "g7e.2xlarge", 3.36312],
    ["A100-40GB", 8, "p4d.24xlarge", 21.957642],
    ["A100-80GB", 8, "p4de.24xlarge", 27.44705],
    ["H100", 8, "p5.48xlarge", 55.04],
    ["H200", 8, "p5en.48xlarge", 63.296],
    ["B200", 8, "p6-b200.48xlarge", 113.9328],
    ["Inferentia2", 1, "inf2.xlarge", 0.7582],
    ["Trainium1", 1, "trn1.2xlarge", 1.34375],
  ])("of %s, %i a machine, is priced as %s at $%f an hour", async (accelerator, perMachine, type, usd) => {
    const { bill } = await poolCost({ accelerator, perMachine });
    expect(bill[0]?.[0]).toBe(`${type}: 730 hour × $${usd}`);
  });

  test("of a type that no source has a price of is listed, with what its disks cost", () => {
    const found = cost(
      foreign([group({}), { ...template, inputs: { ...template.inputs, instanceType: "trn2.48xlarge" } }]),
    );
    expect(unpriced(found).pool).toBe(
      "no source gives a price of trn2.48xlarge; its disks are 200 GB for each machine at $0.08 per GB-month",
    );
  });

  test("as spot of a type without a spot price is at the on-demand price, and says so", async () => {
    const { bill } = await poolCost({ accelerator: "B200", perMachine: 8, capacity: "spot" });
    expect(bill[0]).toEqual([
      "p6-b200.48xlarge, spot, at the on-demand price: no spot price is known: 730 hour × $113.9328",
      0,
      27723.65,
      83170.94,
    ]);
  });

  test("with machines that always run costs as much when idle", async () => {
    const { bill } = await poolCost({ machines: { min: 1, max: 3 } });
    expect(bill[0]).toEqual(["g6.xlarge: 2190 hour × $0.8048", 587.5, 979.17, 1762.51]);
  });

  test("with a schedule runs a machine in its hours when idle; work falls into them", async () => {
    const schedule = { timezone: "Etc/UTC", start: "08:00", stop: "18:00" };
    const { bill } = await poolCost({ machines: { min: 0, max: 2 }, schedule });
    // 10 of 24 hours idle; at load 8 hours of two machines and 2 of one; at full scale two always
    expect(bill[0]).toEqual(["g6.xlarge: 1460 hour × $0.8048", 244.79, 440.63, 1175.01]);
  });

  test("in a reservation is listed: the reservation is billed by itself", async () => {
    const { bill, why } = await poolCost({ capacity: "reservation", reservation: "cr-0a1b2c3d4e5f67890" });
    expect([bill, why.map(({ why }) => why)]).toEqual([
      [],
      [
        "its machines run in cr-0a1b2c3d4e5f67890, which is billed by itself, used or not; " +
          "their disks are 200 GB for each machine at $0.08 per GB-month",
      ],
    ]);
  });

  test("whose machines reach each other by EFA costs no more than one without", async () => {
    const without = await planOf("aws-dev", pool({ accelerator: "H100", perMachine: 8 }));
    const rdma = await planOf("aws-dev", pool({ accelerator: "H100", perMachine: 8, rdma: true }));
    expect(cost(rdma).monthly).toEqual(cost(without).monthly);
    expect(Object.keys(unpriced(cost(rdma)))).toEqual(Object.keys(unpriced(cost(without))));
  });
});

const template: Resource = {
  type: "aws:ec2/launchTemplate:LaunchTemplate",
  name: "template",
  inputs: {
    instanceType: "g6.xlarge",
    blockDeviceMappings: [{ ebs: { volumeSize: 200, volumeType: "gp3" } }],
  },
};
const group = (inputs: Record<string, unknown>): Resource => ({
  type: "aws:autoscaling/group:Group",
  name: "pool",
  inputs: { minSize: 0, maxSize: 4, launchTemplate: { id: UNKNOWN }, ...inputs },
  refers: { launchTemplate: ["role", "template"] },
});
const role: Resource = { type: "aws:iam/role:Role", name: "role" };
const action = (name: string, inputs: Record<string, unknown>): Resource => ({
  type: "aws:autoscaling/schedule:Schedule",
  name,
  inputs: { minSize: -1, maxSize: -1, ...inputs },
  refers: { autoscalingGroupName: ["pool"] },
});

describe("a foreign Auto Scaling group", () => {
  test("starts what its launch template says, as many as it is to have", () => {
    const found = cost(foreign([role, template, group({ desiredCapacity: 2 })]));
    expect(bill(found)).toEqual([
      ["g6.xlarge: 2920 hour × $0.8048", 1175.01, 1566.68, 2350.02],
      ["disks of 200 GB: 800 GB-month × $0.08", 32, 42.67, 64],
    ]);
  });

  test("has its disks of gp3 priced, and no others", () => {
    const blockDeviceMappings = [
      { ebs: { volumeSize: 50, volumeType: "gp3" } },
      { ebs: { volumeSize: 70, volumeType: "gp3" } },
      { ebs: { volumeSize: 500, volumeType: "io2" } },
      { virtualName: "ephemeral0" },
    ];
    const own = { ...template, inputs: { ...template.inputs, blockDeviceMappings } };
    expect(bill(cost(foreign([own, group({})])))[1]?.[0]).toBe("disks of 120 GB: 480 GB-month × $0.08");
  });

  test("of spot by its template is at the spot price", () => {
    const spot = { ...template, inputs: { ...template.inputs, instanceMarketOptions: { marketType: "spot" } } };
    expect(bill(cost(foreign([spot, group({})])))[0]?.[0]).toBe("g6.xlarge, spot: 2920 hour × $0.4104");
  });

  test("of both is split as its policy says", () => {
    const mixedInstancesPolicy = {
      instancesDistribution: { onDemandBaseCapacity: 1, onDemandPercentageAboveBaseCapacity: 50 },
      launchTemplate: { overrides: [{ instanceType: "g5.xlarge" }, { instanceType: "g6.xlarge" }] },
    };
    expect(bill(cost(foreign([template, group({ mixedInstancesPolicy })]))).slice(0, 2)).toEqual([
      ["g5.xlarge; a fallback type has a price of its own: 2190 hour × $1.006", 0, 734.38, 2203.14],
      ["g5.xlarge, spot; a fallback type has a price of its own: 730 hour × $0.4125", 0, 100.38, 301.13],
    ]);
  });

  test("with a schedule of working days runs in their hours when idle", () => {
    const start = action("start", { recurrence: "0 8 * * MON-FRI", desiredCapacity: 1 });
    const stop = action("stop", { recurrence: "0 18 * * *", desiredCapacity: 0 });
    const found = cost(foreign([template, group({}), start, stop]), 0);
    // 50 of the 168 hours of a week
    expect(found.items[0]?.monthly.idle).toBeCloseTo((50 / 168) * 730 * 0.8048, 6);
  });

  test("with a schedule over the night runs until the morning", () => {
    const start = action("start", { recurrence: "0 20 * * *", desiredCapacity: 1 });
    const stop = action("stop", { recurrence: "30 6 * * *", desiredCapacity: 0 });
    const found = cost(foreign([template, group({}), start, stop]), 0);
    expect(found.items[0]?.monthly.idle).toBeCloseTo((10.5 / 24) * 730 * 0.8048, 6);
  });

  test("with a schedule works beyond it, up to the whole day", () => {
    const start = action("start", { recurrence: "0 8 * * *", desiredCapacity: 1 });
    const stop = action("stop", { recurrence: "0 18 * * *", desiredCapacity: 0 });
    const figures = (hoursADay: number) =>
      cost(foreign([template, group({}), start, stop]), hoursADay).items[0]?.monthly ?? { load: 0, full: 0 };
    expect(figures(16).load).toBeCloseTo((16 / 24) * 4 * 730 * 0.8048, 6);
    expect(figures(24).load).toBeCloseTo(figures(24).full, 6);
  });

  test("runs the least that a scheduled action says, where it leaves the number alone", () => {
    const raise = action("raise", { recurrence: "0 8 * * *", desiredCapacity: -1, minSize: 2 });
    const found = cost(foreign([template, group({}), raise]), 0);
    expect(found.items[0]?.monthly.idle).toBeCloseTo(2 * 730 * 0.8048, 6);
  });

  test.each(["0 8 1 * *", "*/5 8 * * *", undefined])("with a schedule of %s counts as always at work", (recurrence) => {
    const found = cost(foreign([template, group({}), action("start", { recurrence, desiredCapacity: 1 })]));
    expect(bill(found)[0]).toEqual([
      "g6.xlarge; as if always at work: its schedule is not one of days of the week: 2920 hour × $0.8048",
      2350.02,
      2350.02,
      2350.02,
    ]);
  });

  test.each([
    ["its launch template is not in the plan", [group({})]],
    ["its size is not known yet", [template, group({ maxSize: UNKNOWN })]],
  ])("is listed when %s", (_, resources) => {
    expect(unpriced(cost(foreign(resources))).pool).toBe("the plan does not say which machines it starts");
  });

  test("never costs less with more machines", () => {
    const size = fc.integer({ min: 0, max: 50 });
    const hours = fc.double({ min: 0, max: 24, noNaN: true });
    const type = fc.constantFrom(...awsInstanceTypes.map(({ name }) => name));
    const priced = fc.record({ onDemandPercentageAboveBaseCapacity: fc.integer({ min: 0, max: 100 }) });
    fc.assert(
      fc.property(
        size,
        size,
        size,
        hours,
        type,
        priced,
        (min, more, evenMore, hoursADay, instanceType, distribution) => {
          const sized = (minSize: number, maxSize: number) => {
            const mixedInstancesPolicy = { instancesDistribution: distribution };
            const own = { ...template, inputs: { ...template.inputs, instanceType } };
            return cost(foreign([own, group({ minSize, maxSize, mixedInstancesPolicy })]), hoursADay).monthly;
          };
          const small = sized(min, min + more);
          const bigger = [sized(min, min + more + evenMore), sized(min + more, min + more)];
          for (const big of bigger) {
            expect(big.idle).toBeGreaterThanOrEqual(small.idle - 1e-6);
            expect(big.full).toBeGreaterThanOrEqual(small.full - 1e-6);
            expect(big.load).toBeGreaterThanOrEqual(small.load - 1e-6);
          }
          expect(small.load).toBeGreaterThanOrEqual(small.idle - 1e-6);
          expect(small.full).toBeGreaterThanOrEqual(small.load - 1e-6);
        },
      ),
    );
  });
});

describe("a launch template", () => {
  const priceOf = (inputs: Record<string, unknown>) => unpriced(costOfOne({ ...template, inputs })).template;

  test("is free with disks of gp3 and without detailed monitoring", () => {
    const found = costOfOne(template);
    expect([found.items, found.unpriced]).toEqual([[], []]);
  });

  test("says what its machines' disks cost no rate is known of", () => {
    expect(priceOf({ blockDeviceMappings: [{ ebs: { volumeSize: 100, volumeType: "io2" } }] })).toBe(
      "its machines have disks of another type than gp3, at a rate that no source gives",
    );
    expect(priceOf({})).toBe("its machines have the disks of their image, of a size that the plan does not say");
  });
});

const endpoint: Resource = {
  type: "aws:sagemaker/endpoint:Endpoint",
  name: "chat",
  refers: { endpointConfigName: ["config"] },
};
const configuration = (...productionVariants: Record<string, unknown>[]): Resource => ({
  type: "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
  name: "config",
  inputs: { productionVariants },
});
const autoscaled = (variant: string, minCapacity: number, maxCapacity: number): Resource => ({
  type: "aws:appautoscaling/target:Target",
  name: `${variant}-target`,
  inputs: { resourceId: `endpoint/chat/variant/${variant}`, minCapacity, maxCapacity },
  refers: { resourceId: ["chat"] },
});

describe("a foreign endpoint", () => {
  test("runs as many machines as its configuration says", () => {
    const config = configuration({ variantName: "all", instanceType: "ml.g5.2xlarge", initialInstanceCount: 2 });
    // 1.212 on EC2, times 1.25
    expect(bill(cost(foreign([endpoint, config])))).toEqual([
      ["ml.g5.2xlarge: 1460 hour × $1.515", 2211.9, 2211.9, 2211.9],
    ]);
  });

  test("scales between what its autoscaler says, each variant by itself", () => {
    const config = configuration(
      { variantName: "small", instanceType: "ml.g6.2xlarge", initialInstanceCount: 1 },
      { variantName: "large", instanceType: "ml.g6.12xlarge", initialInstanceCount: 1 },
    );
    expect(bill(cost(foreign([endpoint, config, autoscaled("large", 1, 3)])))).toEqual([
      ["ml.g6.2xlarge: 730 hour × $1.222", 892.06, 892.06, 892.06],
      ["ml.g6.12xlarge: 2190 hour × $5.752", 4198.96, 6998.27, 12596.88],
    ]);
  });

  test("of one variant scales between what its autoscaler says, before both have a name", () => {
    const config = configuration({ instanceType: "ml.g6.2xlarge", initialInstanceCount: 1 });
    const target = autoscaled("all", 0, 2);
    const unnamed = { ...target, inputs: { ...target.inputs, resourceId: UNKNOWN } };
    expect(bill(cost(foreign([endpoint, config, unnamed])))).toEqual([
      ["ml.g6.2xlarge: 1460 hour × $1.222", 0, 594.71, 1784.12],
    ]);
  });

  test("of Cloud Control scales between what its configuration says, where that is known", () => {
    const ManagedInstanceScaling = { Status: "ENABLED", MinInstanceCount: 0, MaxInstanceCount: 2 };
    const desiredState = { ProductionVariants: [{ InstanceType: "ml.g6.xlarge", ManagedInstanceScaling }] };
    const config = {
      type: "aws:cloudcontrol/resource:Resource",
      name: "config",
      inputs: { typeName: "AWS::SageMaker::EndpointConfig", desiredState: JSON.stringify(desiredState) },
    };
    expect(bill(cost(foreign([endpoint, config])))).toEqual([
      ["ml.g6.xlarge: 1460 hour × $1.12672", 0, 548.34, 1645.01],
    ]);
  });

  test.each([
    ["its configuration is not in the plan", [endpoint]],
    ["its variants are not known yet", [endpoint, { ...configuration(), inputs: { productionVariants: UNKNOWN } }]],
    ["its machines are not known yet", [endpoint, configuration({ instanceType: UNKNOWN, initialInstanceCount: 1 })]],
    ["its configuration is serverless", [endpoint, configuration({ serverlessConfig: { memorySizeInMb: 2048 } })]],
  ])("is listed when %s", (_, resources) => {
    expect(unpriced(cost(foreign(resources))).chat).toBe("the plan does not say which machines it runs on");
  });

  test("of a type without a price is listed", () => {
    const config = configuration({ variantName: "all", instanceType: "ml.p6-b200.48xlarge", initialInstanceCount: 1 });
    expect(unpriced(cost(foreign([endpoint, config]))).chat).toBe("no source gives a price of ml.p6-b200.48xlarge");
  });
});

test("an endpoint of ours scales between what its autoscaler says, not what it was asked for", () => {
  const inputs = { instanceType: "ml.g6.2xlarge", replicas: { min: 1, max: 9 } };
  const component = { type: "ai-stack:aws:SageMakerEndpoint", name: "ours", inputs };
  expect(bill(cost(foreign([{ ...endpoint, component }, autoscaled("all", 2, 3)])))).toEqual([
    ["ml.g6.2xlarge: 2190 hour × $1.222", 1784.12, 2081.47, 2676.18],
  ]);
});

const chat = (more: Readonly<Record<string, unknown>>) => ({
  compute: undefined,
  platform: undefined,
  endpoints: { chat: { model: "Qwen/Qwen3-8B", accelerator: "L4", contextTokens: 8192, ...more } },
});

describe("the weights of an endpoint from zero", () => {
  const weightsOf = async (more: Readonly<Record<string, unknown>>, hoursADay?: number) =>
    bill(cost(await planOf("aws-dev", chat(more)), hoursADay)).filter(([what]) => String(what).startsWith("weights"));
  const fromZero = { replicas: { min: 0, max: 1 } };

  test("come through a NAT gateway at each wake-up, one a day", async () => {
    expect(await weightsOf(fromZero)).toEqual([
      ["weights through a NAT gateway, at one wake-up a day: 498.22 GB × $0.045", 0, 22.42, 22.42],
    ]);
  });

  test("do not when it is never at work", async () => {
    expect(await weightsOf(fromZero, 0)).toEqual([
      ["weights through a NAT gateway, at one wake-up a day: 498.22 GB × $0.045", 0, 0, 22.42],
    ]);
  });

  test("do not from S3, nor when a replica always runs", async () => {
    expect(await weightsOf({ ...fromZero, weights: "s3://models/qwen3-8b/" })).toEqual([]);
    expect(await weightsOf({ replicas: { min: 1, max: 1 } })).toEqual([]);
  });

  test("of a model that the catalog does not know are listed", async () => {
    const model = "someone/some-model";
    expect(unpriced(cost(await planOf("aws-dev", chat({ ...fromZero, model }))))["chat-model"]).toBe(
      "its weights come through a NAT gateway at each wake-up, at $0.045 per GB: " +
        "the catalog does not know how large someone/some-model is",
    );
  });
});

describe("a user of Studio", () => {
  const domain: Resource = {
    type: "aws:sagemaker/domain:Domain",
    name: "domain",
    inputs: {
      defaultUserSettings: { jupyterLabAppSettings: { defaultResourceSpec: { instanceType: "ml.g5.xlarge" } } },
    },
  };
  const profile: Resource = { type: "aws:sagemaker/userProfile:UserProfile", name: "ana" };

  test("runs an app on ml.t3.medium at work, and none when idle", () => {
    expect(bill(costOfOne(profile))).toEqual([["Studio app on ml.t3.medium: 730 hour × $0.05", 0, 12.17, 36.5]]);
  });

  test("runs what the domain says", () => {
    expect(bill(cost(foreign([domain, { ...profile, refers: { domainId: ["domain"] } }])))).toEqual([
      ["Studio app on ml.g5.xlarge: 730 hour × $1.4084", 0, 342.71, 1028.13],
    ]);
  });

  test("of an app without a price is listed", () => {
    const userSettings = { jupyterLabAppSettings: { defaultResourceSpec: { instanceType: "ml.m5.large" } } };
    expect(unpriced(costOfOne({ ...profile, inputs: { userSettings } })).ana).toBe(
      "no source gives a price of a Studio app on ml.m5.large",
    );
  });
});

describe("an endpoint of a VPC", () => {
  const endpointOf = (inputs: Record<string, unknown>, component?: Resource): Resource => ({
    type: "aws:ec2/vpcEndpoint:VpcEndpoint",
    inputs,
    component,
  });

  test("as a gateway is free", () => {
    const found = cost(foreign([endpointOf({ serviceName: "com.amazonaws.us-east-1.s3" })]));
    expect([found.items, found.unpriced]).toEqual([[], []]);
  });

  test("as an interface is billed in each zone", () => {
    expect(bill(costOfOne(endpointOf({ vpcEndpointType: "Interface", subnetIds: [UNKNOWN, UNKNOWN] })))).toEqual([
      ["interface endpoint in 2 zones: 1460 hour × $0.01", 14.6, 14.6, 14.6],
    ]);
  });

  test("as an interface in subnets that are not known yet is in the zones of its network", () => {
    const network = { type: "ai-stack:aws:PrivateNetwork", name: "network", inputs: { zones: ["us-east-1a"] } };
    expect(bill(costOfOne(endpointOf({ vpcEndpointType: "Interface", subnetIds: UNKNOWN }, network)))).toEqual([
      ["interface endpoint in 1 zone: 730 hour × $0.01", 7.3, 7.3, 7.3],
    ]);
  });

  test("is listed when the plan says no zones, or there is no rate", () => {
    expect(unpriced(costOfOne(endpointOf({ vpcEndpointType: "Interface" }))).it).toBe(
      "the plan does not say how many zones it is in: $0.01 per hour in each",
    );
    expect(unpriced(costOfOne(endpointOf({ vpcEndpointType: "GatewayLoadBalancer" }))).it).toBe(
      "no source gives a rate of GatewayLoadBalancer endpoints",
    );
  });
});

describe("an alarm", () => {
  const alarm = (inputs: Record<string, unknown>) =>
    bill(costOfOne({ type: "aws:cloudwatch/metricAlarm:MetricAlarm", inputs }));

  test("is billed by its metrics", () => {
    const metricQueries = [{ metric: { period: 60 } }, { metric: { period: 300 } }, { expression: "m1/m2" }];
    expect(alarm({ period: 60 })).toEqual([["alarm on 1 metric: 1 month × $0.1", 0.1, 0.1, 0.1]]);
    expect(alarm({ metricQueries })).toEqual([["alarm on 2 metrics: 2 month × $0.1", 0.2, 0.2, 0.2]]);
  });

  test("is billed more below a minute", () => {
    expect(alarm({ period: 10 })).toEqual([["alarm on 1 metric, below a minute: 1 month × $0.3", 0.3, 0.3, 0.3]]);
  });
});

test.each([
  ["aws:kms/key:Key", {}, [["key: 1 month × $1", 1, 1, 1]]],
  ["aws:ec2/eip:Eip", {}, [["public IPv4 address: 730 hour × $0.005", 3.65, 3.65, 3.65]]],
  ["aws:ec2/natGateway:NatGateway", {}, [["NAT gateway: 730 hour × $0.045", 32.85, 32.85, 32.85]]],
  ["aws:budgets/budget:Budget", {}, []],
  ["aws:appautoscaling/policy:Policy", { policyType: "StepScaling" }, []],
])("%s with %j costs %j", (type, inputs, charges) => {
  const found = costOfOne({ type, inputs });
  expect([bill(found), found.unpriced]).toEqual([charges, []]);
});

test.each([
  [
    "aws:cloudcontrol/resource:Resource",
    { typeName: "AWS::MSK::Cluster" },
    "the catalog has no price of AWS::MSK::Cluster",
  ],
  [
    "aws:ec2/flowLog:FlowLog",
    { logDestinationType: "s3" },
    "billed by what it records of the traffic: a rate that no source gives",
  ],
])("%s with %j is listed for: %s", (type, inputs, why) => {
  const found = costOfOne({ type, inputs });
  expect([found.items, unpriced(found).it]).toEqual([[], why]);
});

test("a rate of another region is said with ≈", () => {
  expect(unpriced(costOfOne({ type: "aws:s3/bucket:Bucket" }, "eu-west-1")).it).toBe(
    "billed by what it holds: ≈ $0.023 per GB-month",
  );
  expect(costOfOne({ type: "aws:ec2/natGateway:NatGateway" }, "eu-west-1").items[0]?.basis).toBe("other-region");
});
