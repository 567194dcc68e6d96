import { beforeAll, describe, expect, test } from "vitest";
import { OnlineEndpoint } from "../../../../components/azure/online-endpoint/online-endpoint.js";
import { violations } from "../../../support/azure-api.js";
import { type Deployed, deploy } from "../../../support/mocks.js";
import {
  ALERT,
  args,
  BLUE,
  blue,
  COLLECTION,
  COMPONENT,
  CONNECTION,
  DATASTORE,
  deployed,
  ENDPOINT,
  ENVIRONMENT,
  GREEN,
  IDENTITY,
  LOGS,
  MODEL,
  REGISTRY,
  ROLE,
  SCALING,
  STORAGE,
  TRAFFIC,
  WORKSPACE,
  weights,
  withBlue,
} from "./fixture.js";

/** The endpoint without any optional argument. */
let plain: Deployed<OnlineEndpoint>;
/** The endpoint with every one of them, and two deployments. */
let full: Deployed<OnlineEndpoint>;
beforeAll(async () => {
  plain = await deployed();
  full = await deployed({
    deployments: {
      blue: { ...blue, share: 90, instances: { min: 1, max: 3 } },
      green: { ...blue, share: 10, weights },
    },
    huggingFaceToken: "hf_secret",
    capture: { percent: 10 },
    invokers: { app: { principalId: "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee" } },
    logAnalyticsWorkspaceId: "/logs",
    actionGroupId: "/team",
    tags: { team: "ml" },
  });
});

test("registers an endpoint that runs as an identity of its own, its deployment and its traffic", () => {
  expect(plain.tree).toEqual([
    "ai-stack:azure:OnlineEndpoint chat",
    "  azure-native:authorization:RoleAssignment chat-metrics-access",
    "  azure-native:authorization:RoleAssignment chat-registry-access",
    "  azure-native:authorization:RoleAssignment chat-storage-access",
    "  azure-native:machinelearningservices:EnvironmentVersion chat-blue-environment",
    "  azure-native:machinelearningservices:OnlineDeployment chat-blue",
    "  azure-native:machinelearningservices:OnlineEndpoint chat",
    "  azure-native:managedidentity:UserAssignedIdentity chat-identity",
    "  azure-native:resources:Deployment chat-traffic",
  ]);
});

test("registers more for each argument that asks for it", () => {
  expect(full.tree).toEqual([
    "ai-stack:azure:OnlineEndpoint chat",
    "  azure-native:authorization:RoleAssignment chat-invoker-app",
    "  azure-native:authorization:RoleAssignment chat-metrics-access",
    "  azure-native:authorization:RoleAssignment chat-registry-access",
    "  azure-native:authorization:RoleAssignment chat-storage-access",
    "  azure-native:authorization:RoleAssignment chat-token-access",
    "  azure-native:authorization:RoleAssignment chat-weights-models-access",
    "  azure-native:machinelearningservices:DataVersion chat-blue-requests",
    "  azure-native:machinelearningservices:DataVersion chat-blue-responses",
    "  azure-native:machinelearningservices:DataVersion chat-green-requests",
    "  azure-native:machinelearningservices:DataVersion chat-green-responses",
    "  azure-native:machinelearningservices:Datastore chat-green-datastore",
    "  azure-native:machinelearningservices:EnvironmentVersion chat-blue-environment",
    "  azure-native:machinelearningservices:EnvironmentVersion chat-green-environment",
    "  azure-native:machinelearningservices:ModelVersion chat-green-model",
    "  azure-native:machinelearningservices:OnlineDeployment chat-blue",
    "  azure-native:machinelearningservices:OnlineDeployment chat-green",
    "  azure-native:machinelearningservices:OnlineEndpoint chat",
    "  azure-native:machinelearningservices:WorkspaceConnection chat-token",
    "  azure-native:managedidentity:UserAssignedIdentity chat-identity",
    "  azure-native:monitor:AutoscaleSetting chat-blue-scaling",
    "  azure-native:monitor:DiagnosticSetting chat-logs",
    "  azure-native:monitor:MetricAlert chat-blue-gpu",
    "  azure-native:monitor:MetricAlert chat-green-gpu",
    "  azure-native:monitor:MetricAlert chat-latency",
    "  azure-native:monitor:MetricAlert chat-model-errors",
    "  azure-native:monitor:MetricAlert chat-server-errors",
    "  azure-native:resources:Deployment chat-traffic",
  ]);
});

