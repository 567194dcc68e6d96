import { nistAiRmf, owaspLlm } from "../control.js";
import type { Resource } from "../resource.js";
import { rule, type Said } from "../rule.js";

export const bucketNoForceDestroy = rule({
  name: "aws-bucket-no-force-destroy",
  description: "In prod, an S3 bucket that holds objects is not deleted.",
  cloud: "aws",
  severity: "high",
  level: "mandatory",
  controls: [owaspLlm(4), nistAiRmf("MEASURE 2.7")],
  remediation: "Leave forceDestroy out, or false, until ai-stack:teardown says that the stack is to be destroyed.",
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-bucket.html",
  scope: "resource",
  checks: { "aws:s3/bucket:Bucket": check, "aws:s3/bucketV2:BucketV2": check },
});

function check({ inputs, kept }: Resource): Said {
  if (!kept) return undefined;
  return inputs.forceDestroy === true ? ["forceDestroy is true: destroy deletes all objects with the bucket"] : [];
}
