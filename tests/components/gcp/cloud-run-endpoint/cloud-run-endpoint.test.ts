import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test } from "vitest";
import {
  CloudRunEndpoint,
  type CloudRunEndpointArgs,
} from "../../../../components/gcp/cloud-run-endpoint/cloud-run-endpoint.js";
import { type Deployed, deploy } from "../../../support/mocks.js";

const COMPONENT = "ai-stack:gcp:CloudRunEndpoint::chat"; // spelled out: a changed token replaces users' state
const SERVICE = "gcp:cloudrunv2/service:Service::chat";
const ACCOUNT = "gcp:serviceaccount/account:Account::chat-service-account";
const WEIGHTS_ACCESS = "gcp:storage/bucketIAMMember:BucketIAMMember::chat-weights-access";
const TOKEN = "gcp:secretmanager/secret:Secret::chat-token";
const TOKEN_VERSION = "gcp:secretmanager/secretVersion:SecretVersion::chat-token-version";
const TOKEN_ACCESS = "gcp:secretmanager/secretIamMember:SecretIamMember::chat-token-access";
const INVOKER = "gcp:cloudrunv2/serviceIamMember:ServiceIamMember::chat-invoker-app";
const ALERT = "gcp:monitoring/alertPolicy:AlertPolicy::chat";

const IMAGE = "docker.io/vllm/vllm-openai:v0.28.0-cu129";
const SUBNET = "projects/ml-dev/regions/us-central1/subnetworks/main";
const CHANNEL = "projects/ml-dev/notificationChannels/1";
const KEY = "projects/ml-dev/locations/us-central1/keyRings/ring/cryptoKeys/key";

const args: CloudRunEndpointArgs = {
  projectId: "ml-dev",
  location: "us-central1",
  model: "Qwen/Qwen3-8B",
  image: IMAGE,
  instances: { min: 0, max: 2 },
  subnetId: SUBNET,
};
const deployed = (more: Partial<CloudRunEndpointArgs> = {}) =>
  deploy(() => new CloudRunEndpoint("chat", { ...args, ...more }));
const template = (built: Deployed<unknown>) => built.inputs[SERVICE]?.template;
const container = (built: Deployed<unknown>) => template(built).containers[0];

/** The endpoint without any optional argument. */
let plain: Deployed<CloudRunEndpoint>;
beforeAll(async () => {
  plain = await deployed();
});

test("registers the service with an account of its own, which nobody may call and which may do nothing", () => {
  expect(plain.tree).toEqual([
    "ai-stack:gcp:CloudRunEndpoint chat",
    "  gcp:cloudrunv2/service:Service chat",
    "  gcp:serviceaccount/account:Account chat-service-account",
  ]);
});

test("registers a grant, a secret and alerts for each argument that asks for them", async () => {
  const full = await deployed({
    huggingFaceToken: "hf_secret",
    invokers: { app: "user:ana@example.com" },
    notificationChannel: CHANNEL,
  });
  expect(full.tree).toEqual([
    "ai-stack:gcp:CloudRunEndpoint chat",
    "  gcp:cloudrunv2/service:Service chat",
    "  gcp:cloudrunv2/serviceIamMember:ServiceIamMember chat-invoker-app",
    "  gcp:monitoring/alertPolicy:AlertPolicy chat-duty-cycle",
    "  gcp:monitoring/alertPolicy:AlertPolicy chat-latency",
    "  gcp:monitoring/alertPolicy:AlertPolicy chat-server-errors",
    "  gcp:secretmanager/secret:Secret chat-token",
    "  gcp:secretmanager/secretIamMember:SecretIamMember chat-token-access",
    "  gcp:secretmanager/secretVersion:SecretVersion chat-token-version",
    "  gcp:serviceaccount/account:Account chat-service-account",
  ]);
});

