import * as cloudrunv2 from "@pulumi/gcp/cloudrunv2/index.js";
import * as serviceaccount from "@pulumi/gcp/serviceaccount/index.js";
import * as storage from "@pulumi/gcp/storage/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { InferenceEndpoint } from "../../contract.js";
import { physicalName } from "../../shared/names.js";
import { createEndpointAlerts } from "../endpoint-alerts.js";
import { cloudRunMetrics } from "../endpoint-metrics.js";
import { chatRequest } from "../request-command.js";
import { servicePropagationHooks } from "../service-agent-propagation.js";
import { vllmInstance, weightsFolder, weightsVolume } from "./cloud-run-container.js";
import {
  type CloudRunEndpointArgs,
  type CloudRunIngress,
  checkCloudRunEndpointArgs,
  checkInvoker,
  INSTANCE_DEFAULTS,
} from "./cloud-run-endpoint-args.js";
import { createHuggingFaceToken } from "./hugging-face-token.js";

export type { CloudRunEndpointArgs, CloudRunGpu, CloudRunIngress } from "./cloud-run-endpoint-args.js";

/**
 * An open-weights model served with vLLM by Cloud Run on instances with a GPU, from none on. Requests need an identity
 * token of one of `invokers`, and by default come from the project's own networks. Everything the instances send leaves
 * by a subnet. A change makes a new revision, which takes over once it answers; another `location` makes another
 * service, with another address. The GPUs are not redundant over zones, which takes a quota of its own.
 *
 * A first request after idle time waits until an instance has loaded the weights, or fails while it does: clients retry.
 *
 * Children: service and service account, with `invokers` a grant for each; with `weights` the grant to read the bucket;
 * with `huggingFaceToken` a secret, its version and the grant to read it; with `notificationChannel` three alert
 * policies.
 *
 * @throws RunError for arguments out of shape or range, invokers that are not members of IAM, secrets or flags of its
 * own in `vllmFlags`, and a token together with `weights`.
 * @see https://cloud.google.com/run/docs/configuring/services/gpu
 * @see https://cloud.google.com/run/docs/configuring/healthchecks
 * @see https://cloud.google.com/run/docs/configuring/vpc-direct-vpc
 * @see https://cloud.google.com/run/docs/securing/ingress
 */
export class CloudRunEndpoint extends pulumi.ComponentResource implements InferenceEndpoint {
  readonly cloud = "gcp";
  readonly endpointId: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;
  readonly model: pulumi.Output<string>;
  /** The service's name. */
  readonly serviceName: pulumi.Output<string>;
  /** Address of the service, and audience of the identity tokens: `https://<service>-<...>.run.app`. */
  readonly serviceUrl: pulumi.Output<string>;
  /** Address of the service account that the instances run as. */
  readonly serviceAccountEmail: pulumi.Output<string>;
  /** A shell command that sends a first request and prints the answer. */
  readonly requestCommand: pulumi.Output<string>;
  /** From where that command works, in words. */
  readonly requestFrom: pulumi.Output<string>;

  constructor(name: string, args: CloudRunEndpointArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, gpu = "nvidia-l4", vllmFlags = [], concurrency = 16, timeoutSec = 3600, ...others } = args;
    const { cpu = INSTANCE_DEFAULTS[gpu]?.cpu, memoryGiB = INSTANCE_DEFAULTS[gpu]?.memoryGiB, ...more } = others;
    const { startupTimeoutSec = 1800, ingress = "INGRESS_TRAFFIC_INTERNAL_ONLY", invokers = {}, ...rest } = more;
    const { deletionProtection = false, latencyAlertSec = 60, huggingFaceToken, ...plain } = rest;
    const token = huggingFaceToken === undefined ? undefined : pulumi.secret(huggingFaceToken);
    const complete = {
      ...plain,
      ...{ gpu, cpu, memoryGiB, vllmFlags, concurrency, timeoutSec, startupTimeoutSec, ingress, invokers },
      ...{ deletionProtection, latencyAlertSec, huggingFaceToken: token },
    };
    checkCloudRunEndpointArgs(name, complete);
    super("ai-stack:gcp:CloudRunEndpoint", name, complete, opts);
    const { projectId, location, model, image, instances, kmsKeyName, labels, notificationChannel } = plain;
    const parent = { parent: this };
    const hooks = servicePropagationHooks();
    const nameParts = [pulumi.getProject(), pulumi.getStack(), name];

