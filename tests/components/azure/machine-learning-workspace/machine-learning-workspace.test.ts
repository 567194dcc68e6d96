import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import type { DeletionLock } from "../../../../components/azure/deletion-lock.js";
import type { EncryptionKey } from "../../../../components/azure/key-vault-key.js";
import {
  MachineLearningWorkspace,
  type MachineLearningWorkspaceArgs,
} from "../../../../components/azure/machine-learning-workspace/machine-learning-workspace.js";
import { ROLES, type Role } from "../../../../components/azure/role-assignment.js";
import { deploy } from "../../../support/mocks.js";

const COMPONENT = "ai-stack:azure:MachineLearningWorkspace::platform"; // spelled out: a changed token replaces users' state
const STORAGE = "ai-stack:azure:PrivateStorageAccount::platform-storage";
const VAULT = "azure-native:keyvault:Vault::platform-vault";
const REGISTRY = "azure-native:containerregistry:Registry::platformregistry";
const LOGS = "azure-native:operationalinsights:Workspace::platform-logs";
const INSIGHTS = "azure-native:applicationinsights:Component::platform-insights";
const IDENTITY = "azure-native:managedidentity:UserAssignedIdentity::platform-identity";
const JOBS_IDENTITY = "azure-native:managedidentity:UserAssignedIdentity::platform-jobs-identity";
const WORKSPACE = "azure-native:machinelearningservices:Workspace::platform";
const CLUSTER = "azure-native:machinelearningservices:Compute::platform-cluster";
const DIAGNOSTICS = "azure-native:monitor:DiagnosticSetting::platform-diagnostics";
const LOCK = "azure-native:authorization:ManagementLockByScope::platform-lock";
const instance = (user: string) => `azure-native:machinelearningservices:Compute::platform-user-${user}`;
const role = (suffix: string) => `azure-native:authorization:RoleAssignment::platform-${suffix}`;
const endpoint = (part: string) => `azure-native:network:PrivateEndpoint::platform-${part}`;
const zones = (part: string) => `azure-native:network:PrivateDnsZoneGroup::platform-${part}-zones`;
const rule = (host: string) => `azure-native:machinelearningservices:ManagedNetworkSettingsRule::platform-host-${host}`;

const TENANT = "00000000-0000-0000-0000-000000000001";
const OBJECT = "00000000-0000-0000-0000-00000000000a";
const calls = { "azure-native:authorization:getClientConfig": { tenantId: TENANT, subscriptionId: "subscription" } };

const zone = (domain: string) => `/group/privateDnsZones/${domain}`;
const args: MachineLearningWorkspaceArgs = {
  resourceGroupName: "group",
  location: "swedencentral",
  privateLink: {
    subnetId: "/network/subnets/private-endpoints",
    zoneIds: {
      blob: zone("blob"),
      file: zone("file"),
      vault: zone("vault"),
      registry: zone("registry"),
      workspace: zone("workspace"),
      notebooks: zone("notebooks"),
    },
  },
  users: [{ name: "ana" }],
};
const key: EncryptionKey = {
  keyVaultId: "/vaults/keys",
  keyVaultUri: "https://keys.vault.azure.net/",
  keyName: "data",
  keyUri: "https://keys.vault.azure.net/keys/data",
  keyUriWithVersion: "https://keys.vault.azure.net/keys/data/1",
  identityId: "/identities/encryption",
  identityClientId: "client",
};
const deployed = (more: Partial<MachineLearningWorkspaceArgs> = {}) =>
  deploy(() => new MachineLearningWorkspace("platform", { ...args, ...more }), calls);

const withObject = { users: [{ name: "ana", objectId: OBJECT }] };
const withCluster = { computeCluster: { vmSize: "Standard_DS3_v2", maxNodes: 4 } };
const approved = { outbound: "approved", approvedHosts: ["huggingface.co", "*.docker.io", "docker.io"] } as const;

/** The instance's own properties. */
const instanceOf = async (user: string, more: Partial<MachineLearningWorkspaceArgs> = {}) =>
  (await deployed(more)).inputs[instance(user)]?.properties.properties;

