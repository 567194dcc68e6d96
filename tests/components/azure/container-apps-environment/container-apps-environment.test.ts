import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test } from "vitest";
import {
  ContainerAppsEnvironment,
  type ContainerAppsEnvironmentArgs,
} from "../../../../components/azure/container-apps-environment/container-apps-environment.js";
import { type Deployed, deploy } from "../../../support/mocks.js";

const COMPONENT = "ai-stack:azure:ContainerAppsEnvironment::apps"; // spelled out: a changed token replaces users' state
const ENVIRONMENT = "azure-native:app:ManagedEnvironment::apps";
const WORKSPACE = "azure-native:operationalinsights:Workspace::apps-logs";
const DIAGNOSTICS = "azure-native:monitor:DiagnosticSetting::apps-diagnostics";
const ZONE = "azure-native:privatedns:PrivateZone::apps-domain";
const ZONE_LINK = "azure-native:privatedns:VirtualNetworkLink::apps-domain-link";
const records = (role: string) => `azure-native:privatedns:PrivateRecordSet::apps-domain-${role}`;
const ACCOUNT = "azure-native:storage:StorageAccount::appscache";
const SHARE = "azure-native:storage:FileShare::apps-cache-share";
const ENDPOINT = "azure-native:network:PrivateEndpoint::apps-cache-endpoint";
const ENDPOINT_ZONES = "azure-native:network:PrivateDnsZoneGroup::apps-cache-endpoint-zones";
const STORAGE = "azure-native:app:ManagedEnvironmentsStorage::apps-cache-storage";

const NETWORK = "/subscriptions/s/resourceGroups/ml-dev/providers/Microsoft.Network/virtualNetworks/net";
const zoneIds = { blob: "blob", file: "file-zone", vault: "vault", registry: "acr", workspace: "ml", notebooks: "nb" };
const modelCache = { sizeGiB: 100, privateLink: { subnetId: `${NETWORK}/subnets/private-endpoints`, zoneIds } };

const args: ContainerAppsEnvironmentArgs = {
  resourceGroupName: "ml-dev",
  location: "swedencentral",
  subnetId: `${NETWORK}/subnets/container-apps`,
  networkId: NETWORK,
  gpuProfiles: ["Consumption-GPU-NC8as-T4", "Consumption-GPU-NC24-A100"],
};
const deployed = (more: Partial<ContainerAppsEnvironmentArgs> = {}) =>
  deploy(() => new ContainerAppsEnvironment("apps", { ...args, ...more }));

/** The environment without any optional argument, and with a cache. */
let plain: Deployed<ContainerAppsEnvironment>;
let cached: Deployed<ContainerAppsEnvironment>;
beforeAll(async () => {
  plain = await deployed();
  cached = await deployed({ modelCache });
});

test("registers the environment with its logs and its domain", () => {
  expect(plain.tree).toEqual([
    "ai-stack:azure:ContainerAppsEnvironment apps",
    "  azure-native:app:ManagedEnvironment apps",
    "  azure-native:monitor:DiagnosticSetting apps-diagnostics",
    "  azure-native:operationalinsights:Workspace apps-logs",
    "  azure-native:privatedns:PrivateRecordSet apps-domain-apex",
    "  azure-native:privatedns:PrivateRecordSet apps-domain-apps",
    "  azure-native:privatedns:PrivateZone apps-domain",
    "  azure-native:privatedns:VirtualNetworkLink apps-domain-link",
  ]);
});

test("is documented by its args, defaults included", () => {
  expect(plain.inputs[COMPONENT]).toEqual({ ...args, zoneRedundant: false });
});

test("its args do not have the cache's zones, which all its children would wait for", () => {
  expect(cached.inputs[COMPONENT]).toEqual({ ...args, zoneRedundant: false, modelCache: { sizeGiB: 100 } });
});

