import { test } from "vitest";
import { SECRET, UNKNOWN } from "../../../plan/plan.js";
import { machineNoPassword } from "../../../policies/azure/machine-no-password.js";
import { describeRule, expectVerdict } from "../support.js";

const login = (disablePasswordAuthentication?: boolean | string) => ({
  osProfile: { linuxConfiguration: { disablePasswordAuthentication } },
});

describeRule(machineNoPassword, "azure-native:compute:VirtualMachine", {
  compliant: { inputs: login(true) },
  broken: {
    inputs: login(false),
    breaks: "osProfile.linuxConfiguration.disablePasswordAuthentication is not true, and false is the default",
  },
  absent: {
    inputs: { osProfile: { adminUsername: "azureuser", adminPassword: SECRET } },
    breaks: "osProfile.linuxConfiguration.disablePasswordAuthentication is not true, and false is the default",
  },
  unknown: { inputs: login(UNKNOWN), undecided: "osProfile.linuxConfiguration.disablePasswordAuthentication" },
});

const path = "virtualMachineProfile.osProfile.linuxConfiguration.disablePasswordAuthentication";

describeRule(machineNoPassword, "azure-native:compute:VirtualMachineScaleSet", {
  compliant: { inputs: { virtualMachineProfile: login(true) } },
  broken: { inputs: { virtualMachineProfile: login(false) }, breaks: `${path} is not true, and false is the default` },
  absent: { inputs: { virtualMachineProfile: login() }, breaks: `${path} is not true, and false is the default` },
  unknown: { inputs: { virtualMachineProfile: login(UNKNOWN) }, undecided: path },
});

test("Windows has no other way to sign in", () =>
  expectVerdict(machineNoPassword, "azure-native:compute:VirtualMachine", {
    inputs: { osProfile: { adminPassword: SECRET, windowsConfiguration: {} } },
    passes: true,
  }));

test("a specialized image has its accounts in it", () =>
  expectVerdict(machineNoPassword, "azure-native:compute:VirtualMachine", { inputs: {}, passes: true }));
