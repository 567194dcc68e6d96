import { azurePolicy, mcsb } from "../control.js";
import { rule } from "../rule.js";
import { isOneOf } from "./words.js";

export const storageMinimumTls = rule({
  name: "azure-storage-minimum-tls",
  description: "A storage account takes TLS 1.2 or newer only.",
  cloud: "azure",
  severity: "medium",
  level: "mandatory",
  controls: [azurePolicy("fe83a0eb-a853-422d-aac2-1bffd182c5d0"), mcsb("DP-3")],
  remediation: "Set minimumTlsVersion to TLS1_2.",
  url: "https://learn.microsoft.com/azure/storage/common/transport-layer-security-configure-minimum-version",
  scope: "resource",
  checks: {
    "azure-native:storage:StorageAccount": ({ inputs }) =>
      isOneOf(inputs.minimumTlsVersion, "TLS1_2", "TLS1_3")
        ? []
        : ["minimumTlsVersion is older than TLS1_2 or left out, and TLS1_0 is the default"],
  },
});
