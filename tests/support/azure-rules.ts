import type { Constraint, Limits } from "./limits.js";
import { outsideLimits } from "./limits.js";
import { isObject, isUndecided, type Properties, places, stringsAt } from "./value-paths.js";

/** What a type's inputs break. */
export type Rule = (inputs: Properties) => string[];
export type LimitTable = Readonly<Record<string, Readonly<Record<string, Constraint>>>>;

/** Where resources without a region are. */
export const GLOBAL: Constraint = { required: true, pattern: "[Gg]lobal" };
const GUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
/** Parts of names with single hyphens between. */
const HYPHENATED = { pattern: "[a-z0-9]+(-[a-z0-9]+)*" };

/**
 * Limits that the models say in prose only, or not, by type and path. Names are from
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules, other limits from descriptions of
 * the properties in azure-native's typings, where nothing else is named.
 */
export const LIMITS: LimitTable = {
  "azure-native:resources:ResourceGroup": { resourceGroupName: { pattern: ".*[^.]" } },
  "azure-native:managedidentity:UserAssignedIdentity": {
    resourceName: { pattern: "[A-Za-z0-9][A-Za-z0-9_-]{2,127}" },
  },
  "azure-native:authorization:RoleAssignment": {
    roleAssignmentName: { pattern: GUID },
    principalId: { pattern: GUID },
    // Without it Azure looks a new identity up where it is not yet: https://learn.microsoft.com/azure/role-based-access-control/troubleshooting#symptom---assigning-a-role-to-a-new-principal-sometimes-fails
    principalType: { required: true },
    roleDefinitionId: {
      pattern: `(/subscriptions/[^/]+)?/providers/Microsoft\\.Authorization/roleDefinitions/${GUID}`,
    },
  },
  "azure-native:authorization:ManagementLockByScope": {
    lockName: { pattern: "[A-Za-z0-9._()-]{0,89}[A-Za-z0-9_()-]" },
    notes: { maxLength: 512 },
  },
  "azure-native:keyvault:Vault": {
    vaultName: { pattern: "(?!.*--)[A-Za-z].*[A-Za-z0-9]" },
    "properties.tenantId": { pattern: GUID },
    "properties.softDeleteRetentionInDays": { min: 7, max: 90 },
    "properties.enablePurgeProtection": { enum: "true" },
    "properties.publicNetworkAccess": { pattern: "(?:[Ee]nabled|[Dd]isabled)" },
  },
  "azure-native:storage:StorageAccount": {
    "networkRuleSet.bypass": { pattern: "None|(Logging|Metrics|AzureServices)(, ?(Logging|Metrics|AzureServices))*" },
    minimumTlsVersion: { pattern: "TLS1_[012]" },
  },
  // The provider would make a name up: https://github.com/pulumi/pulumi-azure-native/issues/4022
  "azure-native:storage:BlobServiceProperties": { blobServicesName: { required: true, pattern: "default" } },
  "azure-native:storage:FileServiceProperties": { fileServicesName: { required: true, pattern: "default" } },
  // https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
  "azure-native:storage:ManagementPolicy": { managementPolicyName: { required: true, pattern: "default" } },
  "azure-native:storage:BlobContainer": { containerName: HYPHENATED },
  "azure-native:storage:FileShare": { shareName: HYPHENATED, shareQuota: { min: 1 } },
  // The name: https://learn.microsoft.com/azure/templates/microsoft.costmanagement/budgets
  "azure-native:consumption:Budget": {
    budgetName: { pattern: "[a-zA-Z0-9_-]{1,63}" },
    amount: { min: 0 },
    "timePeriod.startDate": { pattern: "\\d{4}-\\d\\d-01(T00:00:00Z)?" },
    notifications: { maxEntries: 5 },
  },
};

