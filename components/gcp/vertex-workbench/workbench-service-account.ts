import * as artifactregistry from "@pulumi/gcp/artifactregistry/index.js";
import * as projects from "@pulumi/gcp/projects/index.js";
import * as serviceaccount from "@pulumi/gcp/serviceaccount/index.js";
import * as storage from "@pulumi/gcp/storage/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { createMachineServiceAccount } from "../machine-service-account.js";
import type { PrivateBucket } from "../private-bucket.js";
import { servicePropagationHooks } from "../service-agent-propagation.js";

interface WorkbenchServiceAccountArgs {
  readonly projectId: string;
  readonly bucket: PrivateBucket;
  /** By what they hold. */
  readonly repositories: Readonly<Record<string, artifactregistry.Repository>>;
  readonly transform: Partial<serviceaccount.AccountArgs> | undefined;
}

/**
 * The service account that notebooks and the jobs they start run as. It may write logs and metrics, use Vertex AI, read
 * and write the bucket's objects and the repositories' content, and start jobs as itself. It reaches no other bucket,
 * repository or service account.
 *
 * @see https://docs.cloud.google.com/vertex-ai/docs/general/access-control
 * @see https://docs.cloud.google.com/storage/docs/access-control/iam-roles
 */
export function createWorkbenchServiceAccount(
  name: string,
  { projectId, bucket, repositories, transform }: WorkbenchServiceAccountArgs,
  parent: pulumi.CustomResourceOptions,
) {
  const { account, grants } = createMachineServiceAccount(name, { projectId, transform }, parent);
  const { member } = account;
  const options = { ...parent, hooks: servicePropagationHooks() };
  grants.push(
    new projects.IAMMember(
      `${name}-vertex-user`,
      { project: projectId, role: "roles/aiplatform.user", member },
      options,
    ),
  );
  const inBucket = {
    "bucket-objects": "roles/storage.objectUser",
    // The Vertex AI SDK asks for the bucket itself, to see that it is the project's own.
    "bucket-reader": "roles/storage.legacyBucketReader",
  };
  const further = [
    ...Object.entries(inBucket).map(
      ([suffix, role]) =>
        new storage.BucketIAMMember(`${name}-${suffix}`, { bucket: bucket.bucketName, role, member }, options),
    ),
    ...Object.entries(repositories).map(
      ([content, { project, location, repositoryId }]) =>
        new artifactregistry.RepositoryIamMember(
          `${name}-${content}-writer`,
          { project, location, repository: repositoryId, role: "roles/artifactregistry.writer", member },
          options,
        ),
    ),
    new serviceaccount.IAMMember(
      `${name}-jobs`,
      { serviceAccountId: account.name, role: "roles/iam.serviceAccountUser", member },
      options,
    ),
  ];
  return { account, grants: [...grants, ...further] };
}