test("publishes the contract, and a request with the token of the caller", () => {
  expect(plain.outputs[COMPONENT]).toEqual({
    endpointId: "<chat.id>",
    serviceName: "ai-stack-test-chat",
    serviceUrl: "<chat.uri>",
    serviceAccountEmail: "<chat-service-account.email>",
    model: "Qwen/Qwen3-8B",
    url: "<chat.uri>/v1/chat/completions",
    requestCommand:
      "curl --fail-with-body --silent --show-error " +
      '--header "Authorization: Bearer $(gcloud auth print-identity-token)" ' +
      "--header 'Content-Type: application/json' " +
      `--data '{"model":"Qwen/Qwen3-8B","messages":[{"role":"user","content":"Who are you?"}],"max_tokens":100}' ` +
      "'<chat.uri>/v1/chat/completions'",
    requestFrom: "a machine in a VPC network of project ml-dev, through Private Google Access; as one of the invokers",
  });
});

test.each([
  [
    "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
    "a machine in a VPC network of project ml-dev, through Private Google Access, or a load balancer of the project's; " +
      "as one of the invokers",
  ],
  ["INGRESS_TRAFFIC_ALL", "anywhere; as one of the invokers"],
] as const)("says from where requests work with %s", async (ingress, words) => {
  const built = await deployed({ ingress });
  expect(built.inputs[SERVICE]?.ingress).toBe(ingress);
  expect(built.outputs[COMPONENT]?.requestFrom).toBe(words);
});

describe("service", () => {
  test("has the documented defaults", () => {
    expect(plain.inputs[SERVICE]).toEqual({
      project: "ml-dev",
      location: "us-central1",
      name: "ai-stack-test-chat",
      ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY",
      deletionProtection: false,
      template: {
        serviceAccount: "<chat-service-account.email>",
        executionEnvironment: "EXECUTION_ENVIRONMENT_GEN2",
        nodeSelector: { accelerator: "nvidia-l4" },
        gpuZonalRedundancyDisabled: true,
        scaling: { minInstanceCount: 0, maxInstanceCount: 2 },
        maxInstanceRequestConcurrency: 16,
        timeout: "3600s",
        containers: [
          {
            image: IMAGE,
            commands: ["vllm", "serve"],
            args: ["Qwen/Qwen3-8B", "--served-model-name=Qwen/Qwen3-8B", "--host=0.0.0.0", "--port=8000"],
            ports: { containerPort: 8000 },
            resources: {
              limits: { cpu: "8", memory: "32Gi", "nvidia.com/gpu": "1" },
              cpuIdle: false,
              startupCpuBoost: true,
            },
            startupProbe: {
              httpGet: { path: "/health", port: 8000 },
              periodSeconds: 15,
              timeoutSeconds: 10,
              failureThreshold: 120,
            },
          },
        ],
        vpcAccess: { egress: "ALL_TRAFFIC", networkInterfaces: [{ subnetwork: SUBNET }] },
      },
    });
  });

  test("waits an hour for its first instance, and retries while its account propagates", () => {
    expect(plain.resources[SERVICE]).toMatchObject({
      customTimeouts: { create: "60m", update: "60m" },
      dependencies: [ACCOUNT],
      errorHooks: ["gcp-service-propagation"],
    });
  });

  test("takes the arguments that change it", async () => {
    const built = await deployed({
      cpu: 4,
      memoryGiB: 16,
      vllmFlags: ["--max-model-len=16384"],
      instances: { min: 1, max: 1 },
      concurrency: 1,
      timeoutSec: 300,
      startupTimeoutSec: 614,
      kmsKeyName: KEY,
      deletionProtection: true,
      labels: { team: "ml" },
    });
    expect(built.inputs[SERVICE]).toMatchObject({ deletionProtection: true, labels: { team: "ml" } });
    expect(template(built)).toMatchObject({
      scaling: { minInstanceCount: 1, maxInstanceCount: 1 },
      maxInstanceRequestConcurrency: 1,
      timeout: "300s",
      encryptionKey: KEY,
      labels: { team: "ml" },
    });
    expect(container(built)).toMatchObject({ startupProbe: { failureThreshold: 40 } });
    expect(container(built).resources.limits).toEqual({ cpu: "4", memory: "16Gi", "nvidia.com/gpu": "1" });
    expect(container(built).args.slice(-1)).toEqual(["--max-model-len=16384"]);
  });

  test("gives an RTX PRO 6000 the least that it takes", async () => {
    const built = await deployed({ gpu: "nvidia-rtx-pro-6000" });
    expect(template(built).nodeSelector).toEqual({ accelerator: "nvidia-rtx-pro-6000" });
    expect(container(built).resources.limits).toEqual({ cpu: "20", memory: "80Gi", "nvidia.com/gpu": "1" });
  });

  test("names a subnet given by its self link as Cloud Run does", async () => {
    const built = await deployed({ subnetId: `https://www.googleapis.com/compute/v1/${SUBNET}` });
    expect(template(built).vpcAccess.networkInterfaces).toEqual([{ subnetwork: SUBNET }]);
  });

  test("has a name of under 50 characters, and an account with one of up to 30, whatever its own", async () => {
    const name = "a-very-long-name-for-a-small-endpoint-it";
    const { inputs } = await deploy(() => new CloudRunEndpoint(name, args));
    expect(inputs[`gcp:cloudrunv2/service:Service::${name}`]?.name).toBe(
      "ai-stack-test-a-very-long-name-for-a-sma-7b800f8e",
    );
    expect(inputs[`gcp:serviceaccount/account:Account::${name}-service-account`]?.accountId).toBe(
      "ai-stack-test-a-very-8c1e699d",
    );
  });
});

