import { UNKNOWN } from "../../../plan/plan.js";
import { aiSearchNoLocalAuth } from "../../../policies/azure/ai-search-no-local-auth.js";
import { describeRule } from "../support.js";

describeRule(aiSearchNoLocalAuth, "azure-native:search:Service", {
  compliant: { inputs: { disableLocalAuth: true } },
  broken: {
    inputs: { disableLocalAuth: false },
    breaks: "disableLocalAuth is not true, and false is the default",
  },
  absent: { inputs: {}, breaks: "disableLocalAuth is not true, and false is the default" },
  unknown: { inputs: { disableLocalAuth: UNKNOWN }, undecided: "disableLocalAuth" },
});
