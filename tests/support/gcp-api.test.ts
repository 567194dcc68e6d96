import { describe, expect, test } from "vitest";
import { violations } from "./gcp-api.js";
import { type Properties, UNKNOWN } from "./value-paths.js";

const NETWORK = "gcp:compute/network:Network";
const SUBNET = "gcp:compute/subnetwork:Subnetwork";
const FIREWALL = "gcp:compute/firewall:Firewall";
const NAT = "gcp:compute/routerNat:RouterNat";
const FORWARDING_RULE = "gcp:compute/globalForwardingRule:GlobalForwardingRule";
const TEMPLATE = "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate";
const GROUP = "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager";
const AUTOSCALER = "gcp:compute/regionAutoscaler:RegionAutoscaler";
const ZONE = "gcp:dns/managedZone:ManagedZone";
const RECORD = "gcp:dns/recordSet:RecordSet";
const KEY = "gcp:kms/cryptoKey:CryptoKey";
const BUCKET = "gcp:storage/bucket:Bucket";
const REPOSITORY = "gcp:artifactregistry/repository:Repository";
const WORKBENCH = "gcp:workbench/instance:Instance";
const RUN_SERVICE = "gcp:cloudrunv2/service:Service";
const MODEL_GARDEN = "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment";
const SECRET = "gcp:secretmanager/secret:Secret";
const ACCOUNT = "gcp:serviceaccount/account:Account";
const GRANT = "gcp:projects/iAMMember:IAMMember";
const CHANNEL = "gcp:monitoring/notificationChannel:NotificationChannel";
const ALERT = "gcp:monitoring/alertPolicy:AlertPolicy";
const BUDGET = "gcp:billing/budget:Budget";
const TPU = "gcp:tpu/v2Vm:V2Vm";
const QUEUED = "gcp:tpu/v2QueuedResource:V2QueuedResource";

