import type * as machinelearningservices from "@pulumi/azure-native/machinelearningservices/index.js";
import type * as managedidentity from "@pulumi/azure-native/managedidentity/index.js";
import type * as monitor from "@pulumi/azure-native/monitor/index.js";
import type * as resources from "@pulumi/azure-native/resources/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { check, checkInteger, checkMatch, checkOneOf } from "../../shared/check.js";
import type { AlertsTransform } from "../endpoint-alerts.js";
import { LOCATION } from "../location.js";
import { checkDeploymentArgs, HUGGING_FACE_ID, type OnlineDeploymentArgs } from "./online-deployment-args.js";

/** An identity that may send requests. */
export interface Invoker {
  /** Object id of the user, service principal or managed identity in Microsoft Entra ID. */
  readonly principalId: pulumi.Input<string>;
  /** @default "ServicePrincipal", which managed identities are */
  readonly principalType?: "ServicePrincipal" | "User";
}

/** What an alert is about. */
export type OnlineEndpointAlert = "server-errors" | "model-errors" | "latency" | "gpu";

/** Inputs of {@link OnlineEndpoint}. */
export interface OnlineEndpointArgs {
  /** Resource group of the workspace. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Region of the workspace, such as `swedencentral`. */
  readonly location: string;
  /** ARM id of the Azure Machine Learning workspace. */
  readonly workspaceId: pulumi.Input<string>;
  /** Its name. */
  readonly workspaceName: pulumi.Input<string>;
  /** ARM id of the workspace's storage account. */
  readonly storageAccountId: pulumi.Input<string>;
  /** ARM id of the workspace's container registry. */
  readonly containerRegistryId: pulumi.Input<string>;
  /** Hugging Face id of the model, e.g. `Qwen/Qwen3-8B`. Requests name it, wherever the weights come from. */
  readonly model: string;
  /** One or two deployments by name, such as `blue` and `green`: a new model on some of the requests first. */
  readonly deployments: Readonly<Record<string, OnlineDeploymentArgs>>;
  /**
   * From where requests are let in: `Disabled`, through the workspace's private endpoint, or `Enabled`, the internet. A
   * change interrupts the traffic for some minutes. @default "Disabled"
   */
  readonly publicNetworkAccess?: "Disabled" | "Enabled";
  /**
   * Token for a gated model. A connection of the workspace keeps it, from where Azure hands it to the containers (a
   * preview); the deployments hold no more than its address. @default - none
   */
  readonly huggingFaceToken?: pulumi.Input<string>;
  /**
   * Requests that an instance works on at once, 1 to 1024; vLLM batches what has room in the GPU and lets the rest wait.
   * From twice as many on, counted over all instances, Azure answers 429. @default 256
   */
  readonly concurrency?: number;
  /** Seconds for an answer, 1 to 180. @default 180, Azure's longest */
  readonly requestTimeoutSec?: number;
  /**
   * Keeps requests and answers of `percent` of them, 1 to 100, as JSON lines in the workspace's storage account, under
   * `modelDataCollector`. @default - keeps none
   */
  readonly capture?: { readonly percent: number };
  /** Who may send requests, by a name that stays. @default - those alone who may use the workspace */
  readonly invokers?: Readonly<Record<string, Invoker>>;
  /** ARM id of the Log Analytics workspace for the logs of requests, containers and events. @default - no logs */
  readonly logAnalyticsWorkspaceId?: pulumi.Input<string>;
  /** ARM id of the action group for alerts. @default - no alerts */
  readonly actionGroupId?: pulumi.Input<string>;
  /** Seconds of a latency (99 of 100 answers) that raise an alert, 1 to 180. @default 60 */
  readonly latencyAlertSec?: number;
  /** Tags of everything that can have some; a change interrupts the traffic for some minutes. */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args; those in the plural apply to each of the children. */
  readonly transform?: OnlineEndpointTransform;
}

/** Overrides of the children of an {@link OnlineEndpoint}. */
export interface OnlineEndpointTransform extends AlertsTransform<OnlineEndpointAlert> {
  readonly identity?: Partial<managedidentity.UserAssignedIdentityArgs>;
  readonly connection?: Partial<machinelearningservices.WorkspaceConnectionArgs>;
  readonly endpoint?: Partial<machinelearningservices.OnlineEndpointArgs>;
  readonly environments?: Partial<machinelearningservices.EnvironmentVersionArgs>;
  readonly datastores?: Partial<machinelearningservices.DatastoreArgs>;
  readonly models?: Partial<machinelearningservices.ModelVersionArgs>;
  readonly collections?: Partial<machinelearningservices.DataVersionArgs>;
  readonly deployments?: Partial<machinelearningservices.OnlineDeploymentArgs>;
  readonly scalings?: Partial<monitor.AutoscaleSettingArgs>;
  readonly traffic?: Partial<resources.DeploymentArgs>;
  readonly logs?: Partial<monitor.DiagnosticSettingArgs>;
}

/** Arguments that have a default, filled in. */
export type CompleteOnlineEndpointArgs = OnlineEndpointArgs &
  Required<
    Pick<
      OnlineEndpointArgs,
      "publicNetworkAccess" | "concurrency" | "requestTimeoutSec" | "invokers" | "latencyAlertSec"
    >
  >;

/** Throws a RunError for the first argument that Azure would refuse. */
export function checkOnlineEndpointArgs(name: string, args: CompleteOnlineEndpointArgs): void {
  const { deployments, capture } = args;
  checkMatch(
    "name",
    name,
    /^(?=.{1,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    "up to 40 lower-case letters and digits, with single hyphens between, the first a letter",
  );
  checkMatch("location", args.location, LOCATION.pattern, LOCATION.shape);
  checkMatch("model", args.model, HUGGING_FACE_ID, "a Hugging Face id");
  const entries = Object.entries(deployments);
  check([1, 2].includes(entries.length), `'deployments' must be one or two, got ${entries.length}`);
  for (const [key, deployment] of entries) checkDeploymentArgs(key, deployment);
  const shares = entries.reduce((sum, [, { share }]) => sum + share, 0);
  check(
    shares === 0 || shares === 100,
    `'deployments' must have shares that sum to 100, or to 0 to take no requests, got ${shares}`,
  );
  check(
    args.huggingFaceToken === undefined || entries.some(([, { image, weights }]) => image !== undefined && !weights),
    "'huggingFaceToken' must be left out unless a deployment has an 'image' and no 'weights': " +
      "nothing is fetched from Hugging Face then",
  );
  checkOneOf("publicNetworkAccess", args.publicNetworkAccess, ["Disabled", "Enabled"]);
  checkInteger("concurrency", args.concurrency, 1, 1024);
  checkInteger("requestTimeoutSec", args.requestTimeoutSec, 1, 180);
  checkInteger("latencyAlertSec", args.latencyAlertSec, 1, 180);
  if (capture !== undefined) checkInteger("capture.percent", capture.percent, 1, 100);
  for (const [key, { principalId }] of Object.entries(args.invokers)) {
    checkMatch("invokers", key, /^[a-z0-9][a-z0-9-]*$/, "named by lower-case letters, digits and hyphens");
    if (typeof principalId === "string")
      checkMatch(`invokers.${key}.principalId`, principalId, OBJECT_ID, "an object id of Microsoft Entra ID");
  }
}

const OBJECT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
