import * as secretmanager from "@pulumi/gcp/secretmanager/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { servicePropagationHooks } from "../service-agent-propagation.js";

/** Overrides of the children that keep the token. */
export interface TokenTransform {
  readonly token?: Partial<secretmanager.SecretArgs>;
  readonly tokenVersion?: Partial<secretmanager.SecretVersionArgs>;
  readonly tokenAccess?: Partial<secretmanager.SecretIamMemberArgs>;
}

interface HuggingFaceTokenArgs {
  readonly projectId: string;
  readonly location: string;
  /** A secret. */
  readonly token: pulumi.Output<string>;
  readonly kmsKeyName: pulumi.Input<string> | undefined;
  /** Who may read it, `serviceAccount:<address>`. */
  readonly reader: pulumi.Input<string>;
  readonly labels: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform: TokenTransform | undefined;
}

/** A Hugging Face token in Secret Manager, kept in one region, that one member may read. */
export function createHuggingFaceToken(name: string, args: HuggingFaceTokenArgs, parent: pulumi.CustomResourceOptions) {
  const { projectId, location, token, kmsKeyName, reader, labels, transform } = args;
  const customerManagedEncryption = kmsKeyName === undefined ? undefined : { kmsKeyName };
  const secret = new secretmanager.Secret(
    `${name}-token`,
    {
      project: projectId,
      replication: { userManaged: { replicas: [{ location, customerManagedEncryption }] } },
      labels,
      ...transform?.token,
    },
    { ...parent, hooks: servicePropagationHooks() },
  );
  const version = new secretmanager.SecretVersion(
    `${name}-token-version`,
    { secret: secret.id, secretData: token, ...transform?.tokenVersion },
    parent,
  );
  const access = new secretmanager.SecretIamMember(
    `${name}-token-access`,
    {
      project: projectId,
      secretId: secret.secretId,
      role: "roles/secretmanager.secretAccessor",
      member: reader,
      ...transform?.tokenAccess,
    },
    { ...parent, hooks: servicePropagationHooks() },
  );
  // The number of the version, so that another token makes another revision.
  return { env: { secret: secret.secretId, version: version.version }, access };
}
