import { findModel } from "../catalog/models.js";
import { EFA_TYPES } from "../components/aws/gpu-auto-scaling-group/efa-interfaces.js";
import { SizingError } from "../sizing/error.js";
import { chooseMachine, type MachineChoice } from "../sizing/machine.js";
import { chooseServing, type ServingChoice } from "../sizing/serving.js";
import {
  type EndpointSettings,
  type ParsedSettings,
  type PoolSettings,
  type Settings,
  SettingsError,
} from "./config.js";
import { outputName } from "./outputs.js";

/** A named part of the settings with the machine that was chosen for it. */
export interface Chosen<Setting, Choice> {
  readonly name: string;
  readonly setting: Setting;
  readonly choice: Choice;
}

/** What an AWS stack runs its settings on. */
export interface AwsChoices {
  readonly pools: readonly Chosen<PoolSettings, MachineChoice>[];
  readonly endpoints: readonly Chosen<EndpointSettings, ServingChoice>[];
}

/**
 * Translates the neutral words of the settings into AWS' own.
 *
 * @throws SettingsError that lists every setting that AWS cannot follow
 */
export function chooseForAws({ settings, region }: ParsedSettings): AwsChoices {
  const errors: string[] = [];
  const choose = <Setting, Choice>(
    key: "compute" | "endpoints",
    named: Readonly<Record<string, Setting>>,
    pick: (setting: Setting) => Choice,
  ): Chosen<Setting, Choice>[] =>
    Object.entries(named).flatMap(([name, setting]) => {
      try {
        return [{ name, setting, choice: pick(setting) }];
      } catch (error) {
        if (!(error instanceof SizingError)) throw error;
        errors.push(`ai-stack:${key}.${name}: ${error.message}`);
        return [];
      }
    });

  const pools = choose("compute", settings.compute, ({ accelerator, perMachine, rdma }) => {
    const choice = chooseMachine({ cloud: "aws", region, accelerators: accelerator, perMachine });
    if (rdma) checkRdma(choice);
    return choice;
  });
  const endpoints = choose("endpoints", settings.endpoints, (endpoint) => {
    checkGated(endpoint);
    const { model, shape, accelerator, contextTokens, concurrency, precision, replicas } = endpoint;
    return chooseServing({
      cloud: "aws",
      region,
      model,
      shape: shape && {
        parametersB: shape.parameters,
        layers: shape.layers,
        kvHeads: shape.kvHeads,
        headSize: shape.headSize,
      },
      accelerators: accelerator,
      contextTokens,
      concurrency,
      precision,
      minReplicas: replicas.min,
    });
  });
  errors.push(...missingNetwork(settings), ...unreachableWeights(settings), ...clashingOutputs(settings));
  if (errors.length > 0) throw new SettingsError(errors);
  return { pools, endpoints };
}

function checkRdma({ instanceTypes: [type] }: MachineChoice): void {
  if (EFA_TYPES.includes(type)) return;
  throw new SizingError(
    `rdma must be false: ${type} has no Elastic Fabric Adapter on its network cards; ${EFA_TYPES.join(", ")} do`,
  );
}

/** A token in a model's environment could be read by whoever may describe the model. */
function checkGated({ model, weights }: EndpointSettings): void {
  if (weights !== undefined || findModel(model)?.gated !== "yes") return;
  throw new SizingError(
    `${model} is gated on Hugging Face, and on AWS a gated model is served from S3 only: accept its licence, copy its ` +
      "files to a bucket of yours (`hf download`, then `aws s3 sync`) and name the folder in weights, s3://bucket/folder/",
  );
}

function missingNetwork({ network, compute, platform, endpoints }: Settings): string[] {
  if (network !== undefined) return [];
  const users = [
    ...Object.keys(compute).map((name) => `compute.${name}`),
    ...(platform ? ["platform"] : []),
    ...Object.keys(endpoints).map((name) => `endpoints.${name}`),
  ];
  if (users.length === 0) return [];
  return [
    `ai-stack:network: missing; ${users.join(", ")} must be placed in one: give a cidr such as 10.20.0.0/16 for a new ` +
      "network, or existing",
  ];
}

/** Hugging Face is on the internet. */
function unreachableWeights({ network, endpoints }: Settings): string[] {
  if (network?.nat !== "none") return [];
  return Object.entries(endpoints)
    .filter(([, { weights }]) => weights === undefined)
    .map(
      ([name]) =>
        `ai-stack:endpoints.${name}.weights: missing; with ai-stack:network.nat: none nothing reaches Hugging Face: give ` +
        "a folder in S3, s3://bucket/folder/, or another nat (one, perZone)",
    );
}

/** Two parts of a stack whose outputs would have one name. */
function clashingOutputs({ platform, endpoints }: Settings): string[] {
  if (platform === undefined || endpoints.studio === undefined) return [];
  return [
    `ai-stack:endpoints.studio: the output ${outputName("studio", "url")} is the platform's; choose another name`,
  ];
}