test("publishes the environment and the domain of its apps, without a cache that it does not have", () => {
  expect(plain.outputs[COMPONENT]).toEqual({
    environmentId: "<apps.id>",
    environmentName: "<apps.name>",
    defaultDomain: "<apps.defaultDomain>",
  });
  expect(plain.result.cacheStorageName).toBeUndefined();
});

describe("environment", () => {
  test("is in the subnet, without an address on the internet or a shared key", () => {
    expect(plain.inputs[ENVIRONMENT]).toEqual({
      resourceGroupName: "ml-dev",
      location: "swedencentral",
      vnetConfiguration: { infrastructureSubnetId: `${NETWORK}/subnets/container-apps`, internal: true },
      publicNetworkAccess: "Disabled",
      peerTrafficConfiguration: { encryption: { enabled: true } },
      zoneRedundant: false,
      workloadProfiles: [
        { name: "Consumption", workloadProfileType: "Consumption" },
        { name: "NC8as-T4", workloadProfileType: "Consumption-GPU-NC8as-T4" },
        { name: "NC24-A100", workloadProfileType: "Consumption-GPU-NC24-A100" },
      ],
      appLogsConfiguration: { destination: "azure-monitor" },
    });
  });

  test("is tried again while the network changes", () => {
    expect(plain.resources[ENVIRONMENT]?.errorHooks).toEqual(["azure-directory-propagation"]);
  });

  test("may be spread over zones", async () => {
    const { inputs } = await deployed({ zoneRedundant: true });
    expect(inputs[ENVIRONMENT]?.zoneRedundant).toBe(true);
  });

  test("may be without GPUs", async () => {
    const { inputs } = await deployed({ gpuProfiles: [] });
    expect(inputs[ENVIRONMENT]?.workloadProfiles).toEqual([
      { name: "Consumption", workloadProfileType: "Consumption" },
    ]);
  });
});

test("an environment for another subnet is another environment: Azure refuses to move it", () => {
  expect(plain.resources[ENVIRONMENT]?.replaceOnChanges).toEqual(["vnetConfiguration"]);
});

describe("logs", () => {
  test("of the containers and of the platform go to a workspace that takes no shared key", () => {
    expect(plain.inputs[WORKSPACE]).toEqual({
      resourceGroupName: "ml-dev",
      location: "swedencentral",
      sku: { name: "PerGB2018" },
      retentionInDays: 30,
      features: { disableLocalAuth: true },
    });
    expect(plain.inputs[DIAGNOSTICS]).toEqual({
      name: "logs",
      resourceUri: "<apps.id>",
      workspaceId: "<apps-logs.id>",
      logs: [
        { category: "ContainerAppConsoleLogs", enabled: true },
        { category: "ContainerAppSystemLogs", enabled: true },
      ],
    });
  });

  test("go to the workspace that is named instead of one of its own", async () => {
    const { inputs } = await deployed({ logAnalyticsWorkspaceId: "/subscriptions/s/workspaces/ours" });
    expect(inputs[DIAGNOSTICS]?.workspaceId).toBe("/subscriptions/s/workspaces/ours");
    expect(inputs).not.toHaveProperty([WORKSPACE]);
  });
});

describe("domain", () => {
  test("is known in the network, and only there", () => {
    expect(plain.inputs[ZONE]).toEqual({
      resourceGroupName: "ml-dev",
      privateZoneName: "<apps.defaultDomain>",
      location: "global",
    });
    expect(plain.inputs[ZONE_LINK]).toEqual({
      resourceGroupName: "ml-dev",
      privateZoneName: "<apps-domain.name>",
      location: "global",
      virtualNetwork: { id: NETWORK },
      registrationEnabled: false,
    });
  });

  test.each([
    ["apps", "*"],
    ["apex", "@"],
  ])("%s: the records of %s are the environment's address", (role, relativeRecordSetName) => {
    expect(plain.inputs[records(role)]).toEqual({
      resourceGroupName: "ml-dev",
      privateZoneName: "<apps-domain.name>",
      recordType: "A",
      relativeRecordSetName,
      aRecords: [{ ipv4Address: "<apps.staticIp>" }],
      ttl: 300,
    });
  });
});

