import * as authorization from "@pulumi/azure-native/authorization/index.js";
import * as compute from "@pulumi/azure-native/compute/index.js";
import * as keyvault from "@pulumi/azure-native/keyvault/index.js";
import * as managedidentity from "@pulumi/azure-native/managedidentity/index.js";
import * as pulumi from "@pulumi/pulumi";
import { checkInteger, checkMatch } from "../shared/check.js";
import { physicalName } from "../shared/names.js";
import { directoryPropagationHooks } from "./directory-propagation.js";
import { LOCATION } from "./location.js";
import { assignRole } from "./role-assignment.js";

/** A key that services encrypt data with, and the identity that they use it as. */
export interface EncryptionKey {
  /** `/subscriptions/…/providers/Microsoft.KeyVault/vaults/<vault>`. */
  readonly keyVaultId: pulumi.Input<string>;
  /** `https://<vault>.vault.azure.net/`. */
  readonly keyVaultUri: pulumi.Input<string>;
  readonly keyName: pulumi.Input<string>;
  /** `https://<vault>.vault.azure.net/keys/<key>`: what is given it follows the rotation. */
  readonly keyUri: pulumi.Input<string>;
  /** `https://<vault>.vault.azure.net/keys/<key>/<version>`, for what takes no other. */
  readonly keyUriWithVersion: pulumi.Input<string>;
  /** ARM id of a user-assigned identity that may wrap and unwrap with the key. */
  readonly identityId: pulumi.Input<string>;
  /** The identity's client id. */
  readonly identityClientId: pulumi.Input<string>;
}

/** Inputs of {@link KeyVaultKey}. */
export interface KeyVaultKeyArgs {
  /** Name of the resource group of everything here. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Region, such as `swedencentral`: where what it encrypts is, too. */
  readonly location: string;
  /** Days after which a new version takes over, 7 or more. Azure takes no other ones once the key is made. @default 90 */
  readonly rotationDays?: number;
  /** Days for which vault and key can be restored after their deletion: 7 to 90, and no others later. @default 90 */
  readonly softDeleteDays?: number;
  /** Tags of everything here that takes them, but the key, which Azure does not change. */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args. */
  readonly transform?: {
    readonly vault?: Partial<keyvault.VaultArgs>;
    readonly key?: Partial<keyvault.KeyArgs>;
    readonly identity?: Partial<managedidentity.UserAssignedIdentityArgs>;
    readonly diskEncryptionSet?: Partial<compute.DiskEncryptionSetArgs>;
  };
}

/**
 * A customer-managed RSA key of 3,072 bits that is rotated, in a vault of its own, for services that encrypt data at
 * rest. The vault's firewall lets in nothing but services that Azure trusts, and roles alone say who uses it.
 *
 * Azure keeps vault and key for `softDeleteDays` after `destroy`, and nobody can purge them before: purge protection
 * cannot be undone. What they encrypted is lost with them. The vault's name has a random ending, so that a stack can be
 * made again. Made for Azure's public cloud (`vault.azure.net`).
 *
 * Children: the vault, the key, the identity with its role on the vault, and a disk encryption set for the disks of
 * machines.
 *
 * @throws RunError when a number is out of range, `location` is not a region, or `name` cannot be a key's.
 * @see https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation
 * @see https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview
 * @see https://learn.microsoft.com/rest/api/keyvault/keyvault/keys/create-if-not-exist
 * @see https://learn.microsoft.com/azure/virtual-machines/disk-encryption#customer-managed-keys
 * @see https://learn.microsoft.com/azure/machine-learning/concept-customer-managed-keys
 */
export class KeyVaultKey extends pulumi.ComponentResource implements EncryptionKey {
  readonly keyVaultId: pulumi.Output<string>;
  readonly keyVaultUri: pulumi.Output<string>;
  readonly keyName: pulumi.Output<string>;
  /** Known once the identity may use the key. */
  readonly keyUri: pulumi.Output<string>;
  /** The version that the key was made with. Known once the identity may use the key. */
  readonly keyUriWithVersion: pulumi.Output<string>;
  readonly identityId: pulumi.Output<string>;
  readonly identityClientId: pulumi.Output<string>;
  /** ARM id of the disk encryption set, which follows the rotation. */
  readonly diskEncryptionSetId: pulumi.Output<string>;

