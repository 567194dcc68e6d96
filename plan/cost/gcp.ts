import { type GcpRateName, gcpRate } from "../../catalog/gcp/rates.js";
import { approximate } from "../../catalog/rate.js";
import { serviceCharge } from "./gcp/charge.js";
import { cloudRunRule } from "./gcp/cloud-run.js";
import { part, parts, regionIn, sources } from "./gcp/inputs.js";
import { modelGardenRule } from "./gcp/model-garden.js";
import { NAT, natRule } from "./gcp/nat.js";
import { notebookRule } from "./gcp/notebook.js";
import { AUTOSCALER, autoscalerRule, GROUP, groupRule, TEMPLATE, templateRule } from "./gcp/pool.js";
import { queuedResourceRule, tpuVmRule } from "./gcp/tpu.js";
import { type PriceRule, type Pricing, steady } from "./quote.js";

const free: PriceRule = () => "free";

/** For what is paid by what arrives in it or is kept in it. */
const byContent =
  (what: string, name: GcpRateName, unit: string): PriceRule =>
  ({ inputs, region }) => {
    const rate = gcpRate(name, regionIn(inputs, region));
    return { unpriced: `${what}: ${approximate(rate) ? "≈ " : ""}$${rate.usd} a ${unit}` };
  };

const kept = (name: GcpRateName) => byContent("billed by what it holds", name, "GB-month");

/** A part of a network is free; what it logs is not. */
const logging =
  (what: string): PriceRule =>
  (priced) =>
    priced.inputs.logConfig === undefined
      ? "free"
      : byContent(`${what} are billed by what they write`, "networkLogsIngested", "GB")(priced);

/** A version of a key is made at once, and by each rotation another, which is paid besides the ones before it. */
const keyRule: PriceRule = ({ inputs, region }) => {
  const { protectionLevel = "SOFTWARE" } = part(inputs.versionTemplate);
  if (protectionLevel !== "SOFTWARE")
    return { unpriced: `no source gives the rate of a key version in ${protectionLevel}` };
  return [serviceCharge("key version; each rotation adds one", "kmsKeyVersion", region, steady(1))];
};

/** A version is paid in each location that the secret names; one that Google chooses for it counts as one. */
const secretVersionRule: PriceRule = ({ state, region, find }) => {
  const [urn = ""] = sources(state, "secret", "gcp:secretmanager/secret:Secret");
  const { userManaged } = part(find(urn)?.inputs?.replication);
  const locations = Math.max(1, parts(part(userManaged).replicas).length);
  return [serviceCharge("secret version", "secretVersion", region, steady(locations))];
};

const DISAGREEMENT = "sources disagree on its rate: $0.10 to $1.50 a condition and month";

/** What resources of Google Cloud cost. */
export const GCP_PRICING: Pricing = {
  [GROUP]: groupRule,
  [TEMPLATE]: templateRule,
  [AUTOSCALER]: autoscalerRule,
  "gcp:tpu/v2Vm:V2Vm": tpuVmRule,
  "gcp:tpu/v2QueuedResource:V2QueuedResource": queuedResourceRule,
  "gcp:workbench/instance:Instance": notebookRule,
  "gcp:cloudrunv2/service:Service": cloudRunRule,
  "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment": modelGardenRule,
  [NAT]: natRule,
  "gcp:dns/managedZone:ManagedZone": ({ region }) => [serviceCharge("DNS zone", "dnsZone", region, steady(1))],
  "gcp:kms/cryptoKey:CryptoKey": keyRule,
  "gcp:secretmanager/secretVersion:SecretVersion": secretVersionRule,

  "gcp:storage/bucket:Bucket": kept("storageStandard"),
  "gcp:artifactregistry/repository:Repository": kept("artifactRegistryStorage"),
  "gcp:compute/subnetwork:Subnetwork": logging("its flow logs"),
  "gcp:compute/firewall:Firewall": logging("its logs"),
  "gcp:vertex/aiTensorboard:AiTensorboard": () => ({ unpriced: "no source gives its rate, by what it holds" }),
  "gcp:monitoring/alertPolicy:AlertPolicy": () => ({ unpriced: DISAGREEMENT }),

  // Of an endpoint, its deployments are paid; of a secret and a key ring, the versions in it.
  "gcp:vertex/aiEndpoint:AiEndpoint": free,
  "gcp:secretmanager/secret:Secret": free,
  "gcp:kms/keyRing:KeyRing": free,
  "gcp:artifactregistry/repositoryIamMember:RepositoryIamMember": free,
  "gcp:billing/budget:Budget": free,
  "gcp:cloudrunv2/serviceIamMember:ServiceIamMember": free,
  "gcp:compute/network:Network": free,
  "gcp:compute/router:Router": free,
  "gcp:dns/recordSet:RecordSet": free,
  "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember": free,
  "gcp:monitoring/notificationChannel:NotificationChannel": free,
  "gcp:projects/iAMMember:IAMMember": free,
  "gcp:projects/service:Service": free,
  "gcp:projects/serviceIdentity:ServiceIdentity": free,
  "gcp:secretmanager/secretIamMember:SecretIamMember": free,
  "gcp:serviceaccount/account:Account": free,
  "gcp:serviceaccount/iAMMember:IAMMember": free,
  "gcp:storage/bucketIAMMember:BucketIAMMember": free,
};
