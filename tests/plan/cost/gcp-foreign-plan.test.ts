import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CostFinding, costOf } from "../../../plan/cost/cost.js";
import { type Plan, type ResourceState, UNKNOWN } from "../../../plan/plan.js";
import { parseUrn } from "../../../plan/urn.js";

// Plans of programs that use none of our components: all that is known is what the resources say.

const HOURS_A_DAY = 8;

/** Hours of a month: all of them, and 8 a day. */
const MONTH = 730;
const LOAD = 730 / 3;

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

const GROUP = "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager";
const TEMPLATE = "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate";
const AUTOSCALER = "gcp:compute/regionAutoscaler:RegionAutoscaler";
const SUBNET = "gcp:compute/subnetwork:Subnetwork";
const NAT = "gcp:compute/routerNat:RouterNat";
const NOTEBOOK = "gcp:workbench/instance:Instance";
const TPU = "gcp:tpu/v2Vm:V2Vm";
const QUEUE = "gcp:tpu/v2QueuedResource:V2QueuedResource";
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
const group = (targetSize?: number, name = "g", of = "t", region = "us-central1") =>
  resource(GROUP, name, { region, targetSize }, { versions: [urnOf(TEMPLATE, of)] });
const autoscaler = (autoscalingPolicy: object) =>
  resource(AUTOSCALER, "a", { region: "us-central1", autoscalingPolicy }, { target: [urnOf(GROUP, "g")] });
const nat = (where: string) =>
  resource(NAT, `nat-${where}`, { region: "us-central1" }, { subnetworks: inSubnet(where) });
const service = (scaling: object, more: object = {}) =>
  resource(SERVICE, "svc", {
    location: "us-central1",
    template: {
      containers: [{ resources: { cpuIdle: false, limits: { cpu: "4000m", memory: "16Gi", "nvidia.com/gpu": "1" } } }],
      nodeSelector: { accelerator: "nvidia-l4" },
      gpuZonalRedundancyDisabled: true,
      scaling,
      ...more,
    },
  });
const endpoint = (dedicatedResources?: object) =>
  resource(ENDPOINT, "e", { location: "us-central1", deployConfig: { dedicatedResources } });

