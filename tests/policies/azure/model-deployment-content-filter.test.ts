import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { modelDeploymentContentFilter } from "../../../policies/azure/model-deployment-content-filter.js";
import { describeRule, expectVerdict } from "../support.js";

const DEPLOYMENT = "azure-native:cognitiveservices:Deployment";
const left = "properties.raiPolicyName is left out: Azure's default filter holds, whatever that is at the time";

describeRule(modelDeploymentContentFilter, DEPLOYMENT, {
  compliant: { inputs: { properties: { raiPolicyName: "reviewed" } }, environment: "prod" },
  broken: { inputs: { properties: { model: { name: "gpt-4o" } } }, environment: "prod", breaks: left },
  absent: { inputs: {}, environment: "prod", breaks: left },
  unknown: { inputs: { properties: { raiPolicyName: UNKNOWN } }, environment: "prod", passes: true },
});

test("outside prod the default filter will do", () =>
  expectVerdict(modelDeploymentContentFilter, DEPLOYMENT, { inputs: {}, silent: true }));