describe("model cache", () => {
  test("registers an account with its share, a private endpoint and the environment's storage", () => {
    expect(cached.tree.filter((line) => /cache/.test(line))).toEqual([
      "  azure-native:app:ManagedEnvironmentsStorage apps-cache-storage",
      "  azure-native:network:PrivateDnsZoneGroup apps-cache-endpoint-zones",
      "  azure-native:network:PrivateEndpoint apps-cache-endpoint",
      "  azure-native:storage:FileShare apps-cache-share",
      "  azure-native:storage:StorageAccount appscache",
    ]);
  });

  test("is in an account that takes NFS, no keys and nothing from outside the network", () => {
    expect(cached.inputs[ACCOUNT]).toEqual({
      resourceGroupName: "ml-dev",
      location: "swedencentral",
      kind: "FileStorage",
      sku: { name: "PremiumV2_LRS" },
      enableHttpsTrafficOnly: false,
      allowSharedKeyAccess: false,
      allowBlobPublicAccess: false,
      allowCrossTenantReplication: false,
      minimumTlsVersion: "TLS1_2",
      publicNetworkAccess: "Disabled",
      networkRuleSet: { defaultAction: "Deny", bypass: "None" },
    });
  });

  test("has the size that was asked for", () => {
    expect(cached.inputs[SHARE]).toEqual({
      resourceGroupName: "ml-dev",
      accountName: "<appscache.name>",
      shareName: "models",
      enabledProtocols: "NFS",
      shareQuota: 100,
    });
  });

  test("is reached through an address in the network", () => {
    expect(cached.inputs[ENDPOINT]).toMatchObject({
      location: "swedencentral",
      subnet: { id: `${NETWORK}/subnets/private-endpoints` },
      privateLinkServiceConnections: [{ privateLinkServiceId: "<appscache.id>", groupIds: ["file"] }],
    });
    expect(cached.inputs[ENDPOINT_ZONES]?.privateDnsZoneConfigs).toEqual([
      { name: "file", privateDnsZoneId: "file-zone" },
    ]);
  });

  test("is mounted by the share's path on the account's server", () => {
    expect(cached.inputs[STORAGE]).toEqual({
      resourceGroupName: "ml-dev",
      environmentName: "<apps.name>",
      storageName: "models",
      properties: {
        nfsAzureFile: {
          server: "<appscache.name>.file.core.windows.net",
          shareName: "/<appscache.name>/<apps-cache-share.name>",
          accessMode: "ReadWrite",
        },
      },
    });
  });

  test("is known to apps once its share is there and its server is found", () => {
    expect(cached.outputs[COMPONENT]?.cacheStorageName).toBe("<apps-cache-storage.name>");
    expect(cached.resources[STORAGE]?.dependencies).toEqual(expect.arrayContaining([SHARE, ENDPOINT_ZONES]));
  });

  test("has an account whose name fits with its random ending, whatever the environment's", async () => {
    const name = "environment-of-the-apps";
    const { resources } = await deploy(() => new ContainerAppsEnvironment(name, { ...args, modelCache }));
    const [account] = Object.values(resources).filter(({ type }) => type === "azure-native:storage:StorageAccount");
    expect(account?.name).toMatch(/^[a-z0-9]{16}$/);
  });
});

test("tags everything that takes tags", async () => {
  const { inputs } = await deployed({ modelCache, tags: { team: "ml" } });
  const tagged = Object.keys(inputs).filter((key) => inputs[key]?.tags?.team === "ml" && key !== COMPONENT);
  expect(tagged.sort()).toEqual([ENVIRONMENT, ENDPOINT, WORKSPACE, ZONE, ZONE_LINK, ACCOUNT].sort());
});

