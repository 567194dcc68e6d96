import type * as artifactregistry from "@pulumi/gcp/artifactregistry/index.js";
import type * as serviceaccount from "@pulumi/gcp/serviceaccount/index.js";
import type * as vertex from "@pulumi/gcp/vertex/index.js";
import type * as workbench from "@pulumi/gcp/workbench/index.js";
import * as pulumi from "@pulumi/pulumi";
import { check, checkInteger, checkMatch } from "../../shared/check.js";
import { physicalName } from "../../shared/names.js";
import type { PrivateBucketArgs } from "../private-bucket.js";

/** Inputs of `VertexWorkbench`. */
export interface VertexWorkbenchArgs {
  /** Id of the project, such as `ml-dev-123456`. */
  readonly projectId: string;
  /** Zone of the notebooks, such as `us-central1-a`; everything else is in its region. */
  readonly zone: string;
  /** The network of the notebooks, `projects/…/global/networks/…`. Another one replaces them. */
  readonly networkId: pulumi.Input<string>;
  /**
   * A private subnet of it in the zone's region, `projects/…/regions/…/subnetworks/…`, with a way to Google's APIs and
   * to `*.notebooks.googleusercontent.com`: Private Google Access, or NAT. Another one replaces the notebooks.
   */
  readonly subnetId: pulumi.Input<string>;
  /**
   * Who gets a notebook, at least one. An e-mail address of a Google account, in lower case: nobody else opens that
   * notebook. Or a short name, letters, digits and inner hyphens: whoever may act as the notebooks' service account
   * opens it. A change between the two replaces a notebook.
   */
  readonly users: readonly string[];
  /** Minutes without work after which a notebook is stopped, 10 to 1,440. @default 60 */
  readonly idleTimeoutMinutes?: number;
  /** Machine type of a notebook, one without GPU; a change stops it. @default "e2-standard-4": 4 vCPU, 16 GB */
  readonly machineType?: pulumi.Input<string>;
  /**
   * Size of the disk with a user's files, in GB, 10 to 64,000; billed while the notebook is stopped, too. It can grow,
   * never shrink. @default 50
   */
  readonly dataDiskGb?: number;
  /**
   * Resource name of the Cloud KMS key of disks, artifacts, images, pipelines and TensorBoard, in the zone's region. The
   * agents of Compute Engine, Notebooks, Cloud Storage, Artifact Registry and Vertex AI must be able to use it before.
   * Another one replaces all of these but the bucket. @default - Google's own keys
   */
  readonly kmsKeyName?: pulumi.Input<string>;
  /**
   * Whether notebooks, which hold their users' files, refuse to be deleted and replaced. It takes effect when it is
   * deployed before. @default true
   */
  readonly keepNotebooks?: boolean;
  /**
   * Whether the artifact bucket refuses to be deleted while it holds objects, and repositories and TensorBoard at all. It
   * takes effect when it is deployed before. @default true
   */
  readonly keepArtifacts?: boolean;
  /** Labels of everything here that takes them. */
  readonly labels?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args. */
  readonly transform?: {
    /** Applies to each of the notebooks. */
    readonly instance?: Partial<workbench.InstanceArgs>;
    readonly serviceAccount?: Partial<serviceaccount.AccountArgs>;
    readonly artifacts?: Partial<PrivateBucketArgs>;
    readonly containers?: Partial<artifactregistry.RepositoryArgs>;
    readonly pipelines?: Partial<artifactregistry.RepositoryArgs>;
    readonly tensorboard?: Partial<vertex.AiTensorboardArgs>;
  };
}

const EMAIL = /^[a-z0-9._%+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/;
const SHORT_NAME = /^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/;

/** Characters kept free in a notebook's name: how Workbench names machine and disks after it is not documented. */
const ENDING_CHARS = 16;

/** Whether a user is given as an e-mail address. */
export function isEmail(user: string): boolean {
  return EMAIL.test(user);
}

/** The region of a zone. */
export function regionOf(zone: string): string {
  return zone.slice(0, zone.lastIndexOf("-"));
}

/** Name of a user's notebook, in the project and zone. */
export function notebookName(component: string, user: string): string {
  return physicalName("rfc1035", [pulumi.getProject(), pulumi.getStack(), component, user], ENDING_CHARS);
}

/** Throws unless Google Cloud accepts the names and numbers. */
export function checkVertexWorkbench(
  name: string,
  {
    zone,
    users,
    idleTimeoutMinutes,
    dataDiskGb,
  }: Required<Pick<VertexWorkbenchArgs, "zone" | "users" | "idleTimeoutMinutes" | "dataDiskGb">>,
): void {
  // A bucket's name begins with it, and has 63 characters with `-artifacts` and the random ending.
  checkMatch(
    "name",
    name,
    /^(?!goog)(?!.*google)[a-z0-9][a-z0-9-]{0,44}$/,
    "up to 45 lower-case letters, digits and hyphens that may begin a bucket's name",
  );
  checkMatch("zone", zone, /^[a-z]+-[a-z]+\d+-[a-z0-9]+$/, "a zone such as us-central1-a");
  check(users.length > 0, "'users' must hold at least one user, got none");
  const shape = "short names (letters, digits and inner hyphens) or e-mail addresses in lower case";
  for (const user of users) checkMatch("users", user, new RegExp(`${EMAIL.source}|${SHORT_NAME.source}`), shape);
  check(
    new Set(users.map((user) => notebookName(name, user))).size === users.length,
    `'users' must differ from each other in letters and digits, got ${users.join(", ")}`,
  );
  checkInteger("idleTimeoutMinutes", idleTimeoutMinutes, 10, 1440);
  checkInteger("dataDiskGb", dataDiskGb, 10, 64_000);
}
