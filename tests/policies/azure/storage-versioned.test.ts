import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { storageVersioned } from "../../../policies/azure/storage-versioned.js";
import { describeRule, expectVerdict, type Neighbour } from "../support.js";

const ACCOUNT = "azure-native:storage:StorageAccount";
const blobs = (isVersioningEnabled?: boolean | string, enabled?: boolean): Neighbour => ({
  type: "azure-native:storage:BlobServiceProperties",
  name: "blobs",
  inputs: { isVersioningEnabled, deleteRetentionPolicy: { enabled } },
  refers: { accountName: "it" },
});
const unversioned = "isVersioningEnabled of its BlobServiceProperties is not true";
const deleted = "deleteRetentionPolicy.enabled of its BlobServiceProperties is not true";

describeRule(storageVersioned, ACCOUNT, {
  compliant: { inputs: {}, around: [blobs(true, true)] },
  broken: { inputs: {}, around: [blobs(false, false)], breaks: [unversioned, deleted] },
  absent: { inputs: {}, breaks: "no BlobServiceProperties keep old versions and deleted blobs" },
  unknown: { inputs: {}, around: [blobs(UNKNOWN, true)], undecided: "isVersioningEnabled" },
});

test("old versions alone bring no deleted version back", () =>
  expectVerdict(storageVersioned, ACCOUNT, { inputs: {}, around: [blobs(true)], breaks: deleted }));

test("a hierarchical namespace has no versions", () =>
  expectVerdict(storageVersioned, ACCOUNT, {
    inputs: { isHnsEnabled: true },
    around: [blobs(undefined, true)],
    passes: true,
  }));

test("file shares have no blobs", () =>
  expectVerdict(storageVersioned, ACCOUNT, { inputs: { kind: "FileStorage" }, passes: true }));