test("registers a workspace that serves models with what it works with, and no machines", async () => {
  const { tree } = await deployed({ users: [] });
  expect(tree).toEqual([
    "ai-stack:azure:MachineLearningWorkspace platform",
    "  ai-stack:azure:PrivateStorageAccount platform-storage",
    "    azure-native:network:PrivateDnsZoneGroup platform-storage-blob-zones",
    "    azure-native:network:PrivateDnsZoneGroup platform-storage-file-zones",
    "    azure-native:network:PrivateEndpoint platform-storage-blob",
    "    azure-native:network:PrivateEndpoint platform-storage-file",
    "    azure-native:storage:BlobServiceProperties platform-storage-blob-service",
    "    azure-native:storage:ManagementPolicy platform-storage-lifecycle",
    "    azure-native:storage:StorageAccount platformstorage",
    "  azure-native:applicationinsights:Component platform-insights",
    "  azure-native:authorization:RoleAssignment platform-identity-blob-endpoint-reader",
    "  azure-native:authorization:RoleAssignment platform-identity-endpoint-approver",
    "  azure-native:authorization:RoleAssignment platform-identity-file-endpoint-reader",
    "  azure-native:authorization:RoleAssignment platform-identity-insights-manager",
    "  azure-native:authorization:RoleAssignment platform-identity-registry-manager",
    "  azure-native:authorization:RoleAssignment platform-identity-storage-blobs",
    "  azure-native:authorization:RoleAssignment platform-identity-storage-files",
    "  azure-native:authorization:RoleAssignment platform-identity-storage-manager",
    "  azure-native:authorization:RoleAssignment platform-identity-vault-manager",
    "  azure-native:authorization:RoleAssignment platform-identity-vault-secrets",
    "  azure-native:authorization:RoleAssignment platform-identity-workspace-manager",
    "  azure-native:containerregistry:Registry platformregistry",
    "  azure-native:keyvault:Vault platform-vault",
    "  azure-native:machinelearningservices:Workspace platform",
    "  azure-native:managedidentity:UserAssignedIdentity platform-identity",
    "  azure-native:monitor:DiagnosticSetting platform-diagnostics",
    "  azure-native:network:PrivateDnsZoneGroup platform-registry-zones",
    "  azure-native:network:PrivateDnsZoneGroup platform-vault-zones",
    "  azure-native:network:PrivateDnsZoneGroup platform-workspace-zones",
    "  azure-native:network:PrivateEndpoint platform-registry",
    "  azure-native:network:PrivateEndpoint platform-vault",
    "  azure-native:network:PrivateEndpoint platform-workspace",
    "  azure-native:operationalinsights:Workspace platform-logs",
  ]);
});

test("is documented by its args, defaults included, but zones and key, which its children would wait for", async () => {
  const { inputs } = await deployed({ encryptionKey: key });
  expect(inputs[COMPONENT]).toEqual({
    resourceGroupName: "group",
    location: "swedencentral",
    users: [{ name: "ana" }],
    idleTimeoutMinutes: 60,
    vmSize: "Standard_DS3_v2",
    outbound: "internet",
    approvedHosts: [],
  });
});

test("makes a private workspace that takes no account keys and acts as its identity", async () => {
  const { inputs } = await deployed();
  expect(inputs[WORKSPACE]).toEqual({
    resourceGroupName: "group",
    location: "swedencentral",
    kind: "Default",
    sku: { name: "Basic", tier: "Basic" },
    friendlyName: "ai-stack test platform",
    storageAccount: "<platformstorage.id>",
    keyVault: "<platform-vault.id>",
    containerRegistry: "<platformregistry.id>",
    applicationInsights: "<platform-insights.id>",
    identity: { type: "UserAssigned", userAssignedIdentities: ["<platform-identity.id>"] },
    primaryUserAssignedIdentity: "<platform-identity.id>",
    systemDatastoresAuthMode: "Identity",
    publicNetworkAccess: "Disabled",
    v1LegacyMode: false,
    managedNetwork: { isolationMode: "AllowInternetOutbound", enableNetworkMonitor: false }, // the SDK's own default
    provisionNetworkNow: true,
  });
});

