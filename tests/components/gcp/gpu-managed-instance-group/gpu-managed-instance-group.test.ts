import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import {
  GpuManagedInstanceGroup,
  type GpuManagedInstanceGroupArgs,
} from "../../../../components/gcp/gpu-managed-instance-group/gpu-managed-instance-group.js";
import { deploy } from "../../../support/mocks.js";

const COMPONENT = "ai-stack:gcp:GpuManagedInstanceGroup::train"; // spelled out: a changed token replaces users' state
const GROUP = "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager::train";
const TEMPLATE = "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate::train-template";
const AUTOSCALER = "gcp:compute/regionAutoscaler:RegionAutoscaler::train-autoscaler";
const ACCOUNT = "gcp:serviceaccount/account:Account::train-service-account";
const LOG_WRITER = "gcp:projects/iAMMember:IAMMember::train-log-writer";
const METRIC_WRITER = "gcp:projects/iAMMember:IAMMember::train-metric-writer";

const BASE = {
  projectId: "ml-dev-1",
  region: "us-central1",
  zones: ["us-central1-a", "us-central1-b"],
  subnetId: "projects/ml-dev-1/regions/us-central1/subnetworks/private",
  machineType: "g2-standard-8",
};
const pool = (args: Partial<GpuManagedInstanceGroupArgs> = {}) =>
  deploy(() => new GpuManagedInstanceGroup("train", { ...BASE, ...args }));
const subnets = (count: number) => Array.from({ length: count }, (_, index) => `subnet-${index}`);

test("registers group, template, and a service account with two roles", async () => {
  const { tree } = await pool();
  expect(tree).toEqual([
    "ai-stack:gcp:GpuManagedInstanceGroup train",
    "  gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager train",
    "  gcp:compute/regionInstanceTemplate:RegionInstanceTemplate train-template",
    "  gcp:projects/iAMMember:IAMMember train-log-writer",
    "  gcp:projects/iAMMember:IAMMember train-metric-writer",
    "  gcp:serviceaccount/account:Account train-service-account",
  ]);
});

test("a machine is a shielded VM with a GPU by its bare name, no external address and no project-wide key", async () => {
  const { inputs } = await pool();
  expect(inputs[TEMPLATE]).toEqual({
    project: "ml-dev-1",
    region: "us-central1",
    machineType: "g2-standard-8",
    guestAccelerators: [{ type: "nvidia-l4", count: 1 }],
    scheduling: { provisioningModel: "STANDARD", onHostMaintenance: "TERMINATE", automaticRestart: true },
    disks: [
      {
        boot: true,
        autoDelete: true,
        sourceImage: "projects/deeplearning-platform-release/global/images/family/common-cu129-ubuntu-2204-nvidia-580",
        diskType: "pd-balanced",
        diskSizeGb: 200,
      },
    ],
    networkInterfaces: [{ subnetwork: "projects/ml-dev-1/regions/us-central1/subnetworks/private", nicType: "GVNIC" }],
    serviceAccount: {
      email: "<train-service-account.email>",
      scopes: ["https://www.googleapis.com/auth/cloud-platform"],
    },
    shieldedInstanceConfig: { enableSecureBoot: false, enableVtpm: true, enableIntegrityMonitoring: true },
    metadata: {
      "block-project-ssh-keys": "true",
      "enable-oslogin": "TRUE",
      "serial-port-enable": "false",
      "install-nvidia-driver": "True",
    },
  });
});

test("the group starts from zero, waits for no machine, and replaces all at once when the template changes", async () => {
  const { inputs } = await pool();
  expect(inputs[GROUP]).toEqual({
    project: "ml-dev-1",
    region: "us-central1",
    baseInstanceName: "train",
    versions: [{ instanceTemplate: "<train-template.selfLink>" }],
    targetSize: 0,
    distributionPolicyZones: ["us-central1-a", "us-central1-b"],
    distributionPolicyTargetShape: "BALANCED",
    updatePolicy: {
      type: "PROACTIVE",
      minimalAction: "REPLACE",
      instanceRedistributionType: "NONE",
      maxSurgeFixed: 0,
      maxUnavailableFixed: 2,
    },
    waitForInstances: false,
  });
});

