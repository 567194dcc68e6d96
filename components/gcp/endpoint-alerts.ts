import * as monitoring from "@pulumi/gcp/monitoring/index.js";
import type * as inputs from "@pulumi/gcp/types/input.js";
import * as pulumi from "@pulumi/pulumi";
import type { EndpointMetrics } from "./endpoint-metrics.js";

/** Share of the requests that may fail on the server's side. */
const MAX_SERVER_ERROR_SHARE = 0.05;

/** Share of the time that GPUs may work, over half an hour: beyond it there is no replica left to take more. */
const MAX_DUTY_CYCLE = 0.95;

const PERIOD = "300s";

type Condition = inputs.monitoring.AlertPolicyConditionConditionThreshold;

/** Overrides of the alert policies. */
export interface AlertsTransform {
  readonly serverErrorAlert?: Partial<monitoring.AlertPolicyArgs>;
  readonly latencyAlert?: Partial<monitoring.AlertPolicyArgs>;
  readonly dutyCycleAlert?: Partial<monitoring.AlertPolicyArgs>;
}

interface EndpointAlertsArgs {
  readonly projectId: string;
  readonly metrics: EndpointMetrics;
  readonly latencyAlertSec: number;
  /** Resource name of the channel that is told. */
  readonly notificationChannel: pulumi.Input<string>;
  readonly labels: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform: AlertsTransform | undefined;
}

/**
 * Alerts on a model that fails, is slow or has no GPU time left. Without requests they are silent.
 *
 * @see https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies#MetricThreshold
 */
export function createEndpointAlerts(
  name: string,
  args: EndpointAlertsArgs,
  parent: pulumi.CustomResourceOptions,
): void {
  const { projectId, metrics, latencyAlertSec, notificationChannel, labels, transform } = args;
  const policy = (message: string, condition: Condition): monitoring.AlertPolicyArgs => ({
    project: projectId,
    displayName: `${pulumi.getProject()} ${pulumi.getStack()}: ${message}`,
    combiner: "OR",
    conditions: [
      {
        displayName: message,
        conditionThreshold: { ...condition, evaluationMissingData: "EVALUATION_MISSING_DATA_INACTIVE" },
      },
    ],
    notificationChannels: [notificationChannel],
    userLabels: labels,
  });

  // Both sides of a ratio must be aggregated alike.
  const rate = [{ alignmentPeriod: PERIOD, perSeriesAligner: "ALIGN_RATE", crossSeriesReducer: "REDUCE_SUM" }];
  new monitoring.AlertPolicy(
    `${name}-server-errors`,
    {
      ...policy(`more than ${MAX_SERVER_ERROR_SHARE * 100} % of the requests to ${name} fail`, {
        filter: metrics.serverErrors,
        aggregations: rate,
        denominatorFilter: metrics.requests,
        denominatorAggregations: rate,
        comparison: "COMPARISON_GT",
        thresholdValue: MAX_SERVER_ERROR_SHARE,
        duration: "300s",
      }),
      ...transform?.serverErrorAlert,
    },
    parent,
  );
  new monitoring.AlertPolicy(
    `${name}-latency`,
    {
      ...policy(`one in a hundred answers of ${name} takes longer than ${latencyAlertSec} s`, {
        filter: metrics.latency,
        aggregations: [
          { alignmentPeriod: PERIOD, perSeriesAligner: "ALIGN_DELTA", crossSeriesReducer: "REDUCE_PERCENTILE_99" },
        ],
        comparison: "COMPARISON_GT",
        thresholdValue: latencyAlertSec * 1000,
        duration: "600s",
      }),
      ...transform?.latencyAlert,
    },
    parent,
  );
  new monitoring.AlertPolicy(
    `${name}-duty-cycle`,
    {
      ...policy(`the GPUs of ${name} have worked without a pause for half an hour`, {
        filter: metrics.dutyCycle,
        aggregations: [
          {
            alignmentPeriod: PERIOD,
            perSeriesAligner: metrics.dutyCycleAligner,
            crossSeriesReducer: "REDUCE_MEAN",
          },
        ],
        comparison: "COMPARISON_GT",
        thresholdValue: MAX_DUTY_CYCLE,
        duration: "1800s",
      }),
      ...transform?.dutyCycleAlert,
    },
    parent,
  );
}