test("the identity manages what the workspace works with and nothing else", async () => {
  const { inputs } = await deployed({ users: [] });
  const granted = Object.entries(inputs)
    .filter(([name]) => name.startsWith(role("")))
    .map(([name, { principalId, roleDefinitionId, scope }]) => [
      name.slice(role("identity-").length),
      Object.keys(ROLES).find((known) => roleDefinitionId.endsWith(ROLES[known as Role])),
      scope,
      principalId,
    ]);
  const principal = "<platform-identity.principalId>";
  expect(granted.sort()).toEqual([
    ["blob-endpoint-reader", "Reader", "<platform-storage-blob.id>", principal],
    [
      "endpoint-approver",
      "AzureAiEnterpriseNetworkConnectionApprover",
      "/subscriptions/subscription/resourceGroups/group",
      principal,
    ],
    ["file-endpoint-reader", "Reader", "<platform-storage-file.id>", principal],
    ["insights-manager", "Contributor", "<platform-insights.id>", principal],
    ["registry-manager", "Contributor", "<platformregistry.id>", principal],
    ["storage-blobs", "StorageBlobDataContributor", "<platformstorage.id>", principal],
    ["storage-files", "StorageFileDataPrivilegedContributor", "<platformstorage.id>", principal],
    ["storage-manager", "Contributor", "<platformstorage.id>", principal],
    ["vault-manager", "Contributor", "<platform-vault.id>", principal],
    ["vault-secrets", "KeyVaultAdministrator", "<platform-vault.id>", principal],
    ["workspace-manager", "Contributor", "<platform.id>", principal],
  ]);
});

test("makes the workspace once the identity has its roles, and vault and registry are found by name", async () => {
  const { resources } = await deployed();
  const grants = Object.keys(resources).filter(
    (name) => name.startsWith(role("identity-")) && name !== role("identity-workspace-manager"),
  );
  expect(grants).toHaveLength(10);
  expect(resources[WORKSPACE]?.dependencies).toEqual(
    expect.arrayContaining([...grants, zones("vault"), zones("registry")]),
  );
});

test("waits for roles that are not known everywhere yet, and for the workspace's network", async () => {
  const { resources } = await deployed({ ...approved, ...withCluster });
  for (const waiting of [WORKSPACE, REGISTRY, instance("ana"), CLUSTER, rule("docker.io")])
    expect(resources[waiting]?.errorHooks).toEqual(["azure-directory-propagation"]);
  expect(resources[WORKSPACE]?.customTimeouts).toEqual({ create: "120m", update: "120m", delete: "60m" });
  for (const slow of [instance("ana"), CLUSTER, rule("docker.io")])
    expect(resources[slow]?.customTimeouts).toEqual({ create: "60m", update: "60m", delete: "60m" });
});

test("keeps the vault to roles, and for 7 days after it is deleted", async () => {
  const { inputs } = await deployed();
  expect(inputs[VAULT]?.properties).toMatchObject({
    tenantId: TENANT,
    sku: { family: "A", name: "standard" },
    enableRbacAuthorization: true,
    enableSoftDelete: true,
    softDeleteRetentionInDays: 7,
    publicNetworkAccess: "Disabled",
    networkAcls: { bypass: "AzureServices", defaultAction: "Deny" },
  });
  expect(inputs[VAULT]?.properties).not.toHaveProperty("enablePurgeProtection");
});

test("keeps the registry to those who sign in, in the network or as services that Azure trusts", async () => {
  const { inputs } = await deployed();
  expect(inputs[REGISTRY]).toMatchObject({
    location: "swedencentral",
    sku: { name: "Premium" },
    adminUserEnabled: false,
    anonymousPullEnabled: false,
    publicNetworkAccess: "Disabled",
    networkRuleSet: { defaultAction: "Deny" },
    networkRuleBypassOptions: "AzureServices",
    policies: { exportPolicy: { status: "disabled" } },
  });
});

test.each([
  ["vault", "vault", "<platform-vault.id>", ["vault"]],
  ["registry", "registry", "<platformregistry.id>", ["registry"]],
  ["workspace", "amlworkspace", "<platform.id>", ["workspace", "notebooks"]],
])("has an address in the network for the %s", async (part, groupId, target, domains) => {
  const { inputs } = await deployed();
  expect(inputs[endpoint(part)]).toMatchObject({
    subnet: { id: "/network/subnets/private-endpoints" },
    privateLinkServiceConnections: [{ name: groupId, privateLinkServiceId: target, groupIds: [groupId] }],
  });
  expect(inputs[zones(part)]?.privateDnsZoneConfigs).toEqual(
    domains.map((domain) => ({ name: domain, privateDnsZoneId: zone(domain) })),
  );
});

