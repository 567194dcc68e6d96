import { objectOf } from "../../plan/inputs.js";
import { owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const repositoryScanned = rule({
  name: "gcp-repository-scanned",
  description: "Container images are scanned for known vulnerabilities where the project scans.",
  cloud: "gcp",
  severity: "medium",
  level: "advisory",
  controls: [owaspLlm(3)],
  remediation: "Set vulnerabilityScanningConfig.enablementConfig to INHERITED, or leave it out.",
  url: "https://docs.cloud.google.com/artifact-analysis/docs/enable-automatic-scanning",
  scope: "resource",
  checks: {
    "gcp:artifactregistry/repository:Repository": ({ inputs }) =>
      objectOf(inputs.vulnerabilityScanningConfig).enablementConfig === "DISABLED"
        ? ["vulnerabilityScanningConfig.enablementConfig is DISABLED"]
        : [],
  },
});
