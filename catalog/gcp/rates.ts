import type { Confidence, Provenance } from "../provenance.js";
import { rateIn, type ServiceRate } from "../rate.js";

/** A price that a test of infracost holds, which reads the clouds' price lists. */
const golden = (test: string, region?: string) =>
  ({
    basis: "list",
    region,
    source: `Google Cloud price list, as in infracost's golden file ${test}`,
    asOf: "2024-07",
    confidence: "checked",
  }) as const;

const cloudRun = {
  basis: "list",
  region: "us-central1",
  source:
    "https://cloud.google.com/run/pricing, instance-based billing, no zonal redundancy, and the SKUs of the Cloud Billing " +
    "API, as read by public repositories in 2026-08",
  asOf: "2026-08-03",
  confidence: "checked",
} as const;

/**
 * What Google Cloud's managed services cost, first tier of each, free allowances aside.
 *
 * No source gives a rate, or sources disagree, for: an alert policy ($0.10 to $1.50 a condition, billed since 2026-05 at
 * the earliest), Hyperdisk Balanced ($0.06 to $0.12 a GiB), Vertex AI TensorBoard, the RTX PRO 6000 of Cloud Run, a
 * forwarding rule ($0.01 or $0.025 an hour).
 */
export const gcpRates = {
  /** For each machine that goes out through it, up to 32 of them; above, for 32. */
  natMachine: { usd: 0.0014, unit: "VM-hour", ...golden("compute_router_nat_test", "us-central1") },
  natData: { usd: 0.045, unit: "GB", ...golden("compute_router_nat_test", "us-central1") },
  /** An external address in use. */
  publicIpv4: { usd: 0.005, unit: "hour", ...golden("compute_address_test", "us-central1") },
  /** A key version protected by software. */
  kmsKeyVersion: { usd: 0.06, unit: "month", ...golden("kms_crypto_key_test") },
  kmsOperations: { usd: 0.03, unit: "10,000 requests", ...golden("kms_crypto_key_test") },
  /** An active version in one location. */
  secretVersion: { usd: 0.06, unit: "month", ...golden("secret_manager_secret_version_test") },
  secretAccess: { usd: 0.03, unit: "10,000 requests", ...golden("secret_manager_secret_version_test") },
  storageStandard: {
    usd: 0.02,
    unit: "GB-month",
    basis: "list",
    region: "us-central1",
    source:
      "SKU «Standard Storage US Regional» of the Cloud Billing API, as in tests of public cost tools, read 2026-11-23",
    asOf: "2026-11-23",
    confidence: "checked",
  },
  pdStandard: { usd: 0.04, unit: "GB-month", ...golden("compute_disk_test", "us-central1") },
  pdSsd: { usd: 0.17, unit: "GB-month", ...golden("compute_disk_test", "us-central1") },
  pdBalanced: {
    usd: 0.1,
    unit: "GB-month",
    basis: "list",
    region: "us-central1",
    source:
      "SKU «Balanced PD Capacity in Iowa» of the Cloud Billing API, as in tests of public cost tools, read 2026-11-23",
    asOf: "2026-11-23",
    confidence: "checked",
  },
  artifactRegistryStorage: { usd: 0.1, unit: "GB-month", ...golden("artifact_registry_repository_test") },
  /** Beyond the first 50 GiB a month of a project. */
  logsIngested: { usd: 0.5, unit: "GB", ...golden("logging_project_bucket_config_test") },
  /** VPC flow logs, firewall logs and NAT logs. */
  networkLogsIngested: {
    usd: 0.25,
    unit: "GB",
    basis: "list",
    source: "https://cloud.google.com/stackdriver/pricing, vended network logs, from 2024-10-01",
    asOf: "2024-10-01",
    confidence: "checked",
  },
  dnsZone: { usd: 0.2, unit: "month", ...golden("dns_managed_zone_test") },
  cloudRunL4: { usd: 0.0001867, unit: "GPU-second", ...cloudRun },
  /** Of an instance with a GPU, which is billed for as long as it lives. */
  cloudRunCpu: { usd: 0.000018, unit: "vCPU-second", ...cloudRun },
  cloudRunMemory: { usd: 0.000002, unit: "GiB-second", ...cloudRun },
} as const satisfies Record<string, ServiceRate>;

export type GcpRateName = keyof typeof gcpRates;

/** A rate as it stands in a region. */
export function gcpRate(name: GcpRateName, region: string): ServiceRate {
  return rateIn<ServiceRate>(gcpRates[name], region);
}

/** Price of a machine behind a Vertex AI endpoint over that of the same machine of Compute Engine. */
export const vertexUplift: Provenance & { readonly ratio: number; readonly confidence: Confidence } = {
  ratio: 1.15,
  source: "Vertex AI's price over Compute Engine's in us-central1, from memory: not verified",
  asOf: "2026-11-23",
  confidence: "recall",
};