test("neither group nor template has a name of its own: a change creates the new one first", async () => {
  const { inputs } = await pool();
  expect([inputs[GROUP]?.name, inputs[TEMPLATE]?.name, inputs[TEMPLATE]?.namePrefix]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test("the size is set once and then left to schedules and people", async () => {
  const { inputs, resources } = await pool({ targetSize: 1, maxReplicas: 3 });
  expect(inputs[GROUP]).toMatchObject({ targetSize: 1, updatePolicy: { maxUnavailableFixed: 3 } });
  expect(resources[GROUP]?.ignoreChanges).toEqual(["targetSize"]);
});

test("machines start after their account's roles, and get time to end", async () => {
  const { resources } = await pool();
  expect(resources[GROUP]?.dependencies).toEqual(expect.arrayContaining([LOG_WRITER, METRIC_WRITER]));
  expect(resources[GROUP]?.customTimeouts).toEqual({ delete: "30m" });
});

test("a machine may write logs and metrics, and nothing else", async () => {
  const { inputs } = await pool();
  const member = "<train-service-account.member>";
  expect(inputs[LOG_WRITER]).toEqual({ project: "ml-dev-1", role: "roles/logging.logWriter", member });
  expect(inputs[METRIC_WRITER]).toEqual({ project: "ml-dev-1", role: "roles/monitoring.metricWriter", member });
});

test("the service account is named after project, stack and pool", async () => {
  const { inputs } = await pool();
  expect(inputs[ACCOUNT]).toEqual({
    project: "ml-dev-1",
    accountId: "ai-stack-test-train",
    displayName: "Machines of train",
  });
});

test("a long name is shortened to what a service account takes", async () => {
  const name = "t".repeat(44);
  const { inputs } = await deploy(() => new GpuManagedInstanceGroup(name, BASE));
  const { accountId } = inputs[`gcp:serviceaccount/account:Account::${name}-service-account`] ?? {};
  expect(accountId).toMatch(/^ai-stack-test-ttttttt-[0-9a-f]{8}$/);
});

test("what names the new account is tried again until it is known everywhere", async () => {
  const { resources } = await pool();
  for (const key of [GROUP, TEMPLATE, LOG_WRITER, METRIC_WRITER])
    expect(resources[key]?.errorHooks, key).toEqual(["gcp-service-propagation"]);
});

test("publishes the contract, the group's name and the machines' account", async () => {
  const { outputs, result } = await pool();
  expect(result.cloud).toBe("gcp");
  expect(outputs[COMPONENT]).toEqual({
    poolId: "<train.selfLink>",
    groupName: "<train.name>",
    serviceAccountEmail: "<train-service-account.email>",
    startCommand:
      "gcloud compute instance-groups managed resize <train.name> --project=ml-dev-1 --region=us-central1 --size=1",
  });
});

test("passes documented inputs with their defaults to the engine", async () => {
  const { inputs } = await pool({ transform: { group: {} } });
  expect(inputs[COMPONENT]).toEqual({
    ...BASE,
    acceleratorType: "nvidia-l4",
    acceleratorCount: 1,
    additionalSubnetIds: [],
    targetSize: 0,
    maxReplicas: 1,
    provisioningModel: "STANDARD",
    bootDiskGiB: 200,
    secureBoot: false,
  });
});

test("sits under its caller's parent", async () => {
  const { resources } = await deploy(() => {
    const parent = new pulumi.ComponentResource("test:index:Team", "team");
    return new GpuManagedInstanceGroup("train", BASE, { parent });
  });
  expect(resources[COMPONENT]?.parent).toBe("test:index:Team::team");
});

test("spot says so in all four fields", async () => {
  const { inputs } = await pool({ provisioningModel: "SPOT" });
  expect(inputs[TEMPLATE]?.scheduling).toEqual({
    provisioningModel: "SPOT",
    preemptible: true,
    automaticRestart: false,
    instanceTerminationAction: "DELETE",
    onHostMaintenance: "TERMINATE",
  });
  expect(inputs[TEMPLATE]?.reservationAffinity).toBeUndefined();
});

test("an ordinary reservation is the only place that machines run in", async () => {
  const { inputs } = await pool({ reservationName: pulumi.output("l4s") });
  expect(inputs[TEMPLATE]).toMatchObject({
    scheduling: { provisioningModel: "STANDARD", automaticRestart: true },
    reservationAffinity: {
      type: "SPECIFIC_RESERVATION",
      specificReservation: { key: "compute.googleapis.com/reservation-name", values: ["l4s"] },
    },
  });
});

test("machines bound to a reservation end with it", async () => {
  const { inputs } = await pool({
    machineType: "a4-highgpu-8g",
    provisioningModel: "RESERVATION_BOUND",
    reservationName: "projects/other-1/reservations/b200s",
  });
  expect(inputs[TEMPLATE]?.scheduling).toEqual({
    provisioningModel: "RESERVATION_BOUND",
    instanceTerminationAction: "DELETE",
    onHostMaintenance: "TERMINATE",
    automaticRestart: true,
  });
  expect(inputs[TEMPLATE]?.reservationAffinity).toEqual({
    type: "SPECIFIC_RESERVATION",
    specificReservation: {
      key: "compute.googleapis.com/reservation-name",
      values: ["projects/other-1/reservations/b200s"],
    },
  });
});

test("flex-start machines run for a time outside of reservations", async () => {
  const { inputs } = await pool({ provisioningModel: "FLEX_START", maxRunDurationSec: 86_400 });
  expect(inputs[TEMPLATE]?.scheduling).toEqual({
    provisioningModel: "FLEX_START",
    automaticRestart: false,
    onHostMaintenance: "TERMINATE",
    instanceTerminationAction: "DELETE",
    maxRunDuration: { seconds: 86_400 },
  });
  expect(inputs[TEMPLATE]?.reservationAffinity).toEqual({ type: "NO_RESERVATION" });
});

test("a flex-start group starts all machines together in one zone, repairs none and replaces none", async () => {
  const { inputs } = await pool({ provisioningModel: "FLEX_START", maxRunDurationSec: 600, maxReplicas: 4 });
  expect(inputs[GROUP]).toMatchObject({
    targetSize: 0,
    distributionPolicyTargetShape: "ANY_SINGLE_ZONE",
    targetSizePolicies: [{ mode: "BULK" }],
    instanceLifecyclePolicy: { defaultActionOnFailure: "DO_NOTHING" },
    updatePolicy: { type: "OPPORTUNISTIC", instanceRedistributionType: "NONE", maxSurgeFixed: 0 },
    waitForInstances: false,
  });
});

test("a flex-start group has no autoscaler", async () => {
  const { tree } = await pool({ provisioningModel: "FLEX_START", maxRunDurationSec: 604_800 });
  expect(tree.join()).not.toContain("Autoscaler");
});

const HOURS = { timezone: "Europe/Berlin", start: "08:05", stop: "18:30" };

test("a schedule is the only signal that an autoscaler is given", async () => {
  const { tree, inputs } = await pool({
    targetSize: 1,
    maxReplicas: 4,
    schedule: { ...HOURS, days: ["MON", "WED"], minRequiredReplicas: 3 },
  });
  expect(tree).toContain("  gcp:compute/regionAutoscaler:RegionAutoscaler train-autoscaler");
  expect(inputs[AUTOSCALER]).toEqual({
    project: "ml-dev-1",
    region: "us-central1",
    target: "<train.selfLink>",
    autoscalingPolicy: {
      mode: "ON",
      minReplicas: 1,
      maxReplicas: 4,
      scalingSchedules: [
        {
          name: "hours",
          minRequiredReplicas: 3,
          schedule: "5 8 * * MON,WED",
          timeZone: "Europe/Berlin",
          durationSec: 37_500,
        },
      ],
    },
  });
});

test.each([
  [0, 1],
  [2, 2],
])("from %i machines a schedule runs %i, on every day", async (targetSize, minRequiredReplicas) => {
  const { inputs } = await pool({ targetSize, maxReplicas: 4, schedule: HOURS });
  expect(inputs[AUTOSCALER]?.autoscalingPolicy.scalingSchedules).toMatchObject([
    { minRequiredReplicas, schedule: "5 8 * * *" },
  ]);
});

test("hours may reach into the next day", async () => {
  const { inputs } = await pool({ schedule: { timezone: "Etc/UTC", start: "22:00", stop: "06:00" } });
  expect(inputs[AUTOSCALER]?.autoscalingPolicy.scalingSchedules).toMatchObject([{ durationSec: 28_800 }]);
});

test("with a schedule machines are started by the autoscaler's least size, which a deployment leaves alone", async () => {
  const { outputs, resources } = await pool({ schedule: HOURS });
  expect(outputs[COMPONENT]?.startCommand).toBe(
    "gcloud compute instance-groups managed update-autoscaling <train.name> --project=ml-dev-1 --region=us-central1 --min-num-replicas=1",
  );
  expect(resources[AUTOSCALER]?.ignoreChanges).toEqual(["autoscalingPolicy.minReplicas"]);
});

test.each([
  ["g2-standard-4", "nvidia-l4", 1, "pd-balanced"],
  ["g2-standard-96", "nvidia-l4", 8, "pd-balanced"],
  ["a2-highgpu-2g", "nvidia-tesla-a100", 2, "pd-balanced"],
  ["a2-megagpu-16g", "nvidia-tesla-a100", 16, "pd-balanced"],
  ["a2-ultragpu-1g", "nvidia-a100-80gb", 1, "pd-balanced"],
  ["a3-highgpu-8g", "nvidia-h100-80gb", 8, "hyperdisk-balanced"],
  ["a3-megagpu-8g", "nvidia-h100-mega-80gb", 8, "hyperdisk-balanced"],
  ["a3-ultragpu-8g", "nvidia-h200-141gb", 8, "hyperdisk-balanced"],
  ["a4-highgpu-8g", "nvidia-b200", 8, "hyperdisk-balanced"],
  ["g4-standard-48", "nvidia-rtx-pro-6000", 1, "hyperdisk-balanced"],
  ["g4-standard-384", "nvidia-rtx-pro-6000", 8, "hyperdisk-balanced"],
])("%s has %s, %i of them, and a boot disk that its generation takes", async (machineType, type, count, diskType) => {
  const { inputs } = await pool({ machineType, provisioningModel: "SPOT" });
  expect(inputs[TEMPLATE]?.guestAccelerators).toEqual([{ type, count }]);
  expect(inputs[TEMPLATE]?.disks).toMatchObject([{ diskType }]);
});

test("an N1 machine gets the GPUs that are attached", async () => {
  const { inputs } = await pool({
    machineType: "n1-standard-8",
    acceleratorType: "nvidia-tesla-t4",
    acceleratorCount: 2,
  });
  expect(inputs[TEMPLATE]).toMatchObject({
    machineType: "n1-standard-8",
    guestAccelerators: [{ type: "nvidia-tesla-t4", count: 2 }],
    disks: [{ diskType: "pd-balanced" }],
  });
});

test("a built-in accelerator may be named too", async () => {
  const { inputs } = await pool({ acceleratorType: "nvidia-l4", acceleratorCount: 1 });
  expect(inputs[TEMPLATE]?.guestAccelerators).toEqual([{ type: "nvidia-l4", count: 1 }]);
});

test.each([
  ["a3-highgpu-8g", 4],
  ["a3-megagpu-8g", 8],
])("%s has %i further network interfaces for its GPUs", async (machineType, count) => {
  const { inputs } = await pool({ machineType, additionalSubnetIds: subnets(count) });
  const [, ...others] = inputs[TEMPLATE]!.networkInterfaces;
  expect(others).toEqual(subnets(count).map((subnetwork) => ({ subnetwork, nicType: "GVNIC" })));
});

test.each(["a3-ultragpu-8g", "a4-highgpu-8g"])("%s has a second interface and eight with RDMA", async (machineType) => {
  const { inputs } = await pool({
    machineType,
    provisioningModel: "SPOT",
    zones: ["us-central1-b"],
    additionalSubnetIds: subnets(9),
  });
  const kinds = inputs[TEMPLATE]!.networkInterfaces.map(({ nicType }: { nicType: string }) => nicType);
  expect(kinds).toEqual(["GVNIC", "GVNIC", ...Array(8).fill("MRDMA")]);
});

test("machines with RDMA run Ubuntu's accelerator image", async () => {
  const { inputs } = await pool({ machineType: "a4-highgpu-8g", provisioningModel: "SPOT" });
  expect(inputs[TEMPLATE]?.disks).toMatchObject([
    {
      sourceImage:
        "projects/ubuntu-os-accelerator-images/global/images/family/ubuntu-accelerator-2404-amd64-with-nvidia-580",
    },
  ]);
});

test("an image whose driver is signed starts with Secure Boot", async () => {
  const sourceImage = "projects/cos-cloud/global/images/family/cos-121-lts";
  const { inputs } = await pool({ sourceImage, secureBoot: true });
  expect(inputs[TEMPLATE]).toMatchObject({
    disks: [{ sourceImage }],
    shieldedInstanceConfig: { enableSecureBoot: true, enableVtpm: true, enableIntegrityMonitoring: true },
  });
});

test("the boot disk takes a size and a key", async () => {
  const kmsKeyName = "projects/ml-dev-1/locations/us-central1/keyRings/r/cryptoKeys/k";
  const { inputs } = await pool({ bootDiskGiB: 500, kmsKeyName });
  expect(inputs[TEMPLATE]?.disks).toMatchObject([
    { diskSizeGb: 500, diskEncryptionKey: { kmsKeySelfLink: kmsKeyName } },
  ]);
});

test("labels reach the machines and their disks", async () => {
  const { inputs } = await pool({ labels: { team: pulumi.output("ml") } });
  expect(inputs[TEMPLATE]).toMatchObject({ labels: { team: "ml" }, disks: [{ labels: { team: "ml" } }] });
});

test("transform has the last word on each child", async () => {
  const { inputs } = await pool({
    schedule: HOURS,
    transform: {
      group: { baseInstanceName: "mine" },
      template: { minCpuPlatform: "Intel Cascade Lake" },
      autoscaler: { description: "mine" },
      serviceAccount: { accountId: "mine-all-mine" },
    },
  });
  expect(inputs[GROUP]?.baseInstanceName).toBe("mine");
  expect(inputs[TEMPLATE]?.minCpuPlatform).toBe("Intel Cascade Lake");
  expect(inputs[AUTOSCALER]?.description).toBe("mine");
  expect(inputs[ACCOUNT]?.accountId).toBe("mine-all-mine");
});

const N1 = { machineType: "n1-standard-8", acceleratorType: "nvidia-tesla-t4", acceleratorCount: 1 };
const FLEX = { provisioningModel: "FLEX_START", maxRunDurationSec: 3600 } as const;
test.each<[string, Partial<GpuManagedInstanceGroupArgs>]>([
  ["'region' must be a region such as us-central1, got \"us-central1-a\"", { region: "us-central1-a" }],
  ["'zones' must hold at least one zone, got none", { zones: [] }],
  ["'zones' must be zones of us-central1 such as us-central1-a, got \"us-east1-b\"", { zones: ["us-east1-b"] }],
  [
    "'zones' must differ from each other, got us-central1-a, us-central1-a",
    { zones: ["us-central1-a", "us-central1-a"] },
  ],
  ["'machineType' must be an N1 type or one of g2-standard-4, ", { machineType: "e2-standard-4" }],
  ['got "a3-highgpu-3g"', { machineType: "a3-highgpu-3g" }],
  [
    "'acceleratorType' and 'acceleratorCount' must be given for n1-standard-8: one of nvidia-tesla-t4, nvidia-tesla-p4, nvidia-tesla-p100, nvidia-tesla-v100",
    { machineType: "n1-standard-8", acceleratorType: "nvidia-tesla-t4" },
  ],
  [
    "'acceleratorType' must be one of nvidia-tesla-t4, nvidia-tesla-p4, nvidia-tesla-p100, nvidia-tesla-v100, got \"nvidia-l4\"",
    { ...N1, acceleratorType: "nvidia-l4" },
  ],
  ["'acceleratorCount' must be one of 1, 2, 4 for nvidia-tesla-t4, got 3", { ...N1, acceleratorCount: 3 }],
  [
    "'acceleratorType' must be nvidia-l4 for g2-standard-8, which has it built in, or be left out, got nvidia-tesla-t4",
    { acceleratorType: "nvidia-tesla-t4" },
  ],
  ["'acceleratorCount' must be 1 for g2-standard-8", { acceleratorCount: 2 }],
  [
    "'additionalSubnetIds' must not be given for g2-standard-8, which has one network card",
    { additionalSubnetIds: ["s"] },
  ],
  [
    "'additionalSubnetIds' must be none or 4 subnets for a3-highgpu-8g, got 3",
    { machineType: "a3-highgpu-8g", additionalSubnetIds: subnets(3) },
  ],
  [
    "'zones' must be the one zone of the RDMA network with 'additionalSubnetIds', got us-central1-a, us-central1-b",
    { machineType: "a4-highgpu-8g", provisioningModel: "SPOT", additionalSubnetIds: subnets(9) },
  ],
  ["'targetSize' must be a whole number from 0, got -1", { targetSize: -1 }],
  ["'maxReplicas' must be a whole number from 1, got 0", { maxReplicas: 0 }],
  ["'maxReplicas' must be a whole number from 3, got 2", { targetSize: 3, maxReplicas: 2 }],
  ["'bootDiskGiB' must be a whole number from 100 to 65536, got 99", { bootDiskGiB: 99 }],
  ["'bootDiskGiB' must be a whole number from 100 to 65536, got 65537", { bootDiskGiB: 65_537 }],
  [
    "'provisioningModel' must be one of STANDARD, SPOT, FLEX_START, RESERVATION_BOUND, got \"spot\"",
    { provisioningModel: "spot" as "SPOT" },
  ],
  [
    "'provisioningModel' must be one of SPOT, FLEX_START, RESERVATION_BOUND for a4-highgpu-8g, got STANDARD",
    { machineType: "a4-highgpu-8g" },
  ],
  [
    "'provisioningModel' must be one of SPOT, FLEX_START for a3-highgpu-1g, got STANDARD",
    { machineType: "a3-highgpu-1g" },
  ],
  [
    "'reservationName' must be given with 'provisioningModel: RESERVATION_BOUND'",
    { provisioningModel: "RESERVATION_BOUND" },
  ],
  [
    "'reservationName' must not be given with 'provisioningModel: SPOT'",
    { provisioningModel: "SPOT", reservationName: "l4s" },
  ],
  ["'reservationName' must not be given with 'provisioningModel: FLEX_START'", { ...FLEX, reservationName: "l4s" }],
  [
    "'reservationName' must be a reservation's name, or projects/…/reservations/…, got \"L4s\"",
    { reservationName: "L4s" },
  ],
  ["'maxRunDurationSec' must be given with 'provisioningModel: FLEX_START'", { provisioningModel: "FLEX_START" }],
  [
    "'maxRunDurationSec' must not be given with 'provisioningModel: SPOT'",
    { provisioningModel: "SPOT", maxRunDurationSec: 600 },
  ],
  ["'maxRunDurationSec' must be a whole number from 600 to 604800, got 599", { ...FLEX, maxRunDurationSec: 599 }],
  [
    "'maxRunDurationSec' must be a whole number from 600 to 604800, got 604801",
    { ...FLEX, maxRunDurationSec: 604_801 },
  ],
  [
    "'schedule' must not be given with 'provisioningModel: FLEX_START', which takes no autoscaler: start machines with 'startCommand', or use SPOT",
    { ...FLEX, schedule: HOURS },
  ],
  [
    "'targetSize' must be 0 with 'provisioningModel: FLEX_START', which starts machines on request, got 1",
    { ...FLEX, targetSize: 1 },
  ],
  [
    "'schedule.timezone' must be an IANA time zone such as Europe/Berlin or Etc/UTC, got \"Europe/Atlantis\"",
    { schedule: { ...HOURS, timezone: "Europe/Atlantis" } },
  ],
  ["'schedule.start' must be a time of day such as 08:30, got \"8:00\"", { schedule: { ...HOURS, start: "8:00" } }],
  ["'schedule.stop' must be a time of day such as 08:30, got \"24:00\"", { schedule: { ...HOURS, stop: "24:00" } }],
  ["'schedule.stop' must differ from 'schedule.start', got 08:05 for both", { schedule: { ...HOURS, stop: "08:05" } }],
  [
    "'schedule.stop' must be 5 minutes or more after 'schedule.start', got 08:05 to 08:09",
    { schedule: { ...HOURS, stop: "08:09" } },
  ],
  ["'schedule.days' must name at least one day, got none", { schedule: { ...HOURS, days: [] } }],
  [
    "'schedule.days' must be one of MON, TUE, WED, THU, FRI, SAT, SUN, got \"Monday\"",
    { schedule: { ...HOURS, days: ["Monday" as "MON"] } },
  ],
  [
    "'schedule.minRequiredReplicas' must be a whole number from 1 to 2, got 3",
    { targetSize: 1, maxReplicas: 2, schedule: { ...HOURS, minRequiredReplicas: 3 } },
  ],
])("fails before anything registers: %s", async (message, args) => {
  const { tree } = await deploy(() => {
    const build = () => new GpuManagedInstanceGroup("train", { ...BASE, ...args });
    expect(build).toThrow(pulumi.RunError);
    expect(build).toThrow(message);
  });
  expect(tree).toEqual([]);
});

test.each(["Train", "1train", "tr_ain", "t".repeat(45), "train-"])(
  "fails before anything registers: the name %s, which machines could not have",
  async (name) => {
    const { tree } = await deploy(() => {
      expect(() => new GpuManagedInstanceGroup(name, BASE)).toThrow("'name' must be");
    });
    expect(tree).toEqual([]);
  },
);