const firewall = { network: "net", direction: "INGRESS", sourceRanges: ["10.0.0.0/8"], allows: [{ protocol: "tcp" }] };
const nat = { router: "r", sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES" };
const scheduling = { onHostMaintenance: "TERMINATE", provisioningModel: "STANDARD", automaticRestart: true };
const template = {
  machineType: "g2-standard-4",
  guestAccelerators: [{ type: "nvidia-l4", count: 1 }],
  disks: [{ boot: true, diskType: "pd-balanced", sourceImage: "image" }],
  scheduling,
};
const spot = {
  ...scheduling,
  provisioningModel: "SPOT",
  preemptible: true,
  automaticRestart: false,
  instanceTerminationAction: "DELETE",
};
const flexStart = {
  ...scheduling,
  provisioningModel: "FLEX_START",
  automaticRestart: false,
  instanceTerminationAction: "DELETE",
  maxRunDuration: { seconds: 604_800 },
};
const NO_RESERVATION = { type: "NO_RESERVATION" };
const updatePolicy = { type: "PROACTIVE", minimalAction: "REPLACE", instanceRedistributionType: "NONE" };
const group = { baseInstanceName: "train", versions: [{ instanceTemplate: "t" }], updatePolicy };
const schedule = { name: "hours", minRequiredReplicas: 1, schedule: "0 8 * * *", durationSec: 3600 };
const autoscaler = (scheduleChange: object, change: object = {}) => ({
  target: "g",
  autoscalingPolicy: {
    minReplicas: 0,
    maxReplicas: 1,
    scalingSchedules: [{ ...schedule, ...scheduleChange }],
    ...change,
  },
});
const gpuContainer = {
  image: "i",
  resources: { limits: { cpu: "8", memory: "32Gi", "nvidia.com/gpu": "1" }, cpuIdle: false },
};
const run = (container: object, change: object = {}): Properties => ({
  template: { nodeSelector: { accelerator: "nvidia-l4" }, containers: [{ ...gpuContainer, ...container }], ...change },
});
const limits = (change: object, cpuIdle = false) => ({
  resources: { limits: { ...gpuContainer.resources.limits, ...change }, cpuIdle },
});
const dedicatedResources = {
  minReplicaCount: 1,
  maxReplicaCount: 2,
  machineSpec: { machineType: "g2-standard-12", acceleratorType: "NVIDIA_L4", acceleratorCount: 1 },
};
const garden = (change: object) => ({
  huggingFaceModelId: "Qwen/Qwen3-8B",
  deployConfig: { dedicatedResources: { ...dedicatedResources, ...change } },
});
const FILTER = 'resource.type = "cloud_run_revision" AND metric.type = "run.googleapis.com/request_count"';
const alert = (change: object) => ({
  displayName: "errors",
  combiner: "OR",
  conditions: [
    {
      displayName: "errors",
      conditionThreshold: { filter: FILTER, duration: "300s", comparison: "COMPARISON_GT", ...change },
    },
  ],
});
const CHANNEL_NAME = "projects/ml-dev/notificationChannels/1";
const budget = (change: object) => ({
  billingAccount: "ABCDEF-012345-6789AB",
  amount: { specifiedAmount: { currencyCode: "USD", units: "3000" } },
  budgetFilter: { projects: ["projects/123456789012"], calendarPeriod: "MONTH" },
  thresholdRules: [{ thresholdPercent: 1, spendBasis: "FORECASTED_SPEND" }],
  allUpdatesRule: { monitoringNotificationChannels: [CHANNEL_NAME] },
  ...change,
});
const tpu = { acceleratorType: "v6e-8", runtimeVersion: "v2-alpha-tpuv6e" };

test.each([
  [NETWORK, { name: "net", mtu: 8896, routingMode: "REGIONAL" }],
  [SUBNET, { network: "net", ipCidrRange: "10.0.0.0/20", logConfig: { flowSampling: 1 } }],
  [FIREWALL, firewall],
  [NAT, nat],
  [TEMPLATE, template],
  [TEMPLATE, { ...template, scheduling: spot }],
  [TEMPLATE, { ...template, scheduling: flexStart, reservationAffinity: NO_RESERVATION }],
  [GROUP, group],
  [AUTOSCALER, autoscaler({})],
  [KEY, { keyRing: "projects/p/locations/l/keyRings/r", rotationPeriod: "7776000s" }],
  [BUCKET, { location: "us-central1", softDeletePolicy: { retentionDurationSeconds: 0 } }],
  [RUN_SERVICE, run({})],
  [MODEL_GARDEN, garden({})],
  [SECRET, { secretId: "token", replication: { auto: {} } }],
  [ACCOUNT, { accountId: "server-1" }],
  [GRANT, { project: "p", role: "roles/logging.logWriter", member: "serviceAccount:a@b.test" }],
  [ALERT, alert({})],
  [BUDGET, budget({})],
  [BUDGET, budget({ amount: { lastPeriodAmount: true }, thresholdRules: [{ thresholdPercent: 2.5 }] })],
  [BUDGET, budget({ allUpdatesRule: { pubsubTopic: "projects/p/topics/t" }, thresholdRules: undefined })],
  [TPU, tpu],
  ["gcp:nothing/known:Here", { any: "thing" }],
  ["aws:s3/bucket:Bucket", { name: "Data" }],
])("takes a right %s", (type, inputs) => {
  expect(violations(type, inputs)).toEqual([]);
});

describe("what only a deployment decides passes", () => {
  test.each([
    ["an unknown", UNKNOWN],
    ["a symbolic text", "<ring.id>"],
    ["a text around one", "x <ring.id>"],
    ["a hidden secret", "[secret]"],
  ])("%s", (_, keyRing) => {
    expect(violations(KEY, { keyRing })).toEqual([]);
  });

  test("but what stands beside it is looked at", () => {
    expect(violations(KEY, { keyRing: UNKNOWN, purpose: "SIGN" })).toEqual([expect.stringMatching(/^purpose must be/)]);
  });
});

test("looks into secrets", () => {
  const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "Server" };
  expect(violations(ACCOUNT, { accountId: secret })).toEqual([expect.stringMatching(/^accountId must match/)]);
});

