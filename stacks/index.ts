import * as pulumi from "@pulumi/pulumi";
import { deployAws } from "./aws.js";
import { deployAzure } from "./azure.js";
import { parseSettings, placeholders } from "./config.js";
import { deployGcp } from "./gcp.js";

/**
 * The program of every stack: reads the settings, deploys the one cloud's stack and returns its outputs. It is a
 * function, so that one process can run it more than once.
 */
export default async function program(): Promise<Record<string, unknown>> {
  try {
    const config = pulumi.runtime.allConfig();
    const parsed = parseSettings(config);
    refusePlaceholders(placeholders(config));
    if (parsed.cloud === "aws") return deployAws(parsed);
    return parsed.cloud === "gcp" ? deployGcp(parsed) : deployAzure(parsed);
  } catch (error) {
    // The runner takes seconds to print a stack, and it tells a user nothing.
    if (pulumi.RunError.isInstance(error)) error.stack = error.message;
    throw error;
  }
}

/** A preview shows what the sample's placeholders would make; a deployment needs real values. */
function refusePlaceholders(found: readonly string[]): void {
  if (found.length === 0) return;
  const list = found.map((placeholder) => `\n  ${placeholder}`).join("");
  if (!pulumi.runtime.isDryRun())
    throw new pulumi.RunError(`the stack file still has placeholders; put your own values there:${list}`);
  pulumi.log.warn(`\`pulumi up\` will refuse these placeholders; put your own values there:${list}`);
}
