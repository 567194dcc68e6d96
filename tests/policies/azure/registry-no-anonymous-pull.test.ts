import { UNKNOWN } from "../../../plan/plan.js";
import { registryNoAnonymousPull } from "../../../policies/azure/registry-no-anonymous-pull.js";
import { describeRule } from "../support.js";

describeRule(registryNoAnonymousPull, "azure-native:containerregistry:Registry", {
  compliant: { inputs: { anonymousPullEnabled: false } },
  broken: { inputs: { anonymousPullEnabled: true }, breaks: "anonymousPullEnabled is true" },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { anonymousPullEnabled: UNKNOWN }, undecided: "anonymousPullEnabled" },
});
