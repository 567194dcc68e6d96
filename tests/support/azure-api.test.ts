import { describe, expect, test } from "vitest";
import constraints from "../engine/emulator/azure-constraints.json" with { type: "json" };
import { violations } from "./azure-api.js";
import { type Properties, UNKNOWN } from "./value-paths.js";

const GROUP = "azure-native:resources:ResourceGroup";
const DEPLOYMENT = "azure-native:resources:Deployment";
const NETWORK = "azure-native:network:VirtualNetwork";
const SUBNET = "azure-native:network:Subnet";
const SECURITY_GROUP = "azure-native:network:NetworkSecurityGroup";
const NAT = "azure-native:network:NatGateway";
const ADDRESS = "azure-native:network:PublicIPAddress";
const PRIVATE_ENDPOINT = "azure-native:network:PrivateEndpoint";
const ZONE_GROUP = "azure-native:network:PrivateDnsZoneGroup";
const ZONE = "azure-native:privatedns:PrivateZone";
const LINK = "azure-native:privatedns:VirtualNetworkLink";
const RECORD = "azure-native:privatedns:PrivateRecordSet";
const IDENTITY = "azure-native:managedidentity:UserAssignedIdentity";
const ROLE = "azure-native:authorization:RoleAssignment";
const LOCK = "azure-native:authorization:ManagementLockByScope";
const VAULT = "azure-native:keyvault:Vault";
const KEY = "azure-native:keyvault:Key";
const STORAGE = "azure-native:storage:StorageAccount";
const BLOBS = "azure-native:storage:BlobServiceProperties";
const LIFECYCLE = "azure-native:storage:ManagementPolicy";
const CONTAINER = "azure-native:storage:BlobContainer";
const SHARE = "azure-native:storage:FileShare";
const REGISTRY = "azure-native:containerregistry:Registry";
const SCALE_SET = "azure-native:compute:VirtualMachineScaleSet";
const DISK_KEYS = "azure-native:compute:DiskEncryptionSet";
const RESERVATION = "azure-native:compute:CapacityReservation";
const AUTOSCALE = "azure-native:monitor:AutoscaleSetting";
const ACTION_GROUP = "azure-native:monitor:ActionGroup";
const ALERT = "azure-native:monitor:MetricAlert";
const DIAGNOSTICS = "azure-native:monitor:DiagnosticSetting";
const LOGS = "azure-native:operationalinsights:Workspace";
const INSIGHTS = "azure-native:applicationinsights:Component";
const WORKSPACE = "azure-native:machinelearningservices:Workspace";
const COMPUTE = "azure-native:machinelearningservices:Compute";
const ENDPOINT = "azure-native:machinelearningservices:OnlineEndpoint";
const ONLINE = "azure-native:machinelearningservices:OnlineDeployment";
const ENVIRONMENT_VERSION = "azure-native:machinelearningservices:EnvironmentVersion";
const MODEL = "azure-native:machinelearningservices:ModelVersion";
const DATASTORE = "azure-native:machinelearningservices:Datastore";
const CONNECTION = "azure-native:machinelearningservices:WorkspaceConnection";
const RULE = "azure-native:machinelearningservices:ManagedNetworkSettingsRule";
const APPS = "azure-native:app:ManagedEnvironment";
const APPS_STORAGE = "azure-native:app:ManagedEnvironmentsStorage";
const APP = "azure-native:app:ContainerApp";
const BUDGET = "azure-native:consumption:Budget";

const ID = "11111111-2222-3333-4444-555555555555";
const CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";
const SUBSCRIPTION = `/subscriptions/${ID}`;
const DEFINITIONS = `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions`;
const group = { resourceGroupName: "ml-dev" };
const owned = { type: "UserAssigned", userAssignedIdentities: ["<server.id>"] };

const rule = {
  name: "web",
  direction: "Inbound",
  priority: 100,
  access: "Allow",
  protocol: "Tcp",
  sourceAddressPrefix: "VirtualNetwork",
  sourcePortRange: "*",
  destinationAddressPrefix: "*",
  destinationPortRanges: ["443", "8000-8080"],
};
const rules = (...changes: object[]) => ({
  ...group,
  securityRules: changes.map((change) => ({ ...rule, ...change })),
});
const subnet = { ...group, virtualNetworkName: "net", addressPrefix: "10.20.0.0/24" };
const connection = { name: "vault", privateLinkServiceId: "<vault.id>", groupIds: ["vault"] };
const endpointTo = (...changes: object[]) => ({
  ...group,
  subnet: { id: "<subnet.id>" },
  privateLinkServiceConnections: changes.map((change) => ({ ...connection, ...change })),
});
const role = {
  scope: SUBSCRIPTION,
  principalId: ID,
  principalType: "ServicePrincipal",
  roleDefinitionId: `${DEFINITIONS}/${ID}`,
  roleAssignmentName: ID,
};
const vault = (change: object, name = "ml-vault") => ({
  ...group,
  vaultName: name,
  properties: { tenantId: ID, sku: { family: "A", name: "standard" }, ...change },
});
const key = (change: object) => ({
  ...group,
  vaultName: "v12",
  properties: { kty: "RSA", keySize: 3072, ...change },
});
const storage = { ...group, kind: "StorageV2", sku: { name: "Standard_LRS" }, accountName: "mldata" };
const registry = { ...group, registryName: "mlimages", sku: { name: "Basic" } };

const osProfile = {
  computerNamePrefix: "gpu",
  adminUsername: "azureuser",
  linuxConfiguration: {
    disablePasswordAuthentication: true,
    ssh: { publicKeys: [{ path: "/home/azureuser/.ssh/authorized_keys", keyData: "ssh-ed25519 AAAA" }] },
  },
};
const card = { name: "nic", primary: true, ipConfigurations: [{ name: "ip", subnet: { id: "<subnet.id>" } }] };
const profile = {
  osProfile,
  networkProfile: { networkApiVersion: "2022-11-01", networkInterfaceConfigurations: [card] },
  storageProfile: {
    imageReference: { publisher: "microsoft-dsvm", offer: "ubuntu-hpc", sku: "2204", version: "latest" },
    osDisk: { createOption: "FromImage", managedDisk: { storageAccountType: "Premium_LRS" } },
  },
};
const scaleSet = {
  ...group,
  orchestrationMode: "Flexible",
  platformFaultDomainCount: 1,
  zones: ["1"],
  sku: { name: "Standard_NC24ads_A100_v4", capacity: 0 },
  virtualMachineProfile: profile,
};
const machines = (change: object) => ({ ...scaleSet, virtualMachineProfile: { ...profile, ...change } });
const spot = { priority: "Spot", evictionPolicy: "Delete", billingProfile: { maxPrice: -1 } };
const drivers = {
  extensions: [
    { name: "gpu", publisher: "Microsoft.HpcCompute", type: "NvidiaGpuDriverLinux", typeHandlerVersion: "1.10" },
  ],
};
const secureBoot = (secureBootEnabled: boolean) => ({
  extensionProfile: drivers,
  securityProfile: { securityType: "TrustedLaunch", uefiSettings: { secureBootEnabled, vTpmEnabled: true } },
});

const capacity = { minimum: "1", default: "1", maximum: "4" };
const metricTrigger = {
  metricName: "GpuUtilizationPercentage",
  metricResourceUri: "<blue.id>",
  timeGrain: "PT1M",
  timeWindow: "PT5M",
  statistic: "Average",
  timeAggregation: "Average",
  operator: "GreaterThan",
  threshold: 70,
};
const scaling = (profileChange: object, triggerChange: object = {}, actionChange: object = {}) => ({
  ...group,
  targetResourceUri: "<blue.id>",
  profiles: [
    {
      name: "load",
      capacity,
      rules: [
        {
          metricTrigger: { ...metricTrigger, ...triggerChange },
          scaleAction: { direction: "Increase", type: "ChangeCount", value: "1", cooldown: "PT5M", ...actionChange },
        },
      ],
      ...profileChange,
    },
  ],
});
const actionGroup = {
  ...group,
  enabled: true,
  groupShortName: "alerts",
  location: "global",
  emailReceivers: [{ name: "owner", emailAddress: "ml@example.com" }],
};
const metric = {
  criterionType: "StaticThresholdCriterion",
  name: "errors",
  metricName: "Requests",
  operator: "GreaterThan",
  threshold: 5,
  timeAggregation: "Total",
};
const alert = {
  ...group,
  location: "global",
  enabled: true,
  severity: 2,
  evaluationFrequency: "PT1M",
  windowSize: "PT5M",
  scopes: ["<chat.id>"],
  criteria: { odataType: "Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria", allOf: [metric] },
};
const diagnostics = {
  resourceUri: "<vault.id>",
  workspaceId: "<logs.id>",
  logs: [{ categoryGroup: "audit", enabled: true }],
};
const insights = { ...group, kind: "web", applicationType: "web", workspaceResourceId: "<logs.id>" };

