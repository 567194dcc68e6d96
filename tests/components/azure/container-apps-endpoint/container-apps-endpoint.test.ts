import { execFileSync } from "node:child_process";
import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test } from "vitest";
import {
  ContainerAppsEndpoint,
  type ContainerAppsEndpointArgs,
} from "../../../../components/azure/container-apps-endpoint/container-apps-endpoint.js";
import { type Deployed, deploy } from "../../../support/mocks.js";

const COMPONENT = "ai-stack:azure:ContainerAppsEndpoint::chat"; // spelled out: a changed token replaces users' state
const APP = "azure-native:app:ContainerApp::chat";
const IDENTITY = "azure-native:managedidentity:UserAssignedIdentity::chat-identity";
const WEIGHTS_ACCESS = "azure-native:authorization:RoleAssignment::chat-weights-access";
const alert = (role: string) => `azure-native:monitor:MetricAlert::chat-${role}`;

const SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000001";
const GROUP = `${SUBSCRIPTION}/resourceGroups/ml-dev/providers`;
const IMAGE = "docker.io/vllm/vllm-openai:v0.28.0-cu129";
const ENVIRONMENT = `${GROUP}/Microsoft.App/managedEnvironments/apps`;
const DOMAIN = "kind-sea-12345678.swedencentral.azurecontainerapps.io";
const ACTION_GROUP = `${GROUP}/Microsoft.Insights/actionGroups/alerts`;
const ACCOUNT = `${GROUP}/Microsoft.Storage/storageAccounts/weights1a2b`;
const weights = {
  url: "https://weights1a2b.blob.core.windows.net/models/qwen/qwen3-8b/",
  storageAccountId: ACCOUNT,
};

const args: ContainerAppsEndpointArgs = {
  resourceGroupName: "ml-dev",
  location: "swedencentral",
  environmentId: ENVIRONMENT,
  environmentDomain: DOMAIN,
  model: "Qwen/Qwen3-8B",
  image: IMAGE,
  gpuProfile: "Consumption-GPU-NC8as-T4",
  replicas: { min: 0, max: 2 },
};
const deployed = (more: Partial<ContainerAppsEndpointArgs> = {}) =>
  deploy(() => new ContainerAppsEndpoint("chat", { ...args, ...more }));
const template = (built: Deployed<unknown>) => built.inputs[APP]?.template;
const container = (built: Deployed<unknown>) => template(built).containers[0];

/** The endpoint without any optional argument, and with weights of its own. */
let plain: Deployed<ContainerAppsEndpoint>;
let weighted: Deployed<ContainerAppsEndpoint>;
beforeAll(async () => {
  plain = await deployed();
  weighted = await deployed({ weights });
});

test("registers the app with an identity of its own, which may do nothing", () => {
  expect(plain.tree).toEqual([
    "ai-stack:azure:ContainerAppsEndpoint chat",
    "  azure-native:app:ContainerApp chat",
    "  azure-native:managedidentity:UserAssignedIdentity chat-identity",
  ]);
});

test("registers a role and alerts for the arguments that ask for them", async () => {
  const full = await deployed({ weights, actionGroupId: ACTION_GROUP });
  expect(full.tree).toEqual([
    "ai-stack:azure:ContainerAppsEndpoint chat",
    "  azure-native:app:ContainerApp chat",
    "  azure-native:authorization:RoleAssignment chat-weights-access",
    "  azure-native:managedidentity:UserAssignedIdentity chat-identity",
    "  azure-native:monitor:MetricAlert chat-gpu-utilization",
    "  azure-native:monitor:MetricAlert chat-latency",
    "  azure-native:monitor:MetricAlert chat-restarts",
    "  azure-native:monitor:MetricAlert chat-server-errors",
  ]);
});