/** What the documentation says of several properties together, by type. */
export const RULES: Readonly<Record<string, Rule>> = {
  "azure-native:resources:Deployment": deployment,
  "azure-native:authorization:RoleAssignment": roleAssignment,
  "azure-native:keyvault:Key": ({ properties }) => (isObject(properties) ? key(properties) : []),
  "azure-native:storage:StorageAccount": ({ encryption }) =>
    isObject(encryption) &&
    !isUndecided(encryption.keySource) &&
    (encryption.keySource === "Microsoft.Keyvault") !== (encryption.keyVaultProperties !== undefined)
      ? ["encryption.keyVaultProperties must be given with the key source Microsoft.Keyvault, and only then"]
      : [],
  "azure-native:containerregistry:Registry": registry,
  "azure-native:consumption:Budget": budget,
};

/**
 * Tags that Azure would refuse.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources
 */
export function tagProblems(type: string, inputs: Properties): string[] {
  const maxLength = type === "azure-native:storage:StorageAccount" ? 128 : 512;
  const tags: Limits = {
    maxEntries: 50,
    key: { maxLength, pattern: "[^<>%&\\\\?/]+" },
    value: { maxLength: 256 },
  };
  return outsideLimits({ tags }, inputs);
}

/** Identities that Azure would refuse: the type says which kinds there are, the list names those that the user made. */
export function identityProblems({ identity }: Properties): string[] {
  if (!isObject(identity) || isUndecided(identity.type)) return [];
  const listed = identity.userAssignedIdentities;
  const given = Array.isArray(listed) ? listed.length > 0 : listed !== undefined;
  return /UserAssigned/.test(String(identity.type)) === given
    ? []
    : ["identity.userAssignedIdentities must be given with the type UserAssigned, and only then"];
}

/** Whether a deployment has decided on another value. */
export function differs(value: unknown, wanted: unknown): boolean {
  return value !== wanted && !isUndecided(value);
}

/** Whether a list is there, and decided with its elements' property of a name. */
export function isDecidedList(list: unknown, name: string): boolean {
  return (
    Array.isArray(list) &&
    !places(list, `[].${name}`).some(({ value }) => isUndecided(value)) &&
    !list.some(isUndecided)
  );
}

export function exactlyOne(inputs: Properties, names: readonly string[], at = ""): string[] {
  const given = names.filter((name) => inputs[name] !== undefined);
  return given.length === 1
    ? []
    : [`${at}exactly one of ${names.join(", ")} is required, got ${given.join(", ") || "none"}`];
}

/** Texts at a path that stand there more than once. */
export function repeated(inputs: unknown, path: string): string[] {
  const texts = stringsAt(inputs, path);
  const twice = texts.find((text, index) => texts.indexOf(text) !== index);
  return twice === undefined ? [] : [`${path} must differ, got '${twice}' twice`];
}

/** Seconds of a duration such as `PT10M`; undefined where there is none, or only a deployment decides it. */
export function isoSeconds(value: unknown): number | undefined {
  if (typeof value !== "string" || isUndecided(value)) return undefined;
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(value);
  if (found === null) return undefined;
  const [days = 0, hours = 0, minutes = 0, rest = 0] = found.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + rest;
}

/** How the duration at a path is no ISO 8601 duration, or outside two others. */
export function durationAt(inputs: unknown, path: string, least = "PT0S", most = "P7D"): string[] {
  const [low = 0, high = 0] = [isoSeconds(least), isoSeconds(most)];
  return places(inputs, path).flatMap(({ at, value }) => {
    if (value === undefined || isUndecided(value)) return [];
    const length = isoSeconds(value);
    return length !== undefined && length >= low && length <= high
      ? []
      : [`${at} must be a duration from ${least} to ${most}, got '${value}'`];
  });
}

/**
 * Shares of an online endpoint's traffic by deployment that do not sum to a whole, or nothing.
 *
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-safely-rollout-online-endpoints
 */
export function trafficProblems(traffic: unknown, at: string): string[] {
  if (!isObject(traffic) || Object.values(traffic).some(isUndecided)) return [];
  const shares = Object.values(traffic).map(Number);
  const sum = shares.reduce((total, share) => total + share, 0);
  const right = shares.every((share) => Number.isInteger(share) && share >= 0) && (sum === 0 || sum === 100);
  return right ? [] : [`${at} must be whole shares that sum to 0 or 100, got ${shares.join(" + ")}`];
}

