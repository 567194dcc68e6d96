import { expect, test } from "vitest";
import { PrivateBucket, type PrivateBucketArgs } from "../../../components/aws/private-bucket.js";
import { deploy } from "../../support/mocks.js";

const COMPONENT = "ai-stack:aws:PrivateBucket::data"; // spelled out: a changed token replaces users' state
const BUCKET = "aws:s3/bucket:Bucket::data";
const OWNERSHIP = "aws:s3/bucketOwnershipControls:BucketOwnershipControls::data-ownership";
const PUBLIC_ACCESS = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock::data-public-access";
const ENCRYPTION =
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration::data-encryption";
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning::data-versioning";
const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration::data-lifecycle";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy::data-policy";

const deployBucket = (args?: PrivateBucketArgs) => deploy(() => new PrivateBucket("data", args));

test("registers the bucket and its settings under the component", async () => {
  const { tree } = await deployBucket();
  expect(tree).toEqual([
    "ai-stack:aws:PrivateBucket data",
    "  aws:s3/bucket:Bucket data",
    "  aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration data-lifecycle",
    "  aws:s3/bucketOwnershipControls:BucketOwnershipControls data-ownership",
    "  aws:s3/bucketPolicy:BucketPolicy data-policy",
    "  aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock data-public-access",
    "  aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration data-encryption",
    "  aws:s3/bucketVersioning:BucketVersioning data-versioning",
  ]);
});

test("is documented by its args, defaults included", async () => {
  const { inputs } = await deployBucket();
  expect(inputs[COMPONENT]).toEqual({ keep: true });
});

test("gets its name from the engine and refuses to go while it holds objects", async () => {
  const { inputs } = await deployBucket();
  expect(inputs[BUCKET]).toEqual({ forceDestroy: false });
});

test("keep: false deletes the objects with the bucket", async () => {
  const { inputs } = await deployBucket({ keep: false });
  expect(inputs[BUCKET]).toEqual({ forceDestroy: true });
});

test("takes tags", async () => {
  const { inputs } = await deployBucket({ tags: { team: "ml" } });
  expect(inputs[BUCKET]).toMatchObject({ tags: { team: "ml" } });
});

test("has no ACLs and blocks public access in all four ways", async () => {
  const { inputs } = await deployBucket();
  expect(inputs[OWNERSHIP]).toEqual({ bucket: "<data.bucket>", rule: { objectOwnership: "BucketOwnerEnforced" } });
  expect(inputs[PUBLIC_ACCESS]).toEqual({
    bucket: "<data.bucket>",
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
});

test("encrypts with S3's keys by default", async () => {
  const { inputs } = await deployBucket();
  expect(inputs[ENCRYPTION]).toEqual({
    bucket: "<data.bucket>",
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
  });
});

test("encrypts with a given KMS key, through a bucket key", async () => {
  const { inputs } = await deployBucket({ kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/k" });
  expect(inputs[ENCRYPTION]?.rules).toEqual([
    {
      applyServerSideEncryptionByDefault: {
        sseAlgorithm: "aws:kms",
        kmsMasterKeyId: "arn:aws:kms:us-east-1:123456789012:key/k",
      },
      bucketKeyEnabled: true,
    },
  ]);
});

test("keeps overwritten objects for 30 days and broken uploads for 7", async () => {
  const { inputs, resources } = await deployBucket();
  expect(inputs[VERSIONING]).toEqual({ bucket: "<data.bucket>", versioningConfiguration: { status: "Enabled" } });
  expect(inputs[LIFECYCLE]).toEqual({
    bucket: "<data.bucket>",
    rules: [
      {
        id: "clean-up",
        status: "Enabled",
        filter: { prefix: "" },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        noncurrentVersionExpiration: { noncurrentDays: 30 },
        expiration: { expiredObjectDeleteMarker: true },
      },
    ],
  });
  expect(resources[LIFECYCLE]?.dependencies).toEqual([BUCKET, VERSIONING]);
});

test("denies what does not come over HTTPS, once public access is blocked", async () => {
  const { inputs, resources } = await deployBucket();
  expect(JSON.parse(inputs[POLICY]?.policy)).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "HttpsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: ["<data.arn>", "<data.arn>/*"],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
  expect(inputs[POLICY]?.bucket).toBe("<data.bucket>");
  expect(resources[POLICY]?.dependencies).toEqual([BUCKET, PUBLIC_ACCESS]);
});

test("publishes its name, ARN and address", async () => {
  const { outputs } = await deployBucket();
  expect(outputs[COMPONENT]).toEqual({ bucketName: "<data.bucket>", arn: "<data.arn>", url: "s3://<data.bucket>" });
});

test("transform has the last word on each child, and is no input of the component", async () => {
  const { inputs } = await deployBucket({
    transform: {
      bucket: { forceDestroy: true },
      ownership: { rule: { objectOwnership: "ObjectWriter" } },
      publicAccess: { blockPublicPolicy: false },
      encryption: { rules: [] },
      versioning: { versioningConfiguration: { status: "Suspended" } },
      lifecycle: { rules: [] },
      policy: { policy: "{}" },
    },
  });
  expect(inputs[COMPONENT]).toEqual({ keep: true });
  expect(inputs[BUCKET]).toMatchObject({ forceDestroy: true });
  expect(inputs[OWNERSHIP]).toMatchObject({ rule: { objectOwnership: "ObjectWriter" } });
  expect(inputs[PUBLIC_ACCESS]).toMatchObject({ blockPublicPolicy: false });
  expect(inputs[ENCRYPTION]).toMatchObject({ rules: [] });
  expect(inputs[VERSIONING]).toMatchObject({ versioningConfiguration: { status: "Suspended" } });
  expect(inputs[LIFECYCLE]).toMatchObject({ rules: [] });
  expect(inputs[POLICY]).toMatchObject({ policy: "{}" });
});

test.each(["Data", "my_data", "-data", "xn--data", "sthree-data", "amzn-s3-demo-data", "d".repeat(56)])(
  "fails: the name %s cannot begin a bucket's name",
  async (name) => {
    const { tree } = await deploy(() => {
      expect(() => new PrivateBucket(name)).toThrow(
        `'name' must be up to 55 lower-case letters, digits and hyphens that may begin a bucket's name, got "${name}"`,
      );
    });
    expect(tree).toEqual([]);
  },
);

test("takes a name of 55 characters: the ending of 8 makes it 63, the longest", async () => {
  const name = "d".repeat(55);
  const { tree } = await deploy(() => new PrivateBucket(name));
  expect(tree).toContain(`  aws:s3/bucket:Bucket ${name}`);
});
