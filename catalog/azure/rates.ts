import { rateIn, type ServiceRate } from "../rate.js";

/** A price that a test of infracost holds, which reads the clouds' price lists. */
const golden = (test: string, region: string | undefined = "eastus", asOf = "2024-07") =>
  ({
    basis: "list",
    region,
    source: `Azure price list, as in infracost's golden file ${test}`,
    asOf,
    confidence: "checked",
  }) as const;

const retail = (region: string, asOf: string) =>
  ({
    basis: "list",
    region,
    source: `Azure Retail Prices API, ${region}, as read by public repositories on ${asOf}`,
    asOf,
    confidence: "checked",
  }) as const;

const firewall = {
  basis: "derived",
  source:
    "https://azure.microsoft.com/pricing/details/azure-firewall, as a cost comparison of a public repository quotes it, " +
    "without a region or a date, read 2026-11-23",
  asOf: "2026-11-23",
  confidence: "checked",
} as const;

/**
 * What Azure's managed services cost, first tier of each, free allowances aside. Azure Machine Learning adds nothing to the
 * price of a VM, and a Container Apps environment costs nothing beside its replicas.
 *
 * No source gives a rate for a log alert.
 */
export const azureRates = {
  natGateway: { usd: 0.045, unit: "hour", ...golden("nat_gateway_test") },
  natGatewayData: { usd: 0.045, unit: "GB", ...golden("nat_gateway_test") },
  publicIp: { usd: 0.005, unit: "hour", ...golden("public_ip_test", "eastus", "2026-04") },
  privateEndpoint: { usd: 0.01, unit: "hour", ...golden("private_endpoint_test") },
  privateEndpointData: { usd: 0.01, unit: "GB", ...golden("private_endpoint_test") },
  privateDnsZone: { usd: 0.5, unit: "month", ...golden("private_dns_zone_test", "westus") },
  /** With a software-protected key of 2,048 bits; the key itself costs nothing. */
  keyOperations: { usd: 0.03, unit: "10,000 requests", ...golden("key_vault_key_test") },
  /** With a software-protected key of 3,072 bits or more. */
  largeKeyOperations: { usd: 0.15, unit: "10,000 requests", ...golden("key_vault_key_test") },
  secretOperations: { usd: 0.03, unit: "10,000 requests", ...golden("key_vault_key_test") },
  /** Hot tier, locally redundant. */
  blobHot: { usd: 0.0208, unit: "GB-month", ...golden("storage_account_test", "westus") },
  /** SSD, provisioned v2, locally redundant. */
  fileShareSsd: { usd: 0.000137, unit: "GiB-hour", ...retail("eastus2", "2026-09-19") },
  /** Beyond the first 3,000. */
  fileShareSsdIops: { usd: 0.000037, unit: "IOPS-hour", ...retail("eastus2", "2026-09-19") },
  /** Beyond the first 100. */
  fileShareSsdThroughput: { usd: 0.000054, unit: "MiB/s-hour", ...retail("eastus2", "2026-09-19") },
  /** Premium SSD of up to 128 GiB. */
  premiumDiskP10: {
    usd: 19.71,
    unit: "month",
    basis: "list",
    region: "eastus",
    source: "meter «P10 LRS Disk» of the Azure Retail Prices API, as in tests of public cost tools, read 2026-11-23",
    asOf: "2026-11-23",
    confidence: "checked",
  },
  /** Premium SSD of up to 256 GiB. */
  premiumDiskP15: { usd: 38.012142, unit: "month", ...retail("eastus", "2026-09-20") },
  /** Log Analytics; Application Insights of a workspace is billed as it. */
  logsIngested: { usd: 2.3, unit: "GB", ...golden("application_insights_test") },
  /** For each time series of a metric alert. */
  metricAlert: { usd: 0.1, unit: "month", ...golden("monitor_metric_alert_test") },
  /** Beyond the first thousand of a month. */
  alertEmails: { usd: 2, unit: "100,000 emails", ...golden("monitor_action_group_test") },
  containerRegistryPremium: { usd: 1.6667, unit: "day", ...golden("container_registry_test") },
  /** That of the managed network of a workspace too, which comes with its first rule that names a host. */
  firewallBasic: { usd: 0.395, unit: "hour", ...firewall },
  firewallBasicData: { usd: 0.065, unit: "GB", ...firewall },
  containerAppsT4: { usd: 0.000073, unit: "GPU-second", ...retail("eastus", "2026-08-01") },
  containerAppsA100: { usd: 0.000529, unit: "GPU-second", ...retail("eastus", "2026-08-01") },
  /** Beside the GPU of a replica. */
  containerAppsCpu: { usd: 0.000024, unit: "vCPU-second", ...retail("eastus", "2026-08-01") },
  containerAppsMemory: { usd: 0.000003, unit: "GiB-second", ...retail("eastus", "2026-08-01") },
} as const satisfies Record<string, ServiceRate>;

export type AzureRateName = keyof typeof azureRates;

/** A rate as it stands in a region. */
export function azureRate(name: AzureRateName, region: string): ServiceRate {
  return rateIn<ServiceRate>(azureRates[name], region);
}
