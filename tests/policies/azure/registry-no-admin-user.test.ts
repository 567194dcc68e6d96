import { UNKNOWN } from "../../../plan/plan.js";
import { registryNoAdminUser } from "../../../policies/azure/registry-no-admin-user.js";
import { describeRule } from "../support.js";

describeRule(registryNoAdminUser, "azure-native:containerregistry:Registry", {
  compliant: { inputs: { adminUserEnabled: false } },
  broken: { inputs: { adminUserEnabled: true }, breaks: "adminUserEnabled is true" },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { adminUserEnabled: UNKNOWN }, undecided: "adminUserEnabled" },
});