describe("a plan that is not ours", () => {
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
    ["from Saturday to Monday, in small letters", "0 0 * * sat-mon", 24, (72 / 168) * MONTH],
    ["that overlaps itself", "0 * * * *", 2, MONTH],
    ["on the first of each month, which counts as daily", "0 8 1 * *", 10, (10 / 24) * MONTH],
    ["that is no cron expression, which counts as always", "daily", 1, MONTH],
  ])("with a schedule %s has its machines by then", (_, schedule, hours, ofMonth) => {
    const scalingSchedules = [{ schedule, durationSec: hours * 3600, minRequiredReplicas: 2 }];
    const found = cost(template(), group(), autoscaler({ minReplicas: 0, maxReplicas: 5, scalingSchedules }));
    expect(linesOf(found, "a")[0]?.monthly.idle).toBeCloseTo(2 * ofMonth * 0.70683, 6);
  });

  describe("with an autoscaler", () => {
    /** Machines that run while nobody works, beyond the group's own. */
    function idleMachines(own: number, policy: object): number {
      const found = cost(template(), group(own), autoscaler(policy));
      return (linesOf(found, "a")[0]?.monthly.idle ?? 0) / (MONTH * 0.70683);
    }
    const always = { schedule: "0 0 * * *", durationSec: 86_400 };

    test("counts a machine of the group's own size once", () => {
      const scalingSchedules = [{ ...always, minRequiredReplicas: 2 }];
      expect(idleMachines(1, { minReplicas: 1, maxReplicas: 3, scalingSchedules })).toBeCloseTo(1, 9);
    });

    test("leaves out a schedule that is off, or asks for fewer machines than there are", () => {
      const off = { ...always, minRequiredReplicas: 3, disabled: true };
      const fewer = { ...always, minRequiredReplicas: 1 };
      expect(idleMachines(0, { minReplicas: 2, maxReplicas: 3, scalingSchedules: [off, fewer] })).toBeCloseTo(2, 9);
    });

    test("never counts more machines than its most, however many schedules ask", () => {
      const scalingSchedules = [1, 2].map(() => ({ ...always, minRequiredReplicas: 2 }));
      const found = cost(template(), group(), autoscaler({ maxReplicas: 2, scalingSchedules }));
      const dollars = 2 * MONTH * 0.70683;
      expect(linesOf(found, "a")[0]?.monthly).toEqual(monthly(dollars, dollars, dollars));
    });
  });

  test("has spot machines where its template says preemptible, in the older way", () => {
    expect(linesOf(cost(template({ scheduling: { preemptible: true } }), group(1)), "g")[0]?.what).toBe(
      "g2-standard-4, spot",
    );
  });

  test("pays all disks of a machine", () => {
    const disks = [
      { boot: true, diskType: "pd-ssd", diskSizeGb: 100 },
      { diskType: "pd-ssd", diskSizeGb: 50 },
      { diskSizeGb: 10 }, // pd-standard, where nothing is said
    ];
    expect(linesOf(cost(template({ disks }), group(1)), "g").map(({ what, quantity }) => [what, quantity])).toEqual([
      ["g2-standard-4", MONTH],
      ["their disks, pd-ssd", 150],
      ["their disks, pd-standard", 10],
    ]);
  });

  test("pays what a resource costs where it is, not where the stack is", () => {
    const found = cost(
      template(),
      group(1, "g", "t", "us-east4"),
      resource(TPU, "v", { zone: "us-east5-a", acceleratorType: "v6e-1", schedulingConfig: { preemptible: true } }),
    );
    expect(found.items.map(({ what, rate, basis }) => [what, rate, basis])).toEqual([
      ["g2-standard-4", 0.70452, "list"],
      ["their disks, pd-ssd", 0.17, "other-region"],
      ["v6e-1, spot", 1.35, "list"],
    ]);
  });

  test("without machines has nothing to pay, whatever they would be", () => {
    const found = cost(group(0));
    expect([found.items, found.unpriced]).toEqual([[], []]);
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

  test("pays a gateway for every kind of machine that has no other way out", () => {
    const wired = (state: ResourceState, by: string): ResourceState => ({
      ...state,
      propertyDependencies: { [by]: inSubnet("s") },
    });
    const slice = { acceleratorType: "v5litepod-16" }; // 16 chips, 4 a machine
    const tpu = (name: string, enableExternalIps: boolean) =>
      wired(resource(TPU, name, { ...slice, networkConfig: { enableExternalIps } }), "networkConfig");
    const notebook = (name: string, disablePublicIp: boolean) =>
      wired(resource(NOTEBOOK, name, { gceSetup: { machineType: "e2-standard-4", disablePublicIp } }), "gceSetup");
    const running = (name: string, vpcAccess: object): ResourceState => ({
      ...wired(service({ minInstanceCount: 1, maxInstanceCount: 1 }, { vpcAccess }), "template"),
      urn: urnOf(SERVICE, name),
    });
    const machinesOf = (...states: ResourceState[]) =>
      (linesOf(cost(subnet("s"), nat("s"), ...states), "nat-s")[1]?.quantity ?? 0) / MONTH;
    const queued = resource(QUEUE, "q", { tpu: { nodeSpecs: [{ node: slice }] } });
    expect([
      machinesOf(tpu("inside", false), tpu("outside", true)),
      machinesOf(wired(queued, "tpu")),
      machinesOf(notebook("inside", true), notebook("outside", false)),
      machinesOf(running("inside", { egress: "ALL_TRAFFIC" }), running("outside", { egress: "PRIVATE_RANGES_ONLY" })),
      machinesOf(template(), group(1), autoscaler({ minReplicas: 3, maxReplicas: 3 })),
    ]).toEqual([4, 4, 1, 1, 3]);
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
      "with more GPUs than the price of their machine has",
      [
        template({ machineType: "n1-standard-8", guestAccelerators: [{ type: "nvidia-tesla-t4", count: 2 }] }),
        group(1),
      ],
      "g",
      "no source gives a price of n1-standard-8 with 2 × nvidia-tesla-t4; its disks are not counted either",
    ],
    [
      "with CPUs that are not known yet",
      [service({ maxInstanceCount: 1 }, { containers: [{ resources: { cpuIdle: false, limits: { cpu: UNKNOWN } } }] })],
      "svc",
      "the CPUs or the memory of an instance are not known",
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
      [resource(TPU, "v", { acceleratorType: "v3-8" })],
      "v",
      "no source gives a price of v3-8",
    ],
    [
      "with a notebook of another type",
      [resource(NOTEBOOK, "n", { gceSetup: { machineType: "m3-ultramem-32" } })],
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

  test("pays an instance of Cloud Run for all its containers, and as many as the service keeps", () => {
    const containers = [
      { resources: { cpuIdle: false, limits: { cpu: "2", memory: "1Gi" } } },
      { resources: { cpuIdle: false } }, // 1 CPU and 512 MiB, where nothing is said
    ];
    const found = service({ maxInstanceCount: 1 }, { containers });
    const kept = { ...found, inputs: { ...found.inputs, scaling: { minInstanceCount: 2 } } };
    expect(linesOf(cost(kept), "svc")).toEqual([
      {
        what: "vCPUs of instances",
        quantity: 2 * MONTH * 3600 * 3,
        monthly: monthly(283.824, 283.824, 283.824), // × $0.000018
      },
      {
        what: "memory of instances",
        quantity: 2 * MONTH * 3600 * 1.5,
        monthly: monthly(15.768, 15.768, 15.768), // × $0.000002
      },
    ]);
  });

  test.each([
    ["one replica where nothing is said", {}, 1],
    ["as many replicas at most as at least where only that is said", { minReplicaCount: 3 }, 3],
  ])("pays %s", (_, counts, replicas) => {
    const machineSpec = { machineType: "g2-standard-12" };
    const [line] = linesOf(cost(endpoint({ machineSpec, ...counts })), "e");
    expect(line?.quantity).toBe(replicas * MONTH);
    expect(line?.monthly.idle).toBe(line?.monthly.full);
  });

  test("pays a secret in each of its locations", () => {
    const SECRET = "gcp:secretmanager/secret:Secret";
    const replicas = [{ location: "us-central1" }, { location: "us-east1" }];
    const found = cost(
      resource(SECRET, "s", { replication: { userManaged: { replicas } } }),
      resource("gcp:secretmanager/secretVersion:SecretVersion", "v", {}, { secret: [urnOf(SECRET, "s")] }),
    );
    expect(linesOf(found, "v")[0]?.quantity).toBe(2);
  });

  test("pays a notebook that is not created stopped always, on disks of Workbench's own size", () => {
    const notebook = { location: "us-central1-a", gceSetup: { machineType: "e2-standard-4" } };
    const lines = linesOf(cost(resource(NOTEBOOK, "n", notebook)), "n");
    expect(lines.map(({ quantity, monthly: { idle } }) => [quantity, idle])).toEqual([
      [MONTH, near(97.8366732)],
      [150, near(15)],
      [100, near(10)],
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
