import { unpack } from "./config-text.js";
import { CLOUDS, PROVIDERS } from "./provider-settings.js";
import { pathText } from "./settings-error.js";

/** Values of the sample stacks that stand for a user's own. */
const SAMPLES: readonly { readonly pattern: RegExp; readonly wanted: string }[] = [
  { pattern: /^123456789012$/, wanted: "the id of your AWS account" },
  { pattern: /@example\.(com|net|org)$/i, wanted: "your own address" },
  { pattern: /^(s3|gs):\/\/[^/]*example/i, wanted: "a bucket of yours" },
  { pattern: /^(vpc|subnet|ami|cr)-0a1b2c3d4e5f67890$/, wanted: "an id of your own" },
  { pattern: /^my-project-id$/, wanted: "the id of your Google Cloud project" },
  { pattern: /^ABCDEF-012345-6789AB$/, wanted: "the id of your Cloud Billing account" },
  { pattern: /^11111111-2222-3333-4444-555555555555$/, wanted: "an id of your own" },
  { pattern: /^https:\/\/[^/]*example[^/]*\.blob\./i, wanted: "a storage account of yours" },
  { pattern: /^\/subscriptions\/11111111-2222-3333-4444-555555555555\//, wanted: "an id of your own" },
  { pattern: /^(projects\/my-project-id\/.*|my-reservation)$/, wanted: "a name of your own" },
];

/**
 * The keys of a stack's configuration that still hold a sample value, one line each: key path, value, what to put
 * there. The keys of another cloud's provider are left aside.
 *
 * @param config the configuration by full key, as `pulumi.runtime.allConfig()` gives it
 */
export function placeholders(config: Readonly<Record<string, string>>): string[] {
  const found: string[] = [];
  const foreign = CLOUDS.filter((cloud) => cloud !== config["ai-stack:cloud"]).map((cloud) => PROVIDERS[cloud]);
  for (const [key, text] of Object.entries(config)) {
    const [namespace = "", ...name] = key.split(":");
    if (foreign.includes(namespace)) continue;
    const todo: { path: PropertyKey[]; value: unknown }[] = [{ path: [name.join(":")], value: unpack(text) }];
    for (const { path, value } of todo) {
      if (value !== null && typeof value === "object") {
        const list = Array.isArray(value);
        for (const [inner, child] of Object.entries(value))
          todo.push({ path: [...path, list ? Number(inner) : inner], value: child });
      } else {
        const sample = SAMPLES.find(({ pattern }) => pattern.test(String(value)));
        if (sample) found.push(`${pathText(namespace, path)}: ${value} is a sample; put ${sample.wanted} there`);
      }
    }
  }
  return found;
}