test("lets in logs and measurements by Entra roles alone", async () => {
  const { inputs } = await deployed();
  expect(inputs[LOGS]?.features).toEqual({
    disableLocalAuth: true,
    enableLogAccessUsingOnlyResourcePermissions: true,
  });
});

test("writes all logs of the workspace, and Application Insights' data, to Log Analytics for 30 days", async () => {
  const { inputs } = await deployed();
  expect(inputs[LOGS]).toMatchObject({ sku: { name: "PerGB2018" }, retentionInDays: 30 });
  expect(inputs[INSIGHTS]).toMatchObject({
    kind: "web",
    applicationType: "web",
    ingestionMode: "LogAnalytics",
    workspaceResourceId: "<platform-logs.id>",
  });
  expect(inputs[DIAGNOSTICS]).toEqual({
    name: "log-analytics",
    resourceUri: "<platform.id>",
    workspaceId: "<platform-logs.id>",
    logs: [{ categoryGroup: "allLogs", enabled: true }],
  });
});

test("gives a user a small machine without public address or keys, stopped after an idle hour", async () => {
  const { inputs } = await deployed();
  expect(inputs[instance("ana")]).toMatchObject({
    resourceGroupName: "group",
    workspaceName: "<platform.name>",
    location: "swedencentral",
    properties: { computeType: "ComputeInstance", disableLocalAuth: true },
  });
  expect(await instanceOf("ana")).toEqual({
    vmSize: "Standard_DS3_v2",
    applicationSharingPolicy: "Personal",
    computeInstanceAuthorizationType: "personal",
    enableNodePublicIp: false,
    sshSettings: { sshPublicAccess: "Disabled" },
    idleTimeBeforeShutdown: "PT60M",
  });
});

test.each([15, 4320])("stops an idle instance after %s minutes", async (idleTimeoutMinutes) => {
  expect(await instanceOf("ana", { idleTimeoutMinutes })).toMatchObject({
    idleTimeBeforeShutdown: `PT${idleTimeoutMinutes}M`,
  });
});

test("takes another size of machine", async () => {
  expect(await instanceOf("ana", { vmSize: "Standard_E4s_v3" })).toMatchObject({ vmSize: "Standard_E4s_v3" });
});

test("names an instance after its user in letters and digits, with an ending that no other workspace has", async () => {
  const { inputs } = await deployed({ users: [{ name: "ana.b-7@example.com" }, { name: "bo" }] });
  expect(inputs[instance("bo")]?.computeName).toMatch(/^bo[0-9a-f]{8}$/);
  expect(inputs[instance("ana.b-7@example.com")]?.computeName).toMatch(/^anab7[a-z0-9]{3,19}$/);
});

test("a user without object id gets no role, and the instance is that of whoever deploys", async () => {
  const { resources } = await deployed();
  expect(Object.keys(resources).filter((name) => name.startsWith(role("user-")))).toEqual([]);
});

test("a user with object id gets an instance of their own and the roles that work needs", async () => {
  const { inputs } = await deployed(withObject);
  expect(inputs[instance("ana")]?.properties.properties.personalComputeInstanceSettings).toEqual({
    assignedUser: { objectId: OBJECT, tenantId: TENANT },
  });
  const user = { principalId: OBJECT, principalType: "User" };
  const of = (name: Role) => expect.stringMatching(`${ROLES[name]}$`);
  expect(inputs).toMatchObject({
    [role("user-ana-scientist")]: { ...user, scope: "<platform.id>", roleDefinitionId: of("AzureMlDataScientist") },
    [role("user-ana-blobs")]: {
      ...user,
      scope: "<platformstorage.id>",
      roleDefinitionId: of("StorageBlobDataContributor"),
    },
    [role("user-ana-files")]: {
      ...user,
      scope: "<platformstorage.id>",
      roleDefinitionId: of("StorageFileDataPrivilegedContributor"),
    },
  });
});

test("keys instances by user: another one before leaves the first alone", async () => {
  const one = await deployed();
  const two = await deployed({ users: [{ name: "bo" }, { name: "ana" }] });
  expect(two.inputs[instance("ana")]).toEqual(one.inputs[instance("ana")]);
});

