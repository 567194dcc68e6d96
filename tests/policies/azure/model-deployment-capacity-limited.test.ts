import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { modelDeploymentCapacityLimited } from "../../../policies/azure/model-deployment-capacity-limited.js";
import { describeRule, expectVerdict } from "../support.js";

const DEPLOYMENT = "azure-native:cognitiveservices:Deployment";
const sku = (name: string, capacity?: number | string) => ({ sku: { name, capacity } });

describeRule(modelDeploymentCapacityLimited, DEPLOYMENT, {
  compliant: { inputs: sku("GlobalStandard", 500), settings: { thousandTokens: 500 } },
  broken: {
    inputs: sku("GlobalStandard", 501),
    settings: { thousandTokens: 500 },
    breaks: "sku.capacity is 501, the limit is 500",
  },
  absent: { inputs: sku("GlobalStandard"), breaks: "sku.capacity is left out" },
  unknown: { inputs: sku("GlobalStandard", UNKNOWN), undecided: "sku.capacity" },
});

test("any capacity will do where no limit is set", () =>
  expectVerdict(modelDeploymentCapacityLimited, DEPLOYMENT, { inputs: sku("GlobalStandard", 9000), passes: true }));

test.each(["ProvisionedManaged", "GlobalProvisionedManaged"])("%s has a limit of its own", (name) =>
  expectVerdict(modelDeploymentCapacityLimited, DEPLOYMENT, {
    inputs: sku(name, 200),
    settings: { thousandTokens: 500, throughputUnits: 100 },
    breaks: "sku.capacity is 200, the limit is 100",
  }),
);