test("runs as an account that no machine pool of the same name has", () => {
  expect(plain.inputs[ACCOUNT]).toEqual({
    project: "ml-dev",
    accountId: "ai-stack-test-chat-run",
    displayName: "Instances of chat",
  });
});

describe("weights", () => {
  test("are read through a volume, without asking Hugging Face", async () => {
    const built = await deployed({ weights: { url: "gs://weights/models/qwen/" } });
    expect(template(built).volumes).toEqual([{ name: "weights", gcs: { bucket: "weights", readOnly: true } }]);
    expect(container(built)).toMatchObject({
      args: ["/weights/models/qwen", "--served-model-name=Qwen/Qwen3-8B", "--host=0.0.0.0", "--port=8000"],
      envs: [{ name: "HF_HUB_OFFLINE", value: "1" }],
      volumeMounts: [{ name: "weights", mountPath: "/weights" }],
    });
  });

  test("may be a whole bucket, known only later", async () => {
    const built = await deployed({ weights: { url: pulumi.output("gs://weights") } });
    expect(template(built).volumes[0].gcs.bucket).toBe("weights");
    expect(container(built).args[0]).toBe("/weights");
  });

  test("may be read by the instances before they start", async () => {
    const built = await deployed({ weights: { url: "gs://weights/qwen" } });
    expect(built.inputs[WEIGHTS_ACCESS]).toEqual({
      bucket: "weights",
      role: "roles/storage.objectViewer",
      member: "<chat-service-account.member>",
    });
    expect(built.resources[WEIGHTS_ACCESS]?.errorHooks).toEqual(["gcp-service-propagation"]);
    expect(built.resources[SERVICE]?.dependencies).toEqual([ACCOUNT, WEIGHTS_ACCESS]);
  });
});

