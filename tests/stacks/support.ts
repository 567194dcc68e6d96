import { resourcesOf } from "../../plan/components.js";
import type { ResourceState } from "../../plan/plan.js";
import { type Recording, record } from "../../plan/record.js";
import { readStack } from "../../plan/stack-file.js";
import { parseUrn } from "../../plan/urn.js";
import program from "../../stacks/index.js";

const samples = new Map<string, Promise<Recording>>();

/** Previews a sample stack with other settings (of ai-stack, or by full key); `undefined` takes a key away. */
export async function preview(
  stack: string,
  settings: Readonly<Record<string, unknown>> = {},
  secrets: readonly string[] = [],
): Promise<Recording> {
  if (Object.keys(settings).length > 0 || secrets.length > 0) return recordingOf(stack, settings, secrets);
  const sample = samples.get(stack) ?? recordingOf(stack, settings, secrets);
  samples.set(stack, sample);
  return sample;
}

async function recordingOf(
  stack: string,
  settings: Readonly<Record<string, unknown>>,
  secrets: readonly string[],
): Promise<Recording> {
  const file = readStack(process.cwd(), stack);
  const config: Record<string, string> = { ...file.config };
  for (const [key, value] of Object.entries(settings)) {
    const fullKey = key.includes(":") ? key : `ai-stack:${key}`;
    if (value === undefined) delete config[fullKey];
    else config[fullKey] = typeof value === "string" ? value : JSON.stringify(value);
  }
  return record(program, { ...file, config, secretKeys: secrets.map((key) => `ai-stack:${key}`), mode: "symbolic" });
}

/** What a sample stack with other settings would make. */
export async function resources(stack: string, settings?: Record<string, unknown>): Promise<ResourceState[]> {
  return resourcesOf((await preview(stack, settings)).plan);
}

/** What a preview says of settings that cannot be followed. */
export async function settingsErrors(stack: string, settings: Record<string, unknown>): Promise<string> {
  return preview(stack, settings).then(
    () => "",
    (error: Error) => error.message,
  );
}

/** The inputs of the resource of this type and name. */
export function inputsOf(states: readonly ResourceState[], type: string, name: string): Record<string, any> {
  const found = states.find((state) => state.type === type && parseUrn(state.urn).name === name);
  if (found === undefined) throw new Error(`no ${type} ${name}`);
  return found.inputs as Record<string, any>;
}

export function typesOf(states: readonly ResourceState[]): Set<string> {
  return new Set(states.map(({ type }) => type));
}
