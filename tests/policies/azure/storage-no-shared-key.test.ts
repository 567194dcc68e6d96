import { UNKNOWN } from "../../../plan/plan.js";
import { storageNoSharedKey } from "../../../policies/azure/storage-no-shared-key.js";
import { describeRule } from "../support.js";

const on = "allowSharedKeyAccess is not false, and true is the default";

describeRule(storageNoSharedKey, "azure-native:storage:StorageAccount", {
  compliant: { inputs: { allowSharedKeyAccess: false } },
  broken: { inputs: { allowSharedKeyAccess: true }, breaks: on },
  absent: { inputs: {}, breaks: on },
  unknown: { inputs: { allowSharedKeyAccess: UNKNOWN }, undecided: "allowSharedKeyAccess" },
});
