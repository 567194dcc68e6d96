import { isObject, type Properties, stringsAt } from "../../support/value-paths.js";
import { byId, guid, hex, isSame, type Kind, live, type Making } from "./azure-kinds.js";
import { cannotEncrypt } from "./azure-roles.js";
import type { Entry } from "./inventory.js";

export const STORAGE = "azure-native:storage:StorageAccount";
export const VAULT = "azure-native:keyvault:Vault";
export const REGISTRY = "azure-native:containerregistry:Registry";
export const INSIGHTS = "azure-native:applicationinsights:Component";
export const LOGS = "azure-native:operationalinsights:Workspace";
const ACTION_GROUP = "azure-native:monitor:ActionGroup";
const AUTOSCALE = "azure-native:monitor:AutoscaleSetting";
const BUDGET = "azure-native:consumption:Budget";

const IN_ACCOUNT = "<group>/providers/Microsoft.Storage/storageAccounts/<accountName>";
const CREATED = "2026-11-02T17:00:00Z";

/** What holds data and secrets, and what watches over them. */
export const SERVICES: Readonly<Record<string, Kind>> = {
  "azure-native:resources:ResourceGroup": {
    id: "<subscription>/resourceGroups/<resourceGroupName>",
    outputs: () => ({ properties: { provisioningState: "Succeeded" } }),
  },
  [VAULT]: {
    id: "<group>/providers/Microsoft.KeyVault/vaults/<vaultName>",
    outputs: ({ inputs }) => ({
      properties: { vaultUri: `https://${inputs.vaultName}.vault.azure.net/`, provisioningState: "Succeeded" },
    }),
    unique: { in: "Azure", code: "VaultAlreadyExists" },
    // https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview
    fixed: ["properties.softDeleteRetentionInDays"],
    keeps: ({ inputs: { properties } }) => {
      const { softDeleteRetentionInDays: days = 90, enablePurgeProtection } = isObject(properties) ? properties : {};
      return `soft-deleted for ${days} days${enablePurgeProtection === true ? ", and nobody can purge it before" : ""}`;
    },
  },
  "azure-native:keyvault:Key": {
    id: "<group>/providers/Microsoft.KeyVault/vaults/<vaultName>/keys/<keyName>",
    outputs: ({ inputs }) => {
      const keyUri = `https://${inputs.vaultName}.vault.azure.net/keys/${inputs.keyName}`;
      return { keyUri, keyUriWithVersion: `${keyUri}/${hex(32)}`, attributes: { enabled: true } };
    },
    // Resource Manager only ever creates a key: https://learn.microsoft.com/rest/api/keyvault/keyvault/keys/create-if-not-exist
    fixed: ["properties", "tags"],
    refuseDeletion: ({ id }, contents) => {
      const vault = byId(contents, id.replace(/\/keys\/[^/]+$/i, ""), [VAULT]);
      // The provider deletes keys by the vault's own address.
      if (isClosed(vault))
        return `ForbiddenByConnection: Public network access is disabled and the request is not from a trusted service: ${id}`;
      return stringsAt(vault?.inputs, "properties.networkAcls.defaultAction")[0] === "Deny"
        ? `ForbiddenByFirewall: Client address is not authorized and caller is not a trusted service: ${id}`
        : undefined;
    },
  },
  [STORAGE]: {
    id: IN_ACCOUNT,
    outputs: ({ inputs }) => ({
      primaryEndpoints: Object.fromEntries(
        ["blob", "dfs", "file", "queue", "table"].map((part) => [
          part,
          `https://${inputs.accountName}.${part}.core.windows.net/`,
        ]),
      ),
      primaryLocation: inputs.location,
      statusOfPrimary: "available",
      creationTime: CREATED,
      provisioningState: "Succeeded",
    }),
    unique: { in: "Azure", code: "StorageAccountAlreadyTaken" },
    // "Once set, this property cannot be updated" and the like: the typings.
    fixed: ["encryption.requireInfrastructureEncryption"],
    refuse: (making) => {
      const { encryption } = making.inputs;
      const [uri] = stringsAt(encryption, "keyVaultProperties.keyVaultUri");
      const [identity] = stringsAt(encryption, "encryptionIdentity.encryptionUserAssignedIdentity");
      return uri === undefined ? undefined : cannotEncrypt(making, `${uri.replace(/\/$/, "")}/`, identity);
    },
  },
  "azure-native:storage:BlobServiceProperties": { id: `${IN_ACCOUNT}/blobServices/<blobServicesName>`, setting: true },
  "azure-native:storage:FileServiceProperties": { id: `${IN_ACCOUNT}/fileServices/<fileServicesName>`, setting: true },
  "azure-native:storage:ManagementPolicy": {
    id: `${IN_ACCOUNT}/managementPolicies/<managementPolicyName>`,
    outputs: () => ({ lastModifiedTime: CREATED }),
  },
  "azure-native:storage:BlobContainer": {
    id: `${IN_ACCOUNT}/blobServices/default/containers/<containerName>`,
    outputs: () => ({ etag: `"0x${hex(15)}"`, hasImmutabilityPolicy: false, hasLegalHold: false }),
  },
  "azure-native:storage:FileShare": {
    id: `${IN_ACCOUNT}/fileServices/default/shares/<shareName>`,
    outputs: () => ({ etag: `"0x${hex(15)}"`, lastModifiedTime: CREATED }),
  },
  [REGISTRY]: {
    id: "<group>/providers/Microsoft.ContainerRegistry/registries/<registryName>",
    outputs: ({ inputs }) => ({
      loginServer: `${inputs.registryName}.azurecr.io`.toLowerCase(),
      creationDate: CREATED,
      provisioningState: "Succeeded",
    }),
    unique: { in: "Azure", code: "AlreadyInUse" },
    // https://learn.microsoft.com/azure/container-registry/tutorial-enable-customer-managed-keys: only a new registry
    fixed: ["encryption?"],
    refuse: (making) => {
      const [key] = stringsAt(making.inputs, "encryption.keyVaultProperties.keyIdentifier");
      const [identity] = stringsAt(making.inputs, "encryption.keyVaultProperties.identity");
      return key === undefined ? undefined : cannotEncrypt(making, key, identity);
    },
  },
  [LOGS]: {
    id: "<group>/providers/Microsoft.OperationalInsights/workspaces/<workspaceName>",
    outputs: () => ({ customerId: guid(), createdDate: CREATED, provisioningState: "Succeeded" }),
    // https://learn.microsoft.com/azure/azure-monitor/logs/delete-workspace
    keeps: () => "soft-deleted for 14 days",
  },
  [INSIGHTS]: {
    id: "<group>/providers/Microsoft.Insights/components/<resourceName>",
    outputs: ({ inputs }) => {
      const instrumentationKey = guid();
      const connectionString = `InstrumentationKey=${instrumentationKey};IngestionEndpoint=https://${inputs.location}-0.in.applicationinsights.azure.com/`;
      return {
        appId: guid(),
        instrumentationKey,
        connectionString,
        creationDate: CREATED,
        provisioningState: "Succeeded",
      };
    },
    refers: { workspaceResourceId: { to: [LOGS] } },
  },
  [ACTION_GROUP]: { id: "<group>/providers/Microsoft.Insights/actionGroups/<actionGroupName>" },
  "azure-native:monitor:MetricAlert": {
    id: "<group>/providers/Microsoft.Insights/metricAlerts/<ruleName>",
    refers: { "scopes[]": { to: [] }, "actions[].actionGroupId": { to: [ACTION_GROUP] } },
  },
  "azure-native:monitor:DiagnosticSetting": {
    id: "<resourceUri>/providers/Microsoft.Insights/diagnosticSettings/<name>",
    parent: "<resourceUri>",
    refers: { workspaceId: { to: [LOGS] }, storageAccountId: { to: [STORAGE] } },
  },
  [AUTOSCALE]: {
    id: "<group>/providers/Microsoft.Insights/autoscaleSettings/<autoscaleSettingName>",
    refers: {
      targetResourceUri: { to: [] },
      "profiles[].rules[].metricTrigger.metricResourceUri": { to: [] },
    },
    refuse: scaledTwice,
  },
  [BUDGET]: {
    id: "<scope>/providers/Microsoft.Consumption/budgets/<budgetName>",
    parent: "<scope>",
    outputs: () => ({ currentSpend: { amount: 0, unit: "USD" } }),
    // "Start date of budgets cannot be updated": https://github.com/Azure/azure-quickstart-templates/issues/7095
    fixed: ["timePeriod.startDate"],
    refuse: budgetRefusal,
  },
};

