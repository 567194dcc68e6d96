import { objectOf } from "../../plan/inputs.js";
import { azurePolicy, mcsb } from "../control.js";
import { rule } from "../rule.js";
import { isOneOf } from "./words.js";

export const dataCustomerKey = rule({
  name: "azure-data-customer-key",
  description: "What stores data, models or images in prod encrypts them with a key of the customer's.",
  cloud: "azure",
  environment: "prod",
  severity: "medium",
  level: "mandatory",
  controls: [
    mcsb("DP-5"),
    azurePolicy("ba769a63-b8cc-4b2d-abf6-ac33c7204be8"),
    azurePolicy("6fac406b-40ca-413b-bf8e-0bf964659c25"),
    azurePolicy("5b9159ae-1701-4a6f-9a7a-aa9c8ddd0580"),
    azurePolicy("67121cc7-ff39-4ab8-b7e3-95b84dab487d"),
    azurePolicy("76a56461-9dc0-40f0-82f5-2453283afa2f"),
  ],
  remediation: "Set encryption to a key of a vault; of AI Search set encryptionWithCmk.enforcement to Enabled.",
  url: "https://learn.microsoft.com/azure/machine-learning/concept-customer-managed-keys",
  scope: "resource",
  checks: {
    "azure-native:machinelearningservices:Workspace": ({ inputs }) =>
      isOneOf(objectOf(inputs.encryption).status, "Enabled") ? [] : ["encryption.status is not Enabled"],
    "azure-native:containerregistry:Registry": ({ inputs }) =>
      isOneOf(objectOf(inputs.encryption).status, "enabled") ? [] : ["encryption.status is not enabled"],
    "azure-native:storage:StorageAccount": ({ inputs }) =>
      isOneOf(objectOf(inputs.encryption).keySource, "Microsoft.Keyvault")
        ? []
        : ["encryption.keySource is not Microsoft.Keyvault, and Microsoft.Storage is the default"],
    "azure-native:cognitiveservices:Account": ({ inputs }) =>
      isOneOf(objectOf(objectOf(inputs.properties).encryption).keySource, "Microsoft.KeyVault")
        ? []
        : ["properties.encryption.keySource is not Microsoft.KeyVault"],
    "azure-native:search:Service": ({ inputs }) =>
      isOneOf(objectOf(inputs.encryptionWithCmk).enforcement, "Enabled")
        ? []
        : ["encryptionWithCmk.enforcement is not Enabled"],
    "azure-native:cosmosdb:DatabaseAccount": ({ inputs }) =>
      "keyVaultKeyUri" in inputs ? [] : ["keyVaultKeyUri is left out"],
  },
});
