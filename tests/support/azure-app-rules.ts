import { exactlyOne, isDecidedList, type LimitTable, type Rule, repeated } from "./azure-rules.js";
import { type Constraint, outsideLimits } from "./limits.js";
import { isObject, isUndecided, type Properties, places, stringsAt } from "./value-paths.js";

const CONTAINER = "template.containers[]";
/** Ends in a letter or digit, single hyphens. */
const NAME = { pattern: "[a-z][a-z0-9]*(-[a-z0-9]+)*", minLength: 2, maxLength: 32 };
const REQUIRED: Constraint = { required: true };
const PORT: Constraint = { min: 1, max: 65_535 };

/**
 * Limits of Container Apps that the models say in prose only, or not. Sources:
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftapp, descriptions of the
 * properties in azure-native's typings.
 */
export const APP_LIMITS: LimitTable = {
  "azure-native:app:ManagedEnvironment": {
    // https://github.com/hashicorp/terraform-provider-azurerm, containerapps/validate
    environmentName: { pattern: "[A-Za-z][A-Za-z0-9-]{0,58}[A-Za-z0-9]" },
    "appLogsConfiguration.destination": { enum: "log-analytics|azure-monitor|none" },
    // https://learn.microsoft.com/azure/container-apps/workload-profiles-overview
    "workloadProfiles[].workloadProfileType": {
      pattern:
        "Consumption(-GPU-(NC24-A100|NC8as-T4))?|Flexible|[DE](4|8|16|32)|DC(4|8|16|32|48|64|96)|NC(24|48|96)-A100",
    },
  },
  // https://github.com/hashicorp/terraform-provider-azurerm, containerapps/validate
  "azure-native:app:ManagedEnvironmentsStorage": {
    storageName: { pattern: "[a-z][a-z0-9]*(-[a-z0-9]+)*", maxLength: 32 },
    properties: REQUIRED,
    ...Object.fromEntries(
      ["accountName", "accountKey", "shareName", "accessMode"].map((part) => [
        `properties.azureFile.${part}`,
        REQUIRED,
      ]),
    ),
  },
  "azure-native:app:ContainerApp": {
    containerAppName: NAME,
    template: REQUIRED,
    "template.containers": { required: true, minItems: 1 },
    [`${CONTAINER}.name`]: REQUIRED,
    [`${CONTAINER}.image`]: REQUIRED,
    [`${CONTAINER}.env[].name`]: REQUIRED,
    [`${CONTAINER}.volumeMounts[].mountPath`]: { required: true, pattern: "/.*" },
    [`${CONTAINER}.probes[].type`]: REQUIRED,
    [`${CONTAINER}.probes[].failureThreshold`]: { min: 1, max: 10 },
    [`${CONTAINER}.probes[].initialDelaySeconds`]: { min: 1, max: 60 },
    [`${CONTAINER}.probes[].periodSeconds`]: { min: 1, max: 240 },
    [`${CONTAINER}.probes[].successThreshold`]: { min: 1, max: 10 },
    [`${CONTAINER}.probes[].timeoutSeconds`]: { min: 1, max: 240 },
    [`${CONTAINER}.probes[].httpGet.port`]: PORT,
    [`${CONTAINER}.probes[].tcpSocket.port`]: PORT,
    "template.volumes[].name": REQUIRED,
    // https://learn.microsoft.com/azure/container-apps/scale-app
    "template.scale.minReplicas": { min: 0, max: 1000 },
    "template.scale.maxReplicas": { min: 1, max: 1000 },
    "template.scale.rules[].name": REQUIRED,
    "configuration.ingress.targetPort": PORT,
    "configuration.secrets[].name": { required: true, pattern: "[a-z0-9]([a-z0-9.-]*[a-z0-9])?" },
    "configuration.registries[].server": REQUIRED,
  },
};

/** What the documentation of Container Apps says of several properties together. */
export const APP_RULES: Readonly<Record<string, Rule>> = {
  "azure-native:app:ManagedEnvironment": environment,
  "azure-native:app:ManagedEnvironmentsStorage": ({ properties }) =>
    isObject(properties) ? exactlyOne(properties, ["azureFile", "nfsAzureFile"], "properties: ") : [],
  "azure-native:app:ContainerApp": app,
};

