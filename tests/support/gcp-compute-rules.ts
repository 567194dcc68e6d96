import { exactlyOne, type Rule } from "./gcp-rules.js";
import type { Constraint } from "./limits.js";
import { isObject, isUndecided, type Properties, places, stringsAt } from "./value-paths.js";

const TEMPLATE = "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate";
const GROUP = "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager";
const AUTOSCALER = "gcp:compute/regionAutoscaler:RegionAutoscaler";
const FORWARDING_RULE = "gcp:compute/globalForwardingRule:GlobalForwardingRule";

/**
 * Limits that the discovery document of Compute Engine says in prose only, by type and path. Source: descriptions of the
 * properties in compute.v1, google-api-python-client 2.202.0, where nothing else is named.
 */
export const COMPUTE_LIMITS: Readonly<Record<string, Readonly<Record<string, Constraint>>>> = {
  "gcp:compute/network:Network": {
    mtu: { min: 1300, max: 8896 },
    description: { maxLength: 2048 },
  },
  "gcp:compute/subnetwork:Subnetwork": {
    network: { required: true },
    "logConfig.flowSampling": { min: 0, max: 1 },
  },
  "gcp:compute/routerNat:RouterNat": { name: { minLength: 2 }, router: { required: true } },
  "gcp:compute/firewall:Firewall": {
    network: { required: true },
    priority: { min: 0, max: 65_535 },
    "allows[].protocol": { required: true, pattern: "tcp|udp|icmp|esp|ah|sctp|ipip|all|\\d+" },
    "denies[].protocol": { required: true, pattern: "tcp|udp|icmp|esp|ah|sctp|ipip|all|\\d+" },
    "allows[].ports[]": { pattern: "\\d+(-\\d+)?" },
    "denies[].ports[]": { pattern: "\\d+(-\\d+)?" },
  },
  [TEMPLATE]: {
    disks: { required: true, minItems: 1 },
    "guestAccelerators[].count": { required: true, min: 1 },
    "serviceAccount.scopes[]": { pattern: "https://www\\.googleapis\\.com/auth/.+|[a-z][a-z-]*" },
  },
  [GROUP]: {
    baseInstanceName: {
      required: true,
      pattern: "[a-z](([-a-z0-9]{0,57})|([-a-z0-9]{0,51}-#{1,10}(\\[[0-9]{1,10}\\])?))",
    },
    versions: { required: true, minItems: 1 },
    "versions[].instanceTemplate": { required: true },
    targetSize: { min: 0 },
    "updatePolicy.type": { required: true },
    "updatePolicy.minimalAction": { required: true },
  },
  [AUTOSCALER]: {
    target: { required: true },
    "autoscalingPolicy.maxReplicas": { required: true, min: 0 },
    "autoscalingPolicy.minReplicas": { required: true, min: 0 },
    "autoscalingPolicy.scalingSchedules[].name": { required: true, pattern: "[a-z]([-a-z0-9]{0,61}[a-z0-9])?" },
    "autoscalingPolicy.scalingSchedules[].durationSec": { required: true, min: 300 },
    "autoscalingPolicy.scalingSchedules[].schedule": { required: true, pattern: "\\S+( \\S+){4,5}" },
    "autoscalingPolicy.scalingSchedules[].minRequiredReplicas": { required: true, min: 0 },
  },
};

/** What holds of several properties together, by type. */
export const COMPUTE_RULES: Readonly<Record<string, Rule>> = {
  "gcp:compute/subnetwork:Subnetwork": (inputs) => cidr(inputs, "ipCidrRange", 4, 29),
  "gcp:compute/firewall:Firewall": firewall,
  "gcp:compute/route:Route": (inputs) =>
    exactlyOne(inputs, ["nextHopGateway", "nextHopInstance", "nextHopIp", "nextHopVpnTunnel", "nextHopIlb"]),
  "gcp:compute/routerNat:RouterNat": ({ sourceSubnetworkIpRangesToNat, subnetworks, natIpAllocateOption, natIps }) => [
    ...((sourceSubnetworkIpRangesToNat === "LIST_OF_SUBNETWORKS") !== (subnetworks !== undefined)
      ? ["subnetworks must be given with LIST_OF_SUBNETWORKS, and only then"]
      : []),
    ...(natIpAllocateOption === "AUTO_ONLY" && natIps !== undefined ? ["AUTO_ONLY takes no natIps"] : []),
  ],
  [FORWARDING_RULE]: (inputs) =>
    ["all-apis", "vpc-sc"].includes(String(inputs.target))
      ? stringsAt(inputs, "name").flatMap((name) =>
          /^[a-z][a-z0-9]{0,19}$/.test(name)
            ? []
            : [`name to Google APIs must have up to 20 lower-case letters and digits, a letter first, got '${name}'`],
        )
      : [],
  [TEMPLATE]: instanceTemplate,
  [GROUP]: groupManager,
  [AUTOSCALER]: ({ autoscalingPolicy: policy }) =>
    isObject(policy) && Number(policy.minReplicas) > Number(policy.maxReplicas)
      ? ["autoscalingPolicy.minReplicas is more than maxReplicas"]
      : [],
};