test("stays within what the models of Azure's API say", () => {
  const broken = Object.values(full.resources).flatMap(({ type, name, inputs }) =>
    violations(type, inputs).map((violation) => `${name}: ${violation}`),
  );
  expect(broken).toEqual([]);
});

test("publishes the contract, and a request with a token for Azure Machine Learning", () => {
  expect(plain.outputs[COMPONENT]).toEqual({
    endpointId: "<chat.id>",
    endpointName: "<chat.name>",
    principalId: "<chat-identity.principalId>",
    model: "Qwen/Qwen3-8B",
    url: "https://<chat.name>.swedencentral.inference.ml.azure.com/v1/chat/completions",
    requestCommand:
      "curl --fail-with-body --silent --show-error --header " +
      '"Authorization: Bearer $(az account get-access-token --resource https://ml.azure.com --query accessToken --output tsv)" ' +
      "--header 'Content-Type: application/json' " +
      `--data '{"model":"Qwen/Qwen3-8B","messages":[{"role":"user","content":"Who are you?"}],"max_tokens":100}' ` +
      "'https://<chat.name>.swedencentral.inference.ml.azure.com/v1/chat/completions'",
    requestFrom:
      "a machine in a network with a private endpoint of the workspace; as an invoker, or with AzureML Data Scientist " +
      "on the workspace",
  });
});

describe("endpoint", () => {
  test("takes Entra tokens alone, is private, and has a name of its own in the region", () => {
    expect(plain.inputs[ENDPOINT]).toEqual({
      resourceGroupName: "ml",
      workspaceName: "studio",
      location: "swedencentral",
      endpointName: "chat-c965ac35",
      kind: "Managed",
      identity: { type: "UserAssigned", userAssignedIdentities: ["<chat-identity.id>"] },
      properties: { authMode: "AADToken", publicNetworkAccess: "Disabled" },
    });
  });

  test("leaves what changes to the object that writes it with the shares, and waits for its identity to be known", () => {
    expect(plain.resources[ENDPOINT]).toMatchObject({
      ignoreChanges: ["properties", "tags"],
      errorHooks: ["azure-directory-propagation"],
    });
  });

  test("may be open to the internet, and says so", async () => {
    const built = await deployed({ publicNetworkAccess: "Enabled" });
    expect(built.inputs[ENDPOINT]?.properties.publicNetworkAccess).toBe("Enabled");
    expect(built.outputs[COMPONENT]?.requestFrom).toBe(
      "anywhere; as an invoker, or with AzureML Data Scientist on the workspace",
    );
  });
});

