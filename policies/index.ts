import { PolicyPack } from "@pulumi/policy";
import { policyOf } from "./crossguard.js";
import { RULES } from "./rules.js";
import { stackConfig } from "./stack-config.js";

new PolicyPack("ai-stack", {
  displayName: "ai-stack",
  description: "Rules for AI infrastructure on AWS, Google Cloud and Azure",
  policies: RULES.map((rule) => policyOf(rule, stackConfig)),
});
