import type { Properties } from "../../support/value-paths.js";
import { azure } from "./azure.js";
import type { Contents, Entry } from "./inventory.js";

export const GROUP = "azure-native:resources:ResourceGroup";
export const DEPLOYMENT = "azure-native:resources:Deployment";
export const NETWORK = "azure-native:network:VirtualNetwork";
export const SUBNET = "azure-native:network:Subnet";
export const RULES = "azure-native:network:NetworkSecurityGroup";
export const NAT = "azure-native:network:NatGateway";
export const ADDRESS = "azure-native:network:PublicIPAddress";
export const PRIVATE_ENDPOINT = "azure-native:network:PrivateEndpoint";
export const ZONE_GROUP = "azure-native:network:PrivateDnsZoneGroup";
const ZONE = "azure-native:privatedns:PrivateZone";
export const LINK = "azure-native:privatedns:VirtualNetworkLink";
export const RECORD = "azure-native:privatedns:PrivateRecordSet";
export const IDENTITY = "azure-native:managedidentity:UserAssignedIdentity";
export const ROLE = "azure-native:authorization:RoleAssignment";
const LOCK = "azure-native:authorization:ManagementLockByScope";
export const VAULT = "azure-native:keyvault:Vault";
export const KEY = "azure-native:keyvault:Key";
export const STORAGE = "azure-native:storage:StorageAccount";
export const BLOBS = "azure-native:storage:BlobServiceProperties";
export const CONTAINER = "azure-native:storage:BlobContainer";
export const REGISTRY = "azure-native:containerregistry:Registry";
export const LOGS = "azure-native:operationalinsights:Workspace";
const INSIGHTS = "azure-native:applicationinsights:Component";
export const DIAGNOSTICS = "azure-native:monitor:DiagnosticSetting";
export const AUTOSCALE = "azure-native:monitor:AutoscaleSetting";
export const DISK_KEYS = "azure-native:compute:DiskEncryptionSet";
export const WORKSPACE = "azure-native:machinelearningservices:Workspace";
export const COMPUTE = "azure-native:machinelearningservices:Compute";
export const ENDPOINT = "azure-native:machinelearningservices:OnlineEndpoint";
export const ONLINE = "azure-native:machinelearningservices:OnlineDeployment";
export const ENVIRONMENT_VERSION = "azure-native:machinelearningservices:EnvironmentVersion";
export const APPS = "azure-native:app:ManagedEnvironment";
export const APP = "azure-native:app:ContainerApp";

export const SUBSCRIPTION = "/subscriptions/11111111-2222-3333-4444-555555555555";
export const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const ROLES = {
  contributor: "b24988ac-6180-42a0-ab88-20f7382dd24c",
  pull: "7f951dda-4ed3-4680-a7ca-43fe172d538d",
  blobReader: "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
  blobs: "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
  vault: "00482a5a-887f-4fb3-b363-3b7fe8e74483",
  encryption: "e147488a-f6f5-4113-8e2d-b22465e65bf6",
};

export let contents: Contents;
/** The resource group that everything is in. */
export let group: Entry;

/** An empty subscription with a resource group. */
export function reset(): void {
  azure.configure({ location: "swedencentral", subscriptionId: "11111111-2222-3333-4444-555555555555" });
  contents = { entries: [], changes: [], refusals: [] };
  group = create(GROUP, "group", { location: "swedencentral" });
}

/** Creates a resource as the core does. */
export function create(type: string, name: string, inputs: Properties): Entry {
  const entry = { type, name, ...azure.create({ type, name, inputs }, contents) };
  contents.entries.push(entry);
  contents.changes.push({ action: "create", type, name, id: entry.id });
  return entry;
}

/** Creates one in the resource group, in its region. */
export function make(type: string, name: string, inputs: Properties = {}): Entry {
  return create(type, name, { resourceGroupName: group.outputs.name, location: "swedencentral", ...inputs });
}

/** Creates one that has no region of its own. */
export function child(type: string, name: string, inputs: Properties): Entry {
  return create(type, name, { resourceGroupName: group.outputs.name, ...inputs });
}

