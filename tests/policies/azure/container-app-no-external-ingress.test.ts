import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { containerAppNoExternalIngress } from "../../../policies/azure/container-app-no-external-ingress.js";
import { describeRule, expectVerdict, type Neighbour } from "../support.js";

const APP = "azure-native:app:ContainerApp";
const app = (external?: boolean | string) => ({ configuration: { ingress: { external } } });
const environment = (internal: boolean): Neighbour => ({
  type: "azure-native:app:ManagedEnvironment",
  name: "environment",
  inputs: { vnetConfiguration: { internal } },
});
const open = "configuration.ingress.external is true in an environment whose address is public";

describeRule(containerAppNoExternalIngress, APP, {
  compliant: { inputs: app(false), refers: { environmentId: "environment" }, around: [environment(false)] },
  broken: { inputs: app(true), refers: { environmentId: "environment" }, around: [environment(false)], breaks: open },
  absent: { inputs: app(), refers: { environmentId: "environment" }, around: [environment(false)], passes: true },
  unknown: { inputs: app(UNKNOWN), undecided: "configuration.ingress.external" },
});

test("external to an internal environment is the network around it", () =>
  expectVerdict(containerAppNoExternalIngress, APP, {
    inputs: app(true),
    refers: { environmentId: "environment" },
    around: [environment(true)],
    passes: true,
  }));

test("an app may name its environment by the older property", () =>
  expectVerdict(containerAppNoExternalIngress, APP, {
    inputs: app(true),
    refers: { managedEnvironmentId: "environment" },
    around: [environment(true)],
    passes: true,
  }));

test("of an environment elsewhere nobody knows", () =>
  expectVerdict(containerAppNoExternalIngress, APP, {
    inputs: app(true),
    breaks: "configuration.ingress.external is true, and its environment is not of this stack",
  }));