const workspace = {
  ...group,
  workspaceName: "ml-dev",
  kind: "Default",
  storageAccount: "<data.id>",
  keyVault: "<vault.id>",
  applicationInsights: "<insights.id>",
  identity: owned,
  primaryUserAssignedIdentity: "<server.id>",
};
const fqdn = (change: object = {}) => ({
  type: "FQDN",
  category: "UserDefined",
  destination: "huggingface.co",
  ...change,
});
const managed = (outboundRules: object, change: object = {}) => ({
  ...workspace,
  managedNetwork: { isolationMode: "AllowOnlyApprovedOutbound", outboundRules, ...change },
});
const inWorkspace = { ...group, workspaceName: "ml-dev" };
const outbound = (properties: object) => ({ ...inWorkspace, ruleName: "hub", properties });
const cluster = (scaleSettings: object, change: object = {}) => ({
  ...inWorkspace,
  computeName: "gpu",
  properties: {
    computeType: "AmlCompute",
    properties: {
      vmSize: "Standard_NC24ads_A100_v4",
      scaleSettings: { minNodeCount: 0, maxNodeCount: 2, nodeIdleTimeBeforeScaleDown: "PT10M", ...scaleSettings },
      ...change,
    },
  },
});
const notebook = (change: object) => ({
  ...inWorkspace,
  computeName: "ana",
  properties: { computeType: "ComputeInstance", properties: { vmSize: "Standard_D4s_v5", ...change } },
});
const endpoint = (change: object, top: object = {}) => ({
  ...inWorkspace,
  endpointName: "chat",
  kind: "Managed",
  identity: owned,
  properties: { authMode: "AADToken", publicNetworkAccess: "Disabled", ...change },
  ...top,
});
const online = (change: object, top: object = {}) => ({
  ...inWorkspace,
  endpointName: "<chat.name>",
  deploymentName: "blue",
  kind: "Managed",
  sku: { name: "Default", capacity: 2 },
  properties: {
    endpointComputeType: "Managed",
    instanceType: "Standard_NC24ads_A100_v4",
    model: "<model.id>",
    environmentId: "<vllm.id>",
    scaleSettings: { scaleType: "Default" },
    requestSettings: { requestTimeout: "PT90S", maxConcurrentRequestsPerInstance: 8 },
    livenessProbe: { initialDelay: "PT10M", period: "PT10S", timeout: "PT2S", failureThreshold: 30 },
    ...change,
  },
  ...top,
});
const traffic = (shares: object, change: object = {}) => ({
  ...group,
  properties: {
    mode: "Incremental",
    template: {
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      resources: [
        {
          type: "Microsoft.MachineLearningServices/workspaces/onlineEndpoints",
          apiVersion: "2025-12-01",
          name: "ml-dev/chat",
          properties: { traffic: shares },
          ...change,
        },
      ],
    },
  },
});
const hub = {
  ...inWorkspace,
  connectionName: "chat-token",
  properties: {
    authType: "CustomKeys",
    category: "CustomKeys",
    credentials: { keys: { token: "hf_x" } },
    target: "https://huggingface.co",
  },
};
const lifecycle = (rule: object, managementPolicyName: string | undefined = "default") => ({
  ...group,
  accountName: "mldata",
  managementPolicyName,
  policy: {
    rules: [
      {
        name: "old",
        type: "Lifecycle",
        definition: {
          filters: { blobTypes: ["blockBlob"] },
          actions: { version: { delete: { daysAfterCreationGreaterThan: 30 } } },
        },
        ...rule,
      },
    ],
  },
});
const environmentVersion = (change: object) => ({
  ...inWorkspace,
  name: "vllm",
  properties: {
    image: "docker.io/vllm/vllm-openai:v0.11.0",
    inferenceConfig: { scoringRoute: { path: "/", port: 8000 } },
    ...change,
  },
});

const apps = {
  ...group,
  vnetConfiguration: { infrastructureSubnetId: "<subnet.id>", internal: true },
  workloadProfiles: [
    { name: "Consumption", workloadProfileType: "Consumption" },
    { name: "gpu", workloadProfileType: "Consumption-GPU-NC24-A100" },
  ],
  appLogsConfiguration: { destination: "azure-monitor" },
};
const container = {
  name: "vllm",
  image: "docker.io/vllm/vllm-openai:v0.11.0",
  resources: { cpu: 24, memory: "220Gi" },
  env: [{ name: "HF_TOKEN", secretRef: "token" }],
  volumeMounts: [{ volumeName: "cache", mountPath: "/cache" }],
  probes: [{ type: "Startup", httpGet: { path: "/health", port: 8000 }, periodSeconds: 240, failureThreshold: 10 }],
};
const app = (containerChange: object, templateChange: object = {}, configurationChange: object = {}) => ({
  ...group,
  containerAppName: "chat",
  environmentId: "<apps.id>",
  workloadProfileName: "NC24-A100",
  configuration: {
    activeRevisionsMode: "Single",
    ingress: { external: false, targetPort: 8000, transport: "http" },
    secrets: [{ name: "token", value: "hf_x" }],
    registries: [{ server: "<images.loginServer>", identity: "<server.id>" }],
    ...configurationChange,
  },
  template: {
    containers: [{ ...container, ...containerChange }],
    scale: {
      minReplicas: 0,
      maxReplicas: 2,
      rules: [{ name: "load", http: { metadata: { concurrentRequests: "8" } } }],
    },
    volumes: [{ name: "cache", storageType: "AzureFile", storageName: "cache" }],
    ...templateChange,
  },
});

const notification = {
  enabled: true,
  operator: "GreaterThan",
  threshold: 80,
  thresholdType: "Actual",
  contactEmails: ["ops@example.com"],
};
const budget = (change: object, ...alerts: object[]) => ({
  scope: "<group.id>",
  category: "Cost",
  amount: 3000,
  timeGrain: "Monthly",
  timePeriod: { startDate: "2026-11-01T00:00:00Z" },
  notifications: Object.fromEntries(alerts.map((alert, index) => [`n${index}`, { ...notification, ...alert }])),
  ...change,
});

const RIGHT: [string, Properties][] = [
  [GROUP, { location: "swedencentral", tags: { team: "ml", "cost:center": "a/b" } }],
  [DEPLOYMENT, traffic({ blue: 90, green: 10 })],
  [DEPLOYMENT, traffic({ "<blue.name>": 100 }, { name: "<chat.name>" })],
  [NETWORK, { ...group, addressSpace: { addressPrefixes: ["10.20.0.0/16"] } }],
  [SUBNET, { ...subnet, privateEndpointNetworkPolicies: "Enabled", defaultOutboundAccess: false }],
  [
    SUBNET,
    {
      ...subnet,
      addressPrefix: "10.20.0.0/27",
      delegations: [{ name: "a", serviceName: "Microsoft.App/environments" }],
    },
  ],
  [SECURITY_GROUP, rules({}, { name: "out", direction: "Outbound" }, { name: "more", priority: 4096 })],
  [NAT, { ...group, sku: { name: "Standard" }, zones: ["1"], idleTimeoutInMinutes: 4 }],
  [ADDRESS, { ...group, sku: { name: "Standard" }, publicIPAllocationMethod: "Static" }],
  [PRIVATE_ENDPOINT, endpointTo({})],
  [
    ZONE_GROUP,
    { ...group, privateEndpointName: "e", privateDnsZoneConfigs: [{ name: "a", privateDnsZoneId: "<z.id>" }] },
  ],
  [ZONE, { ...group, privateZoneName: "privatelink.vaultcore.azure.net", location: "global" }],
  [LINK, { ...group, privateZoneName: "<z.name>", location: "Global", virtualNetwork: { id: "<net.id>" } }],
  [RECORD, { ...group, privateZoneName: "a.io", recordType: "A", ttl: 300, aRecords: [{ ipv4Address: "10.0.0.4" }] }],
  [IDENTITY, { ...group, resourceName: "server_1" }],
  [ROLE, role],
  [ROLE, { ...role, scope: "<data.id>", roleDefinitionId: `${DEFINITIONS}/${CONTRIBUTOR}` }],
  [LOCK, { scope: "<group.id>", level: "CanNotDelete", notes: "prod" }],
  [VAULT, vault({ enablePurgeProtection: true, softDeleteRetentionInDays: 7, enableRbacAuthorization: true })],
  [KEY, key({})],
  [KEY, key({ kty: "EC", curveName: "P-256", keySize: undefined })],
  [STORAGE, { ...storage, networkRuleSet: { defaultAction: "Deny", bypass: "Logging, AzureServices" } }],
  [STORAGE, { ...storage, identity: owned, encryption: { keySource: "Microsoft.Keyvault", keyVaultProperties: {} } }],
  [
    BLOBS,
    { ...group, accountName: "mldata", blobServicesName: "default", deleteRetentionPolicy: { enabled: true, days: 7 } },
  ],
  [CONTAINER, { ...group, accountName: "<data.name>", containerName: "model-weights" }],
  [SHARE, { ...group, accountName: "mldata", shareName: "cache", shareQuota: 100 }],
  [REGISTRY, registry],
  [REGISTRY, { ...registry, sku: { name: "Premium" }, publicNetworkAccess: "Disabled" }],
  [SCALE_SET, scaleSet],
  [SCALE_SET, machines(spot)],
  [SCALE_SET, machines(secureBoot(false))],
  [
    SCALE_SET,
    { ...scaleSet, orchestrationMode: "Uniform", singlePlacementGroup: true, upgradePolicy: { mode: "Manual" } },
  ],
  [DISK_KEYS, { ...group, identity: { type: "SystemAssigned" }, activeKey: { keyUrl: "<key.keyUriWithVersion>" } }],
  [
    RESERVATION,
    { ...group, capacityReservationGroupName: "g", sku: { name: "Standard_NC40ads_H100_v5", capacity: 1 } },
  ],
  [AUTOSCALE, scaling({})],
  [AUTOSCALE, scaling({ capacity: { minimum: "0", default: "0", maximum: "1" } }, { metricName: "Percentage CPU" })],
  [ACTION_GROUP, actionGroup],
  [ALERT, alert],
  [BUDGET, budget({ budgetName: "budget_1-a" }, {}, { contactEmails: [], contactGroups: ["<alerts.id>"] })],
  [BUDGET, budget({ notifications: undefined })],
  [BUDGET, budget({}, { contactEmails: UNKNOWN })],
  [DIAGNOSTICS, diagnostics],
  [LOGS, { ...group, sku: { name: "PerGB2018" }, retentionInDays: 30, workspaceCapping: { dailyQuotaGb: 0.5 } }],
  [INSIGHTS, insights],
  [WORKSPACE, workspace],
  [WORKSPACE, managed({ hub: fqdn(), wild: fqdn({ destination: "*.hf.co" }) }, { firewallSku: "Basic" })],
  [
    WORKSPACE,
    { ...workspace, kind: "Project", storageAccount: undefined, keyVault: undefined, applicationInsights: undefined },
  ],
  [COMPUTE, cluster({})],
  [COMPUTE, notebook({ idleTimeBeforeShutdown: "PT60M" })],
  [ENDPOINT, endpoint({ traffic: { blue: 60, green: 40 } })],
  [ENDPOINT, endpoint({ traffic: {} })],
  [ONLINE, online({})],
  [
    ONLINE,
    online({ dataCollector: { collections: { model_inputs: { dataCollectionMode: "Enabled", samplingRate: 0.5 } } } }),
  ],
  [ENVIRONMENT_VERSION, environmentVersion({})],
  [
    MODEL,
    { ...inWorkspace, name: "qwen3", version: "1", properties: { modelUri: "<data.uri>", modelType: "custom_model" } },
  ],
  [
    DATASTORE,
    {
      ...inWorkspace,
      name: "weights",
      properties: {
        datastoreType: "AzureBlob",
        accountName: "mldata",
        containerName: "weights",
        credentials: { credentialsType: "None" },
      },
    },
  ],
  [CONNECTION, hub],
  [LIFECYCLE, lifecycle({})],
  [RULE, outbound(fqdn())],
  [
    RULE,
    outbound({ type: "ServiceTag", destination: { serviceTag: "Storage", protocol: "TCP", portRanges: "80, 443" } }),
  ],
  [APPS, apps],
  [
    APPS_STORAGE,
    {
      ...group,
      environmentName: "<apps.name>",
      storageName: "cache",
      properties: { azureFile: { accountName: "a", accountKey: "k", shareName: "s", accessMode: "ReadWrite" } },
    },
  ],
  [APP, app({})],
  [APP, { ...app({ resources: { cpu: 0.5, memory: "1Gi" } }), workloadProfileName: "Consumption" }],
  // at the limits
  [ADDRESS, { ...group, sku: { name: "Standard" }, publicIPAllocationMethod: "Static", idleTimeoutInMinutes: 4 }],
  [RECORD, { ...group, privateZoneName: "a.io", recordType: "A", ttl: 1, aRecords: [] }],
  [ALERT, { ...alert, evaluationFrequency: "PT5M", actions: [{ actionGroupId: "<mail.id>" }] }],
  [COMPUTE, cluster({ maxNodeCount: 0 })],
  [ONLINE, online({ requestSettings: { maxConcurrentRequestsPerInstance: 1 } })],
  [
    APP,
    app(
      {
        probes: [
          {
            type: "Liveness",
            tcpSocket: { port: 1 },
            initialDelaySeconds: 1,
            periodSeconds: 1,
            timeoutSeconds: 1,
            successThreshold: 1,
            failureThreshold: 1,
          },
        ],
      },
      { scale: { minReplicas: 1, maxReplicas: 1 } },
      {
        activeRevisionsMode: "Multiple",
        ingress: {
          targetPort: 65_535,
          traffic: [{ weight: 50 }, { weight: 50 }],
          ipSecurityRestrictions: [{ name: "office", action: "Allow", ipAddressRange: "192.0.2.0/24" }],
        },
      },
    ),
  ],
  [APP, { ...app({ resources: { cpu: 4, memory: "8Gi" } }), workloadProfileName: undefined }],
  [APPS, { ...apps, workloadProfiles: [{ name: "d", workloadProfileType: "D4", minimumCount: 1, maximumCount: 1 }] }],
  [RESERVATION, { ...group, capacityReservationGroupName: "g", sku: { name: "s", capacity: 0 } }],
  [INSIGHTS, { ...insights, samplingPercentage: 0 }],
  ["azure-native:nothing:Here", { any: "thing" }],
  ["aws:s3/bucket:Bucket", { name: "Data", tags: { "a/b": "c" } }],
];

