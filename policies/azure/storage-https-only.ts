import { azurePolicy, mcsb, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { isClosed } from "./network-access.js";
import { isOneOf } from "./words.js";

export const storageHttpsOnly = rule({
  name: "azure-storage-https-only",
  description: "A storage account refuses requests without TLS.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [azurePolicy("404c3081-a854-4457-ae30-26a93ef643f9"), mcsb("DP-3"), owaspLlm(2)],
  remediation: "Set enableHttpsTrafficOnly to true, or leave it out.",
  url: "https://learn.microsoft.com/azure/storage/common/storage-require-secure-transfer",
  scope: "resource",
  checks: {
    "azure-native:storage:StorageAccount": ({ inputs }) => {
      if (inputs.enableHttpsTrafficOnly !== false) return [];
      // NFS is no HTTPS: its shares, which only this kind has, cannot be mounted otherwise. Then nothing public reaches them.
      return isOneOf(inputs.kind, "FileStorage") && isClosed(inputs) ? [] : ["enableHttpsTrafficOnly is false"];
    },
  },
});
