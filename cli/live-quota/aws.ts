import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  ListAWSDefaultServiceQuotasCommand,
  ListServiceQuotasCommand,
  NoSuchResourceException,
  type ServiceQuota,
  ServiceQuotasClient,
} from "@aws-sdk/client-service-quotas";
import { QuotaCallError, SignInError, within } from "./call.js";
import { once, type ReaderOf, type Reading } from "./reading.js";

/** Errors of credentials that are absent, expired or unknown. */
const NOT_SIGNED_IN = new Set([
  "CredentialsProviderError",
  "TokenProviderError",
  "ExpiredTokenException",
  "InvalidSignatureException",
  "UnrecognizedClientException",
]);

/**
 * Reads Service Quotas: what was applied to the account, else what every account has. Service Quotas does not say how much
 * is used.
 *
 * @see https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_GetServiceQuota.html
 */
export const awsReader: ReaderOf = async ({ "aws:profile": profile }, { timeoutMs }) => {
  // Later versions of the SDK will not run on Node.js 20, and each run would warn of it; this one is pinned.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const clientOf = once((region) => new ServiceQuotasClient({ region: region === "" ? undefined : region, profile }));

  /** A call, by the name of its permission; nothing when Service Quotas does not have what it asks for. */
  async function call<T>(permission: string, start: (abortSignal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    try {
      return await within(timeoutMs, "AWS Service Quotas", start);
    } catch (error) {
      if (error instanceof NoSuchResourceException) return undefined;
      throw explained(error, permission, profile);
    }
  }

  async function byCode(region: string, ServiceCode: string, QuotaCode: string): Promise<ServiceQuota | undefined> {
    const client = clientOf(region);
    const input = { ServiceCode, QuotaCode };
    const applied = await call("GetServiceQuota", (abortSignal) =>
      client.send(new GetServiceQuotaCommand(input), { abortSignal }),
    );
    const found =
      applied ??
      (await call("GetAWSDefaultServiceQuota", (abortSignal) =>
        client.send(new GetAWSDefaultServiceQuotaCommand(input), { abortSignal }),
      ));
    return found?.Quota;
  }

  /** All quotas of a service in a region, those of the account first. */
  const listOf = once(async (key) => {
    const [region = "", ServiceCode] = key.split(" ");
    const client = clientOf(region);
    const quotas: ServiceQuota[] = [];
    for (const [permission, Command] of [
      ["ListServiceQuotas", ListServiceQuotasCommand],
      ["ListAWSDefaultServiceQuotas", ListAWSDefaultServiceQuotasCommand],
    ] as const) {
      let NextToken: string | undefined;
      do {
        const command = new Command({ ServiceCode, NextToken, MaxResults: 100 });
        const page = await call(permission, (abortSignal) => client.send(command, { abortSignal }));
        quotas.push(...(page?.Quotas ?? []));
        NextToken = page?.NextToken;
      } while (NextToken !== undefined);
    }
    return quotas;
  });

  return async ({ region, service, name, code }): Promise<Reading> => {
    const serviceCode = service.toLowerCase();
    if (code === undefined) {
      const quotas = await listOf(`${region} ${serviceCode}`);
      const quota = quotas.find(({ QuotaName }) => QuotaName === name);
      return readingOf(quota, `Service Quotas has no quota of ${service} of this name`);
    }
    const quota = await byCode(region, serviceCode, code);
    if (quota?.QuotaName !== undefined && quota.QuotaName !== name)
      return { why: `Service Quotas calls ${code} by another name: ${quota.QuotaName}` };
    return readingOf(quota, `Service Quotas has no quota ${code} of ${service}`);
  };
};

function readingOf(quota: ServiceQuota | undefined, absent: string): Reading {
  if (quota === undefined) return { why: absent };
  if (quota.Value === undefined)
    return { why: `Service Quotas gives no value: ${quota.ErrorReason?.ErrorMessage ?? "and no reason"}` };
  return { limit: quota.Value };
}

function explained(error: unknown, permission: string, profile: string | undefined): Error {
  if (error instanceof QuotaCallError) return error;
  const { name, message } = error as Error;
  const chosen = profile === undefined ? "" : ` --profile ${profile}`;
  if (NOT_SIGNED_IN.has(name))
    return new SignInError(
      `not signed in to AWS (${message}); sign in with \`aws sso login${chosen}\`, or once and for all with \`aws configure${chosen}\``,
    );
  if (name === "AccessDeniedException")
    return new QuotaCallError(`AWS refuses what needs the permission servicequotas:${permission}: ${message}`);
  return new QuotaCallError(`AWS Service Quotas, ${permission}: ${message}`);
}
