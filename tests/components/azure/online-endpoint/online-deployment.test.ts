import { describe, expect, test } from "vitest";
import type { OnlineDeploymentArgs } from "../../../../components/azure/online-endpoint/online-deployment-args.js";
import {
  OnlineEndpoint,
  type OnlineEndpointArgs,
} from "../../../../components/azure/online-endpoint/online-endpoint.js";
import { deploy } from "../../../support/mocks.js";
import {
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
  IMAGE,
  MODEL,
  REGISTRY_MODEL,
  ROLE,
  SCALING,
  weights,
  withBlue,
} from "./fixture.js";

/** `blue` as a model of a registry. */
const fromRegistry = { ...blue, image: undefined, registryModel: REGISTRY_MODEL };

describe("deployment", () => {
  test("has the documented defaults", async () => {
    const { inputs } = await deployed();
    expect(inputs[BLUE]).toEqual({
      resourceGroupName: "ml",
      workspaceName: "studio",
      location: "swedencentral",
      endpointName: "<chat.name>",
      deploymentName: "blue",
      sku: { name: "Default", capacity: 1 },
      properties: {
        endpointComputeType: "Managed",
        environmentId: "<chat-blue-environment.id>",
        environmentVariables: { SM_VLLM_MODEL: "Qwen/Qwen3-8B", SM_VLLM_SERVED_MODEL_NAME: "Qwen/Qwen3-8B" },
        instanceType: "Standard_NC24ads_A100_v4",
        scaleSettings: { scaleType: "Default" },
        requestSettings: { requestTimeout: "PT180S", maxConcurrentRequestsPerInstance: 256 },
        livenessProbe: {
          initialDelay: "PT1800S",
          period: "PT10S",
          timeout: "PT10S",
          successThreshold: 1,
          failureThreshold: 30,
        },
        readinessProbe: {
          initialDelay: "PT10S",
          period: "PT10S",
          timeout: "PT10S",
          successThreshold: 1,
          failureThreshold: 180,
        },
      },
    });
  });

  test("takes the arguments that change it", async () => {
    const { inputs } = await withBlue(
      { instances: { min: 2, max: 2 }, startupTimeoutSec: 605, environment: { SM_VLLM_MAX_MODEL_LEN: "16384" } },
      { concurrency: 8, requestTimeoutSec: 30 },
    );
    const { sku, properties } = inputs[BLUE] ?? {};
    expect(sku.capacity).toBe(2);
    expect(properties.environmentVariables.SM_VLLM_MAX_MODEL_LEN).toBe("16384");
    expect(properties.requestSettings).toEqual({ requestTimeout: "PT30S", maxConcurrentRequestsPerInstance: 8 });
    expect(properties.livenessProbe.initialDelay).toBe("PT605S");
    expect(properties.readinessProbe.failureThreshold).toBe(61);
  });

  test("has two hours to load a model, and an hour more than its start may take", async () => {
    const { resources } = await deployed();
    expect(resources[BLUE]?.customTimeouts).toEqual({ create: "120m", update: "120m", delete: "60m" });
    const slow = await withBlue({ startupTimeoutSec: 7200 });
    expect(slow.resources[BLUE]?.customTimeouts).toEqual({ create: "180m", update: "180m", delete: "60m" });
  });

  test("goes with its endpoint, which Azure empties, and is tried again while another operation runs", async () => {
    const { resources } = await deployed();
    expect(resources[BLUE]).toMatchObject({ deletedWith: ENDPOINT, errorHooks: ["azure-directory-propagation"] });
  });

  test("comes after the one before it: Azure changes them one at a time", async () => {
    const { resources } = await deployed({ deployments: { blue, green: { ...blue, share: 0 } } });
    expect(resources[GREEN]?.dependencies).toContain(BLUE);
    expect(resources[BLUE]?.dependencies).not.toContain(GREEN);
  });

  test("may load another model, which answers to the endpoint's name", async () => {
    const { inputs } = await withBlue({ model: "Qwen/Qwen3-14B" });
    expect(inputs[BLUE]?.properties.environmentVariables).toEqual({
      SM_VLLM_MODEL: "Qwen/Qwen3-14B",
      SM_VLLM_SERVED_MODEL_NAME: "Qwen/Qwen3-8B",
    });
  });

  test("may be a model of a registry, which brings its own server", async () => {
    const { inputs, tree } = await deployed({ deployments: { blue: fromRegistry } });
    expect(inputs[BLUE]?.properties).toMatchObject({ model: REGISTRY_MODEL, instanceType: "Standard_NC24ads_A100_v4" });
    expect(inputs[BLUE]?.properties).not.toHaveProperty("environmentVariables");
    expect(tree.join()).not.toContain("EnvironmentVersion");
  });
});

