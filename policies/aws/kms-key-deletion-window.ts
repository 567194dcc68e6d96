import * as z from "zod";
import { numberOf } from "../../plan/inputs.js";
import { fsbp, nistAiRmf } from "../control.js";
import type { Resource } from "../resource.js";
import { rule, type Said } from "../rule.js";

const settings = z.object({
  days: z.number().int().min(7).max(30).default(30).describe("Least days, 7 to 30. Default: 30, as is KMS's own."),
});

export const kmsKeyDeletionWindow = rule({
  name: "aws-kms-key-deletion-window",
  description: "In prod, a KMS key that was deleted can be restored for some weeks: its data is lost with it.",
  cloud: "aws",
  severity: "medium",
  level: "mandatory",
  controls: [fsbp("KMS.3"), nistAiRmf("MEASURE 2.7")],
  remediation: "Leave deletionWindowInDays out, or set it to the limit or more.",
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
  settings,
  scope: "resource",
  checks: { "aws:kms/key:Key": check, "aws:kms/externalKey:ExternalKey": check },
});

function check({ inputs, kept }: Resource, { days }: z.output<typeof settings>): Said {
  if (!kept) return undefined;
  const window = numberOf(inputs.deletionWindowInDays) ?? 30;
  return window < days ? [`deletionWindowInDays is ${window}, and ${days} is the least`] : [];
}
