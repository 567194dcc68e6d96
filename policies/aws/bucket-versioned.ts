import { objectOf } from "../../plan/inputs.js";
import { nistAiRmf, owaspLlm, securityHub } from "../control.js";
import type { Resource, StackView } from "../resource.js";
import { rule } from "../rule.js";
import { BUCKETS, partsOf } from "./bucket-parts.js";

export const bucketVersioned = rule({
  name: "aws-bucket-versioned",
  description: "An S3 bucket keeps what was overwritten or deleted: data and weights can be restored and compared.",
  cloud: "aws",
  severity: "medium",
  level: "advisory",
  controls: [securityHub("S3.14"), owaspLlm(4), nistAiRmf("MEASURE 2.7")],
  remediation: "Add a BucketVersioning with the status Enabled, and a life cycle rule that removes old versions.",
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
  scope: "stack",
  checks: Object.fromEntries(BUCKETS.map((type) => [type, check])),
});

function* check(bucket: Resource, _: unknown, stack: StackView): Generator<string> {
  if (objectOf(bucket.inputs.versioning).enabled === true) return;
  const types = ["aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketVersioningV2:BucketVersioningV2"];
  const parts = partsOf(bucket, stack, ...types);
  if (parts.length === 0) yield "no BucketVersioning, and S3's default is none";
  for (const { inputs } of parts)
    if (objectOf(inputs.versioningConfiguration).status !== "Enabled")
      yield "the status of its BucketVersioning is not Enabled";
}