test("publishes the contract, and a request that works in the network", () => {
  expect(plain.outputs[COMPONENT]).toEqual({
    endpointId: "<chat.id>",
    appName: "<chat.name>",
    model: "Qwen/Qwen3-8B",
    url: `https://<chat.name>.${DOMAIN}/v1/chat/completions`,
    requestCommand:
      "curl --fail-with-body --silent --show-error --header 'Content-Type: application/json' " +
      `--data '{"model":"Qwen/Qwen3-8B","messages":[{"role":"user","content":"Who are you?"}],"max_tokens":100}' ` +
      `'https://<chat.name>.${DOMAIN}/v1/chat/completions'`,
    requestFrom: "a machine in the virtual network of the Container Apps environment",
  });
});

test("is documented by its args, defaults included", () => {
  expect(plain.inputs[COMPONENT]).toEqual({
    ...args,
    cpu: 8,
    memoryGiB: 56,
    vllmFlags: [],
    concurrency: 16,
    cooldownPeriodSec: 300,
    startupTimeoutSec: 900,
    latencyAlertSec: 60,
  });
});

describe("app", () => {
  test("has the documented defaults", () => {
    const health = { httpGet: { path: "/health", port: 8000 }, timeoutSeconds: 10 };
    expect(plain.inputs[APP]).toEqual({
      resourceGroupName: "ml-dev",
      location: "swedencentral",
      environmentId: ENVIRONMENT,
      workloadProfileName: "NC8as-T4",
      identity: { type: "UserAssigned", userAssignedIdentities: ["<chat-identity.id>"] },
      configuration: {
        activeRevisionsMode: "Single",
        ingress: { external: true, targetPort: 8000, transport: "http", allowInsecure: false },
        secrets: [],
      },
      template: {
        containers: [
          {
            name: "vllm",
            image: IMAGE,
            command: ["vllm", "serve"],
            args: ["Qwen/Qwen3-8B", "--served-model-name=Qwen/Qwen3-8B", "--host=0.0.0.0", "--port=8000"],
            env: [],
            resources: { cpu: 8, memory: "56Gi" },
            probes: [
              { type: "Startup", ...health, periodSeconds: 90, failureThreshold: 10 },
              { type: "Liveness", ...health, periodSeconds: 30, failureThreshold: 4 },
              { type: "Readiness", ...health, periodSeconds: 10, failureThreshold: 3 },
            ],
          },
        ],
        scale: {
          minReplicas: 0,
          maxReplicas: 2,
          cooldownPeriod: 300,
          rules: [{ name: "requests", http: { metadata: { concurrentRequests: "16" } } }],
        },
      },
    });
  });

  test("waits an hour for its first replica, and is tried again while its identity propagates", () => {
    expect(plain.resources[APP]).toMatchObject({
      customTimeouts: { create: "60m", update: "60m" },
      dependencies: [IDENTITY],
      errorHooks: ["azure-directory-propagation"],
    });
  });

  test("takes the arguments that change it", async () => {
    const built = await deployed({
      cpu: 4,
      memoryGiB: 28,
      vllmFlags: ["--max-model-len=16384"],
      replicas: { min: 1, max: 1 },
      concurrency: 4,
      cooldownPeriodSec: 600,
      startupTimeoutSec: 1801,
      tags: { team: "ml" },
    });
    expect(built.inputs[APP]?.tags).toEqual({ team: "ml" });
    expect(built.inputs[IDENTITY]?.tags).toEqual({ team: "ml" });
    expect(template(built).scale).toEqual({
      minReplicas: 1,
      maxReplicas: 1,
      cooldownPeriod: 600,
      rules: [{ name: "requests", http: { metadata: { concurrentRequests: "4" } } }],
    });
    expect(container(built)).toMatchObject({
      resources: { cpu: 4, memory: "28Gi" },
      probes: [{ type: "Startup", periodSeconds: 181, failureThreshold: 10 }, {}, {}],
    });
    expect(container(built).args.slice(-1)).toEqual(["--max-model-len=16384"]);
  });

  test("has all of a machine with an A100", async () => {
    const built = await deployed({ gpuProfile: "Consumption-GPU-NC24-A100" });
    expect(built.inputs[APP]?.workloadProfileName).toBe("NC24-A100");
    expect(container(built).resources).toEqual({ cpu: 24, memory: "220Gi" });
  });

  test("probes no less often than Container Apps demands", async () => {
    const built = await deployed({ startupTimeoutSec: 2400 });
    expect(container(built).probes[0].periodSeconds).toBe(240);
  });
});

