import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { mlWorkspaceManagedNetwork } from "../../../policies/azure/ml-workspace-managed-network.js";
import { describeRule, expectVerdict } from "../support.js";

const WORKSPACE = "azure-native:machinelearningservices:Workspace";
const without = "managedNetwork.isolationMode is Disabled or left out: there is no managed network";
const mode = (isolationMode: string) => ({ managedNetwork: { isolationMode } });

describeRule(mlWorkspaceManagedNetwork, WORKSPACE, {
  compliant: { inputs: mode("AllowInternetOutbound") },
  broken: { inputs: mode("Disabled"), breaks: without },
  absent: { inputs: {}, breaks: without },
  unknown: { inputs: mode(UNKNOWN), undecided: "managedNetwork.isolationMode" },
});

test("in prod data leaves for approved destinations only", () =>
  expectVerdict(mlWorkspaceManagedNetwork, WORKSPACE, {
    inputs: mode("AllowOnlyApprovedOutbound"),
    environment: "prod",
    passes: true,
  }));

test("in prod the whole internet is too much", () =>
  expectVerdict(mlWorkspaceManagedNetwork, WORKSPACE, {
    inputs: mode("AllowInternetOutbound"),
    environment: "prod",
    breaks: "managedNetwork.isolationMode is AllowInternetOutbound: data can leave for any address",
  }));

test("a project is in the network of its hub", () =>
  expectVerdict(mlWorkspaceManagedNetwork, WORKSPACE, { inputs: { kind: "Project" }, passes: true }));

test("a hub needs a network", () =>
  expectVerdict(mlWorkspaceManagedNetwork, WORKSPACE, { inputs: { kind: "Hub" }, breaks: without }));
