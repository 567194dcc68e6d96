import { nistAiRmf, orgPolicy } from "../control.js";
import { rule } from "../rule.js";

export const repositoryCmek = rule({
  name: "gcp-repository-cmek",
  description: "In prod a repository of Artifact Registry is encrypted with a key of the team's own in Cloud KMS.",
  cloud: "gcp",
  environment: "prod",
  severity: "low",
  level: "advisory",
  controls: [orgPolicy("gcp.restrictNonCmekServices"), nistAiRmf("MEASURE 2.7")],
  remediation: "Set kmsKeyName, and let Artifact Registry's service agent use the key.",
  url: "https://docs.cloud.google.com/artifact-registry/docs/cmek",
  scope: "resource",
  checks: {
    "gcp:artifactregistry/repository:Repository": ({ inputs }) =>
      "kmsKeyName" in inputs ? [] : ["kmsKeyName is not set, and a key of Google's is the default"],
  },
});