/** Updates a resource as the core does. */
export function update(entry: Entry, inputs: Properties): Entry {
  const index = contents.entries.findIndex(({ id }) => id === entry.id);
  const current = contents.entries[index] as Entry;
  const request = { type: entry.type, name: entry.name, inputs: { ...current.inputs, ...inputs } };
  const updated = azure.update(current, request, contents);
  contents.entries[index] = updated;
  return updated;
}

export function remove(entry: Entry): void {
  const current = found(entry.id) as Entry;
  const left = azure.delete(current, contents);
  contents.entries = [...contents.entries.filter((other) => other !== current), ...left];
}

export function found(id: string): Entry | undefined {
  return contents.entries.find((entry) => entry.id === id);
}

export function network() {
  const net = make(NETWORK, "net", { addressSpace: { addressPrefixes: ["10.20.0.0/16"] } });
  const rules = make(RULES, "net-rules");
  const subnet = (subnetName: string, third: number, inputs: Properties = {}) =>
    child(SUBNET, `net-${subnetName}`, {
      virtualNetworkName: net.outputs.name,
      subnetName,
      addressPrefix: `10.20.${third}.0/24`,
      networkSecurityGroup: { id: rules.id },
      ...inputs,
    });
  return { net, rules, subnet };
}

export function identity(name: string): Entry {
  return make(IDENTITY, name);
}