test("transform has the last word on each child, and is no input of the component", async () => {
  const { inputs } = await deployed({
    modelCache,
    transform: {
      environment: { kind: "ours" },
      logs: { retentionInDays: 90 },
      diagnostics: { name: "ours" },
      zone: { location: "ours" },
      zoneLink: { registrationEnabled: true },
      records: { ttl: 60 },
      cacheAccount: { minimumTlsVersion: "TLS1_3" },
      cacheShare: { provisionedBandwidthMibps: 500 },
      cacheEndpoint: { endpoint: { customNetworkInterfaceName: "ours" } },
      cacheStorage: { storageName: "ours" },
    },
  });
  expect(inputs[COMPONENT]).not.toHaveProperty("transform");
  expect(inputs[ENVIRONMENT]).toMatchObject({ kind: "ours" });
  expect(inputs[WORKSPACE]).toMatchObject({ retentionInDays: 90 });
  expect(inputs[DIAGNOSTICS]).toMatchObject({ name: "ours" });
  expect(inputs[ZONE]).toMatchObject({ location: "ours" });
  expect(inputs[ZONE_LINK]).toMatchObject({ registrationEnabled: true });
  expect(inputs[records("apps")]).toMatchObject({ ttl: 60 });
  expect(inputs[ACCOUNT]).toMatchObject({ minimumTlsVersion: "TLS1_3" });
  expect(inputs[SHARE]).toMatchObject({ provisionedBandwidthMibps: 500 });
  expect(inputs[ENDPOINT]).toMatchObject({ customNetworkInterfaceName: "ours" });
  expect(inputs[STORAGE]).toMatchObject({ storageName: "ours" });
});

test.each<[string, Partial<ContainerAppsEnvironmentArgs>, string]>([
  [
    "a region by the name that people read",
    { location: "Sweden Central" },
    "'location' must be a region's name such as swedencentral",
  ],
  [
    "a GPU that is not serverless",
    { gpuProfiles: ["NC24-A100" as never] },
    "'gpuProfiles' must be one of Consumption-GPU-NC8as-T4, Consumption-GPU-NC24-A100, got \"NC24-A100\"",
  ],
  [
    "a profile named twice",
    { gpuProfiles: ["Consumption-GPU-NC8as-T4", "Consumption-GPU-NC8as-T4"] },
    "'gpuProfiles' must name each profile once, got Consumption-GPU-NC8as-T4, Consumption-GPU-NC8as-T4",
  ],
  [
    "a small cache",
    { modelCache: { ...modelCache, sizeGiB: 31 } },
    "'modelCache.sizeGiB' must be a whole number from 32 to 262144, got 31",
  ],
  ["a large cache", { modelCache: { ...modelCache, sizeGiB: 262_145 } }, "from 32 to 262144, got 262145"],
])("refuses %s before anything registers", async (_, more, message) => {
  const { tree } = await deploy(() => {
    expect(() => new ContainerAppsEnvironment("apps", { ...args, ...more })).toThrow(message);
  });
  expect(tree).toEqual([]);
});

test.each(["Apps", "1apps", "apps-", "ap--ps", "", "a".repeat(25)])("refuses the name %o", async (name) => {
  const { tree } = await deploy(() => {
    expect(() => new ContainerAppsEnvironment(name, args)).toThrow("'name' must be up to 24 lower-case letters");
  });
  expect(tree).toEqual([]);
});

test("takes a workspace and a subnet that are known only later", async () => {
  const { inputs } = await deployed({
    subnetId: pulumi.output(Promise.resolve("later")),
    logAnalyticsWorkspaceId: pulumi.output(Promise.resolve("much later")),
  });
  expect(inputs[ENVIRONMENT]?.vnetConfiguration.infrastructureSubnetId).toBe("later");
  expect(inputs[DIAGNOSTICS]?.workspaceId).toBe("much later");
});
