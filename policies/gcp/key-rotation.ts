import * as z from "zod";
import { cisGcp } from "../control.js";
import { rule } from "../rule.js";
import { daysOf } from "./duration.js";

export const keyRotation = rule({
  name: "gcp-key-rotation",
  description: "A key of Cloud KMS that encrypts has a new version each quarter.",
  cloud: "gcp",
  severity: "medium",
  level: "mandatory",
  controls: [cisGcp("1.11")],
  remediation: 'Set rotationPeriod to "7776000s", which is 90 days.',
  url: "https://docs.cloud.google.com/kms/docs/key-rotation",
  settings: z.object({
    days: z.number().min(1).default(90).describe("Longest time between versions, in days. Default: 90."),
  }),
  scope: "resource",
  checks: {
    // Cloud KMS rotates keys of no other purpose, and none whose material is imported.
    "gcp:kms/cryptoKey:CryptoKey": ({ inputs }, { days }) => {
      const { purpose = "ENCRYPT_DECRYPT", importOnly } = inputs;
      if (purpose !== "ENCRYPT_DECRYPT" || importOnly === true) return [];
      const period = daysOf(inputs.rotationPeriod);
      if (period === undefined) return ["rotationPeriod is not set, and never is the default"];
      return period > days ? [`rotationPeriod is ${period} days, the limit is ${days}`] : [];
    },
  },
});
