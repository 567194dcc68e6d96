import { command, lastLine } from "./command.js";

/** What a cloud is asked about: the tags of a stack, and where it is. */
export interface Tagged {
  readonly project: string;
  readonly stack: string;
  /** The stack's configuration, by full key. */
  readonly config: Readonly<Record<string, string>>;
}

/** How a cloud's own CLI lists what has the tags of a stack. */
interface Listing {
  readonly words: readonly string[];
  /** Ids in the answer, of what the tags belong to. */
  ids(answer: any): string[];
  /** Ids of what the cloud keeps whatever one does: docs/teardown.md. */
  readonly kept?: RegExp;
}

/**
 * @see https://docs.aws.amazon.com/cli/latest/reference/resourcegroupstaggingapi/get-resources.html
 * @see https://docs.cloud.google.com/sdk/gcloud/reference/asset/search-all-resources
 * @see https://learn.microsoft.com/cli/azure/resource#az-resource-list
 */
const LISTINGS: Readonly<Record<string, (tagged: Tagged) => Listing>> = {
  aws: ({ project, stack, config }) => ({
    words: [
      ...["aws", "resourcegroupstaggingapi", "get-resources", "--region", config["aws:region"] ?? ""],
      ...["--tag-filters", `Key=project,Values=${project}`, `Key=stack,Values=${stack}`, "--output", "json"],
    ],
    ids: (answer) => answer.ResourceTagMappingList.map(({ ResourceARN }: { ResourceARN: string }) => ResourceARN),
    kept: /^arn:[^:]+:kms:[^:]*:[^:]*:key\//,
  }),
  gcp: ({ project, stack, config }) => ({
    words: [
      ...["gcloud", "asset", "search-all-resources", `--scope=projects/${config["gcp:project"] ?? ""}`],
      ...[`--query=labels.project=${project} AND labels.stack=${stack}`, "--format=json"],
    ],
    ids: (answer) => answer.map(({ name }: { name: string }) => name),
    kept: /\/cryptoKeys\//,
  }),
  azure: ({ project, stack, config }) => ({
    words: [
      ...["az", "resource", "list", "--subscription", config["azure-native:subscriptionId"] ?? ""],
      ...["--tag", `stack=${stack}`, "--output", "json"], // it takes one tag
    ],
    ids: (answer) =>
      answer
        .filter(({ tags }: { tags?: Record<string, string> }) => tags?.project === project)
        .map(({ id }: { id: string }) => id),
  }),
};

/** The command that lists what has a stack's tags, for a person to run. */
export function listingCommand(tagged: Tagged): string {
  return listingOf(tagged)
    .words.map((word) => (/[\s()]/.test(word) ? `'${word}'` : word))
    .join(" ");
}

/**
 * Ids of what has a stack's tags, but for what the cloud keeps whatever one does.
 *
 * @throws Error when the cloud's CLI is absent, not signed in, or refused
 */
export async function leftovers(tagged: Tagged): Promise<string[]> {
  const { words, ids, kept } = listingOf(tagged);
  const [file = "", ...args] = words;
  const { code, stdout, stderr } = await command(file, args).catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      error.code === "ENOENT" ? `there is no \`${file}\`, which is asked for what is left` : error.message,
    );
  });
  if (code !== 0) throw new Error(`${file} ${args[0]} ended with ${code}: ${lastLine(stderr)}`);
  return ids(JSON.parse(stdout)).filter((id) => kept === undefined || !kept.test(id));
}

function listingOf(tagged: Tagged): Listing {
  const listing = LISTINGS[tagged.config["ai-stack:cloud"] ?? ""];
  if (listing === undefined)
    throw new Error(`ai-stack:cloud must be aws, gcp or azure, got ${tagged.config["ai-stack:cloud"]}`);
  return listing(tagged);
}
