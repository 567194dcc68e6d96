import { objectOf } from "../../plan/inputs.js";
import { azurePolicy, mcsb } from "../control.js";
import { rule } from "../rule.js";

export const machineNoPassword = rule({
  name: "azure-machine-no-password",
  description: "Nobody signs in to a Linux machine with a password.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [azurePolicy("630c64f9-8b6b-4c64-b511-6544ceff6fd6"), mcsb("IM-6")],
  remediation: "Set osProfile.linuxConfiguration.disablePasswordAuthentication to true, and leave adminPassword out.",
  url: "https://learn.microsoft.com/azure/virtual-machines/linux/create-ssh-keys-detailed",
  scope: "resource",
  checks: {
    "azure-native:compute:VirtualMachine": ({ inputs }) => passwords(inputs.osProfile, "osProfile"),
    "azure-native:compute:VirtualMachineScaleSet": ({ inputs }) =>
      passwords(objectOf(inputs.virtualMachineProfile).osProfile, "virtualMachineProfile.osProfile"),
  },
});

/** Without a profile a machine boots from a specialized image, whose accounts are in it. */
function passwords(osProfile: unknown, path: string): string[] {
  const profile = objectOf(osProfile);
  if (osProfile === undefined || "windowsConfiguration" in profile) return [];
  return objectOf(profile.linuxConfiguration).disablePasswordAuthentication === true
    ? []
    : [`${path}.linuxConfiguration.disablePasswordAuthentication is not true, and false is the default`];
}