test("keeps what comes from Hugging Face in the cache", async () => {
  const built = await deployed({ cacheStorageName: pulumi.output("models") });
  expect(template(built).volumes).toEqual([{ name: "models", storageType: "NfsAzureFile", storageName: "models" }]);
  expect(container(built)).toMatchObject({
    env: [{ name: "HF_HOME", value: "/models" }],
    volumeMounts: [{ volumeName: "models", mountPath: "/models" }],
  });
});

describe("weights", () => {
  test("are streamed from Blob Storage as the app's identity, without asking Hugging Face", () => {
    expect(container(weighted)).toMatchObject({
      args: [
        "az://models/qwen/qwen3-8b",
        "--load-format=runai_streamer",
        "--served-model-name=Qwen/Qwen3-8B",
        "--host=0.0.0.0",
        "--port=8000",
      ],
      env: [
        { name: "AZURE_STORAGE_ACCOUNT_NAME", value: "weights1a2b" },
        { name: "AZURE_CLIENT_ID", value: "<chat-identity.clientId>" },
        { name: "HF_HUB_OFFLINE", value: "1" },
      ],
    });
  });

  test("are asked for with tokens of that identity, by a command that hands its arguments on", () => {
    const [shell, ...command] = container(weighted).command as [string, ...string[]];
    expect(command.slice(-2)).toEqual(["vllm", "serve"]);
    const printed = execFileSync(
      shell,
      [...command.slice(0, -2), "sh", "-c", 'echo "$IDENTITY_ENDPOINT" "$@"', "-", "a b"],
      {
        env: { IDENTITY_ENDPOINT: "http://localhost:42356/msi/token", AZURE_CLIENT_ID: "1234", PATH: process.env.PATH },
        encoding: "utf8",
      },
    );
    expect(printed).toBe("http://localhost:42356/msi/token?client_id=1234 a b\n");
  });

  test("may be read by the identity, their container and nothing else, before the app starts", () => {
    expect(weighted.inputs[WEIGHTS_ACCESS]).toMatchObject({
      principalId: "<chat-identity.principalId>",
      roleDefinitionId: `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1`,
      scope: `${ACCOUNT}/blobServices/default/containers/models`,
    });
    expect(weighted.resources[APP]?.dependencies).toEqual([WEIGHTS_ACCESS, IDENTITY]);
  });

  test("may be in an account that is known only later", async () => {
    const built = await deployed({ weights: { ...weights, storageAccountId: pulumi.output(ACCOUNT) } });
    expect(container(built).env[0].value).toBe("weights1a2b");
  });
});

describe.each([
  ["huggingFaceToken", "hugging-face-token", "HF_TOKEN"],
  ["apiKey", "api-key", "VLLM_API_KEY"],
] as const)("%s", (arg, secret, variable) => {
  test("reaches the container through a secret of the app", async () => {
    const built = await deployed({ [arg]: "do-not-tell" });
    expect(built.inputs[APP]?.configuration.secrets).toEqual([{ name: secret, value: "do-not-tell" }]);
    expect(container(built).env).toEqual([{ name: variable, secretRef: secret }]);
  });

  test("is a secret everywhere in the state", async () => {
    const built = await deployed({ [arg]: "do-not-tell" });
    expect(built.resources[APP]?.secrets).toEqual(["configuration"]);
    expect(built.resources[COMPONENT]?.secrets).toEqual([arg]);
    expect(JSON.stringify(built.outputs)).not.toContain("do-not-tell");
  });
});

test("asks for the API key by a command, for who may read the app's secrets", async () => {
  const { outputs } = await deployed({ apiKey: "do-not-tell" });
  expect(outputs[COMPONENT]?.requestCommand).toContain(
    '--header "Authorization: Bearer $(az containerapp secret show --name <chat.name> --resource-group ml-dev ' +
      '--secret-name api-key --query value --output tsv)"',
  );
});

