import {
  differs,
  durationAt,
  exactlyOne,
  GLOBAL,
  isDecidedList,
  isoSeconds,
  type LimitTable,
  type Rule,
  repeated,
} from "./azure-rules.js";
import type { Constraint } from "./limits.js";
import { isObject, isUndecided, type Properties, places, stringsAt } from "./value-paths.js";

const PROFILE = "virtualMachineProfile";
const NIC = `${PROFILE}.networkProfile.networkInterfaceConfigurations[]`;
const EXTENSION = `${PROFILE}.extensionProfile.extensions[]`;
const COUNT: Constraint = { pattern: "\\d+" };
const BASE64 = { pattern: "[A-Za-z0-9+/]*={0,2}" };

/** Limits of machines and monitoring that the models say in prose only, or not; sources as of `azure-rules.ts`. */
export const COMPUTE_LIMITS: LimitTable = {
  "azure-native:compute:VirtualMachineScaleSet": {
    vmScaleSetName: { pattern: '(?!_)[^\\s\\\\/"\\[\\]:|<>+=;,?*@&]{1,64}(?<![.-])' },
    sku: { required: true },
    "sku.name": { required: true },
    // https://learn.microsoft.com/azure/virtual-machine-scale-sets/virtual-machine-scale-sets-orchestration-modes
    "sku.capacity": { required: true, min: 0, max: 1000 },
    "zones[]": { enum: "1|2|3" },
    [`${PROFILE}.userData`]: BASE64,
    [`${PROFILE}.osProfile.computerNamePrefix`]: { pattern: "[A-Za-z0-9-]{1,58}" },
    [`${PROFILE}.osProfile.customData`]: BASE64,
    [`${PROFILE}.osProfile.linuxConfiguration.ssh.publicKeys[].path`]: {
      pattern: "/home/[^/]+/\\.ssh/authorized_keys",
    },
    [`${PROFILE}.osProfile.linuxConfiguration.ssh.publicKeys[].keyData`]: { pattern: "(ssh-(rsa|ed25519)) .+" },
    [`${PROFILE}.networkProfile.networkApiVersion`]: { pattern: "\\d{4}-\\d\\d-\\d\\d" },
    [`${NIC}.ipConfigurations`]: { minItems: 1 },
    [`${NIC}.ipConfigurations[].subnet`]: { required: true },
    [`${PROFILE}.storageProfile.osDisk.managedDisk.storageAccountType`]: {
      enum: "Standard_LRS|StandardSSD_LRS|StandardSSD_ZRS|Premium_LRS|Premium_ZRS",
    },
    ...Object.fromEntries(
      ["name", "publisher", "type", "typeHandlerVersion"].map((part) => [`${EXTENSION}.${part}`, { required: true }]),
    ),
    [`${EXTENSION}.typeHandlerVersion`]: { required: true, pattern: "\\d+\\.\\d+" },
  },
  "azure-native:compute:DiskEncryptionSet": {
    diskEncryptionSetName: { pattern: "[A-Za-z0-9_-]{1,80}" },
    identity: { required: true },
    "activeKey.keyUrl": { pattern: "https://[^/]+/keys/[^/]+/[0-9a-f]{32}" },
  },
  "azure-native:compute:CapacityReservation": {
    "sku.name": { required: true },
    "sku.capacity": { required: true, min: 0 },
    zones: { maxItems: 1 },
  },
  "azure-native:monitor:AutoscaleSetting": {
    "profiles[].rules": { maxItems: 10 },
    "profiles[].capacity.minimum": COUNT,
    "profiles[].capacity.default": COUNT,
    "profiles[].capacity.maximum": COUNT,
    "profiles[].rules[].scaleAction.value": { pattern: "[1-9]\\d*" },
    "profiles[].recurrence.frequency": { enum: "Week" },
  },
  "azure-native:monitor:ActionGroup": {
    actionGroupName: { pattern: "[^:<>+/&%\\\\?]{1,260}(?<![ .])" },
    "emailReceivers[].emailAddress": { pattern: "[^@\\s]+@[^@\\s]+\\.[^@\\s]+" },
  },
  "azure-native:monitor:MetricAlert": {
    ruleName: { pattern: "[^*#&+:<>?@%{}\\\\/]{1,260}(?<![ .])" },
    location: GLOBAL,
    severity: { integer: true, min: 0, max: 4 },
    scopes: { minItems: 1 },
    // https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-types#metric-alerts
    evaluationFrequency: { enum: "PT1M|PT5M|PT15M|PT30M|PT1H" },
    windowSize: { enum: "PT1M|PT5M|PT15M|PT30M|PT1H|PT6H|PT12H|P1D|PT24H" },
  },
  "azure-native:monitor:DiagnosticSetting": { logAnalyticsDestinationType: { enum: "Dedicated|AzureDiagnostics" } },
  // https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure
  "azure-native:operationalinsights:Workspace": { retentionInDays: { min: 30, max: 730 } },
  "azure-native:applicationinsights:Component": {
    resourceName: { pattern: "[^%&\\\\?/]{1,260}(?<![ .])" },
    samplingPercentage: { min: 0, max: 100 },
    workspaceResourceId: { required: true },
  },
};

