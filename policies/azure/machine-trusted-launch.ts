import { azureVmSizes } from "../../catalog/azure/vm-sizes.js";
import { type Inputs, objectOf } from "../../plan/inputs.js";
import { azurePolicy, mcsb } from "../control.js";
import { rule } from "../rule.js";
import { isOneOf } from "./words.js";

export const machineTrustedLaunch = rule({
  name: "azure-machine-trusted-launch",
  description:
    "Machines boot with Trusted Launch and its vTPM; Secure Boot may be off, for drivers that are not signed.",
  cloud: "azure",
  severity: "low",
  level: "advisory",
  controls: [azurePolicy("c95b54ad-0614-4633-ab29-104b01235cbf"), mcsb("PV-4")],
  remediation:
    "Set securityProfile.securityType to TrustedLaunch with uefiSettings.vTpmEnabled: true; secureBootEnabled may be false " +
    "where NVIDIA's driver is not signed.",
  url: "https://learn.microsoft.com/azure/virtual-machines/trusted-launch",
  scope: "resource",
  checks: {
    "azure-native:compute:VirtualMachine": ({ inputs }) =>
      distrust(objectOf(inputs.hardwareProfile).vmSize, inputs, "securityProfile"),
    "azure-native:compute:VirtualMachineScaleSet": ({ inputs }) =>
      distrust(
        objectOf(inputs.sku).name,
        objectOf(inputs.virtualMachineProfile),
        "virtualMachineProfile.securityProfile",
      ),
  },
});

function distrust(size: unknown, machine: Inputs, path: string): string[] {
  // Some sizes of GPU machines have none, and Azure's image for HPC does not run with it (Azure/aks-flex, pools flexvm, 2026).
  const takesNone = azureVmSizes.some(({ name, trustedLaunch }) => !trustedLaunch && isOneOf(size, name));
  const { offer } = objectOf(objectOf(machine.storageProfile).imageReference);
  if (takesNone || isOneOf(offer, "ubuntu-hpc")) return [];
  const { securityType, uefiSettings } = objectOf(machine.securityProfile);
  if (!isOneOf(securityType, "TrustedLaunch", "ConfidentialVM")) return [`${path}.securityType is not TrustedLaunch`];
  return objectOf(uefiSettings).vTpmEnabled === true ? [] : [`${path}.uefiSettings.vTpmEnabled is not true`];
}