/** Source of the sizes: https://cloud.google.com/vpc/docs/subnets#ipv4-ranges. */
function cidr(inputs: Properties, path: string, largest: number, smallest: number): string[] {
  return stringsAt(inputs, path).flatMap((text) => {
    const [, address = "", bits] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(text) ?? [];
    const number = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
    const whole = bits !== undefined && number % 2 ** (32 - Number(bits)) === 0;
    return whole && Number(bits) >= largest && Number(bits) <= smallest
      ? []
      : [`${path} must be an IPv4 block of /${largest} to /${smallest} on its own boundary, got '${text}'`];
  });
}

/** Source: https://cloud.google.com/firewall/docs/firewalls. */
function firewall(inputs: Properties): string[] {
  const { direction = "INGRESS", sourceTags, sourceServiceAccounts, targetTags, targetServiceAccounts } = inputs;
  const sources = [inputs.sourceRanges, sourceTags, sourceServiceAccounts].some((source) => source !== undefined);
  const problems = exactlyOne(inputs, ["allows", "denies"]);
  if (direction === "INGRESS" && !sources)
    problems.push("one of sourceRanges, sourceTags, sourceServiceAccounts is required of INGRESS");
  if (direction === "EGRESS" && sources) problems.push("EGRESS takes no sources");
  if ((sourceTags || targetTags) && (sourceServiceAccounts || targetServiceAccounts))
    problems.push("tags and service accounts exclude each other");
  for (const { at, value } of [...places(inputs, "allows[]"), ...places(inputs, "denies[]")])
    if (isObject(value) && value.ports !== undefined && !["tcp", "udp", "sctp"].includes(String(value.protocol)))
      problems.push(`${at}.ports are for tcp, udp and sctp alone`);
  return problems;
}

/**
 * Machine families with GPUs: accelerator, and GPUs by the end of the name where it does not tell. Source: "Accelerator-
 * optimized machine family", https://cloud.google.com/compute/docs/accelerator-optimized-machines, 2026.
 */
const GPU_FAMILIES: readonly {
  readonly family: RegExp;
  readonly accelerator: string;
  readonly count?: Readonly<Record<string, number>>;
  readonly disks: RegExp;
}[] = [
  {
    family: /^g2-standard-(\d+)$/,
    accelerator: "nvidia-l4",
    count: { 4: 1, 8: 1, 12: 1, 16: 1, 24: 2, 32: 1, 48: 4, 96: 8 },
    disks: /^pd-(standard|balanced|ssd)$/,
  },
  {
    family: /^g4-standard-(\d+)$/,
    accelerator: "nvidia-rtx-pro-6000",
    count: { 48: 1, 96: 2, 192: 4, 384: 8 },
    disks: /^hyperdisk-/,
  },
  { family: /^a2-(?:high|mega)gpu-(\d+)g$/, accelerator: "nvidia-tesla-a100", disks: /^pd-/ },
  { family: /^a2-ultragpu-(\d+)g$/, accelerator: "nvidia-a100-80gb", disks: /^pd-/ },
  { family: /^a3-highgpu-(\d+)g$/, accelerator: "nvidia-h100-80gb", disks: /^(pd-(balanced|ssd)|hyperdisk-)/ },
  { family: /^a3-megagpu-(\d+)g$/, accelerator: "nvidia-h100-mega-80gb", disks: /^(pd-(balanced|ssd)|hyperdisk-)/ },
  { family: /^a3-ultragpu-(\d+)g$/, accelerator: "nvidia-h200-141gb", disks: /^hyperdisk-/ },
  { family: /^a4-highgpu-(\d+)g$/, accelerator: "nvidia-b200", disks: /^hyperdisk-/ },
];

const SEVEN_DAYS = 604_800;

/**
 * Sources: https://cloud.google.com/compute/docs/gpus/create-gpu-vm-general-purpose (TERMINATE, bare names),
 * https://cloud.google.com/compute/docs/instances/create-use-spot (Spot),
 * https://cloud.google.com/compute/docs/instances/limit-vm-runtime (what ends a run) and
 * https://cloud.google.com/ai-hypercomputer/docs/create/create-mig (Flex-start).
 */
