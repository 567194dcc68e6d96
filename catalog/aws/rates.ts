import { rateIn, type ServiceRate } from "../rate.js";

/** A price of us-east-1 that a test of infracost holds, which reads the clouds' price lists. */
const golden = (test: string) =>
  ({
    basis: "list",
    region: "us-east-1",
    source: `AWS price list, as in infracost's golden file ${test}`,
    asOf: "2024-07",
    confidence: "checked",
  }) as const;

/**
 * What AWS's managed services cost, first tier of each.
 *
 * No source gives a rate for: an MLflow app of SageMaker, the EFS and EBS storage that SageMaker bills as its own, metrics
 * that Cloud Control or Application Auto Scaling publish.
 */
export const awsRates = {
  natGateway: { usd: 0.045, unit: "hour", ...golden("nat_gateway_test") },
  natGatewayData: { usd: 0.045, unit: "GB", ...golden("nat_gateway_test") },
  /** Any public address, in use or not: that of a NAT gateway too. */
  publicIpv4: {
    usd: 0.005,
    unit: "hour",
    basis: "list",
    source:
      "https://repost.aws/articles/ARknH_OR0cTvqoTfJrVGaB8A; PublicIPv4:InUseAddress of the AWS price list, as a public cost " +
      "report quotes it",
    asOf: "2026-07-24",
    confidence: "checked",
  },
  /** In each zone that it is in. */
  interfaceEndpoint: { usd: 0.01, unit: "hour", ...golden("vpc_endpoint_test") },
  interfaceEndpointData: { usd: 0.01, unit: "GB", ...golden("vpc_endpoint_test") },
  kmsKey: { usd: 1, unit: "month", ...golden("kms_key_test") },
  kmsRequests: { usd: 0.03, unit: "10,000 requests", ...golden("kms_key_test") },
  secret: { usd: 0.4, unit: "month", ...golden("secretsmanager_secret_test") },
  secretRequests: { usd: 0.05, unit: "10,000 requests", ...golden("secretsmanager_secret_test") },
  s3Standard: { usd: 0.023, unit: "GB-month", ...golden("s3_bucket_test") },
  efsStandard: { usd: 0.3, unit: "GB-month", ...golden("efs_file_system_test") },
  ebsGp3: { usd: 0.08, unit: "GB-month", ...golden("ebs_volume_test") },
  ecrStorage: { usd: 0.1, unit: "GB-month", ...golden("ecr_repository_test") },
  logsIngested: { usd: 0.5, unit: "GB", ...golden("cloudwatch_log_group_test") },
  logsStored: { usd: 0.03, unit: "GB-month", ...golden("cloudwatch_log_group_test") },
  /** For each metric of an alarm, at a period of a minute or more. */
  metricAlarm: { usd: 0.1, unit: "month", ...golden("cloudwatch_metric_alarm_test") },
  /** For each metric of an alarm, at a period below a minute. */
  highResolutionAlarm: { usd: 0.3, unit: "month", ...golden("cloudwatch_metric_alarm_test") },
  /** Beyond the first thousand of a month. */
  snsEmails: { usd: 2, unit: "100,000 emails", ...golden("sns_topic_test") },
} as const satisfies Record<string, ServiceRate>;

export type AwsRateName = keyof typeof awsRates;

/** A rate as it stands in a region. */
export function awsRate(name: AwsRateName, region: string): ServiceRate {
  return rateIn<ServiceRate>(awsRates[name], region);
}
