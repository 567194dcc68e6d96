import * as kms from "@pulumi/gcp/kms/index.js";
import * as pulumi from "@pulumi/pulumi";
import { check, checkInteger, checkMatch, checkOneOf } from "../shared/check.js";
import { AGENT_SERVICES, type AgentService, serviceAgentMember } from "./service-agent.js";
import { servicePropagationHooks } from "./service-agent-propagation.js";

export type { AgentService } from "./service-agent.js";

const DAY_SECONDS = 86_400;

/** Inputs of {@link CryptoKey}. */
export interface CryptoKeyArgs {
  /** Id of the project, such as `ml-dev-123456`. */
  readonly projectId: string;
  /** Where the key is, such as `us-central1`: where what it encrypts is, too. */
  readonly location: string;
  /**
   * Services whose agents use the key, each once: `aiplatform`, `artifactregistry`, `compute`, `notebooks`, `pubsub`,
   * `run`, `secretmanager`, `storage`. Their APIs must be enabled. @default - none
   */
  readonly serviceAgents?: readonly AgentService[];
  /** Days after which a new version takes over, 1 to 36,500. @default 90 */
  readonly rotationDays?: number;
  /** Days between the deletion of a version and its end, in which it can be restored: 1 to 120. @default 30 */
  readonly destroyScheduledDays?: number;
  /** Labels of the key. */
  readonly labels?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args; those in the plural apply to each of the children. */
  readonly transform?: {
    readonly keyRing?: Partial<kms.KeyRingArgs>;
    readonly key?: Partial<kms.CryptoKeyArgs>;
    readonly grants?: Partial<kms.CryptoKeyIAMMemberArgs>;
  };
}

/**
 * A customer-managed encryption key that is rotated, in a key ring of its own, and granted to the agents of the
 * services that encrypt with it.
 *
 * Both outlive the stack. Pulumi's provider deletes neither (9.37): it destroys the key's versions, ends its rotation and
 * forgets both. After `destroyScheduledDays` what they encrypted is lost for good, and Cloud KMS lets the versions, then
 * the key, then the ring be deleted by hand. Both have random endings, so that a stack can be made again: the names of
 * what is kept are taken, and that of a deleted key stays so.
 *
 * Children: the key ring, the key and, for each of `serviceAgents`, a grant and for most the agent itself.
 *
 * @throws RunError when a number is out of range, a service is unknown or twice, or `name` is too long or has other
 * characters than letters, digits, hyphens and underscores.
 * @see https://cloud.google.com/kms/docs/cmek
 * @see https://cloud.google.com/kms/docs/destroy-restore
 * @see https://docs.cloud.google.com/kms/docs/delete-kms-resources
 */
export class CryptoKey extends pulumi.ComponentResource {
  /** `projects/<project>/locations/<location>/keyRings/<ring>/cryptoKeys/<key>`, known once it may be used. */
  readonly keyId: pulumi.Output<string>;

  constructor(name: string, args: CryptoKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, serviceAgents = [], rotationDays = 90, destroyScheduledDays = 30, ...rest } = args;
    const { projectId, location, labels } = rest;
    // A name has up to 63 characters, of which `-ring`, a hyphen and the random ending take 13.
    checkMatch("name", name, /^[a-zA-Z0-9_-]{1,50}$/, "up to 50 letters, digits, hyphens and underscores");
    for (const service of serviceAgents) checkOneOf("serviceAgents", service, AGENT_SERVICES);
    check(
      new Set(serviceAgents).size === serviceAgents.length,
      `'serviceAgents' must differ from each other, got ${serviceAgents.join(", ")}`,
    );
    checkInteger("rotationDays", rotationDays, 1, 36_500);
    checkInteger("destroyScheduledDays", destroyScheduledDays, 1, 120);
    super("ai-stack:gcp:CryptoKey", name, { ...rest, serviceAgents, rotationDays, destroyScheduledDays }, opts);
    const hooks = servicePropagationHooks();

    const keyRing = new kms.KeyRing(
      `${name}-ring`,
      { project: projectId, location, ...transform?.keyRing },
      { parent: this, hooks },
    );
    const key = new kms.CryptoKey(
      name,
      {
        keyRing: keyRing.id,
        purpose: "ENCRYPT_DECRYPT",
        rotationPeriod: `${rotationDays * DAY_SECONDS}s`,
        destroyScheduledDuration: `${destroyScheduledDays * DAY_SECONDS}s`,
        labels,
        ...transform?.key,
      },
      { parent: this },
    );
    const grants = serviceAgents.map(
      (service) =>
        new kms.CryptoKeyIAMMember(
          `${name}-${service}-grant`,
          {
            cryptoKeyId: key.id,
            role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
            member: serviceAgentMember(`${name}-${service}`, service, projectId, this, opts?.dependsOn),
            ...transform?.grants,
          },
          { parent: this, hooks },
        ),
    );

    const granted = pulumi.all(grants.map((grant) => grant.id));
    this.keyId = pulumi.all([key.id, granted]).apply(([id]) => id);
    this.registerOutputs({ keyId: this.keyId });
  }
}