describe("Hugging Face token", () => {
  test("reaches the container from Secret Manager, by the number of its version", async () => {
    const built = await deployed({ huggingFaceToken: "hf_secret" });
    expect(container(built).envs).toEqual([
      {
        name: "HF_TOKEN",
        valueSource: {
          secretKeyRef: { secret: "<chat-token.secretId>", version: "<chat-token-version.version>" },
        },
      },
    ]);
    expect(JSON.stringify(built.inputs[SERVICE])).not.toContain("hf_secret");
  });

  test("is a secret everywhere in the state", async () => {
    const built = await deployed({ huggingFaceToken: "hf_secret" });
    expect(built.resources[TOKEN_VERSION]).toMatchObject({
      inputs: { secret: "<chat-token.id>", secretData: "hf_secret" },
      secrets: ["secretData"],
    });
    expect(built.resources[COMPONENT]?.secrets).toEqual(["huggingFaceToken"]);
  });

  test("stays in the region, and is for the instances alone, before they start", async () => {
    const built = await deployed({ huggingFaceToken: "hf_secret" });
    expect(built.inputs[TOKEN]).toEqual({
      project: "ml-dev",
      replication: { userManaged: { replicas: [{ location: "us-central1" }] } },
    });
    expect(built.inputs[TOKEN_ACCESS]).toEqual({
      project: "ml-dev",
      secretId: "<chat-token.secretId>",
      role: "roles/secretmanager.secretAccessor",
      member: "<chat-service-account.member>",
    });
    expect(built.resources[SERVICE]?.dependencies).toContain(TOKEN_ACCESS);
  });

  test("is encrypted with the key", async () => {
    const built = await deployed({ huggingFaceToken: "hf_secret", kmsKeyName: KEY, labels: { team: "ml" } });
    expect(built.inputs[TOKEN]).toMatchObject({
      replication: { userManaged: { replicas: [{ customerManagedEncryption: { kmsKeyName: KEY } }] } },
      labels: { team: "ml" },
    });
  });
});

test("lets each invoker send requests", async () => {
  const member = pulumi.output("serviceAccount:app@ml-dev.iam.gserviceaccount.com");
  const built = await deployed({ invokers: { app: member, ana: "user:ana@example.com" } });
  expect(built.inputs[INVOKER]).toEqual({
    project: "ml-dev",
    location: "us-central1",
    name: "ai-stack-test-chat",
    role: "roles/run.invoker",
    member: "serviceAccount:app@ml-dev.iam.gserviceaccount.com",
  });
  expect(built.inputs[INVOKER.replace("app", "ana")]?.member).toBe("user:ana@example.com");
});

describe("alerts", () => {
  const watched =
    'resource.type = "cloud_run_revision" AND resource.labels.location = "us-central1" AND ' +
    'resource.labels.service_name = "ai-stack-test-chat" AND metric.type = "run.googleapis.com';

  test("tell the channel of more than one failing request in twenty", async () => {
    const { inputs } = await deployed({ notificationChannel: CHANNEL, labels: { team: "ml" } });
    const rate = [{ alignmentPeriod: "300s", perSeriesAligner: "ALIGN_RATE", crossSeriesReducer: "REDUCE_SUM" }];
    expect(inputs[`${ALERT}-server-errors`]).toEqual({
      project: "ml-dev",
      displayName: "ai-stack test: more than 5 % of the requests to chat fail",
      combiner: "OR",
      conditions: [
        {
          displayName: "more than 5 % of the requests to chat fail",
          conditionThreshold: {
            filter: `${watched}/request_count" AND metric.labels.response_code_class = "5xx"`,
            aggregations: rate,
            denominatorFilter: `${watched}/request_count"`,
            denominatorAggregations: rate,
            comparison: "COMPARISON_GT",
            thresholdValue: 0.05,
            duration: "300s",
            evaluationMissingData: "EVALUATION_MISSING_DATA_INACTIVE",
          },
        },
      ],
      notificationChannels: [CHANNEL],
      userLabels: { team: "ml" },
    });
  });

  test("tell it of slow answers, in milliseconds", async () => {
    const { inputs } = await deployed({ notificationChannel: CHANNEL, latencyAlertSec: 20 });
    expect(inputs[`${ALERT}-latency`]).toMatchObject({
      displayName: "ai-stack test: one in a hundred answers of chat takes longer than 20 s",
      conditions: [
        {
          conditionThreshold: {
            filter: `${watched}/request_latencies"`,
            aggregations: [
              { alignmentPeriod: "300s", perSeriesAligner: "ALIGN_DELTA", crossSeriesReducer: "REDUCE_PERCENTILE_99" },
            ],
            comparison: "COMPARISON_GT",
            thresholdValue: 20_000,
            duration: "600s",
          },
        },
      ],
    });
  });

  test("take 60 s for slow unless told otherwise", async () => {
    const { inputs } = await deployed({ notificationChannel: CHANNEL });
    expect(inputs[`${ALERT}-latency`]?.conditions[0].conditionThreshold.thresholdValue).toBe(60_000);
  });

  test("tell it of GPUs that never rest", async () => {
    const { inputs } = await deployed({ notificationChannel: CHANNEL });
    expect(inputs[`${ALERT}-duty-cycle`]?.conditions[0].conditionThreshold).toEqual({
      filter: `${watched}/container/gpu/utilizations"`,
      aggregations: [
        { alignmentPeriod: "300s", perSeriesAligner: "ALIGN_PERCENTILE_50", crossSeriesReducer: "REDUCE_MEAN" },
      ],
      comparison: "COMPARISON_GT",
      thresholdValue: 0.95,
      duration: "1800s",
      evaluationMissingData: "EVALUATION_MISSING_DATA_INACTIVE",
    });
  });
});