describe("alerts", () => {
  /** What an alert looks at. */
  const criterion = async (role: string, more?: Partial<ContainerAppsEndpointArgs>) => {
    const { inputs } = await deployed({ actionGroupId: ACTION_GROUP, ...more });
    return inputs[alert(role)]?.criteria.allOf[0];
  };

  test("tell the action group of requests that fail on the server's side", async () => {
    const { inputs } = await deployed({ actionGroupId: ACTION_GROUP, tags: { team: "ml" } });
    expect(inputs[alert("server-errors")]).toMatchObject({
      resourceGroupName: "ml-dev",
      description: "ai-stack test: more than 5 requests to chat have failed in five minutes",
      severity: 1,
      scopes: ["<chat.id>"],
      windowSize: "PT5M",
      actions: [{ actionGroupId: ACTION_GROUP }],
      tags: { team: "ml" },
    });
    expect(inputs[alert("server-errors")]?.criteria.allOf).toEqual([
      expect.objectContaining({
        metricNamespace: "Microsoft.App/containerApps",
        metricName: "Requests",
        timeAggregation: "Total",
        operator: "GreaterThan",
        threshold: 5,
        dimensions: [{ name: "statusCodeCategory", operator: "Include", values: ["5xx"] }],
      }),
    ]);
  });

  test("tell it of slow answers, in milliseconds", async () => {
    expect(await criterion("latency", { latencyAlertSec: 20 })).toMatchObject({
      metricName: "ResponseTime",
      timeAggregation: "Average",
      threshold: 20_000,
    });
  });

  test("take 60 s for slow unless told otherwise", async () => {
    expect((await criterion("latency")).threshold).toBe(60_000);
  });

  test("tell it of a replica that restarts again and again", async () => {
    expect(await criterion("restarts")).toMatchObject({
      metricName: "RestartCount",
      timeAggregation: "Maximum",
      threshold: 3,
    });
  });

  test("tell it of GPUs that never rest", async () => {
    expect(await criterion("gpu-utilization")).toMatchObject({
      metricName: "GpuUtilizationPercentage",
      timeAggregation: "Average",
      threshold: 95,
    });
  });
});

test("transform has the last word on each child, and stays out of the component's inputs", async () => {
  const { inputs, resources } = await deployed({
    actionGroupId: ACTION_GROUP,
    transform: {
      identity: { tags: { a: "b" } },
      app: { workloadProfileName: "ours" },
      alerts: { restarts: { severity: 4 } },
    },
  });
  expect(inputs[IDENTITY]?.tags).toEqual({ a: "b" });
  expect(inputs[APP]?.workloadProfileName).toBe("ours");
  expect(inputs[alert("restarts")]?.severity).toBe(4);
  expect(resources[COMPONENT]?.inputs).not.toHaveProperty("transform");
});

const SECRET = "'vllmFlags' must not hold a secret: anyone who may describe the endpoint could read it.";

