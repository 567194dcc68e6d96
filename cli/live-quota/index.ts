import type { QuotaNeed } from "../../plan/quota/need.js";
import { QuotaCallError } from "./call.js";
import type { Reach, ReaderOf, Reading } from "./reading.js";

/** A quota that a plan needs, with what the account has of it. */
export interface LiveQuota extends QuotaNeed {
  /** Absent: not known, or there is none. */
  readonly limit?: number;
  /** What is taken of it, where the cloud says so: this stack, once deployed, takes some of it. */
  readonly used?: number;
  readonly enough: boolean | "not known";
  /** Why it is so. */
  readonly why?: string;
}

const PUBLIC: Reach = {
  timeoutMs: 20_000,
  gcp: new URL("https://cloudquotas.googleapis.com"),
  azure: new URL("https://management.azure.com"),
};

// Each cloud's SDK is loaded when it is needed.
const READERS: Readonly<Record<QuotaNeed["cloud"], () => Promise<ReaderOf>>> = {
  aws: async () => (await import("./aws.js")).awsReader,
  gcp: async () => (await import("./gcp.js")).gcpReader,
  azure: async () => (await import("./azure.js")).azureReader,
};

/**
 * What the account that the user is signed in to has of the quotas that a plan needs. A quota whose call failed is not
 * known.
 *
 * @throws SignInError when the user is not signed in.
 * @throws QuotaCallError when every call failed.
 */
export async function liveQuotas(
  needs: readonly QuotaNeed[],
  config: Readonly<Record<string, string>> = {},
  reach: Partial<Reach> = {},
): Promise<LiveQuota[]> {
  const clouds = [...new Set(needs.map(({ cloud }) => cloud))];
  const failures: QuotaCallError[] = [];
  const quotas = await Promise.all(
    clouds.map(async (cloud) => {
      const read = await (await READERS[cloud]())(config, { ...PUBLIC, ...reach });
      const ofCloud = needs.filter((need) => need.cloud === cloud);
      return Promise.all(
        ofCloud.map(async (need) => {
          const reading = await read(need).catch((error: unknown): Reading => {
            if (!(error instanceof QuotaCallError)) throw error;
            failures.push(error);
            return { why: error.message };
          });
          return judged(need, reading);
        }),
      );
    }),
  );
  const [failure] = failures;
  if (failure !== undefined && failures.length === needs.length) throw failure;
  return quotas.flat();
}

function judged(need: QuotaNeed, reading: Reading): LiveQuota {
  if ("why" in reading) return { ...need, enough: "not known", why: reading.why };
  const { limit, used } = reading;
  if (limit === Number.POSITIVE_INFINITY) return { ...need, used, enough: true, why: "there is no limit" };
  if (need.needed > limit) return { ...need, limit, used, enough: false };
  if (used === undefined || need.needed <= limit - used) return { ...need, limit, used, enough: true };
  const why = `of ${limit} ${need.unit}, ${used} are taken: by this stack, once deployed, or by others`;
  return { ...need, limit, used, enough: "not known", why };
}