/** What the documentation says of several properties of machines and monitoring together. */
export const COMPUTE_RULES: Readonly<Record<string, Rule>> = {
  "azure-native:compute:VirtualMachineScaleSet": scaleSet,
  "azure-native:monitor:AutoscaleSetting": autoscale,
  "azure-native:monitor:ActionGroup": (inputs) => {
    const names = Object.keys(inputs).flatMap((list) => stringsAt(inputs, `${list}[].name`));
    return repeated({ receivers: names }, "receivers[]");
  },
  "azure-native:monitor:MetricAlert": metricAlert,
  "azure-native:monitor:DiagnosticSetting": diagnosticSetting,
};

function scaleSet(inputs: Properties): string[] {
  const profile = isObject(inputs[PROFILE]) ? inputs[PROFILE] : {};
  return [
    ...(inputs.orchestrationMode === "Flexible" ? flexible(inputs, profile) : []),
    ...spot(inputs, profile),
    ...operatingSystem(profile),
    ...repeated(inputs, `${EXTENSION}.name`),
    ...durationAt(profile, "scheduledEventsProfile.terminateNotificationProfile.notBeforeTimeout", "PT5M", "PT15M"),
  ];
}

/** Source: https://learn.microsoft.com/azure/virtual-machine-scale-sets/virtual-machine-scale-sets-orchestration-modes */
function flexible(inputs: Properties, { networkProfile }: Properties): string[] {
  const problems: string[] = [];
  if (inputs.platformFaultDomainCount === undefined)
    problems.push("platformFaultDomainCount is required of a Flexible scale set");
  if (differs(inputs.platformFaultDomainCount, 1) && Array.isArray(inputs.zones) && inputs.zones.length > 0)
    problems.push(`platformFaultDomainCount must be 1 in zones, got ${inputs.platformFaultDomainCount}`);
  if (inputs.singlePlacementGroup === true) problems.push("singlePlacementGroup must be false in a Flexible scale set");
  if (inputs.overprovision === true) problems.push("overprovision must be false in a Flexible scale set");
  if (inputs.upgradePolicy !== undefined) problems.push("upgradePolicy is not for Flexible scale sets");
  if (!isObject(networkProfile)) return problems;
  const cards = places(networkProfile, "networkInterfaceConfigurations[]").map(({ value }) => value);
  if (cards.length > 0 && networkProfile.networkApiVersion === undefined)
    problems.push("networkProfile.networkApiVersion is required with interfaces in a Flexible scale set");
  const primaries = cards.filter((card) => isObject(card) && card.primary === true).length;
  if (isDecidedList(networkProfile.networkInterfaceConfigurations, "primary") && primaries !== 1)
    problems.push(`exactly one interface must be primary, got ${primaries}`);
  return problems;
}

