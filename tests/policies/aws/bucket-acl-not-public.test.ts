import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { bucketAclNotPublic } from "../../../policies/aws/bucket-acl-not-public.js";
import { describeRule, expectVerdict } from "../support.js";

const ACL = "aws:s3/bucketAcl:BucketAcl";
const EVERYBODY = "http://acs.amazonaws.com/groups/global/AllUsers";

describeRule(bucketAclNotPublic, ACL, {
  compliant: { inputs: { acl: "private" } },
  broken: { inputs: { acl: "public-read" }, breaks: "acl is public-read" },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { acl: UNKNOWN }, undecided: "acl" },
});

test.each([
  "aws:s3/bucket:Bucket",
  "aws:s3/bucketV2:BucketV2",
  "aws:s3/bucketAclV2:BucketAclV2",
  "aws:s3/bucketObject:BucketObject",
  "aws:s3/bucketObjectv2:BucketObjectv2",
])("%s is looked at", (type) =>
  expectVerdict(bucketAclNotPublic, type, {
    inputs: { acl: "public-read-write" },
    breaks: "acl is public-read-write",
  }),
);

test("everybody with an account of AWS is everybody", () =>
  expectVerdict(bucketAclNotPublic, ACL, {
    inputs: { acl: "authenticated-read" },
    breaks: "acl is authenticated-read",
  }));

describe("a grant", () => {
  test("to everybody breaks it", () =>
    expectVerdict(bucketAclNotPublic, ACL, {
      inputs: { accessControlPolicy: { grants: [{ grantee: { id: "1" } }, { grantee: { uri: EVERYBODY } }] } },
      breaks: "accessControlPolicy.grants[1].grantee.uri is the group AllUsers",
    }));

  test("of a bucket itself breaks it", () =>
    expectVerdict(bucketAclNotPublic, "aws:s3/bucket:Bucket", {
      inputs: { grants: [{ uri: "http://acs.amazonaws.com/groups/global/AuthenticatedUsers" }] },
      breaks: "grants[0].uri is the group AuthenticatedUsers",
    }));

  test("to the delivery of logs does not", () =>
    expectVerdict(bucketAclNotPublic, "aws:s3/bucket:Bucket", {
      inputs: { grants: [{ uri: "http://acs.amazonaws.com/groups/s3/LogDelivery" }] },
      passes: true,
    }));
});
