import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test } from "vitest";
import {
  VertexModelGardenEndpoint,
  type VertexModelGardenEndpointArgs,
} from "../../../../components/gcp/vertex-model-garden-endpoint/vertex-model-garden-endpoint.js";
import { type Deployed, deploy } from "../../../support/mocks.js";

const COMPONENT = "ai-stack:gcp:VertexModelGardenEndpoint::chat"; // spelled out: a changed token replaces users' state
const DEPLOYMENT = "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment::chat";
const ALERT = "gcp:monitoring/alertPolicy:AlertPolicy::chat";

const IMAGE = "us-docker.pkg.dev/vertex-ai/vertex-vision-model-garden-dockers/pytorch-vllm-serve:20260622_0916_RC01";
const CHANNEL = "projects/ml-dev/notificationChannels/1";
const GEMMA = "publishers/google/models/gemma3@gemma-3-1b-it";

const args: VertexModelGardenEndpointArgs = {
  projectId: "ml-dev",
  location: "us-central1",
  model: "Qwen/Qwen3-8B",
  machineType: "g2-standard-12",
  acceleratorType: "NVIDIA_L4",
  acceleratorCount: 1,
  replicas: { min: 1, max: 2 },
};
const deployed = (more: Partial<VertexModelGardenEndpointArgs> = {}) =>
  deploy(() => new VertexModelGardenEndpoint("chat", { ...args, ...more }));
const modelConfig = (built: Deployed<unknown>) => built.inputs[DEPLOYMENT]?.modelConfig;

/** What `build` asks of the engine about each custom resource: registrations and reads, by name. */
async function requests(build: () => unknown) {
  const seen: { registered: Record<string, any>; read: Record<string, any> } = { registered: {}, read: {} };
  await deploy(() => {
    const monitor = pulumi.runtime.getMonitor() as any;
    const { registerResource, readResource } = monitor;
    monitor.registerResource = (request: any, done: any) => {
      seen.registered[request.getName()] = request;
      registerResource.call(monitor, request, done);
    };
    monitor.readResource = (request: any, done: any) => {
      seen.read[request.getName()] = request;
      readResource.call(monitor, request, done);
    };
    return build();
  });
  return seen;
}

/** The endpoint without any optional argument. */
let plain: Deployed<VertexModelGardenEndpoint>;
beforeAll(async () => {
  plain = await deployed();
});

test("registers the endpoint with its deployment, and no alert that nobody hears", () => {
  expect(plain.tree).toEqual([
    "ai-stack:gcp:VertexModelGardenEndpoint chat",
    "  gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment chat",
  ]);
});

test("registers the alerts for a channel", async () => {
  expect((await deployed({ notificationChannel: CHANNEL })).tree).toEqual([
    "ai-stack:gcp:VertexModelGardenEndpoint chat",
    "  gcp:monitoring/alertPolicy:AlertPolicy chat-duty-cycle",
    "  gcp:monitoring/alertPolicy:AlertPolicy chat-latency",
    "  gcp:monitoring/alertPolicy:AlertPolicy chat-server-errors",
    "  gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment chat",
  ]);
});

test("reads the endpoint that was made, under the component, for its DNS name", async () => {
  const { registered, read } = await requests(() => new VertexModelGardenEndpoint("chat", args));
  expect(Object.keys(read)).toEqual(["chat-endpoint"]);
  expect(read["chat-endpoint"].getType()).toBe("gcp:vertex/aiEndpoint:AiEndpoint");
  expect(read["chat-endpoint"].getId()).toBe("<chat.id>");
  expect(read["chat-endpoint"].getParent()).toBe(registered.chat.getParent());
  expect(read["chat-endpoint"].getProperties().toJavaScript()).toEqual({
    project: "ml-dev",
    location: "us-central1",
    region: "us-central1",
    name: "<chat.endpoint>",
  });
});

