import { differs, durationAt, exactlyOne, type LimitTable, type Rule, trafficProblems } from "./azure-rules.js";
import { outsideLimits } from "./limits.js";
import { isObject, isUndecided, type Properties, places } from "./value-paths.js";

/**
 * https://learn.microsoft.com/azure/machine-learning/how-to-manage-quotas: names of endpoints and deployments, instances of
 * a deployment, and its longest request.
 */
const ONLINE_NAME = { pattern: "(?=.{3,32}$)[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*" };
const MOST_INSTANCES = 50;
const LONGEST_REQUEST = "PT180S";

const ASSET_NAME = { pattern: "[A-Za-z0-9][A-Za-z0-9_.-]{0,254}" };
/** https://github.com/Azure/bicep-types-az, Microsoft.MachineLearningServices/workspaces/connections and outboundRules */
const CHILD_NAME = { pattern: "[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}" };
const ROUTES = ["livenessRoute", "readinessRoute", "scoringRoute", "startupRoute"];
const PORT = { min: 1, max: 65_535 };
const ABSOLUTE = { pattern: "/.*" };

/** Limits of Azure ML that its models say in prose only, or not. */
export const ML_LIMITS: LimitTable = {
  // https://learn.microsoft.com/azure/machine-learning/concept-workspace: what a workspace is made with, and keeps.
  "azure-native:machinelearningservices:Workspace": {
    kind: { enum: "Default|Hub|Project|FeatureStore" },
  },
  // https://github.com/Azure/bicep-types-az, Microsoft.MachineLearningServices/workspaces/computes@2024-04-01-preview
  "azure-native:machinelearningservices:Compute": {
    computeName: { pattern: "[a-zA-Z](?![a-zA-Z0-9-]*-\\d+$)[a-zA-Z0-9-]{2,23}" },
    properties: { required: true },
    "properties.properties": { required: true },
    "properties.properties.scaleSettings.minNodeCount": { min: 0 },
  },
  "azure-native:machinelearningservices:OnlineEndpoint": { endpointName: ONLINE_NAME },
  "azure-native:machinelearningservices:OnlineDeployment": {
    deploymentName: ONLINE_NAME,
    endpointName: ONLINE_NAME,
    "properties.modelMountPath": ABSOLUTE,
    "properties.requestSettings.maxConcurrentRequestsPerInstance": { min: 1 },
    ...Object.fromEntries(
      ["livenessProbe", "readinessProbe", "startupProbe"].flatMap((probe) =>
        ["failureThreshold", "successThreshold"].map((count) => [`properties.${probe}.${count}`, { min: 1 }]),
      ),
    ),
  },
  "azure-native:machinelearningservices:EnvironmentVersion": {
    name: ASSET_NAME,
    version: ASSET_NAME,
    ...Object.fromEntries(
      ROUTES.flatMap((route) => [
        [`properties.inferenceConfig.${route}.port`, PORT],
        [`properties.inferenceConfig.${route}.path`, ABSOLUTE],
      ]),
    ),
  },
  "azure-native:machinelearningservices:ModelVersion": {
    version: ASSET_NAME,
    "properties.modelUri": { required: true },
    "properties.modelType": { enum: "custom_model|mlflow_model|triton_model" },
  },
  // https://learn.microsoft.com/python/api/azureml-core/azureml.core.datastore.datastore
  "azure-native:machinelearningservices:Datastore": {
    name: { pattern: "[A-Za-z0-9_]+" },
    "properties.accountName": { required: true },
  },
  "azure-native:machinelearningservices:ManagedNetworkSettingsRule": {
    ruleName: CHILD_NAME,
  },
  "azure-native:machinelearningservices:WorkspaceConnection": {
    connectionName: CHILD_NAME,
  },
};

