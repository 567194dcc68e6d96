import * as storage from "@pulumi/gcp/storage/index.js";
import * as pulumi from "@pulumi/pulumi";
import { checkMatch } from "../shared/check.js";
import { servicePropagationHooks } from "./service-agent-propagation.js";

/** Days after which the parts of an upload that never completed are removed. */
const INCOMPLETE_UPLOAD_DAYS = 7;

/** Days for which an overwritten or deleted object can be restored. */
const OLD_VERSION_DAYS = 30;

/** The shortest time that Cloud Storage can keep what was deleted for good, 7 days. */
const SOFT_DELETE_SEC = 604_800;

/** Inputs of {@link PrivateBucket}. */
export interface PrivateBucketArgs {
  /** Id of the project, such as `ml-dev-123456`. */
  readonly projectId: string;
  /** Region, dual-region or multi-region, such as `us-central1`. Another one replaces the bucket. */
  readonly location: pulumi.Input<string>;
  /**
   * Resource name of the Cloud KMS key that encrypts new objects, in the same location. The project's Cloud Storage
   * service agent must be able to use it before. @default - Google's own keys
   */
  readonly kmsKeyName?: pulumi.Input<string>;
  /**
   * Whether a bucket that still holds objects refuses to be deleted; what was deleted for good can then be restored for
   * 7 days. `false` deletes the objects with the bucket, at once. @default true
   */
  readonly keep?: boolean;
  /** Labels of the bucket. */
  readonly labels?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args. */
  readonly transform?: {
    readonly bucket?: Partial<storage.BucketArgs>;
  };
}

/**
 * A Cloud Storage bucket that cannot be made public, named after the component with a random ending; access is by IAM
 * only. Versioned; versions that were overwritten or deleted go after 30 days, uploads that never completed after 7.
 *
 * Children: the bucket.
 *
 * @throws RunError when `name` cannot begin a bucket's name.
 * @see https://docs.cloud.google.com/storage/docs/buckets#naming
 * @see https://docs.cloud.google.com/storage/docs/public-access-prevention
 * @see https://docs.cloud.google.com/storage/docs/soft-delete
 */
export class PrivateBucket extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  /** The bucket's address: `gs://<name>`, without a slash at the end. */
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: PrivateBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, keep = true, ...rest } = args;
    const { projectId, location, kmsKeyName, labels } = rest;
    checkMatch(
      "name",
      name,
      /^(?!goog)(?!.*google)[a-z0-9][a-z0-9-]{0,54}$/,
      "up to 55 lower-case letters, digits and hyphens that may begin a bucket's name",
    );
    super("ai-stack:gcp:PrivateBucket", name, { ...rest, keep }, opts);

    const bucket = new storage.Bucket(
      name,
      {
        project: projectId,
        location,
        uniformBucketLevelAccess: true,
        publicAccessPrevention: "enforced",
        encryption: kmsKeyName === undefined ? undefined : { defaultKmsKeyName: kmsKeyName },
        versioning: { enabled: true },
        lifecycleRules: [
          { action: { type: "Delete" }, condition: { daysSinceNoncurrentTime: OLD_VERSION_DAYS } },
          { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: INCOMPLETE_UPLOAD_DAYS } },
        ],
        softDeletePolicy: { retentionDurationSeconds: keep ? SOFT_DELETE_SEC : 0 },
        forceDestroy: !keep,
        labels,
        ...transform?.bucket,
      },
      { parent: this, hooks: servicePropagationHooks() },
    );

    this.bucketName = bucket.name;
    this.url = pulumi.interpolate`gs://${bucket.name}`;
    this.registerOutputs({ bucketName: this.bucketName, url: this.url });
  }
}
