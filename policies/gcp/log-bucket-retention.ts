import * as z from "zod";
import { numberOf } from "../../plan/inputs.js";
import { nistAiRmf } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { alike } from "./alike.js";

/** Days for which Cloud Logging keeps entries where nothing is said, or zero. */
const LOGGING_DEFAULT_DAYS = 30;

// Six months are the least for deployers of high-risk AI: https://eur-lex.europa.eu/eli/reg/2024/1689/oj, article 26(6).
export const logBucketRetention = rule({
  name: "gcp-log-bucket-retention",
  description: "In prod logs are kept for half a year.",
  cloud: "gcp",
  environment: "prod",
  severity: "low",
  level: "advisory",
  controls: [nistAiRmf("MANAGE 4.1")],
  remediation: "Set retentionDays.",
  url: "https://docs.cloud.google.com/logging/docs/buckets",
  settings: z.object({
    days: z
      .number()
      .int()
      .positive()
      .default(184)
      .describe(
        "Days for which logs are kept at least. Default: 184, six months, as the EU AI Act's article 26(6) asks.",
      ),
  }),
  scope: "resource",
  checks: alike(
    [
      "gcp:logging/projectBucketConfig:ProjectBucketConfig",
      "gcp:logging/folderBucketConfig:FolderBucketConfig",
      "gcp:logging/organizationBucketConfig:OrganizationBucketConfig",
      "gcp:logging/billingAccountBucketConfig:BillingAccountBucketConfig",
    ],
    ({ inputs }: Resource, { days }: { days: number }) => {
      const given = numberOf(inputs.retentionDays) ?? 0;
      const kept = given === 0 ? LOGGING_DEFAULT_DAYS : given;
      return kept < days ? [`logs are kept for ${kept} days, the least is ${days}`] : [];
    },
  ),
});
