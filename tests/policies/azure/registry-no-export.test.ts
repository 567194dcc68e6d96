import { UNKNOWN } from "../../../plan/plan.js";
import { registryNoExport } from "../../../policies/azure/registry-no-export.js";
import { describeRule } from "../support.js";

const exports = (status?: string) => ({ policies: { exportPolicy: { status } } });
const on = "policies.exportPolicy.status is not disabled, and enabled is the default";

describeRule(registryNoExport, "azure-native:containerregistry:Registry", {
  compliant: { inputs: exports("disabled") },
  broken: { inputs: exports("enabled"), breaks: on },
  absent: { inputs: {}, breaks: on },
  unknown: { inputs: exports(UNKNOWN), undecided: "policies.exportPolicy.status" },
});
