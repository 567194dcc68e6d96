import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { containerAppsEnvironmentInternal } from "../../../policies/azure/container-apps-environment-internal.js";
import { describeRule, expectVerdict } from "../support.js";

const ENVIRONMENT = "azure-native:app:ManagedEnvironment";
const open = "neither is vnetConfiguration.internal true nor publicNetworkAccess Disabled: its address is public";

describeRule(containerAppsEnvironmentInternal, ENVIRONMENT, {
  compliant: { inputs: { vnetConfiguration: { internal: true } } },
  broken: { inputs: { vnetConfiguration: { internal: false } }, breaks: open },
  absent: { inputs: {}, breaks: open },
  unknown: { inputs: { vnetConfiguration: { internal: UNKNOWN } }, undecided: "vnetConfiguration.internal" },
});

test("private endpoints alone will do", () =>
  expectVerdict(containerAppsEnvironmentInternal, ENVIRONMENT, {
    inputs: { publicNetworkAccess: "Disabled" },
    passes: true,
  }));