test.each(RIGHT)("takes a right %s", (type, inputs) => {
  expect(violations(type, inputs)).toEqual([]);
});

/** The value with each part of it, and itself, unknown in turn. */
function withUnknowns(value: unknown): unknown[] {
  if (Array.isArray(value))
    return [UNKNOWN, ...value.flatMap((part, at) => withUnknowns(part).map((other) => value.with(at, other)))];
  if (typeof value !== "object" || value === null) return [UNKNOWN];
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  return [UNKNOWN, ...parts.flatMap(([key, part]) => withUnknowns(part).map((other) => ({ ...value, [key]: other })))];
}

describe("what only a deployment decides passes", () => {
  test.each(RIGHT)("wherever it is in a right %s", (type, inputs) => {
    const changed = withUnknowns(inputs).filter((other) => other !== UNKNOWN) as Properties[];
    const wrong = new Set(changed.flatMap((other) => violations(type, other)));
    expect([...wrong]).toEqual([]);
  });

  test.each([
    ["an unknown", UNKNOWN],
    ["a symbolic text", "<vault.name>"],
    ["a text around one", "x<vault.name>"],
    ["a hidden secret", "[secret]"],
  ])("%s", (_, vaultName) => {
    expect(violations(KEY, { ...key({}), vaultName })).toEqual([]);
  });

  test.each([
    ["a list", { networkRuleSet: { defaultAction: "Deny", ipRules: UNKNOWN } }],
    ["an object", { networkRuleSet: UNKNOWN }],
    ["a number", { sasPolicy: { expirationAction: "Log", sasExpirationPeriod: UNKNOWN } }],
    ["a truth", { isHnsEnabled: UNKNOWN }],
    ["tags", { tags: UNKNOWN }],
  ])("%s", (_, change) => {
    expect(violations(STORAGE, { ...storage, ...change })).toEqual([]);
  });

  test("but what stands beside it is looked at", () => {
    expect(violations(STORAGE, { ...storage, accountName: UNKNOWN, kind: "StorageV3" })).toEqual([
      expect.stringMatching(/^kind must be/),
    ]);
  });
});

test("a kind that the project makes none of is not looked into", () => {
  expect(
    violations(COMPUTE, { ...inWorkspace, properties: { computeType: "Databricks", any: "thing", properties: {} } }),
  ).toEqual([]);
});

test("looks into secrets", () => {
  const value = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: 5 };
  expect(violations(APP, app({}, {}, { secrets: [{ name: "token", value }] }))).toEqual([
    "configuration.secrets[0].value must be a string, got 5",
  ]);
});

test("says a problem once", () => {
  expect(
    violations(DATASTORE, {
      ...inWorkspace,
      name: "w",
      properties: { datastoreType: "AzureFile", credentials: UNKNOWN },
    }),
  ).toEqual(["properties.accountName is required", "properties.fileShareName is required"]);
});

test("every pattern of the models is one of JavaScript", () => {
  const patterns = JSON.stringify(constraints).match(/(?<="pattern":)"(?:[^"\\]|\\.)*"/g) ?? [];
  expect(patterns.length).toBeGreaterThan(30);
  for (const pattern of patterns) expect(() => new RegExp(`^(?:${JSON.parse(pattern)})$`, "u"), pattern).not.toThrow();
});

test("every shape that a property names is there", () => {
  const shapes: Record<string, object> = constraints.shapes;
  const text = JSON.stringify(constraints);
  const kinds = [...text.matchAll(/"kinds":(\{.*?\})/g)].flatMap(([, found = ""]) =>
    Object.values<string>(JSON.parse(found)),
  );
  const named = [...text.matchAll(/"shape":"([^"]+)"/g)].map(([, name = ""]) => name);
  expect([...named, ...kinds].filter((name) => name !== "" && shapes[name] === undefined)).toEqual([]);
});

describe("the API's models refuse", () => {
  test.each<[string, string, Properties, string | RegExp]>([
    ["a missing property", STORAGE, { ...storage, kind: undefined }, "kind is required"],
    ["a missing property within", STORAGE, { ...storage, sku: {} }, "sku.name is required"],
    ["a property that is not there", STORAGE, { ...storage, hnsEnabled: true }, "hnsEnabled is no property"],
    [
      "one within",
      STORAGE,
      { ...storage, networkRuleSet: { defaultAction: "Deny", allow: [] } },
      "networkRuleSet.allow is no property",
    ],
    [
      "a read-only property",
      NETWORK,
      { ...group, addressSpace: { addressPrefixes: ["10.0.0.0/8"] }, etag: "1" },
      "etag is read-only",
    ],
    [
      "a read-only one within",
      ONLINE,
      online({ provisioningState: "Succeeded" }),
      "properties.provisioningState is read-only",
    ],
    [
      "a text that no closed enumeration has",
      STORAGE,
      { ...storage, accessTier: "Warm" },
      /^accessTier must be Hot, Cool/,
    ],
    [
      "a text that no open enumeration has",
      STORAGE,
      { ...storage, kind: "StorageV3" },
      /^kind must be Storage, StorageV2/,
    ],
    ["a name that does not match", REGISTRY, { ...registry, registryName: "ml-images" }, /^registryName must match/],
    [
      "a name that is too long",
      REGISTRY,
      { ...registry, registryName: "m".repeat(51) },
      /^registryName must have 5 to 50 characters/,
    ],
    [
      "a name that is too short",
      STORAGE,
      { ...storage, accountName: "ml" },
      /^accountName must have 3 to 24 characters/,
    ],
    [
      "a number that is too large",
      BLOBS,
      { ...group, accountName: "mldata", blobServicesName: "default", deleteRetentionPolicy: { days: 366 } },
      "deleteRetentionPolicy.days must be 1 to 365, got 366",
    ],
    [
      "a number between",
      SCALE_SET,
      {
        ...scaleSet,
        platformFaultDomainCount: 1,
        priorityMixPolicy: undefined,
        sku: { ...scaleSet.sku, capacity: 1.5 },
      },
      "sku.capacity must be a whole number, got 1.5",
    ],
    [
      "a number for a text",
      AUTOSCALE,
      scaling({ capacity: { ...capacity, minimum: 1 } }),
      "profiles[0].capacity.minimum must be a string, got 1",
    ],
    [
      "a text for a number",
      ONLINE,
      online({}, { sku: { name: "Default", capacity: "2" } }),
      /^sku\.capacity must be a number, got "2"$/,
    ],
    ["one for a list", NAT, { ...group, sku: { name: "Standard" }, zones: "1" }, "zones must be a list"],
    ["a list for an object", STORAGE, { ...storage, tags: ["a"] }, "tags must be an object"],
    ["a text for an object", STORAGE, { ...storage, sku: "Standard_LRS" }, "sku must be an object"],
    [
      "too many of a list",
      AUTOSCALE,
      { ...group, profiles: Array.from({ length: 21 }, (_, n) => ({ ...scaling({}).profiles[0], name: `p${n}` })) },
      "profiles must have up to 20 elements, has 21",
    ],
    [
      "an entry of a map",
      ONLINE,
      online({ environmentVariables: { PORT: 80 } }),
      "properties.environmentVariables.PORT must be a string, got 80",
    ],
    [
      "a kind that no discriminator has",
      COMPUTE,
      { ...inWorkspace, properties: { computeType: "Gpu", properties: {} } },
      /^properties\.computeType must be AKS, AmlCompute, .*, got 'Gpu'$/,
    ],
    [
      "a property of another kind",
      RULE,
      outbound({ type: "FQDN", destination: "a.io", port: 443 }),
      "properties.port is no property",
    ],
    [
      "a key in a list's element",
      ALERT,
      { ...alert, criteria: { ...alert.criteria, allOf: [{ ...metric, sensitivity: 1 }] } },
      "criteria.allOf[0].sensitivity is no property",
    ],
    [
      "an identity with a space where the module has none",
      WORKSPACE,
      { ...workspace, identity: { ...owned, type: "SystemAssigned, UserAssigned" } },
      /^identity\.type must be None, .*SystemAssigned,UserAssigned, got/,
    ],
  ])("%s", (_, type, inputs, problem) => {
    expect(violations(type, inputs)).toEqual([typeof problem === "string" ? problem : expect.stringMatching(problem)]);
  });
});

