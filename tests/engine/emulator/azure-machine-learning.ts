import { violations } from "../../support/azure-api.js";
import { isObject, type Properties, places, stringsAt } from "../../support/value-paths.js";
import {
  byId,
  computedOf,
  guid,
  isForeign,
  isSame,
  type Kind,
  live,
  lockOn,
  type Making,
  merged,
  TENANT,
} from "./azure-kinds.js";
import { IN_SUBNET } from "./azure-network.js";
import { cannotEncrypt, identitiesOf, lacksRole } from "./azure-roles.js";
import { INSIGHTS, isClosed, REGISTRY, STORAGE, VAULT } from "./azure-services.js";
import type { Contents, Entry } from "./inventory.js";

const WORKSPACE = "azure-native:machinelearningservices:Workspace";
const COMPUTE = "azure-native:machinelearningservices:Compute";
const ENDPOINT = "azure-native:machinelearningservices:OnlineEndpoint";
const ENVIRONMENT = "azure-native:machinelearningservices:EnvironmentVersion";
const MODEL = "azure-native:machinelearningservices:ModelVersion";

const IN_WORKSPACE = "<group>/providers/Microsoft.MachineLearningServices/workspaces/<workspaceName>";

/** A version of an asset: what is in it never changes, and the service makes what holds the versions. */
function version(collection: string, contents: readonly string[]): Kind {
  return {
    id: `${IN_WORKSPACE}/${collection}/<name>/versions/<version>`,
    parent: IN_WORKSPACE,
    fixed: contents.map((property) => `properties.${property}`),
  };
}

/** Azure Machine Learning, and the ARM deployments that share out an endpoint's requests. */
export const MACHINE_LEARNING: Readonly<Record<string, Kind>> = {
  [WORKSPACE]: {
    id: IN_WORKSPACE,
    outputs: ({ id, inputs }) => ({
      workspaceId: guid(),
      tenantId: TENANT,
      discoveryUrl: `https://${inputs.location}.api.azureml.ms/discovery`,
      mlFlowTrackingUri: `azureml://${inputs.location}.api.azureml.ms/mlflow/v1.0${id}`,
      provisioningState: "Succeeded",
    }),
    refers: {
      storageAccount: { to: [STORAGE] },
      keyVault: { to: [VAULT] },
      containerRegistry: { to: [REGISTRY] },
      applicationInsights: { to: [INSIGHTS] },
    },
    // "cannot be changed once the workspace has been created": the typings; encryption is of the creation, too:
    // https://learn.microsoft.com/azure/machine-learning/concept-customer-managed-keys
    fixed: ["keyVault", "storageAccount", "encryption?"],
    refuse: unfitWorkspace,
    // Its managed network has private endpoints to the account.
    refuseDeletion: ({ inputs }, contents) =>
      isObject(inputs.managedNetwork) ? lockOn(contents, String(inputs.storageAccount)) : undefined,
    // https://learn.microsoft.com/azure/machine-learning/concept-soft-delete
    keeps: () => "soft-deleted for 14 days",
  },
  [COMPUTE]: {
    id: `${IN_WORKSPACE}/computes/<computeName>`,
    outputs: () => ({ properties: { provisioningState: "Succeeded" } }),
    refers: { "properties.properties.subnet.id": IN_SUBNET },
    // https://learn.microsoft.com/rest/api/azureml/compute/update: scale settings alone change
    fixed: ["properties.computeType", "properties.properties.vmSize", "properties.properties.vmPriority"],
    refuse: instanceNameTaken,
  },
  "azure-native:machinelearningservices:ManagedNetworkSettingsRule": {
    id: `${IN_WORKSPACE}/outboundRules/<ruleName>`,
    outputs: () => ({ properties: { status: "Active" } }),
  },
  "azure-native:machinelearningservices:WorkspaceConnection": { id: `${IN_WORKSPACE}/connections/<connectionName>` },
  "azure-native:machinelearningservices:Datastore": {
    id: `${IN_WORKSPACE}/datastores/<name>`,
    outputs: () => ({ properties: { isDefault: false } }),
  },
  "azure-native:machinelearningservices:EnvironmentContainer": { id: `${IN_WORKSPACE}/environments/<name>` },
  [ENVIRONMENT]: version("environments", ["image", "build", "condaFile", "inferenceConfig", "osType"]),
  "azure-native:machinelearningservices:ModelContainer": { id: `${IN_WORKSPACE}/models/<name>` },
  [MODEL]: version("models", ["modelUri", "modelType"]),
  "azure-native:machinelearningservices:DataVersion": version("data", ["dataUri", "dataType"]),
  [ENDPOINT]: {
    id: `${IN_WORKSPACE}/onlineEndpoints/<endpointName>`,
    outputs: ({ inputs }) => {
      const address = `https://${inputs.endpointName}.${inputs.location}.inference.ml.azure.com`;
      return {
        properties: {
          scoringUri: `${address}/score`,
          swaggerUri: `${address}/swagger.json`,
          provisioningState: "Succeeded",
        },
      };
    },
    // https://learn.microsoft.com/azure/machine-learning/how-to-deploy-online-endpoints
    unique: { in: "region", code: "EndpointNameAlreadyInUse" },
    refuse: ({ id, inputs, contents }) => unknownShare(id, inputs, contents),
  },
  "azure-native:machinelearningservices:OnlineDeployment": {
    id: `${IN_WORKSPACE}/onlineEndpoints/<endpointName>/deployments/<deploymentName>`,
    outputs: () => ({ properties: { provisioningState: "Succeeded" } }),
    refers: { "properties.environmentId": { to: [ENVIRONMENT] }, "properties.model": { to: [MODEL] } },
    refuse: powerlessEndpoint,
    refuseDeletion: ({ id, outputs }, contents) => {
      const endpoint = byId(contents, id.replace(/\/deployments\/[^/]+$/i, ""), [ENDPOINT]);
      const share = sharesOf(endpoint?.outputs ?? {})[String(outputs.name)];
      return Number(share ?? 0) > 0
        ? `BadRequest: The deployment ${outputs.name} has ${share}% of the live traffic and cannot be deleted`
        : undefined;
    },
  },
  "azure-native:resources:Deployment": {
    id: "<group>/providers/Microsoft.Resources/deployments/<deploymentName>",
    outputs: () => ({ properties: { provisioningState: "Succeeded", correlationId: guid() } }),
    refuse: (making) =>
      endpointsIn(making)
        .map(refuseEndpoint(making.contents))
        .find((reason) => reason !== undefined),
    apply: (making) => {
      for (const endpoint of endpointsIn(making)) put(endpoint, making.contents);
    },
  },
};