/** Source: https://learn.microsoft.com/azure/virtual-machine-scale-sets/use-spot */
function spot({ spotRestorePolicy, priorityMixPolicy }: Properties, profile: Properties): string[] {
  const { priority, evictionPolicy, billingProfile, capacityReservation } = profile;
  const maxPrice = isObject(billingProfile) ? billingProfile.maxPrice : billingProfile;
  if (isUndecided(priority)) return [];
  if (priority === "Spot")
    return [
      ...(evictionPolicy === undefined ? ["evictionPolicy is required of Spot machines"] : []),
      // Azure takes a price, too; this project pays up to the regular one.
      ...(!differs(maxPrice, -1) ? [] : [`billingProfile.maxPrice must be -1 of Spot machines, got ${maxPrice}`]),
      ...(capacityReservation === undefined ? [] : ["Spot machines use no capacity reservation"]),
    ];
  const only = { evictionPolicy, billingProfile, spotRestorePolicy, priorityMixPolicy };
  return Object.entries(only)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => `${name} is for Spot machines`);
}

/** Names that an administrator may not have: description of `adminUsername` in the typings. */
const NO_ADMINISTRATORS = [
  "administrator admin user user1 test user2 test1 user3 admin1 1 123 a actuser adm admin2 aspnet backup console david",
  "guest john owner root server sql support support_388945a0 sys test2 test3 user4 user5",
]
  .join(" ")
  .split(" ");

/**
 * Sources: https://learn.microsoft.com/azure/virtual-machines/trusted-launch and
 * https://learn.microsoft.com/azure/virtual-machines/extensions/hpccompute-gpu-linux
 */
function operatingSystem(profile: Properties): string[] {
  const problems: string[] = [];
  const { osProfile, securityProfile, storageProfile } = profile;
  if (isObject(osProfile)) {
    const { adminUsername, adminPassword, linuxConfiguration: linux } = osProfile;
    if (NO_ADMINISTRATORS.includes(String(adminUsername)))
      problems.push(`osProfile.adminUsername must be none of those that Azure disallows, got '${adminUsername}'`);
    const keys = places(linux, "ssh.publicKeys[]");
    const open = isUndecided(places(linux, "ssh")[0]?.value) || isUndecided(places(linux, "ssh.publicKeys")[0]?.value);
    if (
      isObject(linux) &&
      keys.length === 0 &&
      !open &&
      (linux.disablePasswordAuthentication === true || !adminPassword)
    )
      problems.push("osProfile.linuxConfiguration.ssh.publicKeys is required without a password");
    for (const { at, value } of keys)
      if (isObject(value) && typeof value.path === "string" && !isUndecided(value.path) && !isUndecided(adminUsername))
        if (!value.path.startsWith(`/home/${adminUsername}/`))
          problems.push(
            `osProfile.linuxConfiguration.${at}.path must be in the home of ${adminUsername}, got '${value.path}'`,
          );
  }
  const secure = isObject(securityProfile) ? securityProfile : {};
  const firmware = isObject(secure.uefiSettings) ? secure.uefiSettings : undefined;
  if (firmware !== undefined && secure.securityType === undefined)
    problems.push("securityProfile.uefiSettings needs a securityType");
  const drivers = stringsAt(profile, "extensionProfile.extensions[].type").includes("NvidiaGpuDriverLinux");
  if (drivers && firmware !== undefined && differs(firmware.secureBootEnabled, false))
    problems.push(
      "securityProfile.uefiSettings.secureBootEnabled must be false with NvidiaGpuDriverLinux, which is not signed",
    );
  const image = isObject(storageProfile) ? storageProfile.imageReference : undefined;
  if (isObject(image) && image.id === undefined && !image.communityGalleryImageId && !image.sharedGalleryImageId)
    for (const part of ["publisher", "offer", "sku", "version"])
      if (image[part] === undefined) problems.push(`storageProfile.imageReference.${part} is required without an id`);
  return problems;
}

