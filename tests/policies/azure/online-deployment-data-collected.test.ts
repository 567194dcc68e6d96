import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { onlineDeploymentDataCollected } from "../../../policies/azure/online-deployment-data-collected.js";
import { describeRule, expectVerdict } from "../support.js";

const DEPLOYMENT = "azure-native:machinelearningservices:OnlineDeployment";
const collecting = (dataCollectionMode: string) => ({
  properties: { dataCollector: { collections: { request: { dataCollectionMode } } } },
});
const nothing = "properties.dataCollector has no collection that is Enabled";

describeRule(onlineDeploymentDataCollected, DEPLOYMENT, {
  compliant: { inputs: collecting("Enabled"), environment: "prod" },
  broken: { inputs: collecting("Disabled"), environment: "prod", breaks: nothing },
  absent: { inputs: { properties: {} }, environment: "prod", breaks: nothing },
  unknown: {
    inputs: collecting(UNKNOWN),
    environment: "prod",
    undecided: "properties.dataCollector.collections.request.dataCollectionMode",
  },
});

test("one collection of several is enough", () =>
  expectVerdict(onlineDeploymentDataCollected, DEPLOYMENT, {
    inputs: {
      properties: {
        dataCollector: {
          collections: { request: { dataCollectionMode: "Disabled" }, response: { dataCollectionMode: "Enabled" } },
        },
      },
    },
    environment: "prod",
    passes: true,
  }));

test("outside prod nothing need be collected", () =>
  expectVerdict(onlineDeploymentDataCollected, DEPLOYMENT, { inputs: { properties: {} }, silent: true }));
