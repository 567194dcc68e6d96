import * as app from "@pulumi/azure-native/app/index.js";
import * as managedidentity from "@pulumi/azure-native/managedidentity/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { InferenceEndpoint } from "../../contract.js";
import { directoryPropagationHooks } from "../directory-propagation.js";
import { createEndpointAlerts } from "../endpoint-alerts.js";
import { GPU_PROFILES } from "../gpu-profiles.js";
import { chatRequest } from "../request-command.js";
import { assignRole } from "../role-assignment.js";
import { containerAppAlerts } from "./container-app-alerts.js";
import { type ContainerAppsEndpointArgs, checkContainerAppsEndpointArgs } from "./container-apps-endpoint-args.js";
import { weightsSource } from "./streamed-weights.js";
import { CACHE_VOLUME, PORT, SECRETS, vllmContainer } from "./vllm-container.js";

export type { GpuProfile } from "../gpu-profiles.js";
export type { ContainerAppsEndpointArgs } from "./container-apps-endpoint-args.js";

/**
 * An open-weights model served with vLLM by Container Apps on replicas with a serverless GPU, from none on. It is
 * reached over HTTPS from the virtual network of its environment and from nowhere else. Container Apps checks no
 * identity: whoever is in that network may send requests, unless `apiKey` asks them for a key.
 *
 * A request ends after 240 seconds. One that finds no replica waits for one that starts; where that takes longer it
 * fails, and the start goes on: repeat it until it is answered, each time before `cooldownPeriodSec` is over. A change
 * makes a new revision, which takes over once a replica of it answers; `up` waits for that.
 *
 * Children: the app and its identity; with `weights` the role to read them; with `actionGroupId` four alerts.
 *
 * @throws RunError for arguments out of shape or range, secrets or flags of its own in `vllmFlags`, and a token or a
 * cache together with `weights`.
 * @see https://learn.microsoft.com/azure/container-apps/gpu-serverless-overview
 * @see https://learn.microsoft.com/azure/container-apps/ingress-overview
 * @see https://learn.microsoft.com/azure/container-apps/scale-app
 * @see https://learn.microsoft.com/azure/container-apps/health-probes
 * @see https://learn.microsoft.com/azure/container-apps/storage-mounts
 */
export class ContainerAppsEndpoint extends pulumi.ComponentResource implements InferenceEndpoint {
  readonly cloud = "azure";
  readonly endpointId: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;
  readonly model: pulumi.Output<string>;
  /** Name of the container app. */
  readonly appName: pulumi.Output<string>;
  /** A shell command that sends a first request and prints the answer. */
  readonly requestCommand: pulumi.Output<string>;
  /** From where that command works, in words. */
  readonly requestFrom: pulumi.Output<string>;

  constructor(name: string, args: ContainerAppsEndpointArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, cpu, memoryGiB, vllmFlags = [], concurrency = 16, cooldownPeriodSec = 300, ...others } = args;
    const { startupTimeoutSec = 900, latencyAlertSec = 60, huggingFaceToken, apiKey, ...plain } = others;
    const profile = GPU_PROFILES[plain.gpuProfile];
    const complete = {
      ...plain,
      ...{ cpu: cpu ?? profile?.cpu, memoryGiB: memoryGiB ?? profile?.memoryGiB, vllmFlags, concurrency },
      ...{ cooldownPeriodSec, startupTimeoutSec, latencyAlertSec },
      huggingFaceToken: secretOf(huggingFaceToken),
      apiKey: secretOf(apiKey),
    };
    checkContainerAppsEndpointArgs(name, complete);
    super("ai-stack:azure:ContainerAppsEndpoint", name, complete, opts);
    const { resourceGroupName, location, model, replicas, cacheStorageName, actionGroupId, tags } = plain;
    const parent = { parent: this };
    const hooks = directoryPropagationHooks();

    const identity = new managedidentity.UserAssignedIdentity(
      `${name}-identity`,
      { resourceGroupName, location, tags, ...transform?.identity },
      parent,
    );
    const weights = plain.weights && weightsSource(plain.weights);
    const weightsAccess =
      weights &&
      assignRole(
        `${name}-weights-access`,
        { principalId: identity.principalId, role: "StorageBlobDataReader", scope: weights.scope },
        parent,
      );
    const secrets = [
      ...(complete.huggingFaceToken ? [{ name: SECRETS.huggingFaceToken, value: complete.huggingFaceToken }] : []),
      ...(complete.apiKey ? [{ name: SECRETS.apiKey, value: complete.apiKey }] : []),
    ];
    const containerApp = new app.ContainerApp(
      name,
      {
        resourceGroupName,
        location,
        environmentId: plain.environmentId,
        workloadProfileName: profile.name,
        identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
        configuration: {
          activeRevisionsMode: "Single",
          // External to the environment, whose own address is internal: without it only its other apps would get in.
          ingress: { external: true, targetPort: PORT, transport: "http", allowInsecure: false },
          secrets,
        },
        template: {
          containers: [
            vllmContainer({
              ...complete,
              cached: cacheStorageName !== undefined,
              weights,
              clientId: identity.clientId,
              secrets: secrets.map((secret) => secret.name),
            }),
          ],
          scale: {
            minReplicas: replicas.min,
            maxReplicas: replicas.max,
            cooldownPeriod: cooldownPeriodSec,
            rules: [{ name: "requests", http: { metadata: { concurrentRequests: String(concurrency) } } }],
          },
          volumes:
            cacheStorageName === undefined
              ? undefined
              : [{ name: CACHE_VOLUME, storageType: "NfsAzureFile", storageName: cacheStorageName }],
        },
        tags,
        ...transform?.app,
      },
      // The first revision is ready only when a replica has loaded the weights.
      { ...parent, hooks, dependsOn: weightsAccess, customTimeouts: { create: "60m", update: "60m" } },
    );
    if (actionGroupId !== undefined)
      createEndpointAlerts(
        name,
        {
          resourceGroupName,
          targetId: containerApp.id,
          alerts: containerAppAlerts(name, latencyAlertSec),
          actionGroupId,
          tags,
          transform,
        },
        parent,
      );

    this.endpointId = containerApp.id;
    this.appName = containerApp.name;
    this.model = pulumi.output(model);
    this.url = pulumi.interpolate`https://${containerApp.name}.${plain.environmentDomain}/v1/chat/completions`;
    const { url } = this;
    this.requestCommand = pulumi.all([containerApp.name, resourceGroupName]).apply(([appName, groupName]) =>
      chatRequest({
        url,
        model,
        tokenCommand: apiKey === undefined ? undefined : keyCommand(appName, groupName),
      }),
    );
    this.requestFrom = pulumi.output("a machine in the virtual network of the Container Apps environment");
    this.registerOutputs({
      endpointId: this.endpointId,
      appName: this.appName,
      model: this.model,
      url: this.url,
      requestCommand: this.requestCommand,
      requestFrom: this.requestFrom,
    });
  }
}

function secretOf(value: pulumi.Input<string> | undefined): pulumi.Output<string> | undefined {
  return value === undefined ? undefined : pulumi.secret(value);
}

/** Prints the API key to who may read the app's secrets. */
function keyCommand(appName: string, resourceGroupName: string): string {
  return (
    `az containerapp secret show --name ${appName} --resource-group ${resourceGroupName} ` +
    `--secret-name ${SECRETS.apiKey} --query value --output tsv`
  );
}