describe("environment", () => {
  test("has the image, and everything below the root reaches the server", async () => {
    const { inputs } = await deployed();
    expect(inputs[ENVIRONMENT]).toMatchObject({
      resourceGroupName: "ml",
      workspaceName: "studio",
      name: "chat-blue",
      version: expect.stringMatching(/^[0-9a-f]{12}$/),
      properties: {
        image: IMAGE,
        osType: "Linux",
        inferenceConfig: {
          livenessRoute: { path: "/ping", port: 8080 },
          readinessRoute: { path: "/ping", port: 8080 },
          scoringRoute: { path: "/", port: 8080 },
        },
      },
    });
  });

  test("takes the server's port and health path", async () => {
    const { inputs } = await withBlue({ port: 8000, healthPath: "/health" });
    expect(inputs[ENVIRONMENT]?.properties.inferenceConfig).toEqual({
      livenessRoute: { path: "/health", port: 8000 },
      readinessRoute: { path: "/health", port: 8000 },
      scoringRoute: { path: "/", port: 8000 },
    });
  });

  test("is another version, made first, where its contents change, and the same where they do not", async () => {
    const versionOf = async (more: Partial<OnlineDeploymentArgs>) =>
      (await withBlue(more)).inputs[ENVIRONMENT]?.version as string;
    const before = await versionOf({});
    expect(await versionOf({ image: `${IMAGE}-2` })).not.toBe(before);
    expect(await versionOf({ healthPath: "/health" })).not.toBe(before);
    expect(await versionOf({ startupTimeoutSec: 600, environment: { A: "b" } })).toBe(before);
    const { resources } = await deployed();
    expect(resources[ENVIRONMENT]?.deleteBeforeReplace).toBe(false);
  });
});

describe("weights", () => {
  test("are a model in a datastore without a key", async () => {
    const { inputs } = await withBlue({ weights });
    const datastore = inputs[DATASTORE]?.name;
    expect(inputs[DATASTORE]).toMatchObject({
      name: expect.stringMatching(/^chat_blue_[0-9a-f]{12}$/),
      skipValidation: true,
      properties: {
        datastoreType: "AzureBlob",
        accountName: "weights",
        containerName: "models",
        credentials: { credentialsType: "None" },
      },
    });
    expect(inputs[MODEL]).toMatchObject({
      name: "chat-blue",
      version: expect.stringMatching(/^[0-9a-f]{12}$/),
      properties: {
        modelType: "custom_model",
        modelUri:
          "azureml://subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/ml/workspaces/studio/" +
          `datastores/${datastore}/paths/qwen/v2`,
      },
    });
  });

  test("are mounted under their folder's name, and served without asking Hugging Face", async () => {
    const { inputs } = await withBlue({ weights });
    expect(inputs[BLUE]?.properties).toMatchObject({
      model: "<chat-blue-model.id>",
      modelMountPath: "/var/azureml-model",
      environmentVariables: {
        SM_VLLM_MODEL: "/var/azureml-model/v2",
        SM_VLLM_SERVED_MODEL_NAME: "Qwen/Qwen3-8B",
        HF_HUB_OFFLINE: "1",
      },
    });
  });

  test("elsewhere are another version of the model, and in another container another datastore", async () => {
    const at = async (url: string) => {
      const { inputs } = await withBlue({ weights: { ...weights, url } });
      return { version: inputs[MODEL]?.version, datastore: inputs[DATASTORE]?.name };
    };
    const before = await at("https://weights.blob.core.windows.net/models/qwen/v2/");
    const folder = await at("https://weights.blob.core.windows.net/models/qwen/v3/");
    const container = await at("https://weights.blob.core.windows.net/other/qwen/v2/");
    expect(folder.version).not.toBe(before.version);
    expect(folder.datastore).toBe(before.datastore);
    expect(container.version).not.toBe(before.version);
    expect(container.datastore).not.toBe(before.datastore);
  });
});