test("replaces an instance that is changed, the old one first: Azure changes none, and its name is taken", async () => {
  const { resources } = await deployed();
  expect(resources[instance("ana")]).toMatchObject({ replaceOnChanges: ["properties"], deleteBeforeReplace: true });
});

test("starts machines once the workspace is reached, its identity can stop them and hosts are approved", async () => {
  const { resources } = await deployed({ ...approved, ...withCluster });
  for (const machine of [instance("ana"), CLUSTER])
    expect(resources[machine]?.dependencies).toEqual(
      expect.arrayContaining([
        zones("workspace"),
        role("identity-workspace-manager"),
        rule("huggingface.co"),
        rule("docker.io"),
      ]),
    );
});

test("starts a user's instance once the user has the roles", async () => {
  const { resources } = await deployed(withObject);
  expect(resources[instance("ana")]?.dependencies).toEqual(
    expect.arrayContaining([role("user-ana-scientist"), role("user-ana-blobs"), role("user-ana-files")]),
  );
});

test("leaves machines, rules and the roles on it to go with the workspace", async () => {
  const { resources } = await deployed({ ...approved, ...withCluster, ...withObject });
  const going = [instance("ana"), CLUSTER, rule("docker.io"), role("identity-workspace-manager")];
  for (const name of [...going, role("user-ana-scientist")]) expect(resources[name]?.deletedWith).toBe(WORKSPACE);
});

test("leaves roles on the account, which a lock would hold, behind, or to go with the account", async () => {
  const { resources } = await deployed({ ...withCluster, ...withObject });
  for (const suffix of ["storage-manager", "storage-blobs", "storage-files"])
    expect(resources[role(`identity-${suffix}`)]?.retainOnDelete).toBe(true);
  expect(resources[role("jobs-blobs")]?.retainOnDelete).toBe(true);
  for (const suffix of ["blobs", "files"]) expect(resources[role(`user-ana-${suffix}`)]?.deletedWith).toBe(STORAGE);
});

test("has no cluster, and builds no images, by default", async () => {
  const { inputs } = await deployed();
  expect(inputs[CLUSTER]).toBeUndefined();
  expect(inputs[WORKSPACE]).not.toHaveProperty("imageBuildCompute");
});

test("makes a cluster of dedicated machines that grows from none, without public addresses or keys", async () => {
  const { inputs } = await deployed(withCluster);
  expect(inputs[CLUSTER]).toMatchObject({
    workspaceName: "<platform.name>",
    location: "swedencentral",
    identity: { type: "UserAssigned", userAssignedIdentities: ["<platform-jobs-identity.id>"] },
    properties: {
      computeType: "AmlCompute",
      disableLocalAuth: true,
      properties: {
        osType: "Linux",
        vmSize: "Standard_DS3_v2",
        vmPriority: "Dedicated",
        scaleSettings: { minNodeCount: 0, maxNodeCount: 4, nodeIdleTimeBeforeScaleDown: "PT10M" },
        enableNodePublicIp: false,
        remoteLoginPortPublicAccess: "Disabled",
      },
    },
  });
});

test("builds images on the cluster, by a name that Azure accepts", async () => {
  const { inputs } = await deployed(withCluster);
  expect(inputs[CLUSTER]?.computeName).toMatch(/^jobs[0-9a-f]{8}$/);
  expect(inputs[WORKSPACE]?.imageBuildCompute).toBe(inputs[CLUSTER]?.computeName);
});

test("jobs pull images and read and write blobs, which they can before they start", async () => {
  const { inputs, resources } = await deployed(withCluster);
  const principalId = "<platform-jobs-identity.principalId>";
  expect(inputs[role("jobs-images")]).toMatchObject({
    principalId,
    scope: "<platformregistry.id>",
    roleDefinitionId: expect.stringMatching(`${ROLES.AcrPull}$`),
  });
  expect(inputs[role("jobs-blobs")]).toMatchObject({
    principalId,
    scope: "<platformstorage.id>",
    roleDefinitionId: expect.stringMatching(`${ROLES.StorageBlobDataContributor}$`),
  });
  expect(resources[CLUSTER]?.dependencies).toEqual(expect.arrayContaining([role("jobs-images"), role("jobs-blobs")]));
});