/** What the documentation of Azure ML says of several properties together. */
export const ML_RULES: Readonly<Record<string, Rule>> = {
  "azure-native:machinelearningservices:Workspace": workspace,
  "azure-native:machinelearningservices:Compute": compute,
  "azure-native:machinelearningservices:OnlineEndpoint": endpoint,
  "azure-native:machinelearningservices:OnlineDeployment": deployment,
  "azure-native:machinelearningservices:EnvironmentVersion": ({ properties }) =>
    isObject(properties) ? exactlyOne(properties, ["image", "build"], "properties: ") : [],
  "azure-native:machinelearningservices:ManagedNetworkSettingsRule": ({ properties }) =>
    isObject(properties) ? outboundRule(properties, "properties") : [],
};

/**
 * Sources: https://learn.microsoft.com/azure/machine-learning/how-to-identity-based-service-authentication and
 * https://learn.microsoft.com/azure/machine-learning/how-to-managed-network
 */
function workspace(inputs: Properties): string[] {
  const {
    kind = "Default",
    identity,
    primaryUserAssignedIdentity: primary,
    managedNetwork,
    provisionNetworkNow,
  } = inputs;
  const problems: string[] = [];
  if (kind === "Default")
    for (const part of ["storageAccount", "keyVault", "applicationInsights"])
      if (inputs[part] === undefined) problems.push(`${part} is required of a workspace`);
  if (isObject(identity) && !isUndecided(identity.type)) {
    const own = /UserAssigned/.test(String(identity.type));
    if (own && primary === undefined) problems.push("primaryUserAssignedIdentity is required with UserAssigned");
    if (!own && primary !== undefined) problems.push("primaryUserAssignedIdentity needs UserAssigned");
  }
  const { isolationMode, firewallSku, outboundRules } = isObject(managedNetwork) ? managedNetwork : {};
  if (provisionNetworkNow === true && (isolationMode === undefined || isolationMode === "Disabled"))
    problems.push("provisionNetworkNow needs a managed network");
  if (firewallSku !== undefined && differs(isolationMode, "AllowOnlyApprovedOutbound"))
    problems.push("managedNetwork.firewallSku is for AllowOnlyApprovedOutbound");
  if (!isObject(outboundRules)) return problems;
  for (const [name, rule] of Object.entries(outboundRules)) {
    if (!isObject(rule)) continue;
    const at = `managedNetwork.outboundRules.${name}`;
    if (!/^[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}$/.test(name))
      problems.push(`${at} must have 3 to 33 letters, digits, - or _`);
    if (rule.type === "FQDN" && differs(isolationMode, "AllowOnlyApprovedOutbound"))
      problems.push(`${at} is for AllowOnlyApprovedOutbound`);
    problems.push(...outboundRule(rule, at));
  }
  return problems;
}

const PORTS = "(\\*|\\d{1,5}(-\\d{1,5})?)";

/** Source: https://learn.microsoft.com/azure/machine-learning/how-to-managed-network#list-of-required-rules */
function outboundRule(rule: Properties, at: string): string[] {
  const { type, category, destination } = rule;
  const problems: string[] = [];
  if (category !== undefined && differs(category, "UserDefined"))
    problems.push(`${at}.category must be UserDefined: the service makes the others, got '${category}'`);
  if (destination === undefined) return [...problems, `${at}.destination is required`];
  const limits: LimitTable[string] =
    type === "FQDN"
      ? { destination: { pattern: "(\\*\\.)?([A-Za-z0-9_-]+\\.)+[A-Za-z]{2,}" } }
      : type === "PrivateEndpoint"
        ? { "destination.serviceResourceId": { required: true }, "destination.subresourceTarget": { required: true } }
        : {
            "destination.serviceTag": { required: true },
            "destination.protocol": { required: true, enum: "TCP|UDP|ICMP|*" },
            "destination.portRanges": { required: true, pattern: `${PORTS}(, ?${PORTS})*` },
          };
  return [...problems, ...outsideLimits(limits, rule).map((problem) => `${at}.${problem}`)];
}

