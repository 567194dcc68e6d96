import { GoogleAuth } from "google-auth-library";
import * as z from "zod";
import type { gcpQuotaPages } from "../../catalog/gcp/quotas.js";
import { UsageError } from "../error.js";
import { get, QuotaCallError, type Refusal, SignInError, within } from "./call.js";
import type { ReaderOf, Reading } from "./reading.js";

/** What Cloud Quotas calls the services. */
const SERVICES: Readonly<Record<string, string>> = {
  "Compute Engine": "compute.googleapis.com",
  "Vertex AI": "aiplatform.googleapis.com",
  "Cloud Run": "run.googleapis.com",
  "Cloud TPU": "tpu.googleapis.com",
} satisfies Record<keyof typeof gcpQuotaPages, string>;

/** The second one is asked for by the header that names the project. */
const PERMISSIONS = "cloudquotas.quotas.get and serviceusage.services.use";

/** A quota's limits, those of few places first. JSON leaves out what is 0 or empty. */
const quotaInfo = z.object({
  quotaId: z.string(),
  dimensionsInfos: z
    .array(
      z.object({
        dimensions: z.record(z.string(), z.string()).default({}),
        details: z.object({
          value: z
            .string()
            .regex(/^-?\d+$/)
            .default("0"),
        }),
        applicableLocations: z.array(z.string()).default([]),
      }),
    )
    .default([]),
});

const refusal = z.object({
  error: z.object({
    message: z.string(),
    details: z.array(z.object({ reason: z.string().optional() })).default([]),
  }),
});

/**
 * Reads Cloud Quotas with the application default credentials. It does not say how much is used.
 *
 * @see https://docs.cloud.google.com/docs/quotas/reference/rest/v1/projects.locations.services.quotaInfos
 */
export const gcpReader: ReaderOf = async ({ "gcp:project": project }, { gcp, timeoutMs }) => {
  if (project === undefined) throw new UsageError("the plan names no project, as the setting gcp:project");
  // A user's credentials belong to no project: the header names the one whose Cloud Quotas API is called.
  const headers = { authorization: await authorization(project, timeoutMs), "x-goog-user-project": project };

  return async ({ service, name, code, region }): Promise<Reading> => {
    const id = SERVICES[service];
    if (code === undefined || id === undefined) return { why: "no source gives its id in Cloud Quotas" };
    const path = ["/v1/projects", project, "locations/global/services", id, "quotaInfos", code].join("/");
    const got = await get({ url: new URL(path, gcp), headers, shape: quotaInfo, timeoutMs });
    if (!("answer" in got)) return refused(got, project, `Cloud Quotas has no quota ${code} of ${id}`);
    // The id of a quota that has a limit for each family of GPUs says nothing of the family: the name does.
    const [, family] = /\(gpu_family: (\w+)\)$/.exec(name) ?? [];
    const here: Readonly<Record<string, string | undefined>> = { region, zone: region, gpu_family: family };
    const found = got.answer.dimensionsInfos.find(
      ({ dimensions, applicableLocations: places }) =>
        Object.entries(dimensions).every(([dimension, value]) => here[dimension] === value) &&
        (places.includes(region) || places.includes("global")),
    );
    if (found === undefined) return { why: `Cloud Quotas gives no value of it for ${region}` };
    const limit = Number(found.details.value);
    return { limit: limit === -1 ? Number.POSITIVE_INFINITY : limit };
  };
};

async function authorization(projectId: string, timeoutMs: number): Promise<string> {
  // Looks for a machine of Google Cloud without calls to addresses that elsewhere answer late or strangely.
  process.env.METADATA_SERVER_DETECTION ??= "bios-only";
  const auth = new GoogleAuth({ projectId, scopes: "https://www.googleapis.com/auth/cloud-platform" });
  const token = await within(timeoutMs, "sign-in to Google Cloud", () => auth.getAccessToken()).catch(
    (error: Error) => {
      if (error instanceof QuotaCallError) throw error;
      throw notSignedIn(error.message);
    },
  );
  if (!token) throw notSignedIn("no access token");
  return `Bearer ${token}`;
}

function refused({ status, body }: Refusal, project: string, absent: string): Reading {
  if (status === 404) return { why: absent };
  const { data } = refusal.safeParse(body);
  const message = data?.error.message ?? `HTTP ${status}`;
  if (status === 401) throw notSignedIn(message);
  if (data?.error.details.some(({ reason }) => reason === "SERVICE_DISABLED"))
    throw new QuotaCallError(
      `the Cloud Quotas API is off in ${project}; turn it on with \`gcloud services enable cloudquotas.googleapis.com --project ${project}\``,
    );
  if (status === 403)
    throw new QuotaCallError(`Google Cloud refuses what needs the permissions ${PERMISSIONS}: ${message}`);
  throw new QuotaCallError(`Cloud Quotas, HTTP ${status}: ${message}`);
}

function notSignedIn(why: string): SignInError {
  return new SignInError(
    `not signed in to Google Cloud (${firstSentence(why)}); sign in with \`gcloud auth application-default login\``,
  );
}

/** Where to read more, which Google's errors say too, is not of use on one line. */
function firstSentence(text: string): string {
  return text.trim().split(/\.(?:\s|$)/)[0] ?? "";
}
