import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { bucketPublicAccessBlocked } from "../../../policies/aws/bucket-public-access-blocked.js";
import { describeRule, expectVerdict, type Neighbour } from "../support.js";

const BUCKET = "aws:s3/bucket:Bucket";
const ABSENT = "no BucketPublicAccessBlock keeps public access blocked";
const left = (setting: string) => `${setting} of its BucketPublicAccessBlock is not true, and false is the default`;
const all = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
const block = (inputs: object, refers: Neighbour["refers"] = { bucket: "it" }): Neighbour => ({
  type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  name: "block",
  inputs: { ...inputs },
  refers,
});

describeRule(bucketPublicAccessBlocked, BUCKET, {
  compliant: { inputs: {}, around: [block(all)] },
  broken: { inputs: {}, around: [block({ ...all, ignorePublicAcls: false })], breaks: left("ignorePublicAcls") },
  absent: { inputs: {}, breaks: ABSENT },
  unknown: { inputs: {}, around: [block({ ...all, blockPublicPolicy: UNKNOWN })], undecided: "blockPublicPolicy" },
});

test("every setting counts, and is off by default", () =>
  expectVerdict(bucketPublicAccessBlocked, BUCKET, {
    inputs: {},
    around: [block({})],
    breaks: [
      left("blockPublicAcls"),
      left("blockPublicPolicy"),
      left("ignorePublicAcls"),
      left("restrictPublicBuckets"),
    ],
  }));

test("buckets of the older token are looked at", () =>
  expectVerdict(bucketPublicAccessBlocked, "aws:s3/bucketV2:BucketV2", { inputs: {}, breaks: ABSENT }));

describe("a block is of a bucket", () => {
  test("whose name it has, where neither refers to the other", () =>
    expectVerdict(bucketPublicAccessBlocked, BUCKET, {
      inputs: { bucket: "models" },
      around: [block({ ...all, bucket: "models" }, {})],
      passes: true,
    }));

  test("that it refers to, also where the bucket has a name", () =>
    expectVerdict(bucketPublicAccessBlocked, BUCKET, {
      inputs: { bucket: "models" },
      around: [block({ ...all, bucket: UNKNOWN })],
      passes: true,
    }));

  test("not where it has another name", () =>
    expectVerdict(bucketPublicAccessBlocked, BUCKET, {
      inputs: { bucket: "models" },
      around: [block({ ...all, bucket: "logs" }, {})],
      breaks: ABSENT,
    }));

  test("perhaps where its name is unknown", () =>
    expectVerdict(bucketPublicAccessBlocked, BUCKET, {
      inputs: { bucket: "models" },
      around: [block({ ...all, bucket: UNKNOWN }, {})],
      undecided: "bucket",
    }));

  test("not where it refers to another", () =>
    expectVerdict(bucketPublicAccessBlocked, BUCKET, {
      inputs: { bucket: "models" },
      around: [{ type: BUCKET, name: "logs" }, block({ ...all, bucket: UNKNOWN }, { bucket: "logs" })],
      breaks: ABSENT,
    }));

  test("not where it refers to it by something else than its bucket", () =>
    expectVerdict(bucketPublicAccessBlocked, BUCKET, {
      inputs: {},
      around: [block(all, { expectedBucketOwner: "it" })],
      breaks: ABSENT,
    }));
});