test("publishes the contract, and a request to the name that Google gave the endpoint", () => {
  const url = "https://<chat-endpoint.dedicatedEndpointDns>/v1beta1/<chat.id>/chat/completions";
  expect(plain.outputs[COMPONENT]).toEqual({
    endpointId: "<chat.id>",
    url,
    model: "Qwen/Qwen3-8B",
    dnsName: "<chat-endpoint.dedicatedEndpointDns>",
    requestCommand:
      "curl --fail-with-body --silent --show-error " +
      '--header "Authorization: Bearer $(gcloud auth print-access-token)" ' +
      "--header 'Content-Type: application/json' " +
      `--data '{"model":"","messages":[{"role":"user","content":"Who are you?"}],"max_tokens":100}' ` +
      `'${url}'`,
    requestFrom: "anywhere; with roles/aiplatform.user on project ml-dev",
  });
});

test("takes a DNS name with or without a scheme", async () => {
  const built = await deploy(() => {
    const monitor = pulumi.runtime.getMonitor() as any;
    const { newResource } = monitor.mocks;
    monitor.mocks.newResource = (resource: any) => {
      const answer = newResource(resource);
      if (resource.name === "chat-endpoint")
        answer.state.dedicatedEndpointDns = "https://1.us.prediction.vertexai.goog";
      return answer;
    };
    return new VertexModelGardenEndpoint("chat", args);
  });
  expect(built.outputs[COMPONENT]).toMatchObject({
    dnsName: "1.us.prediction.vertexai.goog",
    url: "https://1.us.prediction.vertexai.goog/v1beta1/<chat.id>/chat/completions",
  });
});

describe("deployment", () => {
  test("has the documented defaults", () => {
    expect(plain.inputs[DEPLOYMENT]).toEqual({
      project: "ml-dev",
      location: "us-central1",
      huggingFaceModelId: "Qwen/Qwen3-8B",
      modelConfig: { acceptEula: false, modelDisplayName: "ai-stack-test-chat" },
      endpointConfig: { endpointDisplayName: "ai-stack-test-chat", dedicatedEndpointEnabled: true },
      deployConfig: {
        dedicatedResources: {
          machineSpec: { machineType: "g2-standard-12", acceleratorType: "NVIDIA_L4", acceleratorCount: 1 },
          minReplicaCount: 1,
          maxReplicaCount: 2,
          autoscalingMetricSpecs: [
            { metricName: "aiplatform.googleapis.com/prediction/online/accelerator/duty_cycle", target: 60 },
          ],
        },
      },
    });
  });

  test("has hours to load a large model, and retries while the API is being enabled", () => {
    expect(plain.resources[DEPLOYMENT]).toMatchObject({
      customTimeouts: { create: "180m", delete: "60m" },
      errorHooks: ["gcp-service-propagation"],
      deleteBeforeReplace: false,
    });
  });

  test("goes before its replacement comes, where asked to", async () => {
    const built = await deployed({ deleteBeforeReplace: true });
    expect(built.resources[DEPLOYMENT]?.deleteBeforeReplace).toBe(true);
  });

  test("takes a model of Model Garden, with its licence accepted", async () => {
    const built = await deployed({ model: GEMMA, acceptEula: true });
    expect(built.inputs[DEPLOYMENT]).toMatchObject({ publisherModelName: GEMMA, modelConfig: { acceptEula: true } });
    expect(built.inputs[DEPLOYMENT]).not.toHaveProperty("huggingFaceModelId");
    expect(built.outputs[COMPONENT]?.model).toBe(GEMMA);
  });

  test("scales at the duty cycle that was asked for", async () => {
    const built = await deployed({ dutyCyclePercent: 80 });
    expect(built.inputs[DEPLOYMENT]?.deployConfig.dedicatedResources.autoscalingMetricSpecs[0].target).toBe(80);
  });

  test("takes an N1 machine with GPUs that are attached to it", async () => {
    const n1 = { machineType: "n1-standard-8", acceleratorType: "NVIDIA_TESLA_T4", acceleratorCount: 2 };
    const built = await deployed(n1);
    expect(built.inputs[DEPLOYMENT]?.deployConfig.dedicatedResources.machineSpec).toEqual(n1);
  });
});

