import * as z from "zod";
import { orgPolicy } from "../control.js";
import { rule } from "../rule.js";
import { daysOf } from "./duration.js";

/** Days for which Cloud KMS waits where nothing is said. */
const KMS_DEFAULT_DAYS = 30;

export const keyDestroyWindow = rule({
  name: "gcp-key-destroy-window",
  description: "In prod a key that is to be destroyed can be restored for a month; what it encrypts is lost with it.",
  cloud: "gcp",
  severity: "medium",
  level: "mandatory",
  controls: [orgPolicy("cloudkms.minimumDestroyScheduledDuration")],
  remediation: 'Leave destroyScheduledDuration out, or set it to "2592000s" or more.',
  url: "https://docs.cloud.google.com/kms/docs/destroy-restore",
  settings: z.object({
    days: z
      .number()
      .min(1)
      .max(120)
      .default(30)
      .describe("Shortest time before a key is destroyed, in days. Default: 30."),
  }),
  scope: "resource",
  checks: {
    "gcp:kms/cryptoKey:CryptoKey": ({ inputs, kept }, { days }) => {
      if (!kept) return undefined;
      const window = daysOf(inputs.destroyScheduledDuration) ?? KMS_DEFAULT_DAYS;
      return window < days
        ? [`a version is lost ${window * 24} hours after somebody destroys it, the least is ${days} days`]
        : [];
    },
  },
});
