import { listOf, objectOf } from "../../plan/inputs.js";
import { azurePolicy, mcsb } from "../control.js";
import { rule } from "../rule.js";
import { isOneOf } from "./words.js";

export const keyVaultKeyRotated = rule({
  name: "azure-key-vault-key-rotated",
  description: "A key in a key vault is rotated by the vault.",
  cloud: "azure",
  severity: "medium",
  level: "advisory",
  controls: [azurePolicy("d8cf8476-a2ec-4916-896e-992351803c44"), mcsb("DP-6")],
  remediation:
    "Set properties.rotationPolicy.lifetimeActions to an action of type rotate, such as 90 days after creation.",
  url: "https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation",
  scope: "resource",
  checks: {
    "azure-native:keyvault:Key": ({ inputs }) =>
      listOf(objectOf(objectOf(inputs.properties).rotationPolicy).lifetimeActions).some(({ action }) =>
        isOneOf(objectOf(action).type, "rotate"),
      )
        ? []
        : ["properties.rotationPolicy has no action that rotates it"],
  },
});