test("transform has the last word on each child, and stays out of the component's inputs", async () => {
  const { inputs, resources } = await deployed({
    huggingFaceToken: "hf_secret",
    invokers: { app: "user:ana@example.com" },
    notificationChannel: CHANNEL,
    transform: {
      serviceAccount: { displayName: "mine" },
      token: { labels: { a: "b" } },
      tokenVersion: { enabled: false },
      tokenAccess: { role: "roles/viewer" },
      service: { ingress: "INGRESS_TRAFFIC_NONE" },
      invokers: { role: "roles/run.viewer" },
      serverErrorAlert: { displayName: "errors" },
      latencyAlert: { displayName: "slow" },
      dutyCycleAlert: { displayName: "busy" },
    },
  });
  expect(inputs[ACCOUNT]?.displayName).toBe("mine");
  expect(inputs[TOKEN]?.labels).toEqual({ a: "b" });
  expect(inputs[TOKEN_VERSION]?.enabled).toBe(false);
  expect(inputs[TOKEN_ACCESS]?.role).toBe("roles/viewer");
  expect(inputs[SERVICE]?.ingress).toBe("INGRESS_TRAFFIC_NONE");
  expect(inputs[INVOKER]?.role).toBe("roles/run.viewer");
  expect(inputs[`${ALERT}-server-errors`]?.displayName).toBe("errors");
  expect(inputs[`${ALERT}-latency`]?.displayName).toBe("slow");
  expect(inputs[`${ALERT}-duty-cycle`]?.displayName).toBe("busy");
  expect(resources[COMPONENT]?.inputs).not.toHaveProperty("transform");
});

test("transform has the last word on the grant for the weights", async () => {
  const transform = { weightsAccess: { role: "roles/storage.objectUser" } };
  const { inputs } = await deployed({ weights: { url: "gs://weights/qwen" }, transform });
  expect(inputs[WEIGHTS_ACCESS]?.role).toBe("roles/storage.objectUser");
});

const SECRET =
  "'vllmFlags' must not hold a secret: anyone who may describe the endpoint could read it. " +
  "A Hugging Face token goes into 'huggingFaceToken'";

