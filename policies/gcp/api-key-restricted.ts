import { listOf, objectOf } from "../../plan/inputs.js";
import { cisGcp, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const apiKeyRestricted = rule({
  name: "gcp-api-key-restricted",
  description: "An API key works with the services alone that it is for.",
  cloud: "gcp",
  severity: "high",
  level: "mandatory",
  controls: [cisGcp("1.15"), owaspLlm(10)],
  remediation: "Set restrictions.apiTargets to the services that are called; better, call as a service account.",
  url: "https://docs.cloud.google.com/docs/authentication/api-keys",
  scope: "resource",
  checks: {
    "gcp:projects/apiKey:ApiKey": ({ inputs }) => {
      const targets = listOf(objectOf(inputs.restrictions).apiTargets);
      if (targets.length === 0) return ["restrictions.apiTargets is not set, and every service is the default"];
      return targets.some(({ service }) => service === "cloudapis.googleapis.com")
        ? ["restrictions.apiTargets names cloudapis.googleapis.com, which is every service"]
        : [];
    },
  },
});
