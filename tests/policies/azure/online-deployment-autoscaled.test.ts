import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { onlineDeploymentAutoscaled } from "../../../policies/azure/online-deployment-autoscaled.js";
import { describeRule, expectVerdict, type Neighbour } from "../support.js";

const DEPLOYMENT = "azure-native:machinelearningservices:OnlineDeployment";
const inputs = { properties: { endpointComputeType: "Managed" } };
const none = "no AutoscaleSetting that is enabled has it as targetResourceUri";
const autoscale = (setting: object, refers: Neighbour["refers"] = { targetResourceUri: "it" }): Neighbour => ({
  type: "azure-native:monitor:AutoscaleSetting",
  name: "autoscale",
  inputs: { enabled: true, ...setting },
  refers,
});
const bounds = (minimum?: string, maximum?: string) => ({ profiles: [{ capacity: { minimum, maximum } }] });

describeRule(onlineDeploymentAutoscaled, DEPLOYMENT, {
  compliant: { inputs, environment: "prod", around: [autoscale(bounds("2", "6"))] },
  broken: {
    inputs,
    environment: "prod",
    around: [autoscale(bounds("2"))],
    breaks: "its AutoscaleSetting has a profile without minimum or maximum",
  },
  absent: { inputs, environment: "prod", breaks: none },
  unknown: {
    inputs,
    environment: "prod",
    around: [autoscale(bounds("2", UNKNOWN))],
    undecided: "profiles[0].capacity.maximum",
  },
});

test("every profile needs both bounds", () =>
  expectVerdict(onlineDeploymentAutoscaled, DEPLOYMENT, {
    inputs,
    environment: "prod",
    around: [autoscale({ profiles: [...bounds("2", "6").profiles, ...bounds(undefined, "6").profiles] })],
    breaks: "its AutoscaleSetting has a profile without minimum or maximum",
  }));

test.each([false, undefined])("a setting whose enabled is %s scales nothing", (enabled) =>
  expectVerdict(onlineDeploymentAutoscaled, DEPLOYMENT, {
    inputs,
    environment: "prod",
    around: [autoscale({ ...bounds("2", "6"), enabled })],
    breaks: none,
  }),
);

test("a setting that reads its metrics alone is another deployment's", () =>
  expectVerdict(onlineDeploymentAutoscaled, DEPLOYMENT, {
    inputs,
    environment: "prod",
    around: [
      { type: DEPLOYMENT, name: "green", inputs },
      autoscale(bounds("2", "6"), { profiles: "it", targetResourceUri: "green" }),
    ],
    breaks: none,
  }));

test("outside prod a fixed number of instances is a bound, too", () =>
  expectVerdict(onlineDeploymentAutoscaled, DEPLOYMENT, { inputs, silent: true }));

test("on Kubernetes it scales by itself", () =>
  expectVerdict(onlineDeploymentAutoscaled, DEPLOYMENT, {
    inputs: { properties: { endpointComputeType: "Kubernetes" } },
    environment: "prod",
    passes: true,
  }));