describe("the documentation refuses", () => {
  test.each<[string, string, Properties, string | RegExp]>([
    // names
    ["a group that ends in a period", GROUP, { resourceGroupName: "ml." }, /^resourceGroupName must match/],
    [
      "a network of one letter",
      NETWORK,
      { ...group, addressSpace: { addressPrefixes: ["10.0.0.0/8"] }, virtualNetworkName: "n" },
      /^virtualNetworkName must match/,
    ],
    ["a subnet that ends in a hyphen", SUBNET, { ...subnet, subnetName: "apps-" }, /^subnetName must match/],
    [
      "a zone of one label",
      ZONE,
      { ...group, privateZoneName: "internal", location: "global" },
      /^privateZoneName must match/,
    ],
    ["an identity of two letters", IDENTITY, { ...group, resourceName: "ml" }, /^resourceName must match/],
    [
      "a lock that ends in a period",
      LOCK,
      { scope: "<g.id>", level: "ReadOnly", lockName: "keep." },
      /^lockName must match/,
    ],
    ["a vault that begins with a digit", VAULT, vault({}, "1vault"), /^vaultName must match/],
    ["a vault with two hyphens", VAULT, vault({}, "ml--vault"), /^vaultName must match/],
    [
      "a container with two hyphens",
      CONTAINER,
      { ...group, accountName: "mldata", containerName: "a--b" },
      /^containerName must match/,
    ],
    ["an upper-case share", SHARE, { ...group, accountName: "mldata", shareName: "Cache" }, /^shareName must match/],
    [
      "a scale set that ends in a hyphen",
      SCALE_SET,
      { ...scaleSet, vmScaleSetName: "gpu-" },
      /^vmScaleSetName must match/,
    ],
    [
      "a disk encryption set with a period",
      DISK_KEYS,
      { ...group, identity: { type: "SystemAssigned" }, diskEncryptionSetName: "a.b" },
      /^diskEncryptionSetName must match/,
    ],
    [
      "an action group with a slash",
      ACTION_GROUP,
      { ...actionGroup, actionGroupName: "a/b" },
      /^actionGroupName must match/,
    ],
    ["an alert with a colon", ALERT, { ...alert, ruleName: "chat: errors" }, /^ruleName must match/],
    [
      "Application Insights with a percent sign",
      INSIGHTS,
      { ...insights, resourceName: "100%" },
      /^resourceName must match/,
    ],
    ["a compute that ends in digits", COMPUTE, { ...cluster({}), computeName: "gpu-1" }, /^computeName must match/],
    ["an endpoint of two letters", ENDPOINT, endpoint({}, { endpointName: "ai" }), /^endpointName must match/],
    [
      "an endpoint that begins with a digit",
      ENDPOINT,
      endpoint({}, { endpointName: "1chat" }),
      /^endpointName must match/,
    ],
    ["a deployment with two hyphens", ONLINE, online({}, { deploymentName: "blue--1" }), /^deploymentName must match/],
    [
      "a deployment of 33 letters",
      ONLINE,
      online({}, { deploymentName: "b".repeat(33) }),
      /^deploymentName must match/,
    ],
    [
      "a datastore with a hyphen",
      DATASTORE,
      { ...inWorkspace, name: "model-weights", properties: UNKNOWN },
      /^name must match/,
    ],
    ["a rule of two letters", RULE, { ...outbound(fqdn()), ruleName: "hf" }, /^ruleName must match/],
    [
      "a rule of two letters within a workspace",
      WORKSPACE,
      managed({ hf: fqdn() }),
      /^managedNetwork\.outboundRules\.hf must have/,
    ],
    [
      "an environment that ends in a hyphen",
      APPS,
      { ...apps, environmentName: "apps-" },
      /^environmentName must match/,
    ],
    [
      "a storage with upper-case letters",
      APPS_STORAGE,
      { ...group, environmentName: "e", storageName: "Cache", properties: UNKNOWN },
      /^storageName must match/,
    ],
    [
      "an app of 33 letters",
      APP,
      { ...app({}), containerAppName: "c".repeat(33) },
      /^containerAppName must have 2 to 32 characters/,
    ],
    ["an app with two hyphens", APP, { ...app({}), containerAppName: "chat--1" }, /^containerAppName must match/],

    // tags and identities
    ["a tag with a slash in its name", STORAGE, { ...storage, tags: { "a/b": "c" } }, /^tags key 'a\/b' must match/],
    [
      "a tag's name of 513 characters",
      GROUP,
      { tags: { ["k".repeat(513)]: "v" } },
      /^tags key 'k+' must have up to 512 characters/,
    ],
    [
      "a storage account's tag of 129 characters",
      STORAGE,
      { ...storage, tags: { ["k".repeat(129)]: "v" } },
      /^tags key 'k+' must have up to 128 characters/,
    ],
    ["a tag of 257 characters", GROUP, { tags: { k: "v".repeat(257) } }, /^tags 'k' must have up to 256 characters/],
    [
      "51 tags",
      GROUP,
      { tags: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${n}`, "v"])) },
      "tags must have up to 50 entries, has 51",
    ],
    [
      "a user's identity that is not listed",
      ENDPOINT,
      endpoint({}, { identity: { type: "UserAssigned" } }),
      /^identity\.userAssignedIdentities must be given/,
    ],
    [
      "one that is listed without its type",
      ENDPOINT,
      endpoint({}, { identity: { ...owned, type: "SystemAssigned" } }),
      /^identity\.userAssignedIdentities must be given/,
    ],

    // templates
    [
      "a deployment of nothing",
      DEPLOYMENT,
      { ...group, properties: { mode: "Incremental" } },
      /^properties: exactly one of template, templateLink/,
    ],
    [
      "a template without a version",
      DEPLOYMENT,
      { ...group, properties: { mode: "Incremental", template: { $schema: "s", resources: [] } } },
      "properties.template.contentVersion is required",
    ],
    [
      "a resource without an API version",
      DEPLOYMENT,
      traffic({ blue: 100 }, { apiVersion: undefined }),
      "properties.template.resources[0].apiVersion is required",
    ],
    [
      "a child without its parent's name",
      DEPLOYMENT,
      traffic({ blue: 100 }, { name: "chat" }),
      /resources\[0\]\.name must have a part for each of/,
    ],
    [
      "a template's traffic of 90",
      DEPLOYMENT,
      traffic({ blue: 90 }),
      /traffic must be whole shares that sum to 0 or 100, got 90$/,
    ],

    // network
    [
      "a network off its boundary",
      NETWORK,
      { ...group, addressSpace: { addressPrefixes: ["10.20.1.0/16"] } },
      /^addressSpace\.addressPrefixes\[0\] must be an IPv4 block/,
    ],
    ["a network without addresses", NETWORK, group, "addressSpace is required"],
    [
      "a subnet off its boundary",
      SUBNET,
      { ...subnet, addressPrefix: "10.20.0.1/24" },
      /^addressPrefix must be an IPv4 block/,
    ],
    [
      "a subnet of no addresses",
      SUBNET,
      { ...subnet, addressPrefix: undefined },
      /^exactly one of addressPrefix, addressPrefixes/,
    ],
    [
      "a subnet that is too small",
      SUBNET,
      { ...subnet, addressPrefix: "10.20.0.0/30" },
      "a subnet has /29 at least, got 10.20.0.0/30",
    ],
    [
      "a subnet of Container Apps that is too small",
      SUBNET,
      {
        ...subnet,
        addressPrefix: "10.20.0.0/28",
        delegations: [{ name: "a", serviceName: "Microsoft.App/environments" }],
      },
      "a subnet of Container Apps has /27 at least, got 10.20.0.0/28",
    ],
    [
      "a subnet of two services",
      SUBNET,
      {
        ...subnet,
        delegations: ["App/environments", "Web/serverFarms"].map((name) => ({
          name: "d",
          serviceName: `Microsoft.${name}`,
        })),
      },
      "delegations must have up to 1 elements, has 2",
    ],
    [
      "a delegation without a name",
      SUBNET,
      { ...subnet, delegations: [{ serviceName: "Microsoft.App/environments" }] },
      "delegations[0].name is required",
    ],
    [
      "a rule of priority 99",
      SECURITY_GROUP,
      rules({ priority: 99 }),
      "securityRules[0].priority must be 100 to 4096, got 99",
    ],
    [
      "a rule of priority 4097",
      SECURITY_GROUP,
      rules({ priority: 4097 }),
      "securityRules[0].priority must be 100 to 4096, got 4097",
    ],
    [
      "two rules of one priority",
      SECURITY_GROUP,
      rules({}, { name: "more" }),
      /^securityRules\[1\]\.priority must differ in its direction/,
    ],
    [
      "two rules of one name",
      SECURITY_GROUP,
      rules({}, { priority: 200 }),
      /^securityRules\[\]\.name must differ, got 'web' twice$/,
    ],
    ["a rule without a name", SECURITY_GROUP, rules({ name: undefined }), "securityRules[0].name is required"],
    [
      "a rule from nowhere",
      SECURITY_GROUP,
      rules({ sourceAddressPrefix: undefined }),
      /^securityRules\[0\]: exactly one of sourceAddressPrefix/,
    ],
    [
      "a rule of ports in two ways",
      SECURITY_GROUP,
      rules({ destinationPortRange: "443" }),
      /^securityRules\[0\]: exactly one of destinationPortRange/,
    ],
    [
      "ports in one text",
      SECURITY_GROUP,
      rules({ destinationPortRanges: ["80,443"] }),
      /^securityRules\[0\]\.destinationPortRanges\[0\] must match/,
    ],
    [
      "a NAT that waits three minutes",
      NAT,
      { ...group, sku: { name: "Standard" }, idleTimeoutInMinutes: 3 },
      "idleTimeoutInMinutes must be 4 to 120, got 3",
    ],
    [
      "a NAT in two zones",
      NAT,
      { ...group, sku: { name: "Standard" }, zones: ["1", "2"] },
      "zones must have up to 1 elements, has 2",
    ],
    [
      "a NAT that this API version has not",
      NAT,
      { ...group, sku: { name: "StandardV2" } },
      "sku.name must be Standard, got 'StandardV2'",
    ],
    [
      "a standard address that changes",
      ADDRESS,
      { ...group, sku: { name: "Standard" }, publicIPAllocationMethod: "Dynamic" },
      /^publicIPAllocationMethod must be Static/,
    ],
    ["a private endpoint to nothing", PRIVATE_ENDPOINT, endpointTo(), "exactly one connection is required, got 0"],
    ["a private endpoint to two", PRIVATE_ENDPOINT, endpointTo({}, {}), "exactly one connection is required, got 2"],
    [
      "a connection without a name",
      PRIVATE_ENDPOINT,
      endpointTo({ name: undefined }),
      "privateLinkServiceConnections[0].name is required",
    ],
    [
      "a part that no service has",
      PRIVATE_ENDPOINT,
      endpointTo({ groupIds: ["keyvault"] }),
      /^groupIds must be one of .*, got 'keyvault'$/,
    ],
    [
      "two parts",
      PRIVATE_ENDPOINT,
      endpointTo({ groupIds: ["blob", "file"] }),
      "privateLinkServiceConnections[0].groupIds must have 1 to 1 elements, has 2",
    ],
    [
      "a private endpoint without a subnet",
      PRIVATE_ENDPOINT,
      { ...endpointTo({}), subnet: {} },
      "subnet.id is required",
    ],
    [
      "a group of no zones",
      ZONE_GROUP,
      { ...group, privateEndpointName: "e", privateDnsZoneConfigs: [] },
      "privateDnsZoneConfigs must have 1 to 5 elements, has 0",
    ],
    [
      "a group of one zone twice",
      ZONE_GROUP,
      {
        ...group,
        privateEndpointName: "e",
        privateDnsZoneConfigs: ["a", "a"].map((name) => ({ name, privateDnsZoneId: "<z.id>" })),
      },
      /^privateDnsZoneConfigs\[\]\.name must differ/,
    ],
    [
      "a zone in a region",
      ZONE,
      { ...group, privateZoneName: "a.io", location: "swedencentral" },
      /^location must match \[Gg\]lobal/,
    ],
    [
      "a link in no place",
      LINK,
      { ...group, privateZoneName: "a.io", virtualNetwork: { id: "<net.id>" } },
      "location is required",
    ],
    [
      "a record of another type",
      RECORD,
      { ...group, privateZoneName: "a.io", recordType: "A", ttl: 300, txtRecords: [] },
      "a record set of the type A must have aRecords, got txtRecords",
    ],
    [
      "a record without a life",
      RECORD,
      { ...group, privateZoneName: "a.io", recordType: "A", aRecords: [] },
      "ttl is required",
    ],

    // identity, keys, storage
    ["a grant by a name", ROLE, { ...role, roleAssignmentName: "server-data" }, /^roleAssignmentName must match/],
    ["a grant to nobody's kind", ROLE, { ...role, principalType: undefined }, "principalType is required"],
    ["a grant to a name", ROLE, { ...role, principalId: "ana@example.com" }, /^principalId must match/],
    ["a role by its name", ROLE, { ...role, roleDefinitionId: "Reader" }, /^roleDefinitionId must match/],
    [
      "Contributor on a subscription",
      ROLE,
      { ...role, roleDefinitionId: `${DEFINITIONS}/${CONTRIBUTOR}` },
      "Owner and Contributor are not given on a subscription",
    ],
    [
      "a condition of no version",
      ROLE,
      { ...role, condition: "true" },
      "condition and conditionVersion must be given together",
    ],
    [
      "a note of 513 characters",
      LOCK,
      { scope: "<g.id>", level: "ReadOnly", notes: "n".repeat(513) },
      /^notes must have up to 512/,
    ],
    [
      "a vault without purge protection, said so",
      VAULT,
      vault({ enablePurgeProtection: false }),
      /^properties\.enablePurgeProtection must be true/,
    ],
    [
      "a vault that keeps for six days",
      VAULT,
      vault({ softDeleteRetentionInDays: 6 }),
      "properties.softDeleteRetentionInDays must be 7 to 90, got 6",
    ],
    ["a tenant by its name", VAULT, vault({ tenantId: "contoso" }), /^properties\.tenantId must match/],
    ["a key of 1024 bits", KEY, key({ keySize: 1024 }), /^properties\.keySize must be 2048, 3072 or 4096/],
    ["an RSA key on a curve", KEY, key({ curveName: "P-256" }), "properties.curveName is for EC keys"],
    [
      "a bypass that is none",
      STORAGE,
      { ...storage, networkRuleSet: { defaultAction: "Deny", bypass: "Azure" } },
      /^networkRuleSet\.bypass must match/,
    ],
    ["TLS 1.3", STORAGE, { ...storage, minimumTlsVersion: "TLS1_3" }, /^minimumTlsVersion must match/],
    [
      "a customer's key that is not given",
      STORAGE,
      { ...storage, encryption: { keySource: "Microsoft.Keyvault" } },
      /^encryption\.keyVaultProperties must be given/,
    ],
    ["blob settings by another name", BLOBS, { ...group, accountName: "mldata" }, "blobServicesName is required"],
    [
      "a share of nothing",
      SHARE,
      { ...group, accountName: "mldata", shareName: "cache", shareQuota: 0 },
      "shareQuota must be at least 1, got 0",
    ],
    [
      "a basic registry that is private",
      REGISTRY,
      { ...registry, publicNetworkAccess: "Disabled" },
      "publicNetworkAccess Disabled needs the SKU Premium, got 'Basic'",
    ],

    // machines
    [
      "a flexible set of no fault domains",
      SCALE_SET,
      { ...scaleSet, zones: [], platformFaultDomainCount: undefined },
      "platformFaultDomainCount is required of a Flexible scale set",
    ],
    [
      "two fault domains in a zone",
      SCALE_SET,
      { ...scaleSet, platformFaultDomainCount: 2 },
      "platformFaultDomainCount must be 1 in zones, got 2",
    ],
    [
      "a flexible set in one placement group",
      SCALE_SET,
      { ...scaleSet, singlePlacementGroup: true },
      /^singlePlacementGroup must be false/,
    ],
    ["a flexible set with spares", SCALE_SET, { ...scaleSet, overprovision: true }, /^overprovision must be false/],
    [
      "a flexible set that upgrades itself",
      SCALE_SET,
      { ...scaleSet, upgradePolicy: { mode: "Manual" } },
      "upgradePolicy is not for Flexible scale sets",
    ],
    [
      "interfaces of no API version",
      SCALE_SET,
      machines({ networkProfile: { networkInterfaceConfigurations: [card] } }),
      /^networkProfile\.networkApiVersion is required/,
    ],
    [
      "interfaces none of which is primary",
      SCALE_SET,
      machines({
        networkProfile: { ...profile.networkProfile, networkInterfaceConfigurations: [{ ...card, primary: false }] },
      }),
      "exactly one interface must be primary, got 0",
    ],
    [
      "an interface in no subnet",
      SCALE_SET,
      machines({
        networkProfile: {
          ...profile.networkProfile,
          networkInterfaceConfigurations: [{ ...card, ipConfigurations: [{ name: "ip" }] }],
        },
      }),
      /ipConfigurations\[0\]\.subnet is required$/,
    ],
    [
      "a set of no size",
      SCALE_SET,
      { ...scaleSet, sku: { name: "Standard_NC24ads_A100_v4" } },
      "sku.capacity is required",
    ],
    [
      "1001 machines",
      SCALE_SET,
      { ...scaleSet, sku: { ...scaleSet.sku, capacity: 1001 } },
      "sku.capacity must be up to 1000, got 1001",
    ],
    ["a zone that no region has", SCALE_SET, { ...scaleSet, zones: ["a"] }, "zones[0] must be 1, 2, 3, got 'a'"],
    [
      "Spot without an end",
      SCALE_SET,
      machines({ ...spot, evictionPolicy: undefined }),
      "evictionPolicy is required of Spot machines",
    ],
    [
      "Spot for a dollar",
      SCALE_SET,
      machines({ ...spot, billingProfile: { maxPrice: 1 } }),
      "billingProfile.maxPrice must be -1 of Spot machines, got 1",
    ],
    [
      "Spot in a reservation",
      SCALE_SET,
      machines({ ...spot, capacityReservation: {} }),
      "Spot machines use no capacity reservation",
    ],
    [
      "an eviction of regular machines",
      SCALE_SET,
      machines({ evictionPolicy: "Delete" }),
      "evictionPolicy is for Spot machines",
    ],
    ["unsigned drivers with secure boot", SCALE_SET, machines(secureBoot(true)), /secureBootEnabled must be false/],
    [
      "firmware of no security type",
      SCALE_SET,
      machines({ securityProfile: { uefiSettings: { vTpmEnabled: true } } }),
      "securityProfile.uefiSettings needs a securityType",
    ],
    [
      "an extension without a version",
      SCALE_SET,
      machines({ extensionProfile: { extensions: [{ ...drivers.extensions[0], typeHandlerVersion: undefined }] } }),
      /typeHandlerVersion is required$/,
    ],
    [
      "two extensions of one name",
      SCALE_SET,
      machines({ extensionProfile: { extensions: [...drivers.extensions, ...drivers.extensions] } }),
      /extensions\[\]\.name must differ, got 'gpu' twice$/,
    ],
    [
      "an administrator of a common name",
      SCALE_SET,
      machines({ osProfile: { ...osProfile, adminUsername: "admin", linuxConfiguration: undefined } }),
      /adminUsername must be none of those/,
    ],
    [
      "no way to log in",
      SCALE_SET,
      machines({ osProfile: { ...osProfile, linuxConfiguration: { disablePasswordAuthentication: true } } }),
      /publicKeys is required without a password$/,
    ],
    [
      "a key in another's home",
      SCALE_SET,
      machines({ osProfile: { ...osProfile, adminUsername: "ops" } }),
      /path must be in the home of ops/,
    ],
    [
      "a key of no kind",
      SCALE_SET,
      machines({
        osProfile: {
          ...osProfile,
          linuxConfiguration: {
            ssh: { publicKeys: [{ path: "/home/azureuser/.ssh/authorized_keys", keyData: "AAAA" }] },
          },
        },
      }),
      /keyData must match/,
    ],
    [
      "custom data that is not encoded",
      SCALE_SET,
      machines({ osProfile: { ...osProfile, customData: "#cloud-config" } }),
      /customData must match/,
    ],
    [
      "an image of no version",
      SCALE_SET,
      machines({
        storageProfile: { ...profile.storageProfile, imageReference: { publisher: "p", offer: "o", sku: "s" } },
      }),
      "storageProfile.imageReference.version is required without an id",
    ],
    [
      "an ultra disk to boot from",
      SCALE_SET,
      machines({
        storageProfile: {
          ...profile.storageProfile,
          osDisk: { createOption: "FromImage", managedDisk: { storageAccountType: "UltraSSD_LRS" } },
        },
      }),
      /storageAccountType must be Standard_LRS/,
    ],
    [
      "a notice of an hour",
      SCALE_SET,
      machines({ scheduledEventsProfile: { terminateNotificationProfile: { notBeforeTimeout: "PT1H" } } }),
      /notBeforeTimeout must be a duration from PT5M to PT15M, got 'PT1H'$/,
    ],
    [
      "a disk key without its version",
      DISK_KEYS,
      { ...group, identity: { type: "SystemAssigned" }, activeKey: { keyUrl: "https://v.vault.azure.net/keys/disks" } },
      /^activeKey\.keyUrl must match/,
    ],
    ["a disk encryption set of no identity", DISK_KEYS, group, "identity is required"],
    [
      "a reservation of no machines",
      RESERVATION,
      { ...group, capacityReservationGroupName: "g", sku: { name: "Standard_NC40ads_H100_v5" } },
      "sku.capacity is required",
    ],
    [
      "a reservation in two zones",
      RESERVATION,
      { ...group, capacityReservationGroupName: "g", sku: { name: "s", capacity: 1 }, zones: ["1", "2"] },
      "zones must have up to 1 elements, has 2",
    ],

    ["a set of no SKU", SCALE_SET, { ...scaleSet, sku: undefined }, "sku is required"],
    ["machines of no name", SCALE_SET, { ...scaleSet, sku: { capacity: 1 } }, "sku.name is required"],
    [
      "machines' names of 59 letters",
      SCALE_SET,
      machines({ osProfile: { ...osProfile, computerNamePrefix: "g".repeat(59) } }),
      /computerNamePrefix must match/,
    ],
    [
      "an API version that is no date",
      SCALE_SET,
      machines({ networkProfile: { ...profile.networkProfile, networkApiVersion: "latest" } }),
      /networkApiVersion must match/,
    ],
    [
      "an interface of no address",
      SCALE_SET,
      machines({
        networkProfile: {
          ...profile.networkProfile,
          networkInterfaceConfigurations: [{ ...card, ipConfigurations: [] }],
        },
      }),
      /ipConfigurations must have at least 1 elements, has 0$/,
    ],
    [
      "the latest version of an extension",
      SCALE_SET,
      machines({ extensionProfile: { extensions: [{ ...drivers.extensions[0], typeHandlerVersion: "latest" }] } }),
      /typeHandlerVersion must match/,
    ],
    [
      "a reservation of no size",
      RESERVATION,
      { ...group, capacityReservationGroupName: "g", sku: { capacity: 1 } },
      "sku.name is required",
    ],

    // monitoring
    [
      "an online deployment of no machine",
      AUTOSCALE,
      scaling({ capacity: { ...capacity, minimum: "0" } }),
      "profiles[0].capacity.minimum of an online deployment must be 1 at least, got 0",
    ],
    [
      "a default above the most",
      AUTOSCALE,
      scaling({ capacity: { ...capacity, default: "5" } }),
      /^profiles\[0\]\.capacity must be minimum ≤ default ≤ maximum, got 1, 5, 4$/,
    ],
    ["a least above the default", AUTOSCALE, scaling({ capacity: { ...capacity, minimum: "2" } }), /got 2, 1, 4$/],
    [
      "a capacity in words",
      AUTOSCALE,
      scaling({ capacity: { ...capacity, maximum: "four" } }),
      /^profiles\[0\]\.capacity\.maximum must match/,
    ],
    [
      "a rule that counts every second",
      AUTOSCALE,
      scaling({}, { timeGrain: "PT1S" }),
      /timeGrain must be a duration from PT1M to PT12H, got 'PT1S'$/,
    ],
    [
      "a window of a minute",
      AUTOSCALE,
      scaling({}, { timeWindow: "PT1M" }),
      /timeWindow must be a duration from PT5M to PT12H, got 'PT1M'$/,
    ],
    [
      "a pause that is no duration",
      AUTOSCALE,
      scaling({}, {}, { cooldown: "5m" }),
      /cooldown must be a duration from PT1M to P7D, got '5m'$/,
    ],
    ["a step of nothing", AUTOSCALE, scaling({}, {}, { value: "0" }), /scaleAction\.value must match/],
    [
      "eleven rules",
      AUTOSCALE,
      scaling({ rules: Array.from({ length: 11 }, () => scaling({}).profiles[0]?.rules[0]) }),
      "profiles[0].rules must have up to 10 elements, has 11",
    ],
    [
      "a profile of two times",
      AUTOSCALE,
      scaling({ fixedDate: { start: "s", end: "e" }, recurrence: { frequency: "Week", schedule: UNKNOWN } }),
      "profiles[0] has fixedDate or recurrence, not both",
    ],
    [
      "a profile of every day",
      AUTOSCALE,
      scaling({ recurrence: { frequency: "Day", schedule: UNKNOWN } }),
      "profiles[0].recurrence.frequency must be Week, got 'Day'",
    ],
    [
      "a mail to nobody",
      ACTION_GROUP,
      { ...actionGroup, emailReceivers: [{ name: "owner", emailAddress: "ml" }] },
      /emailAddress must match/,
    ],
    [
      "two receivers of one name",
      ACTION_GROUP,
      { ...actionGroup, armRoleReceivers: [{ name: "owner", roleId: ID, useCommonAlertSchema: true }] },
      "receivers[] must differ, got 'owner' twice",
    ],
    ["an alert on nothing", ALERT, { ...alert, scopes: [] }, "scopes must have at least 1 elements, has 0"],
    ["a window of two hours", ALERT, { ...alert, windowSize: "PT2H" }, /^windowSize must be PT1M, PT5M/],
    [
      "more than all samples",
      INSIGHTS,
      { ...insights, samplingPercentage: 101 },
      "samplingPercentage must be up to 100, got 101",
    ],
    ["an alert in a region", ALERT, { ...alert, location: "swedencentral" }, /^location must match/],
    ["an alert of severity 5", ALERT, { ...alert, severity: 5 }, "severity must be up to 4, got 5"],
    [
      "an alert every two minutes",
      ALERT,
      { ...alert, evaluationFrequency: "PT2M" },
      /^evaluationFrequency must be PT1M, PT5M/,
    ],
    [
      "a window that is shorter than the pause",
      ALERT,
      { ...alert, evaluationFrequency: "PT15M" },
      "windowSize must be evaluationFrequency at least, got PT5M, PT15M",
    ],
    [
      "two criteria of one name",
      ALERT,
      { ...alert, criteria: { ...alert.criteria, allOf: [metric, metric] } },
      /^criteria\.allOf\[\]\.name must differ/,
    ],
    ["an action of no group", ALERT, { ...alert, actions: [{}] }, "actions[0].actionGroupId is required"],
    [
      "logs to nowhere",
      DIAGNOSTICS,
      { ...diagnostics, workspaceId: undefined },
      /^one of workspaceId, storageAccountId/,
    ],
    ["no logs", DIAGNOSTICS, { ...diagnostics, logs: undefined }, "logs or metrics are required"],
    [
      "a log in two ways",
      DIAGNOSTICS,
      { ...diagnostics, logs: [{ category: "AuditEvent", categoryGroup: "audit", enabled: true }] },
      /^logs\[0\]: exactly one of category, categoryGroup/,
    ],
    [
      "logs for a week",
      LOGS,
      { ...group, sku: { name: "PerGB2018" }, retentionInDays: 7 },
      "retentionInDays must be 30 to 730, got 7",
    ],
    [
      "Application Insights of no workspace",
      INSIGHTS,
      { ...insights, workspaceResourceId: undefined },
      "workspaceResourceId is required",
    ],

    // Azure ML
    [
      "a workspace of no vault",
      WORKSPACE,
      { ...workspace, keyVault: undefined },
      "keyVault is required of a workspace",
    ],
    [
      "a workspace of no first identity",
      WORKSPACE,
      { ...workspace, primaryUserAssignedIdentity: undefined },
      "primaryUserAssignedIdentity is required with UserAssigned",
    ],
    [
      "a first identity of the system's",
      WORKSPACE,
      { ...workspace, identity: { type: "SystemAssigned" } },
      "primaryUserAssignedIdentity needs UserAssigned",
    ],
    ["a kind that no workspace has", WORKSPACE, { ...workspace, kind: "Studio" }, /^kind must be Default, Hub/],
    [
      "a network that is made now, and none",
      WORKSPACE,
      { ...workspace, provisionNetworkNow: true },
      "provisionNetworkNow needs a managed network",
    ],
    [
      "a firewall that nothing passes",
      WORKSPACE,
      managed({}, { isolationMode: "AllowInternetOutbound", firewallSku: "Basic" }),
      "managedNetwork.firewallSku is for AllowOnlyApprovedOutbound",
    ],
    [
      "a host where all are reached",
      WORKSPACE,
      managed({ hub: fqdn() }, { isolationMode: "AllowInternetOutbound" }),
      "managedNetwork.outboundRules.hub is for AllowOnlyApprovedOutbound",
    ],
    [
      "a rule that the service makes",
      WORKSPACE,
      managed({ hub: fqdn({ category: "Required" }) }),
      /^managedNetwork\.outboundRules\.hub\.category must be UserDefined/,
    ],
    [
      "a rule to an address",
      RULE,
      outbound(fqdn({ destination: "https://huggingface.co" })),
      /^properties\.destination must match/,
    ],
    ["a rule to nowhere", RULE, outbound({ type: "FQDN" }), "properties.destination is required"],
    [
      "a service of no ports",
      RULE,
      outbound({ type: "ServiceTag", destination: { serviceTag: "Storage", protocol: "TCP" } }),
      "properties.destination.portRanges is required",
    ],
    [
      "a service of no protocol that there is",
      RULE,
      outbound({ type: "ServiceTag", destination: { serviceTag: "Storage", protocol: "HTTP", portRanges: "443" } }),
      /^properties\.destination\.protocol must be TCP/,
    ],
    [
      "a private endpoint to no part",
      RULE,
      outbound({ type: "PrivateEndpoint", destination: { serviceResourceId: "<v.id>" } }),
      "properties.destination.subresourceTarget is required",
    ],
    ["a cluster of no size", COMPUTE, cluster({}, { vmSize: undefined }), "properties.properties.vmSize is required"],
    [
      "a cluster of no scale",
      COMPUTE,
      cluster({}, { scaleSettings: undefined }),
      "properties.properties.scaleSettings is required",
    ],
    [
      "a cluster with more at least than at most",
      COMPUTE,
      cluster({ minNodeCount: 3 }),
      /minNodeCount is more than maxNodeCount$/,
    ],
    [
      "an idle time that is no duration",
      COMPUTE,
      cluster({ nodeIdleTimeBeforeScaleDown: "120" }),
      /nodeIdleTimeBeforeScaleDown must be a duration/,
    ],
    [
      "a notebook that stops after a minute",
      COMPUTE,
      notebook({ idleTimeBeforeShutdown: "PT1M" }),
      /idleTimeBeforeShutdown must be a duration from PT15M to P3D/,
    ],
    [
      "traffic of 90",
      ENDPOINT,
      endpoint({ traffic: { blue: 60, green: 30 } }),
      "properties.traffic must be whole shares that sum to 0 or 100, got 60 + 30",
    ],
    [
      "traffic below nothing",
      ENDPOINT,
      endpoint({ traffic: { blue: 110, green: -10 } }),
      /^properties\.traffic must be whole shares/,
    ],
    [
      "more than half mirrored",
      ENDPOINT,
      endpoint({ mirrorTraffic: { green: 51 } }),
      /^properties\.mirrorTraffic must name one/,
    ],
    ["keys where none are used", ENDPOINT, endpoint({ keys: {} }), "properties.keys is for authMode Key"],
    [
      "no machine",
      ONLINE,
      online({}, { sku: { name: "Default", capacity: 0 } }),
      "sku.capacity must be 1 to 50, got 0",
    ],
    [
      "51 machines",
      ONLINE,
      online({}, { sku: { name: "Default", capacity: 51 } }),
      "sku.capacity must be 1 to 50, got 51",
    ],
    [
      "a SKU that deployments have not",
      ONLINE,
      online({}, { sku: { name: "Standard", capacity: 1 } }),
      "sku.name must be Default, got 'Standard'",
    ],
    ["a deployment of no SKU", ONLINE, online({}, { sku: undefined }), "sku is required"],
    [
      "a request of four minutes",
      ONLINE,
      online({ requestSettings: { requestTimeout: "PT4M" } }),
      /requestTimeout must be a duration from PT1S to PT180S, got 'PT4M'$/,
    ],
    [
      "a probe in seconds",
      ONLINE,
      online({ readinessProbe: { period: "10" } }),
      /^properties\.readinessProbe\.period must be a duration/,
    ],
    [
      "a probe that may not fail",
      ONLINE,
      online({ livenessProbe: { failureThreshold: 0 } }),
      "properties.livenessProbe.failureThreshold must be at least 1, got 0",
    ],
    [
      "a deployment that scales itself",
      ONLINE,
      online({ scaleSettings: { scaleType: "TargetUtilization" } }),
      "properties.scaleSettings.scaleType must be Default, got 'TargetUtilization'",
    ],
    ["a managed deployment of another kind", ONLINE, online({}, { kind: "K8S" }), "kind must be Managed, got 'K8S'"],
    ["machines of no kind", ONLINE, online({ instanceType: undefined }), "properties.instanceType is required"],
    [
      "code that runs in nothing",
      ONLINE,
      online({ environmentId: undefined, codeConfiguration: { scoringScript: "s.py" } }),
      "properties.environmentId is required with codeConfiguration",
    ],
    ["a model at no path", ONLINE, online({ modelMountPath: "model" }), /^properties\.modelMountPath must match/],
    [
      "a capture of everything twice",
      ONLINE,
      online({ dataCollector: { collections: { model_inputs: { samplingRate: 2 } } } }),
      /model_inputs\.samplingRate must be up to 1/,
    ],
    [
      "an image that is also built",
      ENVIRONMENT_VERSION,
      environmentVersion({ build: { contextUri: "<c.uri>" } }),
      "properties: exactly one of image, build is required, got image, build",
    ],
    [
      "a route of no path",
      ENVIRONMENT_VERSION,
      environmentVersion({ inferenceConfig: { scoringRoute: { path: "score", port: 80 } } }),
      /scoringRoute\.path must match/,
    ],
    [
      "a port that is none",
      ENVIRONMENT_VERSION,
      environmentVersion({ inferenceConfig: { scoringRoute: { path: "/", port: 65_536 } } }),
      /scoringRoute\.port must be 1 to 65535, got 65536$/,
    ],
    [
      "a model of no files",
      MODEL,
      { ...inWorkspace, name: "qwen3", version: "1", properties: {} },
      "properties.modelUri is required",
    ],
    [
      "a model of no format",
      MODEL,
      { ...inWorkspace, name: "qwen3", version: "1", properties: { modelUri: "<u>", modelType: "gguf" } },
      /^properties\.modelType must be custom_model/,
    ],

    ["a connection of two letters", CONNECTION, { ...hub, connectionName: "hf" }, /^connectionName must match/],
    ["a lifecycle of another name", LIFECYCLE, lifecycle({}, "old"), /^managementPolicyName must match default/],
    [
      "a lifecycle of another kind",
      LIFECYCLE,
      lifecycle({ type: "Tiering" }),
      /type must be Lifecycle, got 'Tiering'$/,
    ],

    // Container Apps
    [
      "two profiles of one name",
      APPS,
      { ...apps, workloadProfiles: [...apps.workloadProfiles, { name: "gpu", workloadProfileType: "D4" }] },
      "workloadProfiles[].name must differ, got 'gpu' twice",
    ],
    [
      "a profile that there is not",
      APPS,
      { ...apps, workloadProfiles: [{ name: "gpu", workloadProfileType: "Consumption-GPU-H100" }] },
      /workloadProfileType must match/,
    ],
    [
      "an internal environment in no network",
      APPS,
      { ...apps, vnetConfiguration: { internal: true } },
      "vnetConfiguration.infrastructureSubnetId is required of an internal environment",
    ],
    [
      "an environment in zones of no network",
      APPS,
      { ...apps, vnetConfiguration: undefined, zoneRedundant: true },
      "vnetConfiguration.infrastructureSubnetId is required with zoneRedundant",
    ],
    [
      "a profile with more at least than at most",
      APPS,
      { ...apps, workloadProfiles: [{ name: "d", workloadProfileType: "D4", minimumCount: 2, maximumCount: 1 }] },
      "workloadProfiles[0].minimumCount is more than maximumCount",
    ],
    [
      "logs to a place that is not",
      APPS,
      { ...apps, appLogsConfiguration: { destination: "loki" } },
      /^appLogsConfiguration\.destination must be log-analytics/,
    ],
    [
      "logs to no workspace",
      APPS,
      { ...apps, appLogsConfiguration: { destination: "log-analytics" } },
      /^appLogsConfiguration\.logAnalyticsConfiguration must be given/,
    ],
    [
      "a storage of nothing",
      APPS_STORAGE,
      { ...group, environmentName: "e", properties: {} },
      /^properties: exactly one of azureFile, nfsAzureFile/,
    ],
    [
      "a share of no key",
      APPS_STORAGE,
      {
        ...group,
        environmentName: "e",
        properties: { azureFile: { accountName: "a", shareName: "s", accessMode: "ReadOnly" } },
      },
      "properties.azureFile.accountKey is required",
    ],
    [
      "an app in no environment",
      APP,
      { ...app({}), environmentId: undefined },
      /^exactly one of environmentId, managedEnvironmentId/,
    ],
    [
      "an app of no container",
      APP,
      app({}, { containers: [] }, { secrets: [] }),
      "template.containers must have at least 1 elements, has 0",
    ],
    ["a container of no image", APP, app({ image: undefined }), "template.containers[0].image is required"],
    [
      "an A100's CPUs on a T4",
      APP,
      { ...app({ resources: { cpu: 24, memory: "56Gi" } }), workloadProfileName: "NC8as-T4" },
      "NC8as-T4 has up to 8 CPUs and 56Gi, got 24, 56Gi",
    ],
    [
      "more memory than an A100's",
      APP,
      app({ resources: { cpu: 24, memory: "221Gi" } }),
      "NC24-A100 has up to 24 CPUs and 220Gi, got 24, 221Gi",
    ],
    [
      "CPUs without their memory",
      APP,
      { ...app({ resources: { cpu: 1, memory: "4Gi" } }), workloadProfileName: "Consumption" },
      "CPUs must be 0.25 to 4 by 0.25, with 2Gi each, got 1, 4Gi",
    ],
    ["memory in Mi", APP, app({ resources: { cpu: 8, memory: "512Mi" } }), "memory must be in Gi, got '512Mi'"],
    [
      "more replicas at least than at most",
      APP,
      app({}, { scale: { minReplicas: 2, maxReplicas: 1 } }),
      "template.scale.minReplicas is more than maxReplicas: 2, 1",
    ],
    [
      "no replica at most",
      APP,
      app({}, { scale: { maxReplicas: 0 } }),
      "template.scale.maxReplicas must be 1 to 1000, got 0",
    ],
    [
      "a rule of no kind",
      APP,
      app({}, { scale: { rules: [{ name: "load" }] } }),
      /^template\.scale\.rules\[0\]: exactly one of http, tcp/,
    ],
    [
      "a mount of no volume",
      APP,
      app({}, { volumes: [] }),
      "template.containers[0].volumeMounts[0].volumeName: there is no volume cache",
    ],
    [
      "a volume of no storage",
      APP,
      app({}, { volumes: [{ name: "cache", storageType: "AzureFile" }] }),
      "template.volumes[0].storageName is required of AzureFile",
    ],
    [
      "a probe every five minutes",
      APP,
      app({ probes: [{ ...container.probes[0], periodSeconds: 300 }] }),
      /periodSeconds must be 1 to 240, got 300$/,
    ],
    [
      "a probe that fails eleven times",
      APP,
      app({ probes: [{ ...container.probes[0], failureThreshold: 11 }] }),
      /failureThreshold must be 1 to 10, got 11$/,
    ],
    [
      "a probe of nothing",
      APP,
      app({ probes: [{ type: "Startup" }] }),
      /probes\[0\]: exactly one of httpGet, tcpSocket/,
    ],
    [
      "two probes of one kind",
      APP,
      app({ probes: [...container.probes, ...container.probes] }),
      /probes\[\]\.type must differ, got 'Startup' twice$/,
    ],
    [
      "a secret that is not there",
      APP,
      app({}, {}, { secrets: [] }),
      "template.containers[0].env[0].secretRef: there is no secret token",
    ],
    [
      "a secret of no value",
      APP,
      app({}, {}, { secrets: [{ name: "token" }] }),
      /^configuration\.secrets\[0\]: exactly one of value, keyVaultUrl/,
    ],
    [
      "a vault's secret without an identity",
      APP,
      app({}, {}, { secrets: [{ name: "token", keyVaultUrl: "<token.uri>" }] }),
      "configuration.secrets[0].identity is required with keyVaultUrl",
    ],
    [
      "an upper-case secret",
      APP,
      app({ env: [] }, {}, { secrets: [{ name: "Token", value: "hf_x" }] }),
      /^configuration\.secrets\[0\]\.name must match/,
    ],
    [
      "a registry of no login",
      APP,
      app({}, {}, { registries: [{ server: "<images.loginServer>" }] }),
      /^configuration\.registries\[0\]: exactly one of identity, passwordSecretRef/,
    ],
    [
      "an entry to no port",
      APP,
      app({}, {}, { ingress: { external: false } }),
      "configuration.ingress.targetPort is required",
    ],
    [
      "traffic of an app that is not whole",
      APP,
      app({}, {}, { ingress: { targetPort: 80, traffic: [{ latestRevision: true, weight: 90 }] } }),
      "configuration.ingress.traffic must sum to 100, got 90",
    ],
    [
      "traffic to two of a single revision",
      APP,
      app({}, {}, { ingress: { targetPort: 80, traffic: [{ weight: 50 }, { weight: 50 }] } }),
      /activeRevisionsMode Multiple only$/,
    ],
    [
      "an exposed port of HTTP",
      APP,
      app({}, {}, { ingress: { targetPort: 80, exposedPort: 80 } }),
      "configuration.ingress.exposedPort is for tcp",
    ],
    [
      "addresses that are allowed and denied",
      APP,
      app(
        {},
        {},
        {
          ingress: {
            targetPort: 80,
            ipSecurityRestrictions: ["Allow", "Deny"].map((action) => ({
              name: action,
              action,
              ipAddressRange: "10.0.0.0/8",
            })),
          },
        },
      ),
      /must all allow, or all deny$/,
    ],
    [
      "a storage of 33 letters",
      APPS_STORAGE,
      { ...group, environmentName: "e", storageName: "c".repeat(33), properties: UNKNOWN },
      /^storageName must have up to 32 characters/,
    ],
    [
      "a mount at no path",
      APP,
      app({ volumeMounts: [{ volumeName: "cache", mountPath: "cache" }] }),
      /mountPath must match/,
    ],
    [
      "a probe that waits for 61 seconds",
      APP,
      app({ probes: [{ ...container.probes[0], initialDelaySeconds: 61 }] }),
      /initialDelaySeconds must be 1 to 60, got 61$/,
    ],
    [
      "a probe that succeeds eleven times",
      APP,
      app({ probes: [{ ...container.probes[0], successThreshold: 11 }] }),
      /successThreshold must be 1 to 10, got 11$/,
    ],
    [
      "a probe of five minutes",
      APP,
      app({ probes: [{ ...container.probes[0], timeoutSeconds: 241 }] }),
      /timeoutSeconds must be 1 to 240, got 241$/,
    ],
    [
      "less than no replica",
      APP,
      app({}, { scale: { minReplicas: -1 } }),
      "template.scale.minReplicas must be up to 1000, got -1",
    ],
    [
      "traffic to two where nothing says how",
      APP,
      app(
        {},
        {},
        { activeRevisionsMode: undefined, ingress: { targetPort: 80, traffic: [{ weight: 50 }, { weight: 50 }] } },
      ),
      /activeRevisionsMode Multiple only$/,
    ],

    // what the models of networks and vaults leave out
    [
      "a network of no addresses",
      NETWORK,
      { ...group, addressSpace: { addressPrefixes: [] } },
      "addressSpace.addressPrefixes must have at least 1 elements, has 0",
    ],
    [
      "a rule that is described in 141 letters",
      SECURITY_GROUP,
      rules({ description: "d".repeat(141) }),
      /^securityRules\[0\]\.description must have up to 140/,
    ],
    [
      "a NAT of 17 addresses",
      NAT,
      { ...group, sku: { name: "Standard" }, publicIpAddresses: Array.from({ length: 17 }, () => ({ id: "<ip.id>" })) },
      "publicIpAddresses must have up to 16 elements, has 17",
    ],
    ["a NAT of no SKU", NAT, group, "sku is required"],
    [
      "an address that waits for 31 minutes",
      ADDRESS,
      { ...group, idleTimeoutInMinutes: 31 },
      "idleTimeoutInMinutes must be 4 to 30, got 31",
    ],
    [
      "a zone of 64 letters",
      ZONE,
      { ...group, privateZoneName: `${"a".repeat(61)}.io`, location: "global" },
      /^privateZoneName must have up to 63/,
    ],
    [
      "a zone in a group of no name",
      ZONE_GROUP,
      { ...group, privateEndpointName: "e", privateDnsZoneConfigs: [{ privateDnsZoneId: "<z.id>" }] },
      "privateDnsZoneConfigs[0].name is required",
    ],
    [
      "a name in a group of no zone",
      ZONE_GROUP,
      { ...group, privateEndpointName: "e", privateDnsZoneConfigs: [{ name: "a" }] },
      "privateDnsZoneConfigs[0].privateDnsZoneId is required",
    ],
    [
      "a link to no network",
      LINK,
      { ...group, privateZoneName: "a.io", location: "global", virtualNetwork: {} },
      "virtualNetwork.id is required",
    ],
    [
      "a record of no type that there is",
      RECORD,
      { ...group, privateZoneName: "a.io", recordType: "NAPTR", ttl: 300 },
      /^recordType must be A, AAAA/,
    ],
    [
      "a basic registry under a customer's key",
      REGISTRY,
      { ...registry, encryption: { status: "enabled" } },
      "encryption enabled needs the SKU Premium, got 'Basic'",
    ],
    [
      "a vault that is half open",
      VAULT,
      vault({ publicNetworkAccess: "Partly" }),
      /^properties\.publicNetworkAccess must match/,
    ],
    [
      "an empty list of identities",
      ENDPOINT,
      endpoint({}, { identity: { type: "UserAssigned", userAssignedIdentities: [] } }),
      /^identity\.userAssignedIdentities must be given/,
    ],

    // what the models of budgets leave out
    ["a budget's name with a space", BUDGET, budget({ budgetName: "ml dev" }), /^budgetName must match/],
    ["a budget of less than nothing", BUDGET, budget({ amount: -1 }), "amount must be at least 0, got -1"],
    [
      "a budget that begins within a month",
      BUDGET,
      budget({ timePeriod: { startDate: "2026-11-15T00:00:00Z" } }),
      /^timePeriod\.startDate must match/,
    ],
    ["six alerts", BUDGET, budget({}, {}, {}, {}, {}, {}, {}), "notifications must have up to 5 entries, has 6"],
    [
      "an alert at more than ten times the budget",
      BUDGET,
      budget({}, { threshold: 1001 }),
      "notifications.n0.threshold must be up to 1000, got 1001",
    ],
    [
      "an alert to nobody",
      BUDGET,
      budget({}, { contactEmails: [] }),
      "notifications.n0 must have one of contactEmails, contactGroups",
    ],

    // what Azure ML's models leave out
    [
      "a compute of nothing",
      COMPUTE,
      { ...inWorkspace, properties: { computeType: "AmlCompute" } },
      "properties.properties is required",
    ],
    ["a compute of no kind", COMPUTE, inWorkspace, "properties is required"],
    [
      "less than no machine at least",
      COMPUTE,
      cluster({ minNodeCount: -1 }),
      /minNodeCount must be at least 0, got -1$/,
    ],
    [
      "requests that are none",
      ONLINE,
      online({ requestSettings: { maxConcurrentRequestsPerInstance: 0 } }),
      /maxConcurrentRequestsPerInstance must be at least 1, got 0$/,
    ],
    [
      "a datastore of no account",
      DATASTORE,
      { ...inWorkspace, name: "weights", properties: { datastoreType: "AzureBlob", credentials: UNKNOWN } },
      "properties.accountName is required",
    ],
  ])("%s", (_, type, inputs, problem) => {
    expect(violations(type, inputs)).toEqual([typeof problem === "string" ? problem : expect.stringMatching(problem)]);
  });
});