describe("Hugging Face token", () => {
  test("is in a connection of the workspace, of which the deployment has the address alone", async () => {
    const { inputs } = await deployed({ huggingFaceToken: "hf_secret" });
    expect(inputs[CONNECTION]).toEqual({
      resourceGroupName: "ml",
      workspaceName: "studio",
      connectionName: "chat-token",
      properties: {
        authType: "CustomKeys",
        category: "CustomKeys",
        credentials: { keys: { HF_TOKEN: "hf_secret" } },
        target: "https://huggingface.co",
        isSharedToAll: false,
      },
    });
    expect(inputs[BLUE]?.properties.environmentVariables.HF_TOKEN).toBe(
      "${{azureml://connections/<chat-token.name>/credentials/HF_TOKEN}}",
    );
    expect(JSON.stringify(inputs[BLUE])).not.toContain("hf_secret");
  });

  test("is a secret everywhere in the state", async () => {
    const { resources } = await deployed({ huggingFaceToken: "hf_secret" });
    expect(resources[CONNECTION]?.secrets).toEqual(["properties"]);
    expect(resources[COMPONENT]?.secrets).toEqual(["huggingFaceToken"]);
  });

  test("may be read from this one connection, before the deployment needs it", async () => {
    const { inputs, resources } = await deployed({ huggingFaceToken: "hf_secret" });
    expect(inputs[`${ROLE}-token-access`]).toMatchObject({
      principalId: "<chat-identity.principalId>",
      roleDefinitionId: expect.stringContaining("ea01e6af-a1c1-4350-9563-ad00f8c72ec5"),
      scope: "<chat-token.id>",
    });
    expect(resources[BLUE]?.dependencies).toContain(`${ROLE}-token-access`);
  });

  test("does not reach a deployment with weights of its own", async () => {
    const deployments = { blue, green: { ...blue, share: 0, weights } };
    const { inputs } = await deployed({ huggingFaceToken: "hf_secret", deployments });
    expect(inputs[GREEN]?.properties.environmentVariables).not.toHaveProperty("HF_TOKEN");
  });
});

describe("autoscaling", () => {
  const scaled = () => withBlue({ instances: { min: 2, max: 6 } });

  test("starts and stops an instance with the use of the GPUs", async () => {
    const { inputs } = await scaled();
    const metric = {
      metricName: "GpuUtilizationPercentage",
      metricResourceUri: "<chat-blue.id>",
      timeGrain: "PT1M",
      statistic: "Average",
      timeAggregation: "Average",
    };
    expect(inputs[SCALING]).toEqual({
      resourceGroupName: "ml",
      location: "swedencentral",
      enabled: true,
      targetResourceUri: "<chat-blue.id>",
      profiles: [
        {
          name: "gpu",
          capacity: { minimum: "2", maximum: "6", default: "2" },
          rules: [
            {
              metricTrigger: { ...metric, operator: "GreaterThan", threshold: 70, timeWindow: "PT5M" },
              scaleAction: { direction: "Increase", type: "ChangeCount", value: "1", cooldown: "PT15M" },
            },
            {
              metricTrigger: { ...metric, operator: "LessThan", threshold: 25, timeWindow: "PT15M" },
              scaleAction: { direction: "Decrease", type: "ChangeCount", value: "1", cooldown: "PT15M" },
            },
          ],
        },
      ],
    });
  });

  test("is left the number of instances", async () => {
    expect((await scaled()).resources[BLUE]?.ignoreChanges).toEqual(["sku.capacity"]);
  });

  test("is not there for a fixed number of instances, which a change reaches", async () => {
    const fixed = await withBlue({ instances: { min: 3, max: 3 } });
    expect(fixed.resources).not.toHaveProperty(SCALING);
    expect(fixed.resources[BLUE]?.ignoreChanges).toEqual([]);
  });
});