  constructor(name: string, args: KeyVaultKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, rotationDays = 90, softDeleteDays = 90, ...rest } = args;
    const { resourceGroupName, location, tags } = rest;
    // Of the 80 characters of a disk encryption set's name `-disks` and the random ending take 14.
    checkMatch(
      "name",
      name,
      /^[a-zA-Z0-9][a-zA-Z0-9-]{0,65}$/,
      "up to 66 letters, digits and hyphens that begin with a letter or digit",
    );
    checkMatch("location", location, LOCATION.pattern, LOCATION.shape);
    checkInteger("rotationDays", rotationDays, 7);
    checkInteger("softDeleteDays", softDeleteDays, 7, 90);
    super("ai-stack:azure:KeyVaultKey", name, { ...rest, rotationDays, softDeleteDays }, opts);
    const parent = { parent: this };
    const hooks = directoryPropagationHooks();

    const vault = new keyvault.Vault(
      physicalName("keyVault", [name, "vault"], 8),
      {
        resourceGroupName,
        location,
        properties: {
          tenantId: authorization.getClientConfigOutput(parent).tenantId,
          sku: { family: "A", name: "standard" },
          enableRbacAuthorization: true,
          enableSoftDelete: true,
          softDeleteRetentionInDays: softDeleteDays,
          enablePurgeProtection: true,
          // Disabled, Azure Machine Learning would not encrypt with its keys; the firewall keeps everybody else out.
          publicNetworkAccess: "Enabled",
          networkAcls: { bypass: "AzureServices", defaultAction: "Deny" },
        },
        tags,
        ...transform?.vault,
      },
      parent,
    );
    const key = new keyvault.Key(
      name,
      {
        resourceGroupName,
        vaultName: vault.name,
        keyName: name,
        properties: {
          kty: "RSA",
          keySize: 3072,
          keyOps: ["wrapKey", "unwrapKey"],
          rotationPolicy: {
            lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: `P${rotationDays}D` } }],
          },
        },
        ...transform?.key,
      },
      // The provider deletes a key by the vault's own address, where the firewall lets nobody in.
      { ...parent, deletedWith: vault },
    );
    const identity = new managedidentity.UserAssignedIdentity(
      `${name}-identity`,
      { resourceGroupName, location, tags, ...transform?.identity },
      parent,
    );
    const use = assignRole(
      `${name}-use`,
      { principalId: identity.principalId, role: "KeyVaultCryptoServiceEncryptionUser", scope: vault.id },
      parent,
    );
    const disks = new compute.DiskEncryptionSet(
      `${name}-disks`,
      {
        resourceGroupName,
        location,
        encryptionType: "EncryptionAtRestWithCustomerKey",
        identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
        activeKey: { sourceVault: { id: vault.id }, keyUrl: key.keyUriWithVersion },
        rotationToLatestKeyVersionEnabled: true,
        tags,
        ...transform?.diskEncryptionSet,
      },
      { ...parent, dependsOn: use, hooks },
    );

    const usable = (uri: pulumi.Output<string>) => pulumi.all([uri, use.id]).apply(([known]) => known);
    this.keyVaultId = vault.id;
    this.keyVaultUri = pulumi.interpolate`https://${vault.name}.vault.azure.net/`;
    this.keyName = key.name;
    this.keyUri = usable(key.keyUri);
    this.keyUriWithVersion = usable(key.keyUriWithVersion);
    this.identityId = identity.id;
    this.identityClientId = identity.clientId;
    this.diskEncryptionSetId = disks.id;
    const { keyVaultId, keyVaultUri, keyName, keyUri, keyUriWithVersion } = this;
    const { identityId, identityClientId, diskEncryptionSetId } = this;
    const outputs = { keyVaultId, keyVaultUri, keyName, keyUri, keyUriWithVersion, identityId, identityClientId };
    this.registerOutputs({ ...outputs, diskEncryptionSetId });
  }
}