test("an empty text counts as none", () => {
  expect(violations(FORWARDING_RULE, { target: "all-apis", name: "apis", loadBalancingScheme: "" })).toEqual([]);
});

test.each([
  ["a value that no enumeration has", NETWORK, { routingMode: "WORLD" }, /^routingMode must be GLOBAL, REGIONAL/],
  ["a name that RFC 1035 has not", NETWORK, { name: "Net" }, /^name must match/],
  ["a name of 64 characters", NETWORK, { name: "n".repeat(64) }, /^name must match/],
  ["a number between", NAT, { ...nat, minPortsPerVm: 32.5 }, "minPortsPerVm must be a whole number, got 32.5"],
  ["a packet that is too large", NETWORK, { mtu: 9000 }, "mtu must be 1300 to 8896, got 9000"],
  ["a range off its boundary", SUBNET, { network: "n", ipCidrRange: "10.0.1.0/20" }, /^ipCidrRange must be an IPv4/],
  [
    "an interval that flow logs have not",
    SUBNET,
    { network: "n", logConfig: { aggregationInterval: "INTERVAL_1_HOUR" } },
    /^logConfig\.aggregationInterval must be/,
  ],
  [
    "a rule that both allows and denies",
    FIREWALL,
    { ...firewall, denies: [{ protocol: "all" }] },
    /^exactly one of allows, denies/,
  ],
  ["a rule without sources", FIREWALL, { ...firewall, sourceRanges: undefined }, /is required of INGRESS$/],
  ["an egress rule with sources", FIREWALL, { ...firewall, direction: "EGRESS" }, "EGRESS takes no sources"],
  [
    "ports of every protocol",
    FIREWALL,
    { ...firewall, allows: [{ protocol: "all", ports: ["1"] }] },
    /ports are for tcp/,
  ],
  ["subnets beside all subnets", NAT, { ...nat, subnetworks: [{ name: "s" }] }, /^subnetworks must be given/],
  [
    "a hyphen on the way to Google APIs",
    FORWARDING_RULE,
    { target: "all-apis", name: "google-apis" },
    /^name to Google APIs/,
  ],
  [
    "GPUs that would migrate",
    TEMPLATE,
    { ...template, scheduling: { automaticRestart: true } },
    /must be TERMINATE with GPUs/,
  ],
  [
    "an accelerator by URL",
    TEMPLATE,
    {
      ...template,
      machineType: "n1-standard-8",
      guestAccelerators: [{ type: "zones/a/acceleratorTypes/nvidia-tesla-t4", count: 1 }],
    },
    /takes a bare name/,
  ],
  [
    "GPUs that the machine has not",
    TEMPLATE,
    { ...template, guestAccelerators: [{ type: "nvidia-l4", count: 2 }] },
    "g2-standard-4 has 1 × nvidia-l4, got 2 × nvidia-l4",
  ],
  [
    "a disk that the machine does not boot from",
    TEMPLATE,
    { ...template, machineType: "a3-ultragpu-8g", guestAccelerators: [{ type: "nvidia-h200-141gb", count: 8 }] },
    /does not boot from pd-balanced/,
  ],
  ["no boot disk", TEMPLATE, { ...template, disks: [{ boot: false }] }, "exactly one disk must boot, got 0"],
  [
    "Spot without the old word",
    TEMPLATE,
    { ...template, scheduling: { ...spot, preemptible: false } },
    /SPOT and preemptible go together/,
  ],
  [
    "Spot that restarts",
    TEMPLATE,
    { ...template, scheduling: { ...spot, automaticRestart: true } },
    /automaticRestart must be false of SPOT/,
  ],
  [
    "Spot without an end",
    TEMPLATE,
    { ...template, scheduling: { ...spot, instanceTerminationAction: undefined } },
    /instanceTerminationAction is required of SPOT/,
  ],
  [
    "flex-start for too long",
    TEMPLATE,
    {
      ...template,
      scheduling: { ...flexStart, maxRunDuration: { seconds: 604_801 } },
      reservationAffinity: NO_RESERVATION,
    },
    /30 s to 7 days/,
  ],
  [
    "flex-start that may take a reservation",
    TEMPLATE,
    { ...template, scheduling: flexStart },
    /NO_RESERVATION of FLEX_START/,
  ],
  [
    "flex-start that stops",
    TEMPLATE,
    {
      ...template,
      scheduling: { ...flexStart, instanceTerminationAction: "STOP" },
      reservationAffinity: NO_RESERVATION,
    },
    /must be DELETE of FLEX_START/,
  ],
  [
    "an end without a time",
    TEMPLATE,
    { ...template, scheduling: { ...scheduling, instanceTerminationAction: "STOP" } },
    /needs maxRunDuration/,
  ],
  [
    "a reservation without a name",
    TEMPLATE,
    { ...template, reservationAffinity: { type: "SPECIFIC_RESERVATION" } },
    /specificReservation must be given/,
  ],
  [
    "a shape that moves machines",
    GROUP,
    {
      ...group,
      distributionPolicyTargetShape: "BALANCED",
      updatePolicy: { ...updatePolicy, instanceRedistributionType: "PROACTIVE" },
    },
    /must be NONE with the shape BALANCED/,
  ],
  [
    "fewer unavailable than zones",
    GROUP,
    { ...group, distributionPolicyZones: ["a", "b"], updatePolicy: { ...updatePolicy, maxUnavailableFixed: 1 } },
    "updatePolicy.maxUnavailableFixed must be 0, or 2 at least, got 1",
  ],
  [
    "an update that cannot begin",
    GROUP,
    { ...group, updatePolicy: { ...updatePolicy, maxSurgeFixed: 0, maxUnavailableFixed: 0 } },
    /must be more than 0$/,
  ],
  [
    "machines' names that are too long",
    GROUP,
    { ...group, baseInstanceName: "n".repeat(60) },
    /^baseInstanceName must match/,
  ],
  [
    "a schedule of four minutes",
    AUTOSCALER,
    autoscaler({ durationSec: 240 }),
    /durationSec must be at least 300, got 240$/,
  ],
  ["a schedule of four fields", AUTOSCALER, autoscaler({ schedule: "0 8 * *" }), /schedule must match/],
  [
    "more at least than at most",
    AUTOSCALER,
    autoscaler({}, { minReplicas: 2 }),
    /^autoscalingPolicy.minReplicas is more/,
  ],
  ["a domain without its dot", ZONE, { dnsName: "run.app" }, /^dnsName must match/],
  ["a record without its dot", RECORD, { name: "*.run.app", type: "A" }, /^name must match/],
  ["a rotation every hour", KEY, { keyRing: UNKNOWN, rotationPeriod: "3600s" }, /^rotationPeriod must be 24 to/],
  ["a duration without its unit", KEY, { keyRing: UNKNOWN, rotationPeriod: "7776000" }, /^rotationPeriod must match/],
  [
    "a wait of half a year",
    KEY,
    { keyRing: UNKNOWN, destroyScheduledDuration: "15552000s" },
    /^destroyScheduledDuration must/,
  ],
  ["an upper-case bucket", BUCKET, { name: "Data" }, /^name must have 3 to 63/],
  ["a bucket that looks like Google's", BUCKET, { name: "my-google-data" }, /nothing like google/],
  [
    "a soft deletion of a day",
    BUCKET,
    { softDeletePolicy: { retentionDurationSeconds: 86_400 } },
    /must be 0, or 7 to 90 days/,
  ],
  [
    "a rule of no condition",
    BUCKET,
    { lifecycleRules: [{ action: { type: "Delete" }, condition: {} }] },
    /must have one condition/,
  ],
  [
    "folders with versions",
    BUCKET,
    { uniformBucketLevelAccess: true, hierarchicalNamespace: { enabled: true }, versioning: { enabled: true } },
    "hierarchicalNamespace takes no versioning",
  ],
  ["an upper-case label", BUCKET, { labels: { Team: "ml" } }, /^labels key 'Team' must match/],
  ["a label of 64 characters", BUCKET, { labels: { ["k".repeat(64)]: "ml" } }, /^labels key 'k+' must match/],
  ["a label with a space", BUCKET, { labels: { team: "m l" } }, /^labels 'team' must match/],
  ["a repository without a format", REPOSITORY, { repositoryId: "a" }, "format is required"],
  ["a key without its word", WORKBENCH, { gceSetup: { bootDisk: { kmsKey: "k" } } }, /must have kmsKey with CMEK/],
  [
    "a disk that Workbench has not",
    WORKBENCH,
    { gceSetup: { bootDisk: { diskType: "pd-balanced" } } },
    /^gceSetup.bootDisk.diskType must be/,
  ],
  ["a service's name of 50 characters", RUN_SERVICE, { name: "n".repeat(50), ...run({}) }, /^name must match/],
  [
    "a GPU with two CPUs",
    RUN_SERVICE,
    run(limits({ cpu: "2" })),
    /^nvidia-l4 needs 4 CPUs and 16Gi at least, got 2, 32Gi$/,
  ],
  ["a GPU with little memory", RUN_SERVICE, run(limits({ memory: "8192Mi" })), /^nvidia-l4 needs/],
  [
    "a GPU that Cloud Run has not",
    RUN_SERVICE,
    run({}, { nodeSelector: { accelerator: "nvidia-a100" } }),
    /accelerator must be nvidia-l4/,
  ],
  ["a GPU that sleeps between requests", RUN_SERVICE, run(limits({}, true)), "cpuIdle must be false with a GPU"],
  ["two GPUs", RUN_SERVICE, run(limits({ "nvidia.com/gpu": "2" })), "nvidia.com/gpu must be 1"],
  ["a GPU of no kind", RUN_SERVICE, run({}, { nodeSelector: undefined }), /nodeSelector.accelerator is required/],
  [
    "a start of an hour",
    RUN_SERVICE,
    run({ startupProbe: { periodSeconds: 60, failureThreshold: 60 } }),
    /must be up to 1800$/,
  ],
  [
    "a probe every five minutes",
    RUN_SERVICE,
    run({ startupProbe: { periodSeconds: 300, failureThreshold: 1 } }),
    /periodSeconds must be 1 to 240/,
  ],
  ["a request of two hours", RUN_SERVICE, run({}, { timeout: "7200s" }), /^template.timeout must be up to 3600s/],
  [
    "a mount of no volume",
    RUN_SERVICE,
    run({ volumeMounts: [{ name: "w", mountPath: "/w" }] }),
    /there is no volume w$/,
  ],
  [
    "two models",
    MODEL_GARDEN,
    { ...garden({}), publisherModelName: "publishers/google/models/gemma@1" },
    /^exactly one of publisherModelName/,
  ],
  [
    "a publisher's model without a version",
    MODEL_GARDEN,
    { publisherModelName: "publishers/google/models/gemma" },
    /^publisherModelName must match/,
  ],
  ["zero replicas", MODEL_GARDEN, garden({ minReplicaCount: 0 }), /minReplicaCount must be at least 1, got 0$/],
  [
    "an accelerator without a count",
    MODEL_GARDEN,
    garden({ machineSpec: { machineType: "g2-standard-12", acceleratorType: "NVIDIA_L4" } }),
    /both of acceleratorType and acceleratorCount/,
  ],
  [
    "a place as an accelerator",
    MODEL_GARDEN,
    garden({ machineSpec: { machineType: "g2-standard-12", acceleratorType: "us-central1", acceleratorCount: 1 } }),
    /acceleratorType must be one of/,
  ],
  [
    "a metric that does not scale",
    MODEL_GARDEN,
    garden({ autoscalingMetricSpecs: [{ metricName: "gpu", target: 60 }] }),
    /metricName must be/,
  ],
  ["a secret that is nowhere", SECRET, { secretId: "a", replication: {} }, /^exactly one of auto, userManaged/],
  ["a service account of five characters", ACCOUNT, { accountId: "abcde" }, /^accountId must match/],
  ["a member of no kind", GRANT, { project: "p", role: "roles/viewer", member: "a@b.test" }, /^member must match/],
  ["a channel to nobody", CHANNEL, { type: "email", labels: {} }, /^labels.email_address is required/],
  ["a condition every half minute", ALERT, alert({ duration: "90s" }), /duration must be a multiple of 60s, got 90s$/],
  [
    "a filter of no resource",
    ALERT,
    alert({ filter: 'metric.type = "a"' }),
    /filter must name metric.type and resource.type$/,
  ],
  [
    "a comparison that alerts have not",
    ALERT,
    alert({ comparison: "COMPARISON_GE" }),
    /comparison must be COMPARISON_GT, COMPARISON_LT/,
  ],
  [
    "a period of half a minute",
    ALERT,
    alert({ aggregations: [{ alignmentPeriod: "30s" }] }),
    /alignmentPeriod must be 60s to 90000s/,
  ],
  ["a billing account by its resource name", BUDGET, budget({ billingAccount: "billingAccounts/1" }), /must match/],
  ["a budget of a part of a dollar", BUDGET, budget({ amount: { specifiedAmount: { units: "1.5" } } }), /whole number/],
  ["a budget of two amounts", BUDGET, budget({ amount: {} }), /^amount: exactly one of specifiedAmount/],
  ["a budget's name of 61 letters", BUDGET, budget({ displayName: "b".repeat(61) }), /^displayName must have up to 60/],
  ["a budget of two labels", BUDGET, budget({ budgetFilter: { labels: { a: "1", b: "2" } } }), /up to 1 entries/],
  ["a currency in words", BUDGET, budget({ amount: { specifiedAmount: { currencyCode: "dollars" } } }), /must match/],
  [
    "a forecast of a period that does not recur",
    BUDGET,
    budget({ budgetFilter: { customPeriod: { startDate: { year: 2026, month: 11, day: 1 } } } }),
    "thresholdRules: FORECASTED_SPEND needs a calendarPeriod",
  ],
  ["a budget that mails at no threshold", BUDGET, budget({ thresholdRules: [] }), /^thresholdRules is required/],
  ["a threshold below nothing", BUDGET, budget({ thresholdRules: [{ thresholdPercent: -1 }] }), /at least 0, got -1$/],
  [
    "six channels of a budget",
    BUDGET,
    budget({ allUpdatesRule: { monitoringNotificationChannels: Array(6).fill(CHANNEL_NAME) } }),
    "allUpdatesRule.monitoringNotificationChannels must have up to 5 elements, has 6",
  ],
  [
    "a runtime of another generation",
    TPU,
    { ...tpu, runtimeVersion: "v2-alpha-tpuv5" },
    /^runtimeVersion of v6e-8 must be v2-alpha-tpuv6e/,
  ],
  [
    "a queued slice without a place",
    QUEUED,
    { tpu: { nodeSpecs: [{ node: tpu }] } },
    "tpu.nodeSpecs[0].parent is required",
  ],
])("refuses %s", (_, type, inputs, problem) => {
  expect(violations(type, inputs)).toEqual([typeof problem === "string" ? problem : expect.stringMatching(problem)]);
});
