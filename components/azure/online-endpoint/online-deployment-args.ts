import type * as pulumi from "@pulumi/pulumi";
import { check, checkInteger, checkMatch } from "../../shared/check.js";
import { checkVllmVariable } from "../../shared/vllm-environment.js";
import { type BlobWeights, checkBlobWeights } from "../blob-weights.js";

/** A deployment of an online endpoint: what it serves, and on what. */
export interface OnlineDeploymentArgs {
  /** Share of the requests in percent, 0 to 100; those of all deployments sum to 100, or to 0 to take none. */
  readonly share: number;
  /**
   * VM size of an instance, such as `Standard_NC24ads_A100_v4`; one that managed online endpoints take. Azure does not
   * document a change in place: for another size add a second deployment, shift the shares, remove the first.
   */
  readonly vmSize: string;
  /**
   * Fewest and most instances, 1 to 50, `min` up to `max`. Azure keeps a fifth of the quota more for upgrades. With `max`
   * above `min` the GPUs' use decides how many there are, and every change starts at the `min` of the creation again.
   */
  readonly instances: { readonly min: number; readonly max: number };
  /**
   * Image of a vLLM server that starts without arguments, makes `--<flag>` of the environment's `SM_VLLM_<FLAG>`, and
   * answers OpenAI's API under `/v1`, as AWS's Deep Learning Containers do: `<registry>/<repository>:<tag>`, or with a
   * digest. An image elsewhere than in the registry must be reachable from the workspace's network.
   * @default - none, with `registryModel`
   */
  readonly image?: pulumi.Input<string>;
  /** Port of the server in `image`. @default 8080 */
  readonly port?: number;
  /** Path that answers 200 once the model is loaded. @default "/ping" */
  readonly healthPath?: string;
  /**
   * Further environment of the container: `SM_VLLM_MAX_MODEL_LEN: "16384"` is `--max-model-len=16384`. Anyone who may
   * read the workspace reads it. @default - none
   */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * Weights that are mounted into the container. Those of an account that is not the workspace's own are reached through
   * an outbound rule where the workspace's network is a managed one that approves them.
   * @default - it downloads them from Hugging Face, at each start
   */
  readonly weights?: BlobWeights;
  /**
   * Hugging Face id of what this deployment loads instead of the endpoint's `model`, e.g. to try another one on some of
   * the requests, which go on naming the endpoint's. @default - the endpoint's `model`
   */
  readonly model?: string;
  /**
   * A model of a registry that brings its own server, in place of `image`:
   * `azureml://registries/<registry>/models/<name>/versions/<version>`. It must answer to the endpoint's `model`.
   * @default - none, with `image`
   */
  readonly registryModel?: string;
  /** Seconds from the start of a container to its first answer, 60 to 7200; a download is in it. @default 1800 */
  readonly startupTimeoutSec?: number;
}

/** Arguments that have a default, filled in. */
export type CompleteDeploymentArgs = OnlineDeploymentArgs &
  Required<Pick<OnlineDeploymentArgs, "port" | "healthPath" | "environment" | "startupTimeoutSec">>;

/** Fills in the defaults. */
export function completeDeployment(args: OnlineDeploymentArgs): CompleteDeploymentArgs {
  const { port = 8080, healthPath = "/ping", environment = {}, startupTimeoutSec = 1800 } = args;
  return { ...args, port, healthPath, environment, startupTimeoutSec };
}

/** A Hugging Face id. */
export const HUGGING_FACE_ID = /^[A-Za-z0-9][\w.-]{0,95}(\/[A-Za-z0-9][\w.-]{0,95})?$/;

/** What belongs to a server of one's own. */
const OF_IMAGE = ["port", "healthPath", "environment", "weights", "model"] as const;

/** Throws a RunError for the first argument of the deployment `key` that Azure would refuse. */
export function checkDeploymentArgs(key: string, args: OnlineDeploymentArgs): void {
  const at = `deployments.${key}`;
  const { instances, image, registryModel } = args;
  checkMatch(
    "deployments",
    key,
    /^(?=.{3,32}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    "named by 3 to 32 lower-case letters and digits, with single hyphens between, the first a letter",
  );
  checkInteger(`${at}.share`, args.share, 0, 100);
  checkMatch(`${at}.vmSize`, args.vmSize, /^Standard_[A-Za-z0-9_]+$/, "a VM size such as Standard_NC24ads_A100_v4");
  checkInteger(`${at}.instances.min`, instances.min, 1, 50);
  checkInteger(`${at}.instances.max`, instances.max, instances.min, 50);
  check(
    (image === undefined) !== (registryModel === undefined),
    `'${at}' must have one of 'image' and 'registryModel', got ${image === undefined ? "neither" : "both"}`,
  );
  if (registryModel !== undefined) checkRegistryModel(at, args, registryModel);
  if (typeof image === "string")
    checkMatch(
      `${at}.image`,
      image,
      /^[a-z0-9][\w./:-]*(:[\w.-]+|@sha256:[0-9a-f]{64})$/,
      "<registry>/<repository>:<tag> or ...@sha256:<digest>",
    );
  const { port, healthPath, environment, startupTimeoutSec } = completeDeployment(args);
  checkInteger(`${at}.port`, port, 1, 65_535);
  checkMatch(`${at}.healthPath`, healthPath, /^\/[\w./-]*$/, "a path such as /health");
  if (args.model !== undefined) checkMatch(`${at}.model`, args.model, HUGGING_FACE_ID, "a Hugging Face id");
  if (args.weights !== undefined) checkBlobWeights(`${at}.weights`, args.weights);
  for (const [variable, value] of Object.entries(environment)) {
    const insteadOfToken = "anyone who may read the workspace could read it. It goes into 'huggingFaceToken'";
    checkVllmVariable(`${at}.environment`, variable, value, insteadOfToken);
    checkMatch(`${at}.environment`, variable, /^[A-Za-z_]\w*$/, "variables of letters, digits and _");
  }
  checkInteger(`${at}.startupTimeoutSec`, startupTimeoutSec, 60, 7200);
}

function checkRegistryModel(at: string, args: OnlineDeploymentArgs, registryModel: string): void {
  checkMatch(
    `${at}.registryModel`,
    registryModel,
    /^azureml:\/\/registries\/[A-Za-z0-9][\w-]{1,32}\/models\/[A-Za-z0-9][\w.-]{0,254}\/versions\/[\w.-]+$/,
    "azureml://registries/<registry>/models/<name>/versions/<version>",
  );
  for (const arg of OF_IMAGE)
    check(args[arg] === undefined, `'${at}.${arg}' must be left out with 'registryModel', which brings its own server`);
}
