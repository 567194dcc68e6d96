import { fsbp, owaspLlm } from "../control.js";
import type { Resource, StackView } from "../resource.js";
import { rule } from "../rule.js";
import { BUCKETS, partsOf } from "./bucket-parts.js";

const SETTINGS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"] as const;

export const bucketPublicAccessBlocked = rule({
  name: "aws-bucket-public-access-blocked",
  description: "Public access to an S3 bucket is blocked, whatever its ACLs and policy say.",
  cloud: "aws",
  severity: "critical",
  level: "mandatory",
  controls: [fsbp("S3.8"), fsbp("S3.2"), fsbp("S3.3"), owaspLlm(2), owaspLlm(4)],
  remediation: `Add a BucketPublicAccessBlock with ${SETTINGS.join(", ")} true.`,
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
  scope: "stack",
  checks: Object.fromEntries(BUCKETS.map((type) => [type, check])),
});

function* check(bucket: Resource, _: unknown, stack: StackView): Generator<string> {
  const blocks = partsOf(bucket, stack, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock");
  // S3 blocks it by default only in buckets made since April 2023, and nothing would restore that.
  if (blocks.length === 0) yield "no BucketPublicAccessBlock keeps public access blocked";
  for (const { inputs } of blocks)
    for (const setting of SETTINGS)
      if (inputs[setting] !== true)
        yield `${setting} of its BucketPublicAccessBlock is not true, and false is the default`;
}