/** Sources: https://learn.microsoft.com/azure/machine-learning/how-to-create-attach-compute-cluster; typings. */
function compute({ properties: outer }: Properties): string[] {
  if (!isObject(outer) || !isObject(outer.properties)) return [];
  const { computeType, properties } = outer;
  const problems: string[] = [];
  if (computeType !== "AmlCompute" && computeType !== "ComputeInstance") return problems;
  const at = "properties.properties";
  if (properties.vmSize === undefined) problems.push(`${at}.vmSize is required`);
  if (computeType === "ComputeInstance")
    return [...problems, ...durationAt({ properties: outer }, `${at}.idleTimeBeforeShutdown`, "PT15M", "P3D")];
  const { scaleSettings } = properties;
  if (scaleSettings === undefined) problems.push(`${at}.scaleSettings is required`);
  if (!isObject(scaleSettings)) return problems;
  const { minNodeCount = 0, maxNodeCount } = scaleSettings;
  if (Number(minNodeCount) > Number(maxNodeCount))
    problems.push(`${at}.scaleSettings.minNodeCount is more than maxNodeCount`);
  return [...problems, ...durationAt({ properties: outer }, `${at}.scaleSettings.nodeIdleTimeBeforeScaleDown`)];
}

/** Source: https://learn.microsoft.com/azure/machine-learning/how-to-safely-rollout-online-endpoints */
function endpoint({ properties }: Properties): string[] {
  if (!isObject(properties)) return [];
  const { traffic, mirrorTraffic, authMode, keys } = properties;
  const problems = trafficProblems(traffic, "properties.traffic");
  const mirrored = isObject(mirrorTraffic) ? Object.values(mirrorTraffic) : [];
  if (
    mirrored.length > 1 ||
    mirrored.some((share) => !isUndecided(share) && !(Number(share) >= 0 && Number(share) <= 50))
  )
    problems.push("properties.mirrorTraffic must name one deployment, with up to 50");
  if (keys !== undefined && differs(authMode, "Key")) problems.push("properties.keys is for authMode Key");
  return problems;
}

function deployment({ kind, sku, properties }: Properties): string[] {
  const problems: string[] = [];
  if (!isObject(properties) || properties.endpointComputeType !== "Managed") return problems;
  if (kind !== undefined && differs(kind, "Managed")) problems.push(`kind must be Managed, got '${kind}'`);
  const { instanceType, scaleSettings, codeConfiguration, environmentId } = properties;
  if (instanceType === undefined) problems.push("properties.instanceType is required");
  if (codeConfiguration !== undefined && environmentId === undefined)
    problems.push("properties.environmentId is required with codeConfiguration");
  // https://learn.microsoft.com/azure/machine-learning/how-to-autoscale-endpoints: Azure Monitor scales it.
  if (isObject(scaleSettings) && differs(scaleSettings.scaleType, "Default"))
    problems.push(`properties.scaleSettings.scaleType must be Default, got '${scaleSettings.scaleType}'`);
  if (sku === undefined) problems.push("sku is required");
  if (isObject(sku)) problems.push(...instances(sku));
  for (const { at, value } of places(properties, "dataCollector.collections")) {
    if (!isObject(value)) continue;
    for (const [name, collection] of Object.entries(value))
      if (
        isObject(collection) &&
        !isUndecided(collection.samplingRate) &&
        !(Number(collection.samplingRate ?? 1) > 0 && Number(collection.samplingRate ?? 1) <= 1)
      )
        problems.push(`properties.${at}.${name}.samplingRate must be up to 1, and more than 0`);
  }
  const inputs = { properties };
  return [
    ...problems,
    ...durationAt(inputs, "properties.requestSettings.requestTimeout", "PT1S", LONGEST_REQUEST),
    ...["livenessProbe", "readinessProbe", "startupProbe"].flatMap((probe) =>
      ["initialDelay", "period", "timeout"].flatMap((part) => durationAt(inputs, `properties.${probe}.${part}`)),
    ),
  ];
}

function instances({ name, capacity }: Properties): string[] {
  const problems = !differs(name, "Default") ? [] : [`sku.name must be Default, got '${name}'`];
  const right = Number.isInteger(Number(capacity)) && Number(capacity) >= 1 && Number(capacity) <= MOST_INSTANCES;
  return right || isUndecided(capacity)
    ? problems
    : [...problems, `sku.capacity must be 1 to ${MOST_INSTANCES}, got ${capacity}`];
}
