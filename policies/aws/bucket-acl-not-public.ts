import { listOf, objectOf, textOf } from "../../plan/inputs.js";
import { fsbp, owaspLlm } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";

const PUBLIC_ACLS: readonly unknown[] = ["public-read", "public-read-write", "authenticated-read"];

/** Everybody, and everybody with any account of AWS. */
const PUBLIC_GROUPS = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

export const bucketAclNotPublic = rule({
  name: "aws-bucket-acl-not-public",
  description: "No ACL opens an S3 bucket or an object to everybody.",
  cloud: "aws",
  severity: "critical",
  level: "mandatory",
  controls: [fsbp("S3.12"), fsbp("S3.2"), fsbp("S3.3"), owaspLlm(2), owaspLlm(4)],
  remediation: "Leave ACLs out: the bucket's owner owns every object, and policies say who else reads it.",
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html",
  scope: "resource",
  checks: {
    "aws:s3/bucket:Bucket": check,
    "aws:s3/bucketV2:BucketV2": check,
    "aws:s3/bucketAcl:BucketAcl": check,
    "aws:s3/bucketAclV2:BucketAclV2": check,
    "aws:s3/bucketObject:BucketObject": check,
    "aws:s3/bucketObjectv2:BucketObjectv2": check,
  },
});

function* check({ inputs }: Resource): Generator<string> {
  const { acl } = inputs;
  if (PUBLIC_ACLS.includes(acl)) yield `acl is ${acl}`;
  yield* ofEach(listOf(inputs.grants), ({ uri }, index) => granted(`grants[${index}].uri`, uri));
  yield* ofEach(listOf(objectOf(inputs.accessControlPolicy).grants), ({ grantee }, index) =>
    granted(`accessControlPolicy.grants[${index}].grantee.uri`, objectOf(grantee).uri),
  );
}

function granted(path: string, uri: unknown): readonly string[] {
  const [, group] = PUBLIC_GROUPS.exec(textOf(uri) ?? "") ?? [];
  return group === undefined ? [] : [`${path} is the group ${group}`];
}