/** Sources: https://learn.microsoft.com/azure/container-apps/custom-virtual-networks; typings. */
function environment(inputs: Properties): string[] {
  const { vnetConfiguration, appLogsConfiguration, zoneRedundant } = inputs;
  const problems = repeated(inputs, "workloadProfiles[].name");
  const { infrastructureSubnetId, internal } = isObject(vnetConfiguration) ? vnetConfiguration : {};
  if (internal === true && infrastructureSubnetId === undefined)
    problems.push("vnetConfiguration.infrastructureSubnetId is required of an internal environment");
  if (zoneRedundant === true && infrastructureSubnetId === undefined)
    problems.push("vnetConfiguration.infrastructureSubnetId is required with zoneRedundant");
  for (const { at, value } of places(inputs, "workloadProfiles[]"))
    if (isObject(value) && Number(value.minimumCount ?? 0) > Number(value.maximumCount ?? Infinity))
      problems.push(`${at}.minimumCount is more than maximumCount`);
  if (!isObject(appLogsConfiguration) || isUndecided(appLogsConfiguration.destination)) return problems;
  const { destination, logAnalyticsConfiguration } = appLogsConfiguration;
  if ((destination === "log-analytics") !== isObject(logAnalyticsConfiguration))
    problems.push("appLogsConfiguration.logAnalyticsConfiguration must be given with log-analytics, and only then");
  return problems;
}

function app(inputs: Properties): string[] {
  const { template, configuration } = inputs;
  return [
    ...exactlyOne(inputs, ["environmentId", "managedEnvironmentId"]),
    ...["template.containers[].name", "template.volumes[].name", "template.scale.rules[].name"].flatMap((path) =>
      repeated(inputs, path),
    ),
    ...repeated(inputs, "configuration.secrets[].name"),
    ...(isObject(template) ? [...replicas(template), ...mounts(template)] : []),
    ...resources(inputs),
    ...probes(inputs),
    ...(isObject(configuration) ? [...secrets(inputs, configuration), ...ingress(configuration)] : []),
  ];
}

/** Texts at a path that a deployment has decided, and where each is. */
function stringPlaces(value: unknown, path: string): { readonly at: string; readonly text: string }[] {
  return places(value, path).flatMap(({ at, value: text }) =>
    typeof text === "string" && !isUndecided(text) ? [{ at, text }] : [],
  );
}

function replicas(template: Properties): string[] {
  const problems: string[] = [];
  const { minReplicas = 0, maxReplicas = 10, rules } = isObject(template.scale) ? template.scale : {};
  if (Number(minReplicas) > Number(maxReplicas))
    problems.push(`template.scale.minReplicas is more than maxReplicas: ${minReplicas}, ${maxReplicas}`);
  for (const { at, value } of places({ rules }, "rules[]"))
    if (isObject(value))
      problems.push(...exactlyOne(value, ["http", "tcp", "custom", "azureQueue"], `template.scale.${at}: `));
  return problems;
}

function mounts(template: Properties): string[] {
  const volumes = stringsAt(template, "volumes[].name");
  const decided = template.volumes === undefined || isDecidedList(template.volumes, "name");
  const problems = (decided ? stringPlaces(template, "containers[].volumeMounts[].volumeName") : [])
    .filter(({ text }) => !volumes.includes(text))
    .map(({ at, text }) => `template.${at}: there is no volume ${text}`);
  for (const { at, value } of places(template, "volumes[]"))
    if (isObject(value) && /AzureFile|Smb/.test(String(value.storageType)) && value.storageName === undefined)
      problems.push(`template.${at}.storageName is required of ${value.storageType}`);
  return problems;
}

/** The most that a replica has, by the profile's name. */
const PROFILES = [
  { name: /NC8as-T4/i, cpu: 8, gib: 56 },
  { name: /NC24-A100/i, cpu: 24, gib: 220 },
] as const;

/**
 * A profile's name is the user's: only one that says the GPU is held to it, others to what the largest profile has.
 * Sources: https://learn.microsoft.com/azure/container-apps/workload-profiles-overview, and .../containers#allocations for
 * the pairs of the profile Consumption.
 */
