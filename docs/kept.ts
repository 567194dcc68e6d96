/** Something that a cloud keeps when a stack is destroyed. */
export interface Kept {
  readonly cloud: "aws" | "gcp" | "azure";
  /** As it is called, in Markdown. */
  readonly what: string;
  readonly stacks: "both" | "prod" | "prod without `teardown`";
  readonly why: string;
  readonly cost: string;
  readonly howLong: string;
  /**
   * What it is: types of Pulumi, or the cloud's own of what no resource made, and the name of the resource where a stack
   * has several of a type. Left out of what the account or the region gets, which the emulated clouds do not make.
   */
  readonly resource?: { readonly types: readonly string[]; readonly name?: string };
}

/** All that `pulumi destroy` leaves, as docs/teardown.md shows it; a test holds the emulated clouds against it. */
export const KEPT: readonly Kept[] = [
  {
    cloud: "aws",
    what: "the KMS key, pending deletion",
    stacks: "prod",
    why: "AWS never deletes a key at once; until then it can be restored",
    cost: "none while pending",
    howLong: "30 days; 7 with `teardown`",
    resource: { types: ["aws:kms/key:Key"] },
  },
  {
    cloud: "aws",
    what: "log groups `/aws/sagemaker/…`",
    stacks: "both",
    why: "SageMaker makes them itself, so no stack owns them",
    cost: "what they store",
    howLong: "until you delete them",
    resource: { types: ["aws:cloudwatch/logGroup:LogGroup"] },
  },
  {
    cloud: "aws",
    what: "home directories (an EFS file system), its mount targets and the security groups `security-group-for-{inbound,outbound}-nfs-<domain id>`",
    stacks: "prod without `teardown`",
    why: "`keepHomeDirectories`",
    cost: "EFS storage",
    howLong:
      "until you delete them; until then subnets and VPC cannot be deleted, and the key that encrypts them is not",
    resource: { types: ["AWS::EFS::FileSystem"] },
  },
  {
    cloud: "aws",
    what: "service-linked roles (Auto Scaling, Application Auto Scaling, Spot)",
    stacks: "both",
    why: "they belong to the account, other programs use them too",
    cost: "none",
    howLong: "until you delete them",
  },
  {
    cloud: "gcp",
    what: "the key ring and the key, whose versions are destroyed",
    stacks: "prod",
    why: "Pulumi's provider deletes neither; both have random endings, so that a stack can be made again",
    cost: "none once its versions are destroyed, 30 days after `destroy`",
    howLong: "until you delete them, from then on",
    resource: { types: ["gcp:kms/keyRing:KeyRing", "gcp:kms/cryptoKey:CryptoKey"] },
  },
  {
    cloud: "gcp",
    what: "the enabled APIs",
    stacks: "both",
    why: "others in the project may use them",
    cost: "none",
    howLong: "until you disable them",
    resource: { types: ["gcp:projects/service:Service"] },
  },
  {
    cloud: "gcp",
    what: "service agents",
    stacks: "prod",
    why: "Google Cloud makes them for the services and deletes none",
    cost: "none",
    howLong: "as long as the project",
    resource: { types: ["gcp:projects/serviceIdentity:ServiceIdentity"] },
  },
  {
    cloud: "azure",
    what: "the workspace, soft-deleted",
    stacks: "both",
    why: "Azure Machine Learning lets it be restored",
    cost: "in prod, with the stack's key, its own search and database until then",
    howLong: "14 days",
    resource: { types: ["azure-native:machinelearningservices:Workspace"] },
  },
  {
    cloud: "azure",
    what: "the workspace's key vault, soft-deleted",
    stacks: "both",
    why: "Key Vault lets it be restored; in prod nobody can purge it",
    cost: "none",
    howLong: "7 days; 90 in prod",
    resource: { types: ["azure-native:keyvault:Vault"], name: "studio-vault" },
  },
  {
    cloud: "azure",
    what: "the key's vault, soft-deleted, with the key",
    stacks: "prod",
    why: "purge protection, which encryption needs",
    cost: "none",
    howLong: "90 days",
    resource: { types: ["azure-native:keyvault:Vault"], name: "key-vault" },
  },
  {
    cloud: "azure",
    what: "the Log Analytics workspace, soft-deleted",
    stacks: "both",
    why: "Azure Monitor lets it be restored",
    cost: "none",
    howLong: "14 days",
    resource: { types: ["azure-native:operationalinsights:Workspace"] },
  },
  {
    cloud: "azure",
    what: "the network watcher of the region, in `NetworkWatcherRG`",
    stacks: "both",
    why: "Azure makes one with the first virtual network of a region",
    cost: "none",
    howLong: "until you delete it",
  },
];
