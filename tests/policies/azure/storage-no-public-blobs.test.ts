import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { storageNoPublicBlobs } from "../../../policies/azure/storage-no-public-blobs.js";
import { describeRule, expectVerdict } from "../support.js";

describeRule(storageNoPublicBlobs, "azure-native:storage:StorageAccount", {
  compliant: { inputs: { allowBlobPublicAccess: false } },
  broken: { inputs: { allowBlobPublicAccess: true }, breaks: "allowBlobPublicAccess is true" },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { allowBlobPublicAccess: UNKNOWN }, undecided: "allowBlobPublicAccess" },
});

const CONTAINER = "azure-native:storage:BlobContainer";

describeRule(storageNoPublicBlobs, CONTAINER, {
  compliant: { inputs: { publicAccess: "None" } },
  broken: { inputs: { publicAccess: "Blob" }, breaks: "publicAccess is not None" },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { publicAccess: UNKNOWN }, undecided: "publicAccess" },
});

test("a list of all blobs is public, too", () =>
  expectVerdict(storageNoPublicBlobs, CONTAINER, {
    inputs: { publicAccess: "Container" },
    breaks: "publicAccess is not None",
  }));
