import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { storageHttpsOnly } from "../../../policies/azure/storage-https-only.js";
import { describeRule, expectVerdict } from "../support.js";

const ACCOUNT = "azure-native:storage:StorageAccount";
const plain = "enableHttpsTrafficOnly is false";
const nfs = { kind: "FileStorage", enableHttpsTrafficOnly: false, publicNetworkAccess: "Disabled" };

describeRule(storageHttpsOnly, ACCOUNT, {
  compliant: { inputs: { enableHttpsTrafficOnly: true } },
  broken: { inputs: { kind: "StorageV2", enableHttpsTrafficOnly: false }, breaks: plain },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { enableHttpsTrafficOnly: UNKNOWN }, undecided: "enableHttpsTrafficOnly" },
});

test("NFS shares in a private network are no HTTPS", () =>
  expectVerdict(storageHttpsOnly, ACCOUNT, { inputs: nfs, passes: true }));

test("NFS shares are not for the internet", () =>
  expectVerdict(storageHttpsOnly, ACCOUNT, { inputs: { ...nfs, publicNetworkAccess: "Enabled" }, breaks: plain }));

test("other kinds have no NFS shares", () =>
  expectVerdict(storageHttpsOnly, ACCOUNT, { inputs: { ...nfs, kind: "StorageV2" }, breaks: plain }));