test("replaces a cluster for another size of machine only, the old one first", async () => {
  const { resources } = await deployed(withCluster);
  expect(resources[CLUSTER]).toMatchObject({
    replaceOnChanges: ["properties.properties.vmSize"],
    deleteBeforeReplace: true,
  });
});

test("approved outbound reaches Azure's services alone, with the cheaper firewall where hosts need one", async () => {
  const { inputs, tree } = await deployed({ outbound: "approved" });
  expect(inputs[WORKSPACE]?.managedNetwork).toMatchObject({
    isolationMode: "AllowOnlyApprovedOutbound",
    firewallSku: "Basic",
  });
  expect(tree.filter((line) => line.includes("ManagedNetworkSettingsRule"))).toEqual([]);
});

test("approved hosts get a rule each, one after the other", async () => {
  const { inputs, resources } = await deployed(approved);
  const rules = { resourceGroupName: "group", workspaceName: "<platform.name>" };
  const properties = (destination: string) => ({ type: "FQDN", category: "UserDefined", destination });
  expect(inputs).toMatchObject({
    [rule("huggingface.co")]: { ...rules, ruleName: "host-huggingface-co", properties: properties("huggingface.co") },
    [rule("*.docker.io")]: { ...rules, ruleName: "host-any-docker-io", properties: properties("*.docker.io") },
    [rule("docker.io")]: { ...rules, ruleName: "host-docker-io", properties: properties("docker.io") },
  });
  expect(resources[rule("huggingface.co")]?.dependencies).toEqual([WORKSPACE]);
  expect(resources[rule("*.docker.io")]?.dependencies).toEqual([rule("huggingface.co"), WORKSPACE]);
  expect(resources[rule("docker.io")]?.dependencies).toEqual([rule("*.docker.io"), WORKSPACE]);
});

test("encrypts with Microsoft's keys by default", async () => {
  const { inputs } = await deployed();
  for (const store of [WORKSPACE, REGISTRY]) expect(inputs[store]).not.toHaveProperty("encryption");
  expect(inputs[STORAGE]).not.toHaveProperty("encryptionKey");
});

test("encrypts storage, images and the workspace's records with a given key, as the key's identity", async () => {
  const { inputs } = await deployed({ encryptionKey: key });
  expect(inputs["azure-native:storage:StorageAccount::platformstorage"]?.encryption).toMatchObject({
    keyVaultProperties: { keyVaultUri: "https://keys.vault.azure.net/", keyName: "data" },
  });
  expect(inputs[REGISTRY]).toMatchObject({
    identity: { type: "UserAssigned", userAssignedIdentities: { "/identities/encryption": {} } },
    encryption: {
      status: "enabled",
      keyVaultProperties: { identity: "client", keyIdentifier: "https://keys.vault.azure.net/keys/data" },
    },
  });
  expect(inputs[WORKSPACE]).toMatchObject({
    identity: { userAssignedIdentities: ["<platform-identity.id>", "/identities/encryption"] },
    primaryUserAssignedIdentity: "<platform-identity.id>",
    enableServiceSideCMKEncryption: true,
    encryption: {
      status: "Enabled",
      identity: { userAssignedIdentity: "/identities/encryption" },
      keyVaultProperties: {
        keyVaultArmId: "/vaults/keys",
        keyIdentifier: "https://keys.vault.azure.net/keys/data/1",
      },
    },
  });
});

test("lets the workspace be when its key is rotated", async () => {
  const { resources } = await deployed({ encryptionKey: key });
  expect(resources[WORKSPACE]?.ignoreChanges).toEqual(["encryption.keyVaultProperties.keyIdentifier"]);
});

test("has no lock by default: destroy deletes everything", async () => {
  const { inputs } = await deployed();
  expect(inputs[LOCK]).toBeUndefined();
});

test.each<[DeletionLock, boolean]>([
  ["on", true],
  ["releasing", false],
])("deletionLock: %s locks the storage account, and keeps the vault for 90 days", async (deletionLock, retained) => {
  const { inputs, resources } = await deployed({ deletionLock });
  expect(inputs[LOCK]).toMatchObject({ scope: "<platformstorage.id>", level: "CanNotDelete" });
  expect(resources[LOCK]?.retainOnDelete).toBe(retained);
  expect(inputs[VAULT]?.properties).toMatchObject({ enablePurgeProtection: true, softDeleteRetentionInDays: 90 });
});

