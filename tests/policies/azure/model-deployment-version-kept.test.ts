import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { modelDeploymentVersionKept } from "../../../policies/azure/model-deployment-version-kept.js";
import { describeRule, expectVerdict } from "../support.js";

const DEPLOYMENT = "azure-native:cognitiveservices:Deployment";
const deployment = (versionUpgradeOption?: string) => ({
  properties: { model: { name: "gpt-4o", version: "2024-11-20" }, versionUpgradeOption },
});
const moves = "properties.versionUpgradeOption is not OnceCurrentVersionExpired: it moves to each new default version";

describeRule(modelDeploymentVersionKept, DEPLOYMENT, {
  compliant: { inputs: deployment("OnceCurrentVersionExpired") },
  broken: { inputs: deployment("OnceNewDefaultVersionAvailable"), breaks: moves },
  absent: { inputs: deployment(), breaks: moves },
  unknown: { inputs: deployment(UNKNOWN), undecided: "properties.versionUpgradeOption" },
});

test("a deployment that never moves stops answering", () =>
  expectVerdict(modelDeploymentVersionKept, DEPLOYMENT, {
    inputs: deployment("NoAutoUpgrade"),
    breaks: "properties.versionUpgradeOption is NoAutoUpgrade: it stops answering when the version is retired",
  }));

test("without a version it is the one of the day", () =>
  expectVerdict(modelDeploymentVersionKept, DEPLOYMENT, {
    inputs: { properties: { model: { name: "gpt-4o" }, versionUpgradeOption: "OnceCurrentVersionExpired" } },
    breaks: "properties.model.version is left out: it is the default of the day",
  }));
