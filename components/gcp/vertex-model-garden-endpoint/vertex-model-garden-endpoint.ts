import type * as inputs from "@pulumi/gcp/types/input.js";
import * as vertex from "@pulumi/gcp/vertex/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { InferenceEndpoint } from "../../contract.js";
import { createEndpointAlerts } from "../endpoint-alerts.js";
import { vertexMetrics } from "../endpoint-metrics.js";
import { chatRequest } from "../request-command.js";
import { servicePropagationHooks } from "../service-agent-propagation.js";
import {
  checkModelGardenArgs,
  isHuggingFaceId,
  MAX_DEPLOYMENT_TIMEOUT_SEC,
  type VertexModelGardenEndpointArgs,
} from "./vertex-model-garden-endpoint-args.js";

export type { ModelGardenContainer, VertexModelGardenEndpointArgs } from "./vertex-model-garden-endpoint-args.js";

/** Port and routes of Google's vLLM server. */
const SERVER = { port: 8080, predictRoute: "/generate", healthRoute: "/ping" };

/**
 * A model of Model Garden or Hugging Face that Vertex AI deploys to an endpoint of its own, on machines with GPUs, one
 * replica and more. The endpoint has a DNS name of its own, which the internet reaches, and answers those alone who may
 * use Vertex AI in the project (`roles/aiplatform.user`).
 *
 * Google Cloud changes nothing about such an endpoint: each change of an argument makes another endpoint, with another
 * address, before the old one goes, and takes quota for both. With `deleteBeforeReplace` the old one goes first, and
 * nothing answers meanwhile. A changed `huggingFaceToken` is such a change, too. Models and endpoints that somebody
 * changes by hand are not noticed; when the endpoint was deleted by hand, `pulumi up` fails until it is replaced.
 *
 * Children: the endpoint with its deployment; the endpoint again, read for its DNS name; with `notificationChannel`
 * three alert policies.
 *
 * @throws RunError for arguments out of shape or range, GPUs that the machine does not have, secrets or flags of its
 * own in `container.vllmFlags`, and a token or a container for a model that does not come from Hugging Face.
 * @see https://cloud.google.com/vertex-ai/generative-ai/docs/model-garden/self-deployed-models
 * @see https://cloud.google.com/vertex-ai/docs/predictions/choose-endpoint-type
 */
export class VertexModelGardenEndpoint extends pulumi.ComponentResource implements InferenceEndpoint {
  readonly cloud = "gcp";
  readonly endpointId: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;
  readonly model: pulumi.Output<string>;
  /** Host name of the endpoint. */
  readonly dnsName: pulumi.Output<string>;
  /** A shell command that sends a first request and prints the answer. */
  readonly requestCommand: pulumi.Output<string>;
  /** From where that command works, in words. */
  readonly requestFrom: pulumi.Output<string>;

  constructor(name: string, args: VertexModelGardenEndpointArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, dutyCyclePercent = 60, acceptEula = false, ...others } = args;
    const { deleteBeforeReplace = false, latencyAlertSec = 60, huggingFaceToken, ...rest } = others;
    const token = huggingFaceToken === undefined ? undefined : pulumi.secret(huggingFaceToken);
    const complete = {
      ...rest,
      ...{ dutyCyclePercent, acceptEula, deleteBeforeReplace, latencyAlertSec },
      huggingFaceToken: token,
    };
    checkModelGardenArgs(name, complete);
    super("ai-stack:gcp:VertexModelGardenEndpoint", name, complete, opts);
    const { projectId, location, model, machineType, acceleratorType, acceleratorCount, replicas } = rest;
    const parent = { parent: this };

    const displayName = `${pulumi.getProject()}-${pulumi.getStack()}-${name}`;
    const deployment = new vertex.AiEndpointWithModelGardenDeployment(
      name,
      {
        project: projectId,
        location,
        ...(isHuggingFaceId(model) ? { huggingFaceModelId: model } : { publisherModelName: model }),
        modelConfig: {
          acceptEula,
          huggingFaceAccessToken: token,
          modelDisplayName: displayName,
          containerSpec: containerSpec(complete),
        },
        endpointConfig: { endpointDisplayName: displayName, dedicatedEndpointEnabled: true },
        deployConfig: {
          dedicatedResources: {
            machineSpec: { machineType, acceleratorType, acceleratorCount },
            minReplicaCount: replicas.min,
            maxReplicaCount: replicas.max,
            autoscalingMetricSpecs: [
              {
                metricName: "aiplatform.googleapis.com/prediction/online/accelerator/duty_cycle",
                target: dutyCyclePercent,
              },
            ],
          },
        },
        ...transform?.deployment,
      },
      {
        ...parent,
        hooks: servicePropagationHooks(),
        additionalSecretOutputs: ["modelConfig"],
        customTimeouts: { create: "180m", delete: "60m" },
        deleteBeforeReplace,
      },
    );
    // The deployment does not tell its DNS name, which holds a number that Google chooses.
    const endpoint = vertex.AiEndpoint.get(
      `${name}-endpoint`,
      deployment.id,
      { project: projectId, location, region: location, name: deployment.endpoint },
      parent,
    );
    if (rest.notificationChannel !== undefined) {
      const { notificationChannel, labels } = rest;
      const metrics = vertexMetrics({ location, endpoint: deployment.endpoint });
      createEndpointAlerts(
        name,
        { projectId, metrics, latencyAlertSec, notificationChannel, labels, transform },
        parent,
      );
    }

    this.endpointId = deployment.id;
    this.model = pulumi.output(model);
    this.dnsName = endpoint.dedicatedEndpointDns.apply((dns) => dns.replace(/^https:\/\//, ""));
    this.url = pulumi.interpolate`https://${this.dnsName}/v1beta1/${deployment.id}/chat/completions`;
    // The server has one model, under a name of its own.
    this.requestCommand = chatRequest({ url: this.url, model: "", tokenCommand: "gcloud auth print-access-token" });
    this.requestFrom = pulumi.output(`anywhere; with roles/aiplatform.user on project ${projectId}`);
    this.registerOutputs({
      endpointId: this.endpointId,
      url: this.url,
      model: this.model,
      dnsName: this.dnsName,
      requestCommand: this.requestCommand,
      requestFrom: this.requestFrom,
    });
  }
}

type ContainerSpec = inputs.vertex.AiEndpointWithModelGardenDeploymentModelConfigContainerSpec;

/** Google's vLLM server, as Model Garden runs it, with other flags; none where its own are taken. */
function containerSpec(args: VertexModelGardenEndpointArgs): ContainerSpec | undefined {
  const { model, acceleratorCount, container } = args;
  if (container === undefined) return undefined;
  const { image, vllmFlags = [], deploymentTimeoutSec = MAX_DEPLOYMENT_TIMEOUT_SEC } = container;
  return {
    imageUri: image,
    commands: ["python", "-m", "vllm.entrypoints.api_server"],
    args: [
      "--host=0.0.0.0",
      `--port=${SERVER.port}`,
      `--model=${model}`,
      `--tensor-parallel-size=${acceleratorCount}`,
      ...vllmFlags,
    ],
    envs: [{ name: "MODEL_ID", value: model }],
    ports: [{ containerPort: SERVER.port }],
    predictRoute: SERVER.predictRoute,
    healthRoute: SERVER.healthRoute,
    deploymentTimeout: `${deploymentTimeoutSec}s`,
    sharedMemorySizeMb: acceleratorCount > 1 ? "16384" : undefined, // how the GPUs of a replica talk
  };
}