/** Whether a vault is reached by private endpoints alone. */
export function isClosed(vault: Entry | undefined): boolean {
  return stringsAt(vault?.inputs, "properties.publicNetworkAccess")[0] === "Disabled";
}

/** A resource has one setting: https://learn.microsoft.com/azure/azure-monitor/autoscale/autoscale-best-practices */
function scaledTwice({ id, inputs, contents }: Making): string | undefined {
  const target = (settings: Properties) => String(settings.targetResourceUri);
  const other = live(contents, [AUTOSCALE]).find(
    (entry: Entry) => !isSame(entry.id, id) && isSame(target(entry.inputs), target(inputs)),
  );
  return other && `Conflict: ${target(inputs)} has the autoscale setting ${other.id} already`;
}

/** What a new budget starts with, and whom it tells: https://learn.microsoft.com/rest/api/consumption/budgets/create-or-update */
function budgetRefusal({ id, inputs, contents }: Making): string | undefined {
  const [start = ""] = stringsAt(inputs, "timePeriod.startDate");
  const isNew = !contents.changes.some((change) => isSame(change.id, id));
  if (isNew && start < new Date().toISOString().slice(0, 7))
    return `BadRequest: Start date for monthly time grain should not be prior to the current month: ${start}`;
  const notifications = isObject(inputs.notifications) ? Object.values(inputs.notifications) : [];
  const missing = notifications
    .flatMap((notification) => stringsAt(notification, "contactGroups[]"))
    .find((group) => byId(contents, group, [ACTION_GROUP]) === undefined);
  return missing && `ResourceNotFound: there is no ${ACTION_GROUP} ${missing}`;
}