test.each<[string, Partial<CloudRunEndpointArgs>, string]>([
  ["no model", { model: "" }, `'model' must be a Hugging Face id, got ""`],
  ["an image without a tag", { image: "vllm" }, "'image' must be <registry>/<repository>:<tag> or ...@sha256:<digest>"],
  [
    "weights elsewhere",
    { weights: { url: "s3://w/q" } },
    `'weights.url' must be gs://<bucket>/<prefix>, got "s3://w/q"`,
  ],
  [
    "a token that nothing needs",
    { weights: { url: "gs://weights/q" }, huggingFaceToken: "hf_secret" },
    "'huggingFaceToken' must be left out with 'weights': nothing is fetched from Hugging Face then",
  ],
  ["a GPU that it lacks", { gpu: "nvidia-h100" as never }, "'gpu' must be one of nvidia-l4, nvidia-rtx-pro-6000"],
  ["too few CPUs for an L4", { cpu: 2 }, `'cpu' must be one of 4, 6, 8, got "2"`],
  ["too little memory", { memoryGiB: 15 }, "'memoryGiB' must be a whole number from 16 to 32, got 15"],
  ["too much for the CPUs", { cpu: 4, memoryGiB: 17 }, "'memoryGiB' must be a whole number from 16 to 16, got 17"],
  ["too few CPUs for an RTX", { gpu: "nvidia-rtx-pro-6000", cpu: 8 }, "'cpu' must be a whole number from 20, got 8"],
  [
    "too little memory for an RTX",
    { gpu: "nvidia-rtx-pro-6000", memoryGiB: 79 },
    "'memoryGiB' must be a whole number from 80, got 79",
  ],
  [
    "fewer than no instances",
    { instances: { min: -1, max: 1 } },
    "'instances.min' must be a whole number from 0, got -1",
  ],
  ["no instance at all", { instances: { min: 0, max: 0 } }, "'instances.max' must be a whole number from 1, got 0"],
  ["most below fewest", { instances: { min: 2, max: 1 } }, "'instances.max' must be a whole number from 2, got 1"],
  ["no concurrency", { concurrency: 0 }, "'concurrency' must be a whole number from 1 to 1000, got 0"],
  ["a long time-out", { timeoutSec: 3601 }, "'timeoutSec' must be a whole number from 1 to 3600, got 3601"],
  ["a long start", { startupTimeoutSec: 1801 }, "'startupTimeoutSec' must be a whole number from 60 to 1800, got 1801"],
  ["a latency of nothing", { latencyAlertSec: 0 }, "'latencyAlertSec' must be a whole number from 1 to 3600, got 0"],
  ["an unknown ingress", { ingress: "all" as never }, "'ingress' must be one of INGRESS_TRAFFIC_INTERNAL_ONLY"],
  [
    "everybody",
    { invokers: { all: "allUsers" } },
    `'invokers.all' must be a member like user:ana@example.com, never allUsers or allAuthenticatedUsers, got "allUsers"`,
  ],
  ["everybody with an account", { invokers: { all: "allAuthenticatedUsers" } }, "'invokers.all' must be a member"],
  ["an odd key", { invokers: { "A B": "user:a@b.c" } }, "'invokers' must be named by lower-case letters"],
  ["a flag of its own", { vllmFlags: ["--port", "80"] }, "'vllmFlags' must not have --port"],
  ["the same, in vLLM's other spelling", { vllmFlags: ["--served_model_name=x"] }, "not have --served-model-name"],
  ["an API key", { vllmFlags: ["--api-key=x"] }, SECRET],
  ["a Hugging Face token", { vllmFlags: ["--x", "hf_abcdefghijklmnopqrstuvwxyz"] }, SECRET],
])("refuses %s before anything registers", async (_, more, message) => {
  const { tree } = await deploy(() => {
    expect(() => new CloudRunEndpoint("chat", { ...args, ...more })).toThrow(message);
  });
  expect(tree).toEqual([]);
});

test.each(["Chat", "1chat", "chat-", "a".repeat(41)])("refuses the name %s before anything registers", async (name) => {
  const { tree } = await deploy(() => {
    expect(() => new CloudRunEndpoint(name, args)).toThrow("'name' must be up to 40 lower-case letters and digits");
  });
  expect(tree).toEqual([]);
});

test("makes no grant for an invoker that only later turns out to be everybody", async () => {
  const refusals: Error[] = []; // Pulumi's runner ends the program at the first; vitest must not
  const listeners = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection").on("unhandledRejection", (refusal: Error) => refusals.push(refusal));
  const everybody = pulumi.output(Promise.resolve("allUsers"));
  const built = await deployed({ invokers: { app: everybody } });
  await new Promise((resolve) => setTimeout(resolve));
  process.removeAllListeners("unhandledRejection");
  for (const listener of listeners) process.on("unhandledRejection", listener);
  expect(built.resources).not.toHaveProperty(INVOKER);
  expect(refusals.map(String).join()).toContain("'invokers.app' must be a member like user:ana@example.com");
});

test("never puts a token into the error that refuses it", () => {
  const token = "hf_abcdefghijklmnopqrstuvwxyz";
  const refusal = () => new CloudRunEndpoint("chat", { ...args, vllmFlags: [token] });
  expect(refusal).not.toThrow(token);
});