describe("capture", () => {
  test("keeps a share of requests and answers", async () => {
    const { inputs } = await deployed({ capture: { percent: 25 } });
    expect(inputs[BLUE]?.properties.dataCollector).toEqual({
      collections: {
        request: { dataCollectionMode: "Enabled", samplingRate: 0.25, dataId: "<chat-blue-requests.id>" },
        response: { dataCollectionMode: "Enabled", samplingRate: 0.25, dataId: "<chat-blue-responses.id>" },
      },
    });
  });

  test("keeps them where Azure Machine Learning looks for them, in the workspace's storage", async () => {
    const { inputs } = await deployed({ capture: { percent: 25 } });
    expect(inputs[`${COLLECTION}-requests`]).toMatchObject({
      name: "<chat.name>-blue-request",
      version: "1",
      properties: {
        dataType: "uri_folder",
        dataUri:
          "azureml://subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/ml/workspaces/studio/" +
          "datastores/workspaceblobstore/paths/modelDataCollector/<chat.name>/blue/request",
      },
    });
    expect(inputs[`${COLLECTION}-responses`]?.name).toBe("<chat.name>-blue-response");
  });
});

const TOKEN =
  "'deployments.blue.environment' must not hold a Hugging Face token: anyone who may read the workspace could read it. " +
  "It goes into 'huggingFaceToken'";
const ofBlue = (more: Partial<OnlineDeploymentArgs>) => ({ deployments: { blue: { ...blue, ...more } } });