describe("identity", () => {
  const roleOf = (built: Deployed<unknown>, what: string) => {
    const { principalId, roleDefinitionId, scope } = built.inputs[`${ROLE}-${what}`] ?? {};
    return { principalId, role: roleDefinitionId?.split("/").at(-1), scope };
  };
  const principalId = "<chat-identity.principalId>";

  test("pulls images, reads and writes the storage, writes metrics, and no more", () => {
    expect(roleOf(plain, "registry-access")).toEqual({
      principalId,
      role: "7f951dda-4ed3-4680-a7ca-43fe172d538d",
      scope: REGISTRY,
    });
    expect(roleOf(plain, "storage-access")).toEqual({
      principalId,
      role: "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
      scope: STORAGE,
    });
    expect(roleOf(plain, "metrics-access")).toEqual({
      principalId,
      role: "635dd51f-9968-44d3-b7fb-6d9a6bd613ae",
      scope: WORKSPACE,
    });
  });

  test("has its roles before anything runs as it", () => {
    expect(plain.resources[BLUE]?.dependencies).toEqual([
      `${ROLE}-metrics-access`,
      `${ROLE}-registry-access`,
      `${ROLE}-storage-access`,
      ENVIRONMENT,
      ENDPOINT,
    ]);
  });

  test("has the same role on the storage when requests are kept: a lock refuses to exchange it", () => {
    expect(roleOf(full, "storage-access")).toEqual(roleOf(plain, "storage-access"));
  });

  test("reads the container of the weights, once for two deployments", async () => {
    const other = { ...weights, url: "https://weights.blob.core.windows.net/models/other" };
    const built = await deployed({
      deployments: { blue: { ...blue, weights }, green: { ...blue, share: 0, weights: other } },
    });
    expect(roleOf(built, "weights-models-access")).toEqual({
      principalId,
      role: "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
      scope: `${weights.storageAccountId}/blobServices/default/containers/models`,
    });
    expect(built.resources[BLUE]?.dependencies).toContain(`${ROLE}-weights-models-access`);
  });

  test("leaves its roles on accounts, which may be locked, behind when it goes", () => {
    expect(full.resources[`${ROLE}-storage-access`]?.retainOnDelete).toBe(true);
    expect(full.resources[`${ROLE}-weights-models-access`]?.deletedWith).toBe(IDENTITY);
  });
});

test("lets an invoker use this endpoint alone", async () => {
  const built = await deployed({
    invokers: { ana: { principalId: "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee", principalType: "User" } },
  });
  expect(built.inputs[`${ROLE}-invoker-ana`]).toMatchObject({
    principalId: "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
    principalType: "User",
    roleDefinitionId: expect.stringContaining("f6c7c914-8db3-469d-8ca1-694a8f32e121"),
    scope: "<chat.id>",
  });
});

test("logs requests, containers and events", () => {
  expect(full.inputs[LOGS]).toEqual({
    name: "logs",
    resourceUri: "<chat.id>",
    workspaceId: "/logs",
    logs: [
      { category: "AmlOnlineEndpointTrafficLog", enabled: true },
      { category: "AmlOnlineEndpointConsoleLog", enabled: true },
      { category: "AmlOnlineEndpointEventLog", enabled: true },
    ],
  });
});

describe("alerts", () => {
  const of = (role: string) => {
    const { description, severity, scopes, windowSize, criteria } = full.inputs[`${ALERT}-${role}`] ?? {};
    const { metricNamespace, metricName, timeAggregation, operator, threshold, dimensions } = criteria.allOf[0];
    return {
      ...{ description, severity, scopes, windowSize },
      ...{ metricNamespace, metricName, timeAggregation, operator, threshold, dimensions },
    };
  };
  const ONLINE_ENDPOINTS = "Microsoft.MachineLearningServices/workspaces/onlineEndpoints";

  test("tell of Azure's own failures", () => {
    expect(of("server-errors")).toEqual({
      description: "ai-stack test: more than one request to chat a minute fails at Azure's side",
      severity: 1,
      scopes: ["<chat.id>"],
      windowSize: "PT15M",
      metricNamespace: ONLINE_ENDPOINTS,
      metricName: "RequestsPerMinute",
      timeAggregation: "Average",
      operator: "GreaterThan",
      threshold: 1,
      dimensions: [{ name: "statusCodeClass", operator: "Include", values: ["5xx"] }],
    });
  });

  test("tell of the container's failures, which Azure answers 424 for", () => {
    expect(of("model-errors")).toMatchObject({
      description: "ai-stack test: more than one request to chat a minute fails in the container",
      metricName: "RequestsPerMinute",
      dimensions: [{ name: "modelStatusCode", operator: "Include", values: ["500", "502", "503", "504"] }],
    });
  });

  test("tell of slow answers, in milliseconds", async () => {
    expect(of("latency")).toEqual({
      description: "ai-stack test: one in a hundred answers of chat takes longer than 60 s",
      severity: 2,
      scopes: ["<chat.id>"],
      windowSize: "PT15M",
      metricNamespace: ONLINE_ENDPOINTS,
      metricName: "RequestLatency_P99",
      timeAggregation: "Average",
      operator: "GreaterThan",
      threshold: 60_000,
      dimensions: [],
    });
    const { inputs } = await deployed({ actionGroupId: "/team", latencyAlertSec: 20 });
    expect(inputs[`${ALERT}-latency`]?.criteria.allOf[0].threshold).toBe(20_000);
  });

  test("tell of the GPUs of a deployment that never rest", () => {
    expect(of("green-gpu")).toEqual({
      description: "ai-stack test: the GPUs of chat-green have worked without a pause for half an hour",
      severity: 3,
      scopes: ["<chat-green.id>"],
      windowSize: "PT30M",
      metricNamespace: `${ONLINE_ENDPOINTS}/deployments`,
      metricName: "GpuUtilizationPercentage",
      timeAggregation: "Average",
      operator: "GreaterThan",
      threshold: 95,
      dimensions: [],
    });
  });
});

