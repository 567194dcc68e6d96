import { isCloudResource } from "../../../plan/components.js";
import type { ResourceState } from "../../../plan/plan.js";
import { resources } from "../../stacks/support.js";
import { Workspace } from "./workspace.js";

type Setting = readonly [path: readonly string[], value: unknown];

const EMAIL: Setting = [["ai-stack:alertEmail"], "ml-ops@acme.test"];
const SUBSCRIPTION: Setting = [["azure-native:subscriptionId"], "0a1b2c3d-4e5f-4a6b-8c7d-0123456789ab"];

/** The sample stacks, by what `up` refuses to deploy without. */
const SETTINGS = {
  "aws-dev": [],
  "aws-prod": [
    [["aws:allowedAccountIds"], ["210987654321"]],
    [["ai-stack:endpoints", "chat", "weights"], "s3://acme-models/qwen3-14b/"],
    EMAIL,
  ],
  "gcp-dev": [[["gcp:project"], "acme-ml-dev"]],
  "gcp-prod": [[["gcp:project"], "acme-ml-prod"], [["ai-stack:gcpBillingAccount"], "0A1B2C-3D4E5F-607182"], EMAIL],
  "azure-dev": [SUBSCRIPTION],
  "azure-prod": [SUBSCRIPTION, EMAIL],
} as const satisfies Readonly<Record<string, readonly Setting[]>>;

export type SampleStack = keyof typeof SETTINGS;

export const SAMPLE_STACKS = Object.keys(SETTINGS) as SampleStack[];

/**
 * A workspace in which a sample stack can be deployed, for tests that run it often.
 *
 * @param program whether it stays loaded, or is started by each run
 */
export async function sampleStack(stack: SampleStack, program: "served" | "started" = "served"): Promise<Workspace> {
  const workspace = await Workspace.create();
  if (program === "served") await workspace.serveProgram();
  else await workspace.bundleProgram();
  await workspace.initStack(stack);
  replacePlaceholders(workspace, stack);
  return workspace;
}

/** Writes what `up` refuses to deploy without to the stack's file. */
export function replacePlaceholders(workspace: Pick<Workspace, "setConfig">, stack: SampleStack): void {
  for (const [path, value] of SETTINGS[stack]) workspace.setConfig(stack, path, value);
}

/** What each sample stack has in a cloud, from offline previews: one after the other, as a process runs one program. */
export async function plannedResources(): Promise<ReadonlyMap<SampleStack, readonly ResourceState[]>> {
  const planned = new Map<SampleStack, readonly ResourceState[]>();
  for (const stack of SAMPLE_STACKS) planned.set(stack, (await resources(stack)).filter(isCloudResource));
  return planned;
}
