import * as z from "zod";
import type { quotaPages } from "../../catalog/azure/quotas.js";
import { UsageError } from "../error.js";
import { accessToken } from "./azure-token.js";
import { get, QuotaCallError, type Refusal, SignInError } from "./call.js";
import { once, type ReaderOf, type Reading } from "./reading.js";

/**
 * Who lists how much of a service's quotas is used and of how much, by location, and in which version of its API: versions
 * of the typings of azure-native that azure-mgmt-compute 34.1.0, azure-ai-ml 1.35.2 and @azure/arm-appcontainers 3.0.0 ask
 * this of too.
 */
const LISTS: Readonly<Record<string, { readonly provider: string; readonly version: string }>> = {
  Compute: { provider: "Microsoft.Compute", version: "2024-11-01" },
  "Azure Machine Learning": { provider: "Microsoft.MachineLearningServices", version: "2025-12-01" },
  "Container Apps": { provider: "Microsoft.App", version: "2025-07-01" },
} satisfies Record<keyof typeof quotaPages, unknown>;

const usage = z.object({
  id: z.string().nullish(),
  currentValue: z.number().nullish(),
  limit: z.number().nullish(),
  name: z.object({ value: z.string().nullish(), localizedValue: z.string().nullish() }),
});
type Usage = z.infer<typeof usage>;

const page = z.object({ value: z.array(usage), nextLink: z.string().nullish() });
type Page = z.infer<typeof page>;

const refusal = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/**
 * Reads the lists of usages of Azure Resource Manager with the account of the Azure CLI.
 *
 * @see https://learn.microsoft.com/rest/api/compute/usage/list
 */
export const azureReader: ReaderOf = async ({ "azure-native:subscriptionId": subscription }, { azure, timeoutMs }) => {
  if (subscription === undefined)
    throw new UsageError("the plan names no subscription, as the setting azure-native:subscriptionId");
  const headers = { authorization: `Bearer ${await accessToken(subscription, timeoutMs)}` };

  const listOf = once(async (path): Promise<Usage[]> => {
    const all: Usage[] = [];
    let url: URL | undefined = new URL(path, azure);
    while (url !== undefined) {
      const got: { answer: Page } | Refusal = await get({ url, headers, shape: page, timeoutMs });
      if (!("answer" in got)) throw refused(got, path);
      const { value, nextLink }: Page = got.answer;
      all.push(...value);
      url = nextLink ? new URL(nextLink) : undefined;
      if (url !== undefined && url.origin !== azure.origin)
        throw new QuotaCallError(
          `${azure.origin}: the next page is at another host, which gets no token: ${url.origin}`,
        );
    }
    return all;
  });

  return async ({ region, service, name, code = "", where }): Promise<Reading> => {
    const list = LISTS[service];
    if (list === undefined) return { why: `no API lists it; see ${where}` };
    const { provider, version } = list;
    const path = `/subscriptions/${subscription}/providers/${provider}/locations/${region}/usages?api-version=${version}`;
    // Workspaces have limits of their own, under the same names.
    const ofSubscription = (await listOf(path)).filter(({ id }) => !/\/workspaces\//i.test(id ?? ""));
    const found =
      ofSubscription.find((one) => same(one.name.value, code)) ??
      ofSubscription.find((one) => same(one.name.localizedValue, name));
    if (found === undefined) return { why: `${provider} does not list it for ${region}; see ${where}` };
    const { limit, currentValue } = found;
    if (limit == null || limit < 0)
      return { why: `${provider} gives ${limit ?? "nothing"} as its limit; see ${where}` };
    return { limit, used: currentValue ?? undefined };
  };
};

/** Families are not written alike everywhere: `standardNCADSH100v5Family`, `StandardNCadsH100v5Family`. */
function same(one: string | null | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

function refused({ status, body }: Refusal, path: string): Error {
  const provider = /providers\/([^/]+)/.exec(path)?.[1];
  const { data } = refusal.safeParse(body);
  const { code = `HTTP ${status}`, message = "no reason given" } = data?.error ?? {};
  if (status === 401) return new SignInError(`not signed in to Azure (${message}); sign in with \`az login\``);
  if (status === 403)
    return new QuotaCallError(`Azure refuses what needs the permission ${provider}/locations/usages/read: ${message}`);
  if (code === "MissingSubscriptionRegistration")
    return new QuotaCallError(
      `the subscription does not use ${provider} yet; register it with \`az provider register --namespace ${provider}\``,
    );
  return new QuotaCallError(`${provider}, ${code}: ${message}`);
}
