import type { EndpointAlert } from "../endpoint-alerts.js";

/** An alert of a container app, by its role. */
export type ContainerAppAlert = "server-errors" | "latency" | "restarts" | "gpu-utilization";

const NAMESPACE = "Microsoft.App/containerApps";

/** Failed requests in five minutes that are too many: a start from zero fails some. */
const MAX_SERVER_ERRORS = 5;

/** Restarts of one replica that are too many. Azure counts them from the replica's start. */
const MAX_RESTARTS = 3;

/** Share of the time that GPUs may work, over half an hour: beyond it there is no replica left to take more. */
const MAX_GPU_PERCENT = 95;

/**
 * What goes wrong with a model that a container app serves.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/microsoft-app-containerapps-metrics
 */
export function containerAppAlerts(name: string, latencyAlertSec: number): readonly EndpointAlert<ContainerAppAlert>[] {
  return [
    {
      role: "server-errors",
      message: `more than ${MAX_SERVER_ERRORS} requests to ${name} have failed in five minutes`,
      severity: 1,
      metricNamespace: NAMESPACE,
      metricName: "Requests",
      aggregation: "Total",
      operator: "GreaterThan",
      threshold: MAX_SERVER_ERRORS,
      windowMinutes: 5,
      dimensions: { statusCodeCategory: ["5xx"] },
    },
    {
      role: "latency",
      message: `an answer of ${name} takes longer than ${latencyAlertSec} s on average`,
      severity: 2,
      metricNamespace: NAMESPACE,
      metricName: "ResponseTime",
      aggregation: "Average",
      operator: "GreaterThan",
      threshold: latencyAlertSec * 1000,
      windowMinutes: 15,
    },
    {
      role: "restarts",
      message: `a replica of ${name} has restarted more than ${MAX_RESTARTS} times`,
      severity: 1,
      metricNamespace: NAMESPACE,
      metricName: "RestartCount",
      aggregation: "Maximum",
      operator: "GreaterThan",
      threshold: MAX_RESTARTS,
      windowMinutes: 5,
    },
    {
      role: "gpu-utilization",
      message: `the GPUs of ${name} have worked without a pause for half an hour`,
      severity: 3,
      metricNamespace: NAMESPACE,
      metricName: "GpuUtilizationPercentage",
      aggregation: "Average",
      operator: "GreaterThan",
      threshold: MAX_GPU_PERCENT,
      windowMinutes: 30,
    },
  ];
}