function resources(inputs: Properties): string[] {
  const { workloadProfileName: profile } = inputs;
  const each = places(inputs, `${CONTAINER}.resources`).map(({ value }) => value);
  if (
    each.length === 0 ||
    !each.every(isObject) ||
    each.some(({ cpu, memory }) => isUndecided(cpu) || isUndecided(memory))
  )
    return [];
  const odd = each.find(({ memory }) => memory !== undefined && !/^\d+(\.\d+)?Gi$/.test(String(memory)));
  if (odd !== undefined) return [`memory must be in Gi, got '${odd.memory}'`];
  const problems: string[] = [];
  const cpu = each.reduce((sum, part) => sum + Number(part.cpu ?? 0), 0);
  const gib = each.reduce((sum, part) => sum + Number.parseFloat(String(part.memory ?? 0)), 0);
  if (profile === undefined || profile === "Consumption") {
    if (cpu > 4 || cpu * 4 !== Math.floor(cpu * 4) || gib !== cpu * 2)
      problems.push(`CPUs must be 0.25 to 4 by 0.25, with 2Gi each, got ${cpu}, ${gib}Gi`);
    return problems;
  }
  const most = PROFILES.find(({ name }) => name.test(String(profile))) ?? { cpu: 96, gib: 880 };
  if (cpu > most.cpu || gib > most.gib)
    problems.push(`${profile} has up to ${most.cpu} CPUs and ${most.gib}Gi, got ${cpu}, ${gib}Gi`);
  return problems;
}

/** Source: https://learn.microsoft.com/azure/container-apps/health-probes */
function probes(inputs: Properties): string[] {
  return places(inputs, CONTAINER).flatMap(({ at, value }) => [
    ...places(value, "probes[]").flatMap(({ at: probe, value: found }) =>
      isObject(found) ? exactlyOne(found, ["httpGet", "tcpSocket"], `${at}.${probe}: `) : [],
    ),
    ...repeated(value, "probes[].type").map((problem) => `${at}.${problem}`),
  ]);
}

/** Source: https://learn.microsoft.com/azure/container-apps/manage-secrets */
function secrets(inputs: Properties, configuration: Properties): string[] {
  const problems: string[] = [];
  for (const { at, value } of places(configuration, "secrets[]")) {
    if (!isObject(value)) continue;
    problems.push(...exactlyOne(value, ["value", "keyVaultUrl"], `configuration.${at}: `));
    if (value.keyVaultUrl !== undefined && value.identity === undefined)
      problems.push(`configuration.${at}.identity is required with keyVaultUrl`);
  }
  const known = stringsAt(configuration, "secrets[].name");
  if (configuration.secrets === undefined || isDecidedList(configuration.secrets, "name"))
    for (const path of [`${CONTAINER}.env[].secretRef`, "configuration.registries[].passwordSecretRef"])
      for (const { at, text } of stringPlaces(inputs, path))
        if (!known.includes(text)) problems.push(`${at}: there is no secret ${text}`);
  for (const { at, value } of places(configuration, "registries[]"))
    if (isObject(value))
      problems.push(...exactlyOne(value, ["identity", "passwordSecretRef"], `configuration.${at}: `));
  return problems;
}

/** Source: https://learn.microsoft.com/azure/container-apps/traffic-splitting */
function ingress(configuration: Properties): string[] {
  const { ingress: entry, activeRevisionsMode } = configuration;
  if (!isObject(entry)) return [];
  const problems = outsideLimits({ targetPort: { required: true } }, entry).map((p) => `configuration.ingress.${p}`);
  const weights = places(entry, "traffic[].weight").map(({ value }) => value);
  const sum = weights.reduce<number>((total, weight) => total + Number(weight), 0);
  if (weights.length > 0 && isDecidedList(entry.traffic, "weight") && sum !== 100)
    problems.push(`configuration.ingress.traffic must sum to 100, got ${weights.join(" + ")}`);
  if (weights.length > 1 && (activeRevisionsMode === undefined || activeRevisionsMode === "Single"))
    problems.push("configuration.ingress.traffic is split with activeRevisionsMode Multiple only");
  if (entry.exposedPort !== undefined && entry.transport !== "tcp")
    problems.push("configuration.ingress.exposedPort is for tcp");
  const actions = new Set(stringsAt(entry, "ipSecurityRestrictions[].action"));
  if (actions.size > 1) problems.push("configuration.ingress.ipSecurityRestrictions must all allow, or all deny");
  return problems;
}