describe("Hugging Face token", () => {
  test("is a secret among the inputs of the component and of the deployment", async () => {
    const built = await deployed({ huggingFaceToken: "hf_secret" });
    expect(modelConfig(built).huggingFaceAccessToken).toBe("hf_secret");
    expect(built.resources[DEPLOYMENT]?.secrets).toEqual(["modelConfig"]);
    expect(built.resources[COMPONENT]?.secrets).toEqual(["huggingFaceToken"]);
  });

  test("is a secret among the outputs of the deployment", async () => {
    const { registered } = await requests(
      () => new VertexModelGardenEndpoint("chat", { ...args, huggingFaceToken: "hf_secret" }),
    );
    expect(registered.chat.getAdditionalsecretoutputsList()).toEqual(["modelConfig"]);
  });
});

describe("container", () => {
  test("is Google's vLLM server with the flags that were asked for", async () => {
    const built = await deployed({ container: { image: IMAGE, vllmFlags: ["--max-model-len=16384"] } });
    expect(modelConfig(built).containerSpec).toEqual({
      imageUri: IMAGE,
      commands: ["python", "-m", "vllm.entrypoints.api_server"],
      args: [
        "--host=0.0.0.0",
        "--port=8080",
        "--model=Qwen/Qwen3-8B",
        "--tensor-parallel-size=1",
        "--max-model-len=16384",
      ],
      envs: [{ name: "MODEL_ID", value: "Qwen/Qwen3-8B" }],
      ports: [{ containerPort: 8080 }],
      predictRoute: "/generate",
      healthRoute: "/ping",
      deploymentTimeout: "7200s",
    });
  });

  test("splits the model over the GPUs, which share memory", async () => {
    const machine = { machineType: "g2-standard-24", acceleratorCount: 2 };
    const built = await deployed({ ...machine, container: { image: IMAGE, deploymentTimeoutSec: 600 } });
    const { containerSpec } = modelConfig(built);
    expect(containerSpec).toMatchObject({ deploymentTimeout: "600s", sharedMemorySizeMb: "16384" });
    expect(containerSpec.args).toContain("--tensor-parallel-size=2");
  });
});

describe("alerts", () => {
  const watched =
    'resource.type = "aiplatform.googleapis.com/Endpoint" AND resource.labels.location = "us-central1" AND ' +
    'resource.labels.endpoint_id = "<chat.endpoint>" AND ' +
    'metric.type = "aiplatform.googleapis.com/prediction/online';
  const condition = async (alert: string, more: Partial<VertexModelGardenEndpointArgs> = {}) => {
    const { inputs } = await deployed({ notificationChannel: CHANNEL, ...more });
    return inputs[`${ALERT}-${alert}`]?.conditions[0].conditionThreshold;
  };

  test("compare the responses that are errors of the server's with all", async () => {
    expect(await condition("server-errors")).toMatchObject({
      filter: `${watched}/response_count" AND metric.labels.response_code = "5xx"`,
      denominatorFilter: `${watched}/response_count"`,
      thresholdValue: 0.05,
    });
  });

  test("take the whole latency", async () => {
    expect(await condition("latency", { latencyAlertSec: 5 })).toMatchObject({
      filter: `${watched}/prediction_latencies" AND metric.labels.latency_type = "total"`,
      thresholdValue: 5_000,
    });
    expect(await condition("latency")).toMatchObject({ thresholdValue: 60_000 });
  });

  test("take the mean of the GPUs' duty cycle", async () => {
    expect(await condition("duty-cycle")).toMatchObject({
      filter: `${watched}/accelerator/duty_cycle"`,
      aggregations: [{ perSeriesAligner: "ALIGN_MEAN", crossSeriesReducer: "REDUCE_MEAN" }],
    });
  });

  test("go to the channel, with the labels", async () => {
    const { inputs } = await deployed({ notificationChannel: CHANNEL, labels: { team: "ml" } });
    expect(inputs[`${ALERT}-latency`]).toMatchObject({
      project: "ml-dev",
      notificationChannels: [CHANNEL],
      userLabels: { team: "ml" },
    });
  });
});

