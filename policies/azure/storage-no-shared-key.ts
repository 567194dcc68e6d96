import { azurePolicy, mcsb, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const storageNoSharedKey = rule({
  name: "azure-storage-no-shared-key",
  description: "A storage account takes no account key, and no signature that one made.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [azurePolicy("8c6a50c6-9ffd-4ae7-986f-5fa6111f9a54"), mcsb("IM-1"), owaspLlm(2)],
  remediation:
    "Set allowSharedKeyAccess to false; who reads and writes gets roles such as Storage Blob Data Contributor.",
  url: "https://learn.microsoft.com/azure/storage/common/shared-key-authorization-prevent",
  scope: "resource",
  checks: {
    "azure-native:storage:StorageAccount": ({ inputs }) =>
      inputs.allowSharedKeyAccess === false ? [] : ["allowSharedKeyAccess is not false, and true is the default"],
  },
});