export function grant(principal: Entry, role: string, scope: string): Entry {
  return create(ROLE, "grant", {
    principalId: principal.outputs.principalId,
    principalType: "ServicePrincipal",
    roleDefinitionId: `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
    scope,
  });
}

export function vault(properties: Properties = {}, name = "vault"): Entry {
  return make(VAULT, name, {
    properties: {
      tenantId: "00000000-0000-0000-0000-000000000003",
      sku: { family: "A", name: "standard" },
      enableRbacAuthorization: true,
      ...properties,
    },
  });
}

export function key(protectedVault = true) {
  const keys = vault(protectedVault ? { enablePurgeProtection: true } : {}, "keys");
  const made = child(KEY, "key", {
    vaultName: keys.outputs.vaultName,
    keyName: "key",
    properties: { kty: "RSA", keySize: 3072 },
  });
  return { keys, key: made };
}

export function storage(name: string, inputs: Properties = {}): Entry {
  return make(STORAGE, name, { kind: "StorageV2", sku: { name: "Standard_LRS" }, ...inputs });
}

export function zone(privateZoneName = "privatelink.blob.core.windows.net", inputs: Properties = {}): Entry {
  return make(ZONE, "zone", { privateZoneName, location: "global", ...inputs });
}

export function link(made: Entry, net: Entry, name = "link"): Entry {
  return child(LINK, name, {
    privateZoneName: made.outputs.name,
    location: "global",
    registrationEnabled: false,
    virtualNetwork: { id: net.id },
  });
}

export function lock(scope: string): Entry {
  return create(LOCK, "lock", { scope, level: "CanNotDelete" });
}

export function privateEndpoint(subnet: Entry, target: Entry): Entry {
  return make(PRIVATE_ENDPOINT, "data", {
    subnet: { id: subnet.id },
    privateLinkServiceConnections: [{ name: "blob", privateLinkServiceId: target.id, groupIds: ["blob"] }],
  });
}

/** A workspace and all that it works with; `without` leaves out a role of its identity. */
export function workspace(without = "", inputs: Properties = {}) {
  const account = storage("studio");
  const secrets = vault();
  const registry = make(REGISTRY, "studioregistry", { sku: { name: "Premium" } });
  const logs = make(LOGS, "studio-logs", { sku: { name: "PerGB2018" } });
  const insights = make(INSIGHTS, "studio-insights", {
    applicationType: "web",
    kind: "web",
    workspaceResourceId: logs.id,
  });
  const server = identity("studio-identity");
  const needs: [string, string, Entry][] = [
    ["storage", ROLES.contributor, account],
    ["blobs", ROLES.blobs, account],
    ["vault", ROLES.contributor, secrets],
    ["secrets", ROLES.vault, secrets],
    ["registry", ROLES.contributor, registry],
    ["insights", ROLES.contributor, insights],
  ];
  for (const [need, role, target] of needs) if (need !== without) grant(server, role, target.id);
  const studio = make(WORKSPACE, "studio", {
    kind: "Default",
    sku: { name: "Basic" },
    storageAccount: account.id,
    keyVault: secrets.id,
    containerRegistry: registry.id,
    applicationInsights: insights.id,
    identity: { type: "UserAssigned", userAssignedIdentities: [server.id] },
    primaryUserAssignedIdentity: server.id,
    managedNetwork: { isolationMode: "AllowInternetOutbound" },
    ...inputs,
  });
  return { studio, account, registry };
}

/** An endpoint with a deployment, `blue`. */
export function served() {
  const { studio, account, registry } = workspace();
  const server = identity("chat-identity");
  grant(server, ROLES.pull, registry.id);
  grant(server, ROLES.blobReader, account.id);
  const endpoint = online(studio, server);
  return { studio, server, endpoint, blue: deployment(studio, endpoint, "blue") };
}

export function online(studio: Entry, server: Entry, inputs: Properties = {}): Entry {
  return make(ENDPOINT, "chat", {
    workspaceName: studio.outputs.name,
    endpointName: "chat-1",
    kind: "Managed",
    identity: { type: "UserAssigned", userAssignedIdentities: [server.id] },
    properties: { authMode: "AADToken", publicNetworkAccess: "Disabled" },
    tags: { team: "ml" },
    ...inputs,
  });
}

export function deployment(studio: Entry, endpoint: Entry, deploymentName: string): Entry {
  return make(ONLINE, `chat-${deploymentName}`, {
    workspaceName: studio.outputs.name,
    endpointName: endpoint.outputs.name,
    deploymentName,
    sku: { name: "Default", capacity: 1 },
    properties: { endpointComputeType: "Managed", instanceType: "Standard_NC24ads_A100_v4" },
  });
}

/** Writes an endpoint by an ARM deployment. */
export function traffic(endpoint: Entry, shares: Properties, body: Properties = {}, name = "chat-traffic"): Entry {
  const { workspaceName, endpointName, kind, identity, tags, properties } = endpoint.inputs;
  return child(DEPLOYMENT, name, {
    properties: {
      mode: "Incremental",
      template: {
        $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        contentVersion: "1.0.0.0",
        resources: [
          {
            type: "Microsoft.MachineLearningServices/workspaces/onlineEndpoints",
            apiVersion: "2025-12-01",
            name: `${workspaceName}/${endpointName}`,
            location: "swedencentral",
            kind,
            identity: mapped(identity as Properties),
            tags,
            properties: { ...(properties as Properties), traffic: shares },
            ...body,
          },
        ],
      },
    },
  });
}

/** An identity as Azure takes it, with a map in place of the list. */
export function mapped({ type, userAssignedIdentities }: Properties): Properties {
  return {
    type,
    userAssignedIdentities: Object.fromEntries((userAssignedIdentities as string[]).map((id) => [id, {}])),
  };
}

export function trafficOf(endpoint: Entry): unknown {
  return ((found(endpoint.id) as Entry).outputs.properties as Properties).traffic;
}

export function apps(subnet: Entry, inputs: Properties = {}): Entry {
  return make(APPS, "apps", {
    vnetConfiguration: { infrastructureSubnetId: subnet.id, internal: true },
    workloadProfiles: [{ name: "Consumption", workloadProfileType: "Consumption" }],
    ...inputs,
  });
}

export const DELEGATED = { delegations: [{ name: "apps", serviceName: "Microsoft.App/environments" }] };

export function app(environment: Entry, inputs: Properties = {}): Entry {
  return make(APP, "chat", {
    environmentId: environment.id,
    workloadProfileName: "Consumption",
    configuration: { ingress: { external: true, targetPort: 8000 } },
    template: { containers: [{ name: "server", image: "image" }] },
    ...inputs,
  });
}
