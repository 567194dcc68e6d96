import * as machinelearningservices from "@pulumi/azure-native/machinelearningservices/index.js";
import * as monitor from "@pulumi/azure-native/monitor/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { InferenceEndpoint } from "../../contract.js";
import { directoryPropagationHooks } from "../directory-propagation.js";
import { createEndpointAlerts } from "../endpoint-alerts.js";
import { chatRequest } from "../request-command.js";
import { assignRole } from "../role-assignment.js";
import { uniqueName } from "../unique-name.js";
import { createEndpointDeployments } from "./endpoint-deployments.js";
import { createEndpointIdentity } from "./endpoint-identity.js";
import { createEndpointTraffic } from "./endpoint-traffic.js";
import { createHuggingFaceToken } from "./hugging-face-token.js";
import { endpointAlerts } from "./online-endpoint-alerts.js";
import { checkOnlineEndpointArgs, type OnlineEndpointArgs } from "./online-endpoint-args.js";

export type { OnlineDeploymentArgs } from "./online-deployment-args.js";
export type { Invoker, OnlineEndpointArgs } from "./online-endpoint-args.js";

const LOGS = ["AmlOnlineEndpointTrafficLog", "AmlOnlineEndpointConsoleLog", "AmlOnlineEndpointEventLog"];

/**
 * A managed online endpoint of Azure Machine Learning that serves an open-weights model with vLLM, from one instance on.
 * Requests need a token of Microsoft Entra ID, and by default come through the workspace's private endpoint. Works in
 * Azure's public cloud.
 *
 * Azure updates a deployment in place: another image, model or environment, on instances that its upgrade quota is for.
 * It takes the number of instances along: `pulumi up --refresh`, or those that the autoscaler has started stop.
 * A new model on some of the requests first is a second deployment: add `green` with share 0, try it (header
 * `azureml-model-deployment: green`), shift the shares, remove `blue`; what is removed loses its share before it goes. A
 * deployment whose creation failed stays: `az ml online-deployment delete` and `pulumi refresh` come before the next
 * `pulumi up`.
 *
 * Children: endpoint, its identity with the roles to pull images, use the workspace's blobs and write metrics, and an
 * ARM deployment that shares out the requests. For each of `deployments` the deployment, and with `image` the environment
 * that it runs; with `weights` the datastore, the model and the role to read it; with more instances at most than at
 * least the autoscaling; with `capture` two data assets. With `huggingFaceToken` a connection and the role to read it;
 * with `invokers` a role for each; with `logAnalyticsWorkspaceId` the diagnostic setting; with `actionGroupId` three
 * alerts, and one for each deployment.
 *
 * @throws RunError for arguments out of shape or range, shares that sum to neither 0 nor 100, a deployment with both or
 * neither of `image` and `registryModel`, and a token in an environment or that nothing needs.
 * @see https://learn.microsoft.com/azure/machine-learning/concept-endpoints-online
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-safely-rollout-online-endpoints
 */
export class OnlineEndpoint extends pulumi.ComponentResource implements InferenceEndpoint {
  readonly cloud = "azure";
  readonly endpointId: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;
  readonly model: pulumi.Output<string>;
  /** The endpoint's name, unique in its region. */
  readonly endpointName: pulumi.Output<string>;
  /** Object id of the identity that the deployments run as. */
  readonly principalId: pulumi.Output<string>;
  /** A shell command that sends a first request and prints the answer. */
  readonly requestCommand: pulumi.Output<string>;
  /** From where that command works, in words. */
  readonly requestFrom: pulumi.Output<string>;

  constructor(name: string, args: OnlineEndpointArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, publicNetworkAccess = "Disabled", concurrency = 256, requestTimeoutSec = 180, ...others } = args;
    const { invokers = {}, latencyAlertSec = 60, huggingFaceToken, ...rest } = others;
    const token = huggingFaceToken === undefined ? undefined : pulumi.secret(huggingFaceToken);
    const complete = {
      ...rest,
      ...{ publicNetworkAccess, concurrency, requestTimeoutSec, invokers, latencyAlertSec },
      huggingFaceToken: token,
    };
    checkOnlineEndpointArgs(name, complete);
    super("ai-stack:azure:OnlineEndpoint", name, complete, opts);
    const { resourceGroupName, location, workspaceId, workspaceName, model, actionGroupId, tags } = rest;
    const workspace = { resourceGroupName, workspaceName };
    const parent = { parent: this };

