import { UNKNOWN } from "../../../plan/plan.js";
import { aiServicesNoLocalAuth } from "../../../policies/azure/ai-services-no-local-auth.js";
import { describeRule } from "../support.js";

const on = "properties.disableLocalAuth is not true, and false is the default";

describeRule(aiServicesNoLocalAuth, "azure-native:cognitiveservices:Account", {
  compliant: { inputs: { properties: { disableLocalAuth: true } } },
  broken: { inputs: { properties: { disableLocalAuth: false } }, breaks: on },
  absent: { inputs: {}, breaks: on },
  unknown: { inputs: { properties: { disableLocalAuth: UNKNOWN } }, undecided: "properties.disableLocalAuth" },
});