/**
 * What a workspace's identity must be allowed before, and what its storage must be:
 * https://learn.microsoft.com/azure/machine-learning/how-to-identity-based-service-authentication and
 * https://learn.microsoft.com/azure/machine-learning/concept-workspace
 */
function unfitWorkspace(making: Making): string | undefined {
  const { inputs, contents } = making;
  const account = byId(contents, inputs.storageAccount, [STORAGE])?.inputs;
  if (account?.isHnsEnabled === true || /^Premium/.test(stringsAt(account, "sku.name")[0] ?? ""))
    return `ValidationError: ${inputs.storageAccount} must be a standard account without a hierarchical namespace`;
  const { storageAccount, keyVault, containerRegistry, applicationInsights } = inputs;
  const lacking = lacksRole(contents, inputs.primaryUserAssignedIdentity, [
    [["Contributor"], storageAccount],
    [["Storage Blob Data Contributor"], storageAccount],
    [["Contributor"], keyVault],
    [["Key Vault Administrator"], keyVault],
    [["Contributor"], containerRegistry],
    [["Contributor"], applicationInsights],
  ]);
  if (lacking !== undefined) return lacking;
  const [key] = stringsAt(inputs, "encryption.keyVaultProperties.keyIdentifier");
  const [identity] = stringsAt(inputs, "encryption.identity.userAssignedIdentity");
  const vault = byId(contents, stringsAt(inputs, "encryption.keyVaultProperties.keyVaultArmId")[0], [VAULT]);
  // https://learn.microsoft.com/azure/machine-learning/concept-customer-managed-keys
  if (inputs.enableServiceSideCMKEncryption === true && isClosed(vault))
    return `ValidationError: public network access of ${vault?.id} must not be disabled for service-side encryption`;
  return key === undefined ? undefined : cannotEncrypt(making, key, identity);
}

/** Names of instances are unique in a region: https://learn.microsoft.com/azure/machine-learning/how-to-create-compute-instance */
function instanceNameTaken({ id, inputs, contents }: Making): string | undefined {
  const isInstance = ({ properties }: Properties) =>
    isObject(properties) && properties.computeType === "ComputeInstance";
  if (!isInstance(inputs)) return undefined;
  const other = live(contents, [COMPUTE]).find(
    (entry) =>
      !isSame(entry.id, id) &&
      isInstance(entry.inputs) &&
      isSame(String(entry.outputs.name), String(inputs.computeName)) &&
      entry.outputs.location === inputs.location,
  );
  return other && `ComputeNameAlreadyInUse: ${inputs.computeName} is taken in ${inputs.location} by ${other.id}`;
}