/** Metrics that only an online deployment has. */
const DEPLOYMENT_METRICS =
  /^(CpuUtilizationPercentage|GpuUtilizationPercentage|GpuMemoryUtilizationPercentage|RequestLatency.*|RequestsPerMinute)$/;

/**
 * Sources: https://learn.microsoft.com/azure/azure-monitor/autoscale/autoscale-understanding-settings; descriptions in the
 * typings; https://learn.microsoft.com/azure/machine-learning/how-to-autoscale-endpoints, for which one machine is least.
 */
function autoscale(inputs: Properties): string[] {
  const problems = repeated(inputs, "profiles[].name");
  const served =
    /\/onlineEndpoints\//i.test(String(inputs.targetResourceUri)) ||
    stringsAt(inputs, "profiles[].rules[].metricTrigger.metricName").some((metric) => DEPLOYMENT_METRICS.test(metric));
  for (const { at, value } of places(inputs, "profiles[]")) {
    if (!isObject(value)) continue;
    if (value.fixedDate !== undefined && value.recurrence !== undefined)
      problems.push(`${at} has fixedDate or recurrence, not both`);
    if (!isObject(value.capacity)) continue;
    const { minimum, default: normal, maximum } = value.capacity;
    if ([minimum, normal, maximum].some(isUndecided)) continue;
    if (Number(minimum) > Number(normal) || Number(normal) > Number(maximum))
      problems.push(`${at}.capacity must be minimum ≤ default ≤ maximum, got ${minimum}, ${normal}, ${maximum}`);
    if (served && Number(minimum) < 1)
      problems.push(`${at}.capacity.minimum of an online deployment must be 1 at least, got ${minimum}`);
  }
  return [
    ...problems,
    ...durationAt(inputs, "profiles[].rules[].metricTrigger.timeGrain", "PT1M", "PT12H"),
    ...durationAt(inputs, "profiles[].rules[].metricTrigger.timeWindow", "PT5M", "PT12H"),
    ...durationAt(inputs, "profiles[].rules[].scaleAction.cooldown", "PT1M", "P7D"),
  ];
}

function metricAlert(inputs: Properties): string[] {
  const problems = repeated(inputs, "criteria.allOf[].name");
  const [frequency, window] = [isoSeconds(inputs.evaluationFrequency), isoSeconds(inputs.windowSize)];
  if (frequency !== undefined && window !== undefined && frequency > window)
    problems.push(
      `windowSize must be evaluationFrequency at least, got ${inputs.windowSize}, ${inputs.evaluationFrequency}`,
    );
  for (const { at, value } of places(inputs, "actions[]"))
    if (isObject(value) && value.actionGroupId === undefined) problems.push(`${at}.actionGroupId is required`);
  return problems;
}

const DESTINATIONS = ["workspaceId", "storageAccountId", "eventHubAuthorizationRuleId", "marketplacePartnerId"];

/** Source: https://learn.microsoft.com/azure/azure-monitor/essentials/diagnostic-settings */
function diagnosticSetting(inputs: Properties): string[] {
  const problems: string[] = [];
  if (DESTINATIONS.every((name) => inputs[name] === undefined))
    problems.push(`one of ${DESTINATIONS.join(", ")} is required`);
  const sources = [...places(inputs, "logs[]"), ...places(inputs, "metrics[]")];
  if (sources.length === 0 && ![inputs.logs, inputs.metrics].some(isUndecided))
    problems.push("logs or metrics are required");
  for (const { at, value } of places(inputs, "logs[]"))
    if (isObject(value)) problems.push(...exactlyOne(value, ["category", "categoryGroup"], `${at}: `));
  return problems;
}