test.each<[string, Partial<OnlineEndpointArgs>, string]>([
  ["no location", { location: "Sweden Central" }, "'location' must be a region's name such as swedencentral"],
  ["no model", { model: "" }, `'model' must be a Hugging Face id, got ""`],
  ["no deployment", { deployments: {} }, "'deployments' must be one or two, got 0"],
  [
    "three deployments",
    { deployments: { one: blue, two: blue, six: blue } },
    "'deployments' must be one or two, got 3",
  ],
  [
    "a short deployment name",
    { deployments: { a: blue } },
    "'deployments' must be named by 3 to 32 lower-case letters",
  ],
  ["shares of less", ofBlue({ share: 50 }), "sum to 100, or to 0 to take no requests, got 50"],
  ["a share of more", ofBlue({ share: 101 }), "'deployments.blue.share' must be a whole number from 0 to 100, got 101"],
  ["an odd size", ofBlue({ vmSize: "NC24" }), "'deployments.blue.vmSize' must be a VM size"],
  ["no instance", ofBlue({ instances: { min: 0, max: 1 } }), "'deployments.blue.instances.min' must be a whole number"],
  [
    "most below fewest",
    ofBlue({ instances: { min: 2, max: 1 } }),
    "'deployments.blue.instances.max' must be a whole number from 2 to 50, got 1",
  ],
  ["many", ofBlue({ instances: { min: 1, max: 51 } }), "instances.max' must be a whole number from 1 to 50, got 51"],
  [
    "nothing to run",
    ofBlue({ image: undefined }),
    "'deployments.blue' must have one of 'image' and 'registryModel', got neither",
  ],
  ["two things to run", ofBlue({ registryModel: REGISTRY_MODEL }), "'image' and 'registryModel', got both"],
  [
    "an image without a tag",
    ofBlue({ image: "vllm" }),
    "'deployments.blue.image' must be <registry>/<repository>:<tag>",
  ],
  [
    "a registry's model without a version",
    { deployments: { blue: { ...fromRegistry, registryModel: "azureml://registries/HuggingFace/models/qwen" } } },
    "'deployments.blue.registryModel' must be azureml://registries/<registry>/models/<name>/versions/<version>",
  ],
  [
    "a server's setting for a model that brings its own",
    { deployments: { blue: { ...fromRegistry, environment: {} } } },
    "'deployments.blue.environment' must be left out with 'registryModel', which brings its own server",
  ],
  ["no port", ofBlue({ port: 0 }), "'deployments.blue.port' must be a whole number from 1 to 65535, got 0"],
  ["a relative path", ofBlue({ healthPath: "health" }), "'deployments.blue.healthPath' must be a path such as /health"],
  ["no model of a deployment", ofBlue({ model: "" }), "'deployments.blue.model' must be a Hugging Face id"],
  [
    "weights elsewhere",
    ofBlue({ weights: { ...weights, url: "s3://w/q/" } }),
    "'deployments.blue.weights.url' must be https://<account>.blob.core.windows.net/<container>/<folder>/",
  ],
  [
    "weights without a folder",
    ofBlue({ weights: { ...weights, url: "https://weights.blob.core.windows.net/models/" } }),
    "'deployments.blue.weights.url' must be",
  ],
  [
    "weights of another account",
    ofBlue({ weights: { ...weights, url: "https://other.blob.core.windows.net/models/qwen/" } }),
    "'deployments.blue.weights.storageAccountId' must be the ARM id of storage account other, which the url names",
  ],
  ["a long start", ofBlue({ startupTimeoutSec: 7201 }), "must be a whole number from 60 to 7200, got 7201"],
  ["a token's variable", ofBlue({ environment: { HF_TOKEN: "x" } }), TOKEN],
  ["a token", ofBlue({ environment: { SM_VLLM_X: "hf_abcdefghijklmnopqrstuvwxyz" } }), TOKEN],
  [
    "its own variable",
    ofBlue({ environment: { SM_VLLM_MODEL: "x" } }),
    "SM_VLLM_MODEL' is set from 'model' and 'weights'",
  ],
  ["an odd variable", ofBlue({ environment: { "A B": "x" } }), "must be variables of letters, digits and _"],
  [
    "a token that nothing needs",
    { huggingFaceToken: "hf_secret", ...ofBlue({ weights }) },
    "'huggingFaceToken' must be left out unless a deployment has an 'image' and no 'weights'",
  ],
  ["an odd access", { publicNetworkAccess: "On" as never }, "'publicNetworkAccess' must be one of Disabled, Enabled"],
  ["no concurrency", { concurrency: 0 }, "'concurrency' must be a whole number from 1 to 1024, got 0"],
  ["a long request", { requestTimeoutSec: 181 }, "'requestTimeoutSec' must be a whole number from 1 to 180, got 181"],
  ["a long latency", { latencyAlertSec: 181 }, "'latencyAlertSec' must be a whole number from 1 to 180, got 181"],
  [
    "a capture of nothing",
    { capture: { percent: 0 } },
    "'capture.percent' must be a whole number from 1 to 100, got 0",
  ],
  ["an odd key", { invokers: { "A B": { principalId: "x" } } }, "'invokers' must be named by lower-case letters"],
  [
    "a name for an id",
    { invokers: { ana: { principalId: "ana@example.com" } } },
    "'invokers.ana.principalId' must be an object id of Microsoft Entra ID",
  ],
])("refuses %s before anything registers", async (_, more, message) => {
  const { tree } = await deploy(() => {
    expect(() => new OnlineEndpoint("chat", { ...args, ...more })).toThrow(message);
  });
  expect(tree).toEqual([]);
});

test("never puts a token into the error that refuses it", () => {
  const token = "hf_abcdefghijklmnopqrstuvwxyz";
  const refusal = () => new OnlineEndpoint("chat", { ...args, ...ofBlue({ environment: { [token]: token } }) });
  expect(refusal).not.toThrow(token);
});
