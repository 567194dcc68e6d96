import { expect, test } from "vitest";
import { PrivateBucket, type PrivateBucketArgs } from "../../../components/gcp/private-bucket.js";
import { deploy } from "../../support/mocks.js";

const COMPONENT = "ai-stack:gcp:PrivateBucket::data"; // spelled out: a changed token replaces users' state
const BUCKET = "gcp:storage/bucket:Bucket::data";
const KEY = "projects/ml-dev-123456/locations/us-central1/keyRings/ring/cryptoKeys/key";

const args = { projectId: "ml-dev-123456", location: "us-central1" };
const deployed = (more: Partial<PrivateBucketArgs> = {}) =>
  deploy(() => new PrivateBucket("data", { ...args, ...more }));

test("registers a bucket under the component", async () => {
  const { tree } = await deployed();
  expect(tree).toEqual(["ai-stack:gcp:PrivateBucket data", "  gcp:storage/bucket:Bucket data"]);
});

test("is documented by its args, defaults included", async () => {
  const { inputs } = await deployed();
  expect(inputs[COMPONENT]).toEqual({ ...args, keep: true });
});

test("lies in the project and location", async () => {
  const { inputs } = await deployed();
  expect(inputs[BUCKET]).toMatchObject({ project: "ml-dev-123456", location: "us-central1" });
});

test("gets its name from the engine", async () => {
  const { inputs } = await deployed();
  expect(inputs[BUCKET]).not.toHaveProperty("name");
});

test("cannot be made public, and is reached by IAM only", async () => {
  const { inputs } = await deployed();
  expect(inputs[BUCKET]).toMatchObject({ publicAccessPrevention: "enforced", uniformBucketLevelAccess: true });
});

test("keeps overwritten objects for 30 days and broken uploads for 7", async () => {
  const { inputs } = await deployed();
  expect(inputs[BUCKET]).toMatchObject({
    versioning: { enabled: true },
    lifecycleRules: [
      { action: { type: "Delete" }, condition: { daysSinceNoncurrentTime: 30 } },
      { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } },
    ],
  });
});

test("refuses to go while it holds objects, and holds what was deleted for good for 7 days", async () => {
  const { inputs } = await deployed();
  expect(inputs[BUCKET]).toMatchObject({
    forceDestroy: false,
    softDeletePolicy: { retentionDurationSeconds: 604_800 },
  });
});

test("keep: false deletes the objects with the bucket, at once", async () => {
  const { inputs } = await deployed({ keep: false });
  expect(inputs[BUCKET]).toMatchObject({ forceDestroy: true, softDeletePolicy: { retentionDurationSeconds: 0 } });
});

test("encrypts with Google's keys by default", async () => {
  const { inputs } = await deployed();
  expect(inputs[BUCKET]).not.toHaveProperty("encryption");
});

test("encrypts with a given Cloud KMS key", async () => {
  const { inputs } = await deployed({ kmsKeyName: KEY });
  expect(inputs[BUCKET]).toMatchObject({ encryption: { defaultKmsKeyName: KEY } });
});

test("takes labels", async () => {
  const { inputs } = await deployed({ labels: { team: "ml" } });
  expect(inputs[BUCKET]).toMatchObject({ labels: { team: "ml" } });
});

test("waits for a grant on the key that is not known everywhere yet", async () => {
  const { resources } = await deployed({ kmsKeyName: KEY });
  expect(resources[BUCKET]?.errorHooks).toEqual(["gcp-service-propagation"]);
});

test("publishes its name and address", async () => {
  const { outputs } = await deployed();
  expect(outputs[COMPONENT]).toEqual({ bucketName: "<data.name>", url: "gs://<data.name>" });
});

test("transform has the last word on the bucket, and is no input of the component", async () => {
  const { inputs } = await deployed({ transform: { bucket: { forceDestroy: true } } });
  expect(inputs[COMPONENT]).not.toHaveProperty("transform");
  expect(inputs[BUCKET]).toMatchObject({ forceDestroy: true, publicAccessPrevention: "enforced" });
});

test.each(["Data", "my_data", "my.data", "-data", "goog-data", "my-google-data", "d".repeat(56), ""])(
  "fails: the name '%s' cannot begin a bucket's name",
  async (name) => {
    const { tree } = await deploy(() => {
      expect(() => new PrivateBucket(name, args)).toThrow(
        `'name' must be up to 55 lower-case letters, digits and hyphens that may begin a bucket's name, got "${name}"`,
      );
    });
    expect(tree).toEqual([]);
  },
);

test("takes a name of 55 characters: the ending of 8 makes it 63, the longest", async () => {
  const name = "d".repeat(55);
  const { tree } = await deploy(() => new PrivateBucket(name, args));
  expect(tree).toContain(`  gcp:storage/bucket:Bucket ${name}`);
});