test("tags what can have some", () => {
  for (const key of [ENDPOINT, IDENTITY, BLUE, GREEN, SCALING, `${ALERT}-latency`, `${ALERT}-blue-gpu`])
    expect(full.inputs[key]?.tags).toEqual({ team: "ml" });
});

test("transform has the last word on each child, and stays out of the component's inputs", async () => {
  const { inputs, resources } = await withBlue(
    { weights, instances: { min: 1, max: 2 } },
    {
      capture: { percent: 1 },
      logAnalyticsWorkspaceId: "/logs",
      actionGroupId: "/team",
      transform: {
        identity: { location: "westeurope" },
        endpoint: { kind: "K8S" },
        environments: { version: "1" },
        datastores: { skipValidation: false },
        models: { version: "2" },
        collections: { version: "3" },
        deployments: { kind: "Managed" },
        scalings: { enabled: false },
        traffic: { deploymentName: "mine" },
        logs: { name: "mine" },
        alerts: { latency: { severity: 4 }, gpu: { enabled: false } },
      },
    },
  );
  expect(inputs[IDENTITY]?.location).toBe("westeurope");
  expect(inputs[ENDPOINT]?.kind).toBe("K8S");
  expect(inputs[ENVIRONMENT]?.version).toBe("1");
  expect(inputs[DATASTORE]?.skipValidation).toBe(false);
  expect(inputs[MODEL]?.version).toBe("2");
  expect(inputs[`${COLLECTION}-requests`]?.version).toBe("3");
  expect(inputs[BLUE]?.kind).toBe("Managed");
  expect(inputs[SCALING]?.enabled).toBe(false);
  expect(inputs[TRAFFIC]?.deploymentName).toBe("mine");
  expect(inputs[LOGS]?.name).toBe("mine");
  expect(inputs[`${ALERT}-latency`]?.severity).toBe(4);
  expect(inputs[`${ALERT}-blue-gpu`]?.enabled).toBe(false);
  expect(resources[COMPONENT]?.inputs).not.toHaveProperty("transform");
});

test("transform has the last word on the token's connection", async () => {
  const transform = { connection: { connectionName: "mine" } };
  const { inputs } = await deployed({ huggingFaceToken: "hf_secret", transform });
  expect(inputs[CONNECTION]?.connectionName).toBe("mine");
});

test.each(["Chat", "1chat", "chat-", "a".repeat(41)])("refuses the name %s before anything registers", async (name) => {
  const { tree } = await deploy(() => {
    expect(() => new OnlineEndpoint(name, args)).toThrow("'name' must be up to 40 lower-case letters and digits");
  });
  expect(tree).toEqual([]);
});