/** https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax */
function deployment({ properties }: Properties): string[] {
  if (!isObject(properties)) return [];
  const problems = exactlyOne(properties, ["template", "templateLink"], "properties: ");
  const { template } = properties;
  if (!isObject(template)) return problems;
  for (const part of ["$schema", "contentVersion", "resources"])
    if (template[part] === undefined) problems.push(`properties.template.${part} is required`);
  for (const { at, value } of places(template, "resources[]")) {
    if (!isObject(value)) continue;
    for (const part of ["type", "apiVersion", "name"])
      if (value[part] === undefined) problems.push(`properties.template.${at}.${part} is required`);
    const { type, name, properties: inner } = value;
    const decided = typeof type === "string" && typeof name === "string" && !isUndecided(type) && !isUndecided(name);
    if (decided && !name.startsWith("["))
      if (type.split("/").length !== name.split("/").length + 1)
        problems.push(`properties.template.${at}.name must have a part for each of ${type}, got '${name}'`);
    if (isObject(inner))
      problems.push(...trafficProblems(inner.traffic, `properties.template.${at}.properties.traffic`));
  }
  return problems;
}

/** Owner, Contributor. Source: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const BROAD_ROLES = /(8e3af657-a8ff-443c-a75c-2fe8c4bcb635|b24988ac-6180-42a0-ab88-20f7382dd24c)$/i;

/** Azure takes a broad role on a whole subscription; this project gives none. */
function roleAssignment({ roleDefinitionId, scope, condition, conditionVersion }: Properties): string[] {
  const problems: string[] = [];
  if (/^\/subscriptions\/[^/]+\/?$/.test(String(scope)) && BROAD_ROLES.test(String(roleDefinitionId)))
    problems.push("Owner and Contributor are not given on a subscription");
  if ((condition === undefined) !== (conditionVersion === undefined))
    problems.push("condition and conditionVersion must be given together");
  return problems;
}

/** Source: https://learn.microsoft.com/azure/key-vault/keys/about-keys-details */
function key({ kty, keySize, curveName }: Properties): string[] {
  if (isUndecided(kty)) return [];
  const rsa = String(kty).startsWith("RSA");
  const problems = rsa && curveName !== undefined ? ["properties.curveName is for EC keys"] : [];
  if (keySize !== undefined && !isUndecided(keySize) && !(rsa && [2048, 3072, 4096].includes(Number(keySize))))
    problems.push(`properties.keySize must be 2048, 3072 or 4096, for RSA keys only, got ${keySize}`);
  return problems;
}

/** Source: https://learn.microsoft.com/azure/container-registry/container-registry-skus */
function registry({ sku, publicNetworkAccess, zoneRedundancy, dataEndpointEnabled, encryption, policies }: Properties) {
  if (!isObject(sku) || sku.name === "Premium" || isUndecided(sku.name)) return [];
  const retention =
    isObject(policies) && isObject(policies.retentionPolicy) ? policies.retentionPolicy.status : undefined;
  const premium = {
    "publicNetworkAccess Disabled": publicNetworkAccess === "Disabled",
    "zoneRedundancy Enabled": zoneRedundancy === "Enabled",
    dataEndpointEnabled: dataEndpointEnabled === true,
    "encryption enabled": isObject(encryption) && encryption.status === "enabled",
    "policies.retentionPolicy enabled": retention === "enabled",
  };
  return Object.entries(premium)
    .filter(([, wanted]) => wanted)
    .map(([what]) => `${what} needs the SKU Premium, got '${sku.name}'`);
}

function budget({ notifications }: Properties): string[] {
  if (!isObject(notifications)) return [];
  return Object.entries(notifications).flatMap(([key, notification]) => {
    if (!isObject(notification)) return [];
    const at = `notifications.${key}`;
    const threshold = outsideLimits({ threshold: { min: 0, max: 1000 } }, notification);
    const { contactEmails, contactGroups } = notification;
    const nobody = [contactEmails, contactGroups].every((list) => list === undefined || String(list) === "");
    return [
      ...threshold.map((problem) => `${at}.${problem}`),
      ...(nobody ? [`${at} must have one of contactEmails, contactGroups`] : []),
    ];
  });
}