function instanceTemplate(inputs: Properties): string[] {
  const { scheduling, reservationAffinity, machineType } = inputs;
  const problems: string[] = [];
  const boots = places(inputs, "disks[].boot").filter(({ value }) => value === true);
  if (boots.length !== 1) problems.push(`exactly one disk must boot, got ${boots.length}`);
  const accelerators = places(inputs, "guestAccelerators[]").map(({ value }) => value);
  const plan = isObject(scheduling) ? scheduling : {};

  const machine = GPU_FAMILIES.map((entry) => ({ ...entry, end: entry.family.exec(String(machineType))?.[1] })).find(
    ({ end }) => end !== undefined,
  );
  if (accelerators.length > 0 || machine !== undefined)
    if (plan.onHostMaintenance !== "TERMINATE")
      problems.push("scheduling.onHostMaintenance must be TERMINATE with GPUs");
  for (const accelerator of accelerators.filter(isObject)) {
    const { type, count } = accelerator;
    if (typeof type === "string" && !isUndecided(type) && type.includes("/"))
      problems.push(`guestAccelerators: a template takes a bare name, got '${type}'`);
    if (machine === undefined) continue;
    const built = machine.count === undefined ? Number(machine.end) : machine.count[machine.end as string];
    if (type !== machine.accelerator || Number(count) !== built)
      problems.push(`${machineType} has ${built} × ${machine.accelerator}, got ${count} × ${type}`);
  }
  if (machine !== undefined)
    for (const { at, value } of places(inputs, "disks[]"))
      if (isObject(value) && value.boot === true && !machine.disks.test(String(value.diskType ?? "pd-standard")))
        problems.push(`${at}.diskType: ${machineType} does not boot from ${value.diskType ?? "pd-standard"}`);

  return [...problems, ...schedulingProblems(plan, reservationAffinity)];
}

function schedulingProblems(plan: Properties, reservationAffinity: unknown): string[] {
  const { provisioningModel: model = "STANDARD", preemptible = false, instanceTerminationAction: action } = plan;
  const duration = isObject(plan.maxRunDuration) ? Number(plan.maxRunDuration.seconds) : undefined;
  const affinity = isObject(reservationAffinity) ? reservationAffinity : {};
  const problems: string[] = [];
  if (model === "SPOT" || preemptible) {
    if (model !== "SPOT" || preemptible !== true)
      problems.push("scheduling.provisioningModel SPOT and preemptible go together");
    if (plan.automaticRestart !== false) problems.push("scheduling.automaticRestart must be false of SPOT");
    if (model === "SPOT" && action === undefined)
      problems.push("scheduling.instanceTerminationAction is required of SPOT");
  }
  if (model === "FLEX_START") {
    if (plan.automaticRestart !== false) problems.push("scheduling.automaticRestart must be false of FLEX_START");
    if (action !== "DELETE") problems.push("scheduling.instanceTerminationAction must be DELETE of FLEX_START");
    if (duration === undefined || duration < 30 || duration > SEVEN_DAYS)
      problems.push(`scheduling.maxRunDuration of FLEX_START must be 30 s to 7 days, got ${duration}`);
    if (affinity.type !== "NO_RESERVATION") problems.push("reservationAffinity must be NO_RESERVATION of FLEX_START");
  }
  if (model === "STANDARD" && action !== undefined && duration === undefined && plan.terminationTime === undefined)
    problems.push("scheduling.instanceTerminationAction of STANDARD needs maxRunDuration");
  if (model === "RESERVATION_BOUND" && affinity.type !== "SPECIFIC_RESERVATION")
    problems.push("reservationAffinity must be SPECIFIC_RESERVATION of RESERVATION_BOUND");
  if ((affinity.type === "SPECIFIC_RESERVATION") !== (affinity.specificReservation !== undefined))
    problems.push("reservationAffinity.specificReservation must be given with SPECIFIC_RESERVATION, and only then");
  return problems;
}

/**
 * Sources: https://cloud.google.com/compute/docs/instance-groups/regional-mig-distribution-shape (redistribution) and
 * /updating-migs (surge and unavailability of a regional group: 0, or its zones at least).
 */
function groupManager(inputs: Properties): string[] {
  const { distributionPolicyTargetShape: shape = "EVEN", distributionPolicyZones: zones, updatePolicy } = inputs;
  const problems: string[] = [];
  const policy = isObject(updatePolicy) ? updatePolicy : {};
  if (shape !== "EVEN" && policy.instanceRedistributionType !== "NONE")
    problems.push(`updatePolicy.instanceRedistributionType must be NONE with the shape ${shape}`);
  const least = Array.isArray(zones) ? zones.length : 3;
  for (const name of ["maxSurgeFixed", "maxUnavailableFixed"] as const) {
    const count = policy[name];
    if (typeof count === "number" && count !== 0 && count < least)
      problems.push(`updatePolicy.${name} must be 0, or ${least} at least, got ${count}`);
  }
  if (policy.maxSurgeFixed === 0 && policy.maxUnavailableFixed === 0)
    problems.push("one of updatePolicy.maxSurgeFixed and maxUnavailableFixed must be more than 0");
  return problems;
}
