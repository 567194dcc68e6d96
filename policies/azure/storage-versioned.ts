import { objectOf } from "../../plan/inputs.js";
import { mcsb, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { isOneOf } from "./words.js";

export const storageVersioned = rule({
  name: "azure-storage-versioned",
  description: "Blobs that were overwritten or deleted, be it data or models, can be restored.",
  cloud: "azure",
  severity: "medium",
  level: "mandatory",
  controls: [mcsb("BR-1"), owaspLlm(4)],
  remediation: "Add BlobServiceProperties with isVersioningEnabled: true and deleteRetentionPolicy.enabled: true.",
  url: "https://learn.microsoft.com/azure/storage/blobs/versioning-overview",
  scope: "stack",
  checks: {
    "azure-native:storage:StorageAccount": (account, _, stack) => {
      const { kind, isHnsEnabled } = account.inputs;
      if (isOneOf(kind, "FileStorage")) return []; // has no blobs
      const [blobs] = stack.referring(account, "azure-native:storage:BlobServiceProperties");
      if (blobs === undefined) return ["no BlobServiceProperties keep old versions and deleted blobs"];
      const { isVersioningEnabled, deleteRetentionPolicy } = blobs.inputs;
      return [
        // With a hierarchical namespace there are no versions, and deleted blobs are all that can be kept.
        ...(isHnsEnabled === true || isVersioningEnabled === true
          ? []
          : ["isVersioningEnabled of its BlobServiceProperties is not true"]),
        ...(objectOf(deleteRetentionPolicy).enabled === true
          ? []
          : ["deleteRetentionPolicy.enabled of its BlobServiceProperties is not true"]),
      ];
    },
  },
});
