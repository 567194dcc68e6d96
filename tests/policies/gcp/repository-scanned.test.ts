import { UNKNOWN } from "../../../plan/plan.js";
import { repositoryScanned } from "../../../policies/gcp/repository-scanned.js";
import { describeRule } from "../support.js";

describeRule(repositoryScanned, "gcp:artifactregistry/repository:Repository", {
  compliant: { inputs: { vulnerabilityScanningConfig: { enablementConfig: "INHERITED" } } },
  broken: {
    inputs: { vulnerabilityScanningConfig: { enablementConfig: "DISABLED" } },
    breaks: "vulnerabilityScanningConfig.enablementConfig is DISABLED",
  },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { vulnerabilityScanningConfig: UNKNOWN }, undecided: "vulnerabilityScanningConfig" },
});