test.each<[string, Partial<ContainerAppsEndpointArgs>, string]>([
  ["a region by the name that people read", { location: "Sweden Central" }, "'location' must be a region's name"],
  ["no model", { model: "" }, `'model' must be a Hugging Face id, got ""`],
  ["an image without a tag", { image: "vllm" }, "'image' must be <registry>/<repository>:<tag> or ...@sha256:<digest>"],
  [
    "a GPU that it lacks",
    { gpuProfile: "NC40ads-H100" as never },
    "'gpuProfile' must be one of Consumption-GPU-NC8as-T4, Consumption-GPU-NC24-A100",
  ],
  ["no CPU", { cpu: 0 }, "'cpu' must be a whole number from 1 to 8, got 0"],
  ["more CPUs than the machine of a T4 has", { cpu: 9 }, "'cpu' must be a whole number from 1 to 8, got 9"],
  ["more memory than it has", { memoryGiB: 57 }, "'memoryGiB' must be a whole number from 1 to 56, got 57"],
  [
    "more memory than the machine of an A100 has",
    { gpuProfile: "Consumption-GPU-NC24-A100", memoryGiB: 221 },
    "'memoryGiB' must be a whole number from 1 to 220, got 221",
  ],
  ["fewer than no replicas", { replicas: { min: -1, max: 1 } }, "'replicas.min' must be a whole number from 0, got -1"],
  [
    "no replica at all",
    { replicas: { min: 0, max: 0 } },
    "'replicas.max' must be a whole number from 1 to 1000, got 0",
  ],
  [
    "most below fewest",
    { replicas: { min: 2, max: 1 } },
    "'replicas.max' must be a whole number from 2 to 1000, got 1",
  ],
  ["more than it counts", { replicas: { min: 0, max: 1001 } }, "from 1 to 1000, got 1001"],
  ["no concurrency", { concurrency: 0 }, "'concurrency' must be a whole number from 1, got 0"],
  ["no time to cool down", { cooldownPeriodSec: 0 }, "'cooldownPeriodSec' must be a whole number from 1, got 0"],
  ["a short start", { startupTimeoutSec: 59 }, "'startupTimeoutSec' must be a whole number from 60 to 2400, got 59"],
  ["a long start", { startupTimeoutSec: 2401 }, "'startupTimeoutSec' must be a whole number from 60 to 2400, got 2401"],
  ["a latency of nothing", { latencyAlertSec: 0 }, "'latencyAlertSec' must be a whole number from 1 to 240, got 0"],
  ["a latency that no request has", { latencyAlertSec: 241 }, "from 1 to 240, got 241"],
  [
    "a token that nothing needs",
    { weights, huggingFaceToken: "hf_secret" },
    "'huggingFaceToken' must be left out with 'weights': nothing is fetched from Hugging Face then",
  ],
  [
    "a cache that nothing needs",
    { weights, cacheStorageName: "models" },
    "'cacheStorageName' must be left out with 'weights': nothing is fetched from Hugging Face then",
  ],
  [
    "an account by its name",
    { weights: { ...weights, storageAccountId: "weights1a2b" } },
    "'weights.storageAccountId' must be the ARM id of storage account weights1a2b, which the url names",
  ],
  [
    "a container that cannot be",
    { weights: { ...weights, url: "https://weights1a2b.blob.core.windows.net/Models/qwen/" } },
    "'weights.url' must be https://<account>.blob.core.windows.net/<container>/<folder>/",
  ],
  [
    "a folder with a slash before it",
    { weights: { ...weights, url: "https://weights1a2b.blob.core.windows.net/models/" } },
    "'weights.url' must be https://<account>.blob.core.windows.net/<container>/<folder>/",
  ],
  ["a flag of its own", { vllmFlags: ["--port", "80"] }, "'vllmFlags' must not have --port"],
  ["another loader of weights", { weights, vllmFlags: ["--load-format=auto"] }, "must not have --load-format"],
  ["an API key among the flags", { vllmFlags: ["--api-key=x"] }, SECRET],
  ["a Hugging Face token among them", { vllmFlags: ["--x", "hf_abcdefghijklmnopqrstuvwxyz"] }, SECRET],
])("refuses %s before anything registers", async (_, more, message) => {
  const { tree } = await deploy(() => {
    expect(() => new ContainerAppsEndpoint("chat", { ...args, ...more })).toThrow(message);
  });
  expect(tree).toEqual([]);
});

test("takes another loader of weights from Hugging Face", async () => {
  const built = await deployed({ vllmFlags: ["--load-format=fastsafetensors"] });
  expect(container(built).args).toContain("--load-format=fastsafetensors");
});

test.each(["Chat", "1chat", "chat-", "ch--at", "", "a".repeat(25)])("refuses the name %o", async (name) => {
  const { tree } = await deploy(() => {
    expect(() => new ContainerAppsEndpoint(name, args)).toThrow("'name' must be up to 24 lower-case letters");
  });
  expect(tree).toEqual([]);
});