test("a lock goes before the workspace and the account's private endpoints, which it would hold", async () => {
  const { resources } = await deployed({ deletionLock: "releasing" });
  expect(resources[LOCK]?.dependencies).toEqual(
    expect.arrayContaining([WORKSPACE, "azure-native:network:PrivateDnsZoneGroup::platform-storage-file-zones"]),
  );
});

test("publishes the contract, and what endpoints need", async () => {
  const { outputs } = await deployed();
  expect(outputs[COMPONENT]).toEqual({
    platformId: "<platform.id>",
    url: `https://ml.azure.com/?wsid=<platform.id>&tid=${TENANT}`,
    artifactsUrl: "https://<platformstorage.name>.blob.core.windows.net",
    workspaceName: "<platform.name>",
    workspaceId: "<platform.id>",
    storageAccountId: "<platformstorage.id>",
    storageAccountName: "<platformstorage.name>",
    containerRegistryId: "<platformregistry.id>",
    logAnalyticsWorkspaceId: "<platform-logs.id>",
    identityId: "<platform-identity.id>",
    identityPrincipalId: "<platform-identity.principalId>",
  });
});

/** Something in the workspace. */
class Part extends pulumi.CustomResource {
  constructor(name: string, workspace: pulumi.Input<string>) {
    super("test:index:Part", name, { workspace });
  }
}

test.each(["platformId", "workspaceId", "workspaceName"] as const)(
  "what takes %s from it waits until the workspace is reached, can start machines and approves hosts",
  async (output) => {
    const { resources } = await deploy(
      () => new Part("part", new MachineLearningWorkspace("platform", { ...args, ...approved })[output]),
      calls,
    );
    expect(resources["test:index:Part::part"]?.dependencies).toEqual(
      [
        WORKSPACE,
        zones("workspace"),
        role("identity-workspace-manager"),
        ...approved.approvedHosts.map((host) => rule(host)),
      ].sort(),
    );
  },
);

test("tags everything that takes tags", async () => {
  const { inputs } = await deployed({ ...withCluster, tags: { team: "ml" } });
  const tagged = [STORAGE, VAULT, REGISTRY, LOGS, INSIGHTS, IDENTITY, JOBS_IDENTITY, WORKSPACE, CLUSTER];
  const endpoints = ["vault", "registry", "workspace"].map(endpoint);
  for (const resource of [...tagged, instance("ana"), ...endpoints])
    expect(inputs[resource]).toMatchObject({ tags: { team: "ml" } });
});

const USERS = "names of up to 64 letters, digits and inner '.', '-', '_', '+' and '@'";
const HOSTS = "hosts in lower case such as huggingface.co or *.docker.io";
const of = (...names: string[]) => ({ users: names.map((name) => ({ name })) });

test.each<[Partial<MachineLearningWorkspaceArgs>, string]>([
  [{ location: "Sweden" }, `'location' must be a region's name such as swedencentral, got "Sweden"`],
  [of("ana b"), `'users' must be ${USERS}, got "ana b"`],
  [of("-ana"), `'users' must be ${USERS}, got "-ana"`],
  [of("ana."), `'users' must be ${USERS}, got "ana."`],
  [of("a".repeat(65)), `'users' must be ${USERS}, got "${"a".repeat(65)}"`],
  [of("ana", "Ana"), "'users' must differ from each other in letters and digits, got ana, Ana"],
  [of("a.b", "a-b"), "'users' must differ from each other in letters and digits, got a.b, a-b"],
  [{ idleTimeoutMinutes: 14 }, "'idleTimeoutMinutes' must be a whole number from 15 to 4320, got 14"],
  [{ idleTimeoutMinutes: 4321 }, "'idleTimeoutMinutes' must be a whole number from 15 to 4320, got 4321"],
  [
    { computeCluster: { vmSize: "Standard_DS3_v2", maxNodes: 0 } },
    "'computeCluster.maxNodes' must be a whole number from 1, got 0",
  ],
  [{ outbound: "none" as "internet" }, `'outbound' must be one of internet, approved, got "none"`],
  [
    { approvedHosts: ["huggingface.co"] },
    "'approvedHosts' takes 'outbound' approved: with internet every host is reached, got huggingface.co",
  ],
  [
    { outbound: "approved", approvedHosts: ["https://huggingface.co"] },
    `'approvedHosts' must be ${HOSTS}, got "https://huggingface.co"`,
  ],
  [{ outbound: "approved", approvedHosts: ["*"] }, `'approvedHosts' must be ${HOSTS}, got "*"`],
  [{ outbound: "approved", approvedHosts: ["Docker.io"] }, `'approvedHosts' must be ${HOSTS}, got "Docker.io"`],
  [
    { outbound: "approved", approvedHosts: ["a.b.io", "a-b.io"] },
    "'approvedHosts' must differ from each other in letters and digits, got a.b.io, a-b.io",
  ],
  [{ deletionLock: "off" as DeletionLock }, `'deletionLock' must be one of on, releasing, got "off"`],
])("fails: %o, before anything registers", async (more, message) => {
  const { tree } = await deploy(() => {
    expect(() => new MachineLearningWorkspace("platform", { ...args, ...more })).toThrow(message);
  }, calls);
  expect(tree).toEqual([]);
});

