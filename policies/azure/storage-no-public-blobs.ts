import { azurePolicy, mcsb, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { isOneOf } from "./words.js";

export const storageNoPublicBlobs = rule({
  name: "azure-storage-no-public-blobs",
  description: "Nobody reads blobs without signing in.",
  cloud: "azure",
  severity: "critical",
  level: "mandatory",
  controls: [azurePolicy("4fa4b6c0-31ca-4c0d-b10d-24b96f62a751"), mcsb("NS-2"), owaspLlm(2)],
  remediation: "Set allowBlobPublicAccess of the account to false and publicAccess of the container to None.",
  url: "https://learn.microsoft.com/azure/storage/blobs/anonymous-read-access-prevent",
  scope: "resource",
  checks: {
    "azure-native:storage:StorageAccount": ({ inputs }) =>
      inputs.allowBlobPublicAccess === true ? ["allowBlobPublicAccess is true"] : [],
    "azure-native:storage:BlobContainer": ({ inputs }) =>
      isOneOf(inputs.publicAccess, "Blob", "Container") ? ["publicAccess is not None"] : [],
  },
});
