import * as s3 from "@pulumi/aws/s3/index.js";
import * as pulumi from "@pulumi/pulumi";
import { checkMatch } from "../shared/check.js";

/** Days after which the parts of an upload that never completed are removed. */
const INCOMPLETE_UPLOAD_DAYS = 7;

/** Days for which an overwritten or deleted object can be restored. */
const OLD_VERSION_DAYS = 30;

/** Inputs of {@link PrivateBucket}. */
export interface PrivateBucketArgs {
  /** ARN of the KMS key that encrypts the objects. @default - S3's own keys (SSE-S3) */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /** Whether a bucket that still holds objects refuses to be deleted; `false` deletes them with it. @default true */
  readonly keep?: boolean;
  /** Tags of the bucket. */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args. */
  readonly transform?: {
    readonly bucket?: Partial<s3.BucketArgs>;
    readonly ownership?: Partial<s3.BucketOwnershipControlsArgs>;
    readonly publicAccess?: Partial<s3.BucketPublicAccessBlockArgs>;
    readonly encryption?: Partial<s3.BucketServerSideEncryptionConfigurationArgs>;
    readonly versioning?: Partial<s3.BucketVersioningArgs>;
    readonly lifecycle?: Partial<s3.BucketLifecycleConfigurationArgs>;
    readonly policy?: Partial<s3.BucketPolicyArgs>;
  };
}

/**
 * An S3 bucket that nobody outside the account can reach, named after the component with a random ending. Versioned;
 * versions that were overwritten or deleted go after 30 days, uploads that never completed after 7.
 *
 * Children: the bucket, and its ownership controls, public access block, encryption, versioning, lifecycle and policy
 * (HTTPS only).
 *
 * @throws RunError when `name` cannot begin a bucket's name.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export class PrivateBucket extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** The bucket's address: `s3://<name>`, without a slash at the end. */
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: PrivateBucketArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    const { transform, keep = true, ...rest } = args;
    const { kmsKeyArn, tags } = rest;
    checkMatch(
      "name",
      name,
      /^(?!xn--|sthree-|amzn-s3-demo-)[a-z0-9][a-z0-9-]{0,54}$/,
      "up to 55 lower-case letters, digits and hyphens that may begin a bucket's name",
    );
    super("ai-stack:aws:PrivateBucket", name, { ...rest, keep }, opts);
    const parent = { parent: this };

    const bucket = new s3.Bucket(name, { forceDestroy: !keep, tags, ...transform?.bucket }, parent);
    new s3.BucketOwnershipControls(
      `${name}-ownership`,
      { bucket: bucket.bucket, rule: { objectOwnership: "BucketOwnerEnforced" }, ...transform?.ownership },
      parent,
    );
    const publicAccess = new s3.BucketPublicAccessBlock(
      `${name}-public-access`,
      {
        bucket: bucket.bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
        ...transform?.publicAccess,
      },
      parent,
    );
    new s3.BucketServerSideEncryptionConfiguration(
      `${name}-encryption`,
      {
        bucket: bucket.bucket,
        rules: [
          kmsKeyArn === undefined
            ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
            : {
                applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn },
                bucketKeyEnabled: true,
              },
        ],
        ...transform?.encryption,
      },
      parent,
    );
    const versioning = new s3.BucketVersioning(
      `${name}-versioning`,
      { bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" }, ...transform?.versioning },
      parent,
    );
    new s3.BucketLifecycleConfiguration(
      `${name}-lifecycle`,
      {
        bucket: bucket.bucket,
        rules: [
          {
            id: "clean-up",
            status: "Enabled",
            filter: { prefix: "" },
            abortIncompleteMultipartUpload: { daysAfterInitiation: INCOMPLETE_UPLOAD_DAYS },
            noncurrentVersionExpiration: { noncurrentDays: OLD_VERSION_DAYS },
            expiration: { expiredObjectDeleteMarker: true },
          },
        ],
        ...transform?.lifecycle,
      },
      { ...parent, dependsOn: [versioning] },
    );
    new s3.BucketPolicy(
      `${name}-policy`,
      { bucket: bucket.bucket, policy: httpsOnly(bucket.arn), ...transform?.policy },
      // S3 refuses the two at once (OperationAborted).
      { ...parent, dependsOn: [publicAccess] },
    );

    this.bucketName = bucket.bucket;
    this.arn = bucket.arn;
    this.url = pulumi.interpolate`s3://${bucket.bucket}`;
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn, url: this.url });
  }
}

/** A bucket policy that denies whatever does not come over HTTPS. */
function httpsOnly(bucketArn: pulumi.Output<string>): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "HttpsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [bucketArn, pulumi.interpolate`${bucketArn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
}
