import type { TypeLatency } from "./latency.js";

/** How long Google Cloud works on what the stacks are made of. */
export const GCP_LATENCY: Readonly<Record<string, TypeLatency>> = {
  "gcp:artifactregistry/repository:Repository": "network",
  "gcp:artifactregistry/repositoryIamMember:RepositoryIamMember": "setting",
  "gcp:billing/budget:Budget": "setting",
  // Its first revision is ready when an instance has loaded the model.
  "gcp:cloudrunv2/service:Service": "model",
  "gcp:cloudrunv2/serviceIamMember:ServiceIamMember": "setting",
  "gcp:compute/firewall:Firewall": "network",
  "gcp:compute/globalAddress:GlobalAddress": "network",
  "gcp:compute/globalForwardingRule:GlobalForwardingRule": "network",
  "gcp:compute/network:Network": {
    class: "network",
    createSec: 7, // from insertTime to endTime of the operation
    source: "https://github.com/GoogleCloudPlatform/magic-modules/pull/5031",
    asOf: "2021-08-11",
  },
  "gcp:compute/regionAutoscaler:RegionAutoscaler": "setting",
  // Pools begin without machines, and `up` does not wait for any.
  "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager": "network",
  "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate": "network",
  "gcp:compute/route:Route": "network",
  "gcp:compute/router:Router": "network",
  "gcp:compute/routerNat:RouterNat": "network",
  "gcp:compute/subnetwork:Subnetwork": "network",
  "gcp:dns/managedZone:ManagedZone": "setting",
  "gcp:dns/recordSet:RecordSet": "setting",
  "gcp:kms/cryptoKey:CryptoKey": "setting",
  "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember": "setting",
  "gcp:kms/keyRing:KeyRing": "setting",
  "gcp:monitoring/alertPolicy:AlertPolicy": "setting",
  "gcp:monitoring/notificationChannel:NotificationChannel": "setting",
  "gcp:projects/iAMMember:IAMMember": "setting",
  // The provider enables those that it is asked for at once in one call.
  "gcp:projects/service:Service": "network",
  "gcp:projects/serviceIdentity:ServiceIdentity": "setting",
  "gcp:secretmanager/secret:Secret": "setting",
  "gcp:secretmanager/secretIamMember:SecretIamMember": "setting",
  "gcp:secretmanager/secretVersion:SecretVersion": "setting",
  "gcp:serviceaccount/account:Account": "network",
  "gcp:serviceaccount/iAMMember:IAMMember": "setting",
  "gcp:storage/bucket:Bucket": "setting",
  "gcp:storage/bucketIAMMember:BucketIAMMember": "setting",
  "gcp:tpu/v2QueuedResource:V2QueuedResource": "setting",
  "gcp:tpu/v2Vm:V2Vm": "machine",
  "gcp:vertex/aiEndpoint:AiEndpoint": "network",
  "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment": "model",
  "gcp:vertex/aiMetadataStore:AiMetadataStore": "service",
  "gcp:vertex/aiTensorboard:AiTensorboard": "network",
  // It starts, and is stopped then.
  "gcp:workbench/instance:Instance": "machine",
};
