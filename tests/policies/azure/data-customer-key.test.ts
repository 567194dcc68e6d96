import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { dataCustomerKey } from "../../../policies/azure/data-customer-key.js";
import { describeRule, expectVerdict } from "../support.js";

const prod = { environment: "prod" } as const;

describeRule(dataCustomerKey, "azure-native:machinelearningservices:Workspace", {
  compliant: { inputs: { encryption: { status: "Enabled" } }, ...prod },
  broken: { inputs: { encryption: { status: "Disabled" } }, ...prod, breaks: "encryption.status is not Enabled" },
  absent: { inputs: {}, ...prod, breaks: "encryption.status is not Enabled" },
  unknown: { inputs: { encryption: UNKNOWN }, ...prod, undecided: "encryption" },
});

describeRule(dataCustomerKey, "azure-native:containerregistry:Registry", {
  compliant: { inputs: { encryption: { status: "enabled" } }, ...prod },
  broken: { inputs: { encryption: { status: "disabled" } }, ...prod, breaks: "encryption.status is not enabled" },
  absent: { inputs: {}, ...prod, breaks: "encryption.status is not enabled" },
  unknown: { inputs: { encryption: { status: UNKNOWN } }, ...prod, undecided: "encryption.status" },
});

const storage = "encryption.keySource is not Microsoft.Keyvault, and Microsoft.Storage is the default";

describeRule(dataCustomerKey, "azure-native:storage:StorageAccount", {
  compliant: { inputs: { encryption: { keySource: "Microsoft.Keyvault" } }, ...prod },
  broken: { inputs: { encryption: { keySource: "Microsoft.Storage" } }, ...prod, breaks: storage },
  absent: { inputs: {}, ...prod, breaks: storage },
  unknown: { inputs: { encryption: { keySource: UNKNOWN } }, ...prod, undecided: "encryption.keySource" },
});

const account = (keySource?: string) => ({ properties: { encryption: { keySource } } });

describeRule(dataCustomerKey, "azure-native:cognitiveservices:Account", {
  compliant: { inputs: account("Microsoft.KeyVault"), ...prod },
  broken: {
    inputs: account("Microsoft.CognitiveServices"),
    ...prod,
    breaks: "properties.encryption.keySource is not Microsoft.KeyVault",
  },
  absent: { inputs: {}, ...prod, breaks: "properties.encryption.keySource is not Microsoft.KeyVault" },
  unknown: { inputs: account(UNKNOWN), ...prod, undecided: "properties.encryption.keySource" },
});

describeRule(dataCustomerKey, "azure-native:search:Service", {
  compliant: { inputs: { encryptionWithCmk: { enforcement: "Enabled" } }, ...prod },
  broken: {
    inputs: { encryptionWithCmk: { enforcement: "Unspecified" } },
    ...prod,
    breaks: "encryptionWithCmk.enforcement is not Enabled",
  },
  absent: { inputs: {}, ...prod, breaks: "encryptionWithCmk.enforcement is not Enabled" },
  unknown: {
    inputs: { encryptionWithCmk: { enforcement: UNKNOWN } },
    ...prod,
    undecided: "encryptionWithCmk.enforcement",
  },
});

describeRule(dataCustomerKey, "azure-native:cosmosdb:DatabaseAccount", {
  compliant: { inputs: { keyVaultKeyUri: "https://vault.vault.azure.net/keys/key" }, ...prod },
  broken: { inputs: { locations: [] }, ...prod, breaks: "keyVaultKeyUri is left out" },
  absent: { inputs: {}, ...prod, breaks: "keyVaultKeyUri is left out" },
  unknown: { inputs: { keyVaultKeyUri: UNKNOWN }, ...prod, passes: true },
});

test("outside prod Azure's own keys will do", () =>
  expectVerdict(dataCustomerKey, "azure-native:storage:StorageAccount", { inputs: {}, silent: true }));
