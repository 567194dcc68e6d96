import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { onlineDeploymentRedundant } from "../../../policies/azure/online-deployment-redundant.js";
import { describeRule, expectVerdict, type Neighbour } from "../support.js";

const DEPLOYMENT = "azure-native:machinelearningservices:OnlineDeployment";
const deployment = (capacity?: number | string) => ({
  properties: { endpointComputeType: "Managed" },
  sku: { capacity },
});
const one = "sku.capacity is 1 or left out, and prod needs 2 instances";
const autoscale = (minimum?: string): Neighbour => ({
  type: "azure-native:monitor:AutoscaleSetting",
  name: "autoscale",
  inputs: { enabled: true, profiles: [{ capacity: { minimum, maximum: "6" } }] },
  refers: { targetResourceUri: "it" },
});

describeRule(onlineDeploymentRedundant, DEPLOYMENT, {
  compliant: { inputs: deployment(2), environment: "prod" },
  broken: { inputs: deployment(1), environment: "prod", breaks: one },
  absent: { inputs: deployment(), environment: "prod", breaks: one },
  unknown: { inputs: deployment(UNKNOWN), environment: "prod", undecided: "sku.capacity" },
});

test("autoscale decides over the number that it starts with", () =>
  expectVerdict(onlineDeploymentRedundant, DEPLOYMENT, {
    inputs: deployment(3),
    environment: "prod",
    around: [autoscale("1")],
    breaks: "its AutoscaleSetting goes down to 1 of the 2 instances that prod needs",
  }));

test("autoscale that keeps two is enough", () =>
  expectVerdict(onlineDeploymentRedundant, DEPLOYMENT, {
    inputs: deployment(1),
    environment: "prod",
    around: [autoscale("2")],
    passes: true,
  }));

test("outside prod one instance is enough", () =>
  expectVerdict(onlineDeploymentRedundant, DEPLOYMENT, { inputs: deployment(1), silent: true }));

test("on Kubernetes sku.capacity says nothing", () =>
  expectVerdict(onlineDeploymentRedundant, DEPLOYMENT, {
    inputs: { properties: { endpointComputeType: "Kubernetes" } },
    environment: "prod",
    passes: true,
  }));