test.each(["my_platform", "-platform", "platform-", "p".repeat(26), ""])(
  "fails: the name '%s' cannot begin a workspace's name",
  async (name) => {
    const { tree } = await deploy(() => {
      expect(() => new MachineLearningWorkspace(name, args)).toThrow(
        `'name' must be up to 25 letters, digits and inner hyphens, got "${name}"`,
      );
    }, calls);
    expect(tree).toEqual([]);
  },
);

test("transform has the last word on each child, and is no input of the component", async () => {
  const { inputs } = await deployed({
    ...approved,
    ...withCluster,
    deletionLock: "on",
    transform: {
      workspace: { friendlyName: "ours" },
      storage: { tags: { ours: "yes" } },
      vault: { location: "westeurope" },
      registry: { zoneRedundancy: "Enabled" },
      logs: { retentionInDays: 90 },
      insights: { samplingPercentage: 50 },
      diagnostics: { name: "ours" },
      identity: { location: "westeurope" },
      jobsIdentity: { location: "westeurope" },
      instances: { tags: { ours: "yes" } },
      cluster: { tags: { ours: "yes" } },
      hostRules: { ruleName: "ours" },
      endpoints: { endpoint: { customNetworkInterfaceName: "ours" } },
      lock: { notes: "ours" },
    },
  });
  expect(inputs[COMPONENT]).not.toHaveProperty("transform");
  expect(inputs).toMatchObject({
    [WORKSPACE]: { friendlyName: "ours", kind: "Default" },
    [STORAGE]: { tags: { ours: "yes" } },
    [VAULT]: { location: "westeurope" },
    [REGISTRY]: { zoneRedundancy: "Enabled", adminUserEnabled: false },
    [LOGS]: { retentionInDays: 90 },
    [INSIGHTS]: { samplingPercentage: 50 },
    [DIAGNOSTICS]: { name: "ours" },
    [IDENTITY]: { location: "westeurope" },
    [JOBS_IDENTITY]: { location: "westeurope" },
    [instance("ana")]: { tags: { ours: "yes" } },
    [CLUSTER]: { tags: { ours: "yes" } },
    [rule("docker.io")]: { ruleName: "ours" },
    [endpoint("vault")]: { customNetworkInterfaceName: "ours" },
    [endpoint("registry")]: { customNetworkInterfaceName: "ours" },
    [endpoint("workspace")]: { customNetworkInterfaceName: "ours" },
    [LOCK]: { notes: "ours" },
  });
});

test("shortens the names of registry and vault for the random ending of 8", async () => {
  const { tree } = await deploy(() => new MachineLearningWorkspace("p".repeat(25), args), calls);
  const nameOf = (type: string) =>
    tree
      .find((line) => line.includes(`${type} `))
      ?.split(" ")
      .at(-1);
  expect(nameOf(":keyvault:Vault")).toMatch(/^p{7}-[0-9a-f]{8}$/);
  expect(nameOf(":containerregistry:Registry")).toBe(`${"p".repeat(25)}registry`);
  expect(nameOf(":machinelearningservices:Workspace")).toBe("p".repeat(25));
});