    const { identity, grants } = createEndpointIdentity(
      name,
      {
        ...rest,
        weights: Object.values(rest.deployments).flatMap(({ weights }) => weights ?? []),
        tags,
        transform: transform?.identity,
      },
      parent,
    );
    const endpointArgs: machinelearningservices.OnlineEndpointArgs = {
      ...workspace,
      location,
      endpointName: uniqueName("onlineEndpoint", [name], workspaceId),
      kind: "Managed",
      identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
      properties: { authMode: "AADToken", publicNetworkAccess },
      tags,
      ...transform?.endpoint,
    };
    const endpoint = new machinelearningservices.OnlineEndpoint(name, endpointArgs, {
      ...parent,
      hooks: directoryPropagationHooks(),
      // To write the endpoint is to write its shares: whoever leaves them out takes them away. So its creation is the one
      // time that it is written without; what can change afterwards is written with them.
      ignoreChanges: ["properties", "tags"],
    });
    const secret =
      token &&
      createHuggingFaceToken(
        name,
        { workspace, token, readerId: identity.principalId, transform: transform?.connection },
        parent,
      );
    const deployments = createEndpointDeployments(
      name,
      {
        args: complete,
        transform,
        endpoint,
        tokenReference: secret?.reference,
        grants: secret === undefined ? grants : [...grants, secret.access],
      },
      parent,
    );
    createEndpointTraffic(
      name,
      {
        endpointArgs,
        endpointName: endpoint.name,
        shares: Object.fromEntries(Object.entries(rest.deployments).map(([key, { share }]) => [key, share])),
        deployments,
        transform: transform?.traffic,
      },
      parent,
    );
    for (const [key, invoker] of Object.entries(invokers))
      assignRole(
        `${name}-invoker-${key}`,
        // The narrowest built-in role with `onlineEndpoints/score/action`; here it is for this endpoint alone.
        { ...invoker, role: "AzureMlDataScientist", scope: endpoint.id },
        parent,
      );
    if (rest.logAnalyticsWorkspaceId !== undefined)
      new monitor.DiagnosticSetting(
        `${name}-logs`,
        {
          name: "logs",
          resourceUri: endpoint.id,
          workspaceId: rest.logAnalyticsWorkspaceId,
          logs: LOGS.map((category) => ({ category, enabled: true })),
          ...transform?.logs,
        },
        parent,
      );
    if (actionGroupId !== undefined)
      createEndpointAlerts(
        name,
        {
          resourceGroupName,
          targetId: endpoint.id,
          alerts: endpointAlerts(name, latencyAlertSec),
          actionGroupId,
          tags,
          transform,
        },
        parent,
      );

    this.endpointId = endpoint.id;
    this.endpointName = endpoint.name;
    this.principalId = identity.principalId;
    this.model = pulumi.output(model);
    this.url = pulumi.interpolate`https://${endpoint.name}.${location}.inference.ml.azure.com/v1/chat/completions`;
    this.requestCommand = chatRequest({ url: this.url, model, tokenCommand: TOKEN_COMMAND });
    this.requestFrom = pulumi.output(`${REQUEST_FROM[publicNetworkAccess]}; ${WHO}`);
    this.registerOutputs({
      endpointId: this.endpointId,
      endpointName: this.endpointName,
      principalId: this.principalId,
      model: this.model,
      url: this.url,
      requestCommand: this.requestCommand,
      requestFrom: this.requestFrom,
    });
  }
}

/** @see https://learn.microsoft.com/azure/machine-learning/how-to-authenticate-online-endpoint */
const TOKEN_COMMAND = "az account get-access-token --resource https://ml.azure.com --query accessToken --output tsv";

const REQUEST_FROM = {
  Disabled: "a machine in a network with a private endpoint of the workspace",
  Enabled: "anywhere",
};

const WHO = "as an invoker, or with AzureML Data Scientist on the workspace";