test("transform has the last word on each child, and stays out of the component's inputs", async () => {
  const { inputs, resources } = await deployed({
    notificationChannel: CHANNEL,
    transform: {
      deployment: { deployConfig: { fastTryoutEnabled: true } },
      serverErrorAlert: { displayName: "errors" },
      latencyAlert: { displayName: "slow" },
      dutyCycleAlert: { displayName: "busy" },
    },
  });
  expect(inputs[DEPLOYMENT]?.deployConfig).toEqual({ fastTryoutEnabled: true });
  expect(inputs[`${ALERT}-server-errors`]?.displayName).toBe("errors");
  expect(inputs[`${ALERT}-latency`]?.displayName).toBe("slow");
  expect(inputs[`${ALERT}-duty-cycle`]?.displayName).toBe("busy");
  expect(resources[COMPONENT]?.inputs).not.toHaveProperty("transform");
});

test.each<[string, Partial<VertexModelGardenEndpointArgs>, string]>([
  [
    "a model without an owner",
    { model: "qwen" },
    "'model' must be publishers/<publisher>/models/<model>@<version> or a Hugging Face id <owner>/<model>, got \"qwen\"",
  ],
  [
    "a publisher's model without a version",
    { model: "publishers/google/models/gemma3" },
    "'model' must be publishers/",
  ],
  ["an unknown GPU", { acceleratorType: "nvidia-l4" }, "'acceleratorType' must be one of NVIDIA_TESLA_P100"],
  [
    "another GPU than the machine's",
    { acceleratorType: "NVIDIA_H100_80GB" },
    "'acceleratorType' and 'acceleratorCount' must fit g2-standard-12, which has 1 nvidia-l4, got 1 NVIDIA_H100_80GB",
  ],
  ["more GPUs than the machine has", { acceleratorCount: 2 }, "which has 1 nvidia-l4, got 2 NVIDIA_L4"],
  ["no GPU", { acceleratorCount: 0 }, "'acceleratorCount' must be a whole number from 1, got 0"],
  ["an unknown machine", { machineType: "g2-standard-5" }, "'machineType' must be an N1 type or one of"],
  [
    "no replica",
    { replicas: { min: 0, max: 1 } },
    "'replicas.min' must be a whole number from 1, got 0: Model Garden never scales to zero, Cloud Run does",
  ],
  ["half a replica", { replicas: { min: 0.5, max: 1 } }, "'replicas.min' must be a whole number from 1, got 0.5"],
  ["most below fewest", { replicas: { min: 2, max: 1 } }, "'replicas.max' must be a whole number from 2, got 1"],
  ["no duty cycle", { dutyCyclePercent: 0 }, "'dutyCyclePercent' must be a whole number from 1 to 100, got 0"],
  ["a latency of nothing", { latencyAlertSec: 0 }, "'latencyAlertSec' must be a whole number from 1 to 3600, got 0"],
  [
    "a token that nothing needs",
    { model: GEMMA, huggingFaceToken: "hf_secret" },
    `'huggingFaceToken' must be left out for ${GEMMA}, which does not come from Hugging Face`,
  ],
  [
    "a container whose weights only Google knows",
    { model: GEMMA, container: { image: IMAGE } },
    `'container' must be left out for ${GEMMA}: only Model Garden knows where its weights are`,
  ],
  [
    "an image elsewhere",
    { container: { image: "docker.io/vllm/vllm-openai:v0.28.0" } },
    "'container.image' must be <location>-docker.pkg.dev/",
  ],
  [
    "a flag of its own",
    { container: { image: IMAGE, vllmFlags: ["--model=x"] } },
    "'container.vllmFlags' must not have --model: it is set from the other arguments",
  ],
  [
    "a long time-out",
    { container: { image: IMAGE, deploymentTimeoutSec: 7201 } },
    "'container.deploymentTimeoutSec' must be a whole number from 60 to 7200, got 7201",
  ],
])("refuses %s before anything registers", async (_, more, message) => {
  const { tree } = await deploy(() => {
    expect(() => new VertexModelGardenEndpoint("chat", { ...args, ...more })).toThrow(message);
  });
  expect(tree).toEqual([]);
});

test.each(["Chat", "1chat", "a".repeat(41)])("refuses the name %s before anything registers", async (name) => {
  const { tree } = await deploy(() => {
    expect(() => new VertexModelGardenEndpoint(name, args)).toThrow("'name' must be up to 40 lower-case letters");
  });
  expect(tree).toEqual([]);
});
