import { cisGcp, orgPolicy } from "../control.js";
import { rule } from "../rule.js";

export const serviceAccountNoKey = rule({
  name: "gcp-service-account-no-key",
  description: "No service account has a key that lasts.",
  cloud: "gcp",
  severity: "high",
  level: "mandatory",
  controls: [cisGcp("1.5"), orgPolicy("iam.disableServiceAccountKeyCreation")],
  remediation: "Remove the key; attach the service account to what runs, or use workload identity federation.",
  url: "https://docs.cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys",
  scope: "resource",
  checks: {
    "gcp:serviceaccount/key:Key": () => ["it is a key that works until somebody deletes it, wherever it gets to"],
  },
});
