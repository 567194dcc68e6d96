import * as pulumi from "@pulumi/pulumi";
import { findModel } from "../catalog/models.js";
import { SizingError } from "../sizing/error.js";
import type { ModelShape } from "../sizing/serving.js";
import type { EndpointSettings, Settings } from "./config.js";
import { outputName } from "./outputs.js";

/** A named part of the settings with what was chosen for it. */
export interface Chosen<Setting, Choice> {
  readonly name: string;
  readonly setting: Setting;
  readonly choice: Choice;
}

/** Picks for each named part; what cannot be chosen goes to `errors`, one line each. */
export function chooseEach<Setting, Choice>(
  key: "compute" | "endpoints",
  named: Readonly<Record<string, Setting>>,
  errors: string[],
  pick: (setting: Setting) => Choice,
): Chosen<Setting, Choice>[] {
  return Object.entries(named).flatMap(([name, setting]) => {
    try {
      return [{ name, setting, choice: pick(setting) }];
    } catch (error) {
      if (!(error instanceof SizingError || pulumi.RunError.isInstance(error))) throw error;
      errors.push(`ai-stack:${key}.${name}: ${error.message}`);
      return [];
    }
  });
}

/** Says under a preview and a deployment why each part is on what it is on. */
export function explainChoices(chosen: readonly Chosen<unknown, { readonly reason: string }>[]): void {
  for (const { name, choice } of chosen) pulumi.log.info(`${name}: ${choice.reason}`);
}

/** What sizing is asked for an endpoint on every cloud. */
export function servingRequest(endpoint: EndpointSettings, region: string) {
  const { model, accelerator: accelerators = [], contextTokens, concurrency, precision, replicas } = endpoint;
  const minReplicas = replicas.min;
  return { region, model, shape: shapeOf(endpoint), accelerators, contextTokens, concurrency, precision, minReplicas };
}

/** A model's shape in the words of sizing. */
function shapeOf({ shape }: EndpointSettings): ModelShape | undefined {
  if (shape === undefined) return undefined;
  const { parameters, layers, kvHeads, headSize } = shape;
  return { parametersB: parameters, layers, kvHeads, headSize };
}

/** Whether a Hugging Face token may be needed to fetch a model's weights: it is handed to no others. */
export function wantsToken({ model, weights }: EndpointSettings): boolean {
  return weights === undefined && findModel(model)?.gated !== "no";
}

/** Throws for a gated model that nobody could fetch; `folder` is where its weights could be instead. */
export function checkGated({ model, weights }: EndpointSettings, hasToken: boolean, folder: string): void {
  if (hasToken || weights !== undefined || findModel(model)?.gated !== "yes") return;
  throw new SizingError(
    `${model} is gated on Hugging Face: accept its licence there, then \`pulumi config set --secret ` +
      `ai-stack:huggingFaceToken\`, or name a folder of your own in weights, ${folder}`,
  );
}

/** Parts that have no network to be placed in. */
export function missingNetwork({ network, compute, platform, endpoints }: Settings): string[] {
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

/** Weights on the internet, which a network without NAT does not reach; `folder` is where they could be instead. */
export function unreachableWeights({ network, endpoints }: Settings, folder: string): string[] {
  if (network?.nat !== "none") return [];
  return Object.entries(endpoints)
    .filter(([, { weights }]) => weights === undefined)
    .map(
      ([name]) =>
        `ai-stack:endpoints.${name}.weights: missing; with ai-stack:network.nat: none nothing reaches Hugging Face: give ` +
        `a folder, ${folder}, or another nat (one, perZone)`,
    );
}

/** What the outputs of a part are of. */
const OUTPUTS = {
  platform: ["url", "id", "artifacts"],
  compute: ["group", "slice", "start"],
  endpoints: ["url", "id", "request", "request-from"],
} as const;

/**
 * Pools and endpoints whose outputs would be called as others are.
 *
 * @param others outputs of the stack that are of no part
 */
export function clashingOutputs(
  { platform, compute, endpoints }: Settings,
  platformName: string,
  others: readonly string[],
): string[] {
  const owners = new Map(others.map((output) => [output, "the stack's"]));
  if (platform) for (const what of OUTPUTS.platform) owners.set(outputName(platformName, what), "the platform's");
  const parts = [
    ...Object.keys(compute).map((name) => ({ key: "compute", name, whats: OUTPUTS.compute })),
    ...Object.keys(endpoints).map((name) => ({ key: "endpoints", name, whats: OUTPUTS.endpoints })),
  ];
  return parts.flatMap(({ key, name, whats }) => {
    const outputs = whats.map((what) => outputName(name, what));
    const taken = outputs.find((output) => owners.has(output));
    for (const output of outputs) owners.set(output, owners.get(output) ?? `that of ${key}.${name}`);
    if (taken === undefined) return [];
    return [`ai-stack:${key}.${name}: the output ${taken} is ${owners.get(taken)}; choose another name`];
  });
}
