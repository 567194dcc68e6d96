import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { machineTrustedLaunch } from "../../../policies/azure/machine-trusted-launch.js";
import { describeRule, expectVerdict } from "../support.js";

const VM = "azure-native:compute:VirtualMachine";
const SCALE_SET = "azure-native:compute:VirtualMachineScaleSet";
const security = (securityType?: string, vTpmEnabled?: boolean | string) => ({
  securityProfile: { securityType, uefiSettings: { vTpmEnabled, secureBootEnabled: false } },
});

describeRule(machineTrustedLaunch, VM, {
  compliant: { inputs: security("TrustedLaunch", true) },
  broken: { inputs: security("Standard", true), breaks: "securityProfile.securityType is not TrustedLaunch" },
  absent: { inputs: {}, breaks: "securityProfile.securityType is not TrustedLaunch" },
  unknown: { inputs: security(UNKNOWN), undecided: "securityProfile.securityType" },
});

describeRule(machineTrustedLaunch, SCALE_SET, {
  compliant: { inputs: { virtualMachineProfile: security("TrustedLaunch", true) } },
  broken: {
    inputs: { virtualMachineProfile: security("TrustedLaunch", false) },
    breaks: "virtualMachineProfile.securityProfile.uefiSettings.vTpmEnabled is not true",
  },
  absent: { inputs: {}, breaks: "virtualMachineProfile.securityProfile.securityType is not TrustedLaunch" },
  unknown: {
    inputs: { virtualMachineProfile: security("TrustedLaunch", UNKNOWN) },
    undecided: "virtualMachineProfile.securityProfile.uefiSettings.vTpmEnabled",
  },
});

test("a confidential machine is more than that", () =>
  expectVerdict(machineTrustedLaunch, VM, { inputs: security("ConfidentialVM", true), passes: true }));

test("a size that has none need not have it", () =>
  expectVerdict(machineTrustedLaunch, VM, {
    inputs: { hardwareProfile: { vmSize: "Standard_ND96asr_v4" } },
    passes: true,
  }));

test("a scale set of such a size need not have it", () =>
  expectVerdict(machineTrustedLaunch, SCALE_SET, {
    inputs: { sku: { name: "Standard_ND96amsr_A100_v4" } },
    passes: true,
  }));

test("a GPU size that has it should", () =>
  expectVerdict(machineTrustedLaunch, VM, {
    inputs: { hardwareProfile: { vmSize: "Standard_NC4as_T4_v3" } },
    breaks: "securityProfile.securityType is not TrustedLaunch",
  }));

test("Azure's image for HPC does not run with it", () =>
  expectVerdict(machineTrustedLaunch, SCALE_SET, {
    inputs: { virtualMachineProfile: { storageProfile: { imageReference: { offer: "ubuntu-hpc" } } } },
    passes: true,
  }));