    const account = new serviceaccount.Account(
      `${name}-service-account`,
      {
        project: projectId,
        accountId: physicalName("serviceAccount", [...nameParts, "run"]),
        displayName: `Instances of ${name}`,
        ...transform?.serviceAccount,
      },
      parent,
    );
    const grants: pulumi.Resource[] = [];

    const weights = plain.weights && weightsFolder(plain.weights.url);
    if (weights !== undefined)
      grants.push(
        new storage.BucketIAMMember(
          `${name}-weights-access`,
          {
            bucket: weights.bucket,
            role: "roles/storage.objectViewer",
            member: account.member,
            ...transform?.weightsAccess,
          },
          { ...parent, hooks },
        ),
      );
    const secret =
      token &&
      createHuggingFaceToken(
        name,
        { projectId, location, token, kmsKeyName, reader: account.member, labels, transform },
        parent,
      );
    if (secret !== undefined) grants.push(secret.access);

    const service = new cloudrunv2.Service(
      name,
      {
        project: projectId,
        location,
        name: physicalName("cloudRun", nameParts),
        ingress,
        deletionProtection,
        labels,
        template: {
          serviceAccount: account.email,
          executionEnvironment: "EXECUTION_ENVIRONMENT_GEN2",
          encryptionKey: kmsKeyName,
          nodeSelector: { accelerator: gpu },
          gpuZonalRedundancyDisabled: true,
          scaling: { minInstanceCount: instances.min, maxInstanceCount: instances.max },
          maxInstanceRequestConcurrency: concurrency,
          timeout: `${timeoutSec}s`,
          labels,
          containers: [
            vllmInstance({ model, image, cpu, memoryGiB, startupTimeoutSec, vllmFlags, weights, token: secret?.env }),
          ],
          volumes: weights && [weightsVolume(weights)],
          vpcAccess: { egress: "ALL_TRAFFIC", networkInterfaces: [{ subnetwork: relativeName(plain.subnetId) }] },
        },
        ...transform?.service,
      },
      // The first revision is ready only when an instance has loaded the weights.
      { ...parent, hooks, dependsOn: grants, customTimeouts: { create: "60m", update: "60m" } },
    );
    for (const [key, member] of Object.entries(invokers))
      new cloudrunv2.ServiceIamMember(
        `${name}-invoker-${key}`,
        {
          project: projectId,
          location,
          name: service.name,
          role: "roles/run.invoker",
          member: pulumi.output(member).apply((known) => checkInvoker(key, known)),
          ...transform?.invokers,
        },
        { ...parent, hooks },
      );
    if (notificationChannel !== undefined) {
      const metrics = cloudRunMetrics({ location, serviceName: service.name });
      createEndpointAlerts(
        name,
        { projectId, metrics, latencyAlertSec, notificationChannel, labels, transform },
        parent,
      );
    }

    this.endpointId = service.id;
    this.serviceName = service.name;
    this.serviceUrl = service.uri;
    this.serviceAccountEmail = account.email;
    this.model = pulumi.output(model);
    this.url = pulumi.interpolate`${service.uri}/v1/chat/completions`;
    this.requestCommand = chatRequest({ url: this.url, model, tokenCommand: "gcloud auth print-identity-token" });
    this.requestFrom = pulumi.output(requestOrigin(ingress, projectId));
    this.registerOutputs({
      endpointId: this.endpointId,
      serviceName: this.serviceName,
      serviceUrl: this.serviceUrl,
      serviceAccountEmail: this.serviceAccountEmail,
      model: this.model,
      url: this.url,
      requestCommand: this.requestCommand,
      requestFrom: this.requestFrom,
    });
  }
}

/** `projects/...` of a self link. */
function relativeName(id: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.output(id).apply((text) => text.replace(/^https:\/\/[^/]+\/compute\/[^/]+\//, ""));
}

function requestOrigin(ingress: CloudRunIngress, projectId: string): string {
  const machine = `a machine in a VPC network of project ${projectId}, through Private Google Access`;
  const origin = {
    INGRESS_TRAFFIC_INTERNAL_ONLY: machine,
    INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER: `${machine}, or a load balancer of the project's`,
    INGRESS_TRAFFIC_ALL: "anywhere",
  };
  return `${origin[ingress]}; as one of the invokers`;
}