/** What an endpoint's identity must be allowed before: https://learn.microsoft.com/azure/machine-learning/how-to-access-resources-from-endpoints-managed-identities */
function powerlessEndpoint({ id, contents }: Making): string | undefined {
  const endpoint = byId(contents, id.replace(/\/deployments\/[^/]+$/i, ""), [ENDPOINT]);
  const workspace = byId(contents, id.replace(/\/onlineEndpoints\/.*$/i, ""), [WORKSPACE]);
  const [identity] = identitiesOf(endpoint?.inputs ?? {});
  return lacksRole(contents, identity, [
    [["AcrPull", "Contributor"], workspace?.inputs.containerRegistry],
    [["Storage Blob Data Reader", "Storage Blob Data Contributor"], workspace?.inputs.storageAccount],
  ]);
}

function sharesOf({ properties }: Properties): Properties {
  return isObject(properties) && isObject(properties.traffic) ? properties.traffic : {};
}

/** An endpoint's traffic names deployments that are there. */
function unknownShare(endpointId: string, inputs: Properties, contents: Contents): string | undefined {
  const missing = Object.keys(sharesOf(inputs)).find(
    (name) => byId(contents, `${endpointId}/deployments/${name}`) === undefined,
  );
  return missing && `BadRequest: The traffic names the deployment ${missing}, which ${endpointId} does not have`;
}

/** An endpoint that a template has, in the form of the provider's inputs. */
interface TemplateEndpoint {
  readonly id: string;
  readonly inputs: Properties;
  /** Why it is not one that the emulator executes. */
  readonly unsupported?: string;
}

function endpointsIn({ id, inputs }: Making): TemplateEndpoint[] {
  const group = id.replace(/\/providers\/.*$/i, "");
  return places(inputs, "properties.template.resources[]").map(({ value }) => {
    const { type, apiVersion: _, name, identity, dependsOn: __, ...body } = isObject(value) ? value : {};
    const [workspaceName = "", endpointName = ""] = String(name).split("/");
    const expression = /"\[(?!\[)[^"]*\]"/.exec(JSON.stringify({ name, ...body }))?.[0];
    const known = isSame(String(type), "Microsoft.MachineLearningServices/workspaces/onlineEndpoints");
    return {
      id: `${group}/providers/Microsoft.MachineLearningServices/workspaces/${workspaceName}/onlineEndpoints/${endpointName}`,
      inputs: {
        resourceGroupName: inputs.resourceGroupName,
        workspaceName,
        endpointName,
        ...(isObject(identity) && { identity: { ...identity, userAssignedIdentities: identitiesOf({ identity }) } }),
        ...(unescaped(body) as Properties),
      },
      ...(!known && { unsupported: `the emulator executes no ${type}` }),
      ...(expression !== undefined && { unsupported: `the emulator evaluates no expression: ${expression}` }),
    };
  });
}

/** The value with what a template says in two brackets: https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions#escape-characters */
function unescaped(value: unknown): unknown {
  if (typeof value === "string") return value.replace(/^\[\[/, "[");
  if (Array.isArray(value)) return value.map(unescaped);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unescaped(inner)]));
}

function refuseEndpoint(contents: Contents) {
  return ({ id, inputs, unsupported }: TemplateEndpoint): string | undefined => {
    if (unsupported !== undefined) return `Unsupported: ${unsupported}`;
    const problems = violations(ENDPOINT, inputs);
    if (problems.length > 0) return `DeploymentFailed: ${problems.join("; ")}`;
    const workspace = id.replace(/\/onlineEndpoints\/.*$/i, "");
    if (byId(contents, workspace, [WORKSPACE]) === undefined)
      return `ParentResourceNotFound: the parent resource '${workspace}' could not be found`;
    const identity = identitiesOf(inputs).find(
      (each) => !isForeign(each, contents) && byId(contents, each) === undefined,
    );
    if (identity !== undefined) return `FailedIdentityOperation: Resource '${identity}' was not found`;
    const reason = unknownShare(id, inputs, contents);
    return reason && `DeploymentFailed: ${reason}`;
  };
}

/** Writes an endpoint as it is in a template: what is not in it is gone. */
function put({ id, inputs }: TemplateEndpoint, contents: Contents): void {
  const index = contents.entries.findIndex((entry) => entry.kept === undefined && isSame(entry.id, id));
  const old = contents.entries[index];
  const made = MACHINE_LEARNING[ENDPOINT]?.outputs?.({ type: ENDPOINT, id, inputs, contents }) ?? {};
  const computed = old === undefined ? { name: inputs.endpointName, ...made } : computedOf(old.outputs, old.inputs);
  const entry: Entry = {
    type: ENDPOINT,
    id: old?.id ?? id,
    name: old?.name ?? "",
    inputs,
    outputs: merged(computed, inputs) as Properties,
  };
  if (index < 0) contents.entries.push(entry);
  else contents.entries[index] = entry;
}
