import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { storageMinimumTls } from "../../../policies/azure/storage-minimum-tls.js";
import { describeRule, expectVerdict } from "../support.js";

const ACCOUNT = "azure-native:storage:StorageAccount";
const old = "minimumTlsVersion is older than TLS1_2 or left out, and TLS1_0 is the default";

describeRule(storageMinimumTls, ACCOUNT, {
  compliant: { inputs: { minimumTlsVersion: "TLS1_2" } },
  broken: { inputs: { minimumTlsVersion: "TLS1_1" }, breaks: old },
  absent: { inputs: {}, breaks: old },
  unknown: { inputs: { minimumTlsVersion: UNKNOWN }, undecided: "minimumTlsVersion" },
});

test("newer will do", () =>
  expectVerdict(storageMinimumTls, ACCOUNT, { inputs: { minimumTlsVersion: "TLS1_3" }, passes: true }));
