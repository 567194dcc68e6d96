/**
 * Inputs of each type that Google Cloud cannot change in place, as `changedInputs` reads them; a type that is not here is
 * replaced whatever changes. `project`, `region`, `zone` and `location` never change, of no type.
 *
 * Source: `immutable: true` without an `update_url` in the resources of magic-modules, and `ForceNew` in its handwritten
 * ones (marked HW), read in November 2026. Those marked API follow the methods in the discovery documents of
 * google-api-python-client 2.202.0, and those that are not here have no method there that changes them.
 */
export const IMMUTABLE: Readonly<Record<string, readonly string[]>> = {
  // API.
  "gcp:projects/service:Service": ["service"],
  // API.
  "gcp:projects/serviceIdentity:ServiceIdentity": ["service"],
  // API.
  "gcp:serviceaccount/account:Account": ["accountId"],
  "gcp:compute/network:Network": [
    "autoCreateSubnetworks",
    "description",
    "internalIpv6Range",
    "name",
    "networkProfile",
    "params",
  ],
  // A range that only grows does so in place.
  "gcp:compute/subnetwork:Subnetwork": ["description", "name", "network", "purpose", "reservedInternalRange"],
  "gcp:compute/router:Router": ["encryptedInterconnectRouter", "name", "network", "params"],
  "gcp:compute/routerNat:RouterNat": ["endpointTypes", "initialNatIps", "name", "router", "type"],
  "gcp:compute/firewall:Firewall": ["direction", "name", "params"],
  "gcp:compute/globalAddress:GlobalAddress": [
    "address",
    "addressType",
    "description",
    "ipVersion",
    "name",
    "network",
    "prefixLength",
    "purpose",
  ],
  // API.
  "gcp:compute/globalForwardingRule:GlobalForwardingRule": [
    "description",
    "ipAddress",
    "ipProtocol",
    "ipVersion",
    "loadBalancingScheme",
    "name",
    "network",
    "portRange",
    "subnetwork",
  ],
  // HW.
  "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager": [
    "baseInstanceName",
    "description",
    "distributionPolicyZones",
    "name",
    "params",
  ],
  // API.
  "gcp:compute/regionAutoscaler:RegionAutoscaler": ["name"],
  "gcp:dns/managedZone:ManagedZone": ["dnsName", "name", "reverseLookup", "serviceDirectoryConfig", "visibility"],
  // API.
  "gcp:dns/recordSet:RecordSet": ["managedZone", "name"],
  "gcp:kms/cryptoKey:CryptoKey": [
    "cryptoKeyBackend",
    "destroyScheduledDuration",
    "importOnly",
    "keyRing",
    "name",
    "purpose",
    "skipInitialVersionCreation",
    "versionTemplate.protectionLevel",
  ],
  // HW.
  "gcp:storage/bucket:Bucket": ["customPlacementConfig", "enableObjectRetention", "hierarchicalNamespace", "name"],
  "gcp:artifactregistry/repository:Repository": [
    "format",
    "kmsKeyName",
    "mavenConfig.allowSnapshotOverwrites",
    "mavenConfig.versionPolicy",
    "mode",
    "remoteRepositoryConfig",
    "repositoryId",
  ],
  "gcp:workbench/instance:Instance": [
    "gceSetup.bootDisk.diskEncryption",
    "gceSetup.bootDisk.diskType",
    "gceSetup.bootDisk.kmsKey",
    "gceSetup.confidentialInstanceConfig",
    "gceSetup.dataDisks.diskEncryption",
    "gceSetup.dataDisks.diskType",
    "gceSetup.dataDisks.kmsKey",
    "gceSetup.disablePublicIp",
    "gceSetup.enableIpForwarding",
    "gceSetup.networkInterfaces",
    "gceSetup.reservationAffinity",
    "gceSetup.serviceAccounts",
    "gceSetup.tags",
    "gceSetup.vmImage",
    "instanceId",
    "instanceOwners",
    "name",
  ],
  "gcp:vertex/aiTensorboard:AiTensorboard": ["encryptionSpec"],
  // API.
  "gcp:cloudrunv2/service:Service": ["name"],
  "gcp:secretmanager/secret:Secret": [
    "replication.auto?",
    "replication.userManaged?",
    "replication.userManaged.replicas.location",
    "secretId",
    "tags",
  ],
  "gcp:secretmanager/secretVersion:SecretVersion": [
    "isSecretDataBase64",
    "secret",
    "secretData",
    "secretDataWoVersion",
  ],
  // API.
  "gcp:monitoring/alertPolicy:AlertPolicy": [],
  "gcp:monitoring/notificationChannel:NotificationChannel": [],
  "gcp:billing/budget:Budget": ["billingAccount"],
  "gcp:tpu/v2Vm:V2Vm": [
    "acceleratorConfig",
    "acceleratorType",
    "cidrBlock",
    "name",
    "networkConfig",
    "networkConfigs",
    "runtimeVersion",
    "schedulingConfig",
    "serviceAccount",
    "shieldedInstanceConfig",
  ],
};

/** Inputs that tell where an object is. */
export const PLACE = ["project", "region", "zone", "location"];

/**
 * Inputs that are the provider's own, of any type: what happens on deletion, and what it waits for. They never reach
 * Google Cloud.
 */
export const VIRTUAL = [
  "deletionPolicy",
  "deletionProtection",
  "disableOnDestroy",
  "disableDependentServices",
  "forceDelete",
  "forceDestroy",
  "waitForInstances",
];
