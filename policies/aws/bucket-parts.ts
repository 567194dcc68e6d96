import type { Resource, StackView } from "../resource.js";

/** The types of an S3 bucket; the second is the older token of the first. */
export const BUCKETS = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"] as const;

/** Resources that say something about a bucket: those whose `bucket` refers to it, else those that have its name there. */
export function partsOf(bucket: Resource, stack: StackView, ...types: readonly string[]): Resource[] {
  const bucketOf = (part: Resource) => stack.referred(part, "bucket", ...BUCKETS);
  const referring = types
    .flatMap((type) => stack.referring(bucket, type))
    .filter((part) => bucketOf(part)?.urn === bucket.urn);
  if (referring.length > 0 || !("bucket" in bucket.inputs)) return referring;
  const name = bucket.inputs.bucket;
  return types
    .flatMap((type) => stack.all(type))
    .filter((part) => bucketOf(part) === undefined && part.inputs.bucket === name);
}
