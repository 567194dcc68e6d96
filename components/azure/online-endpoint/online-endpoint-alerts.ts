import type { EndpointAlert } from "../endpoint-alerts.js";
import type { OnlineEndpointAlert } from "./online-endpoint-args.js";

const ENDPOINT = "Microsoft.MachineLearningServices/workspaces/onlineEndpoints";

/** Percent of the time that GPUs may work, over half an hour: beyond it there is no instance left to take more. */
const MAX_GPU_PERCENT = 95;

/**
 * What goes wrong at an endpoint. Azure answers 424 for whatever its container fails at, and has the container's own
 * status in a dimension of its own.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/microsoft-machinelearningservices-workspaces-onlineendpoints-metrics
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-troubleshoot-online-endpoints#http-status-codes
 */
export function endpointAlerts(name: string, latencyAlertSec: number): EndpointAlert<OnlineEndpointAlert>[] {
  const manyRequests = {
    severity: 1,
    metricNamespace: ENDPOINT,
    metricName: "RequestsPerMinute",
    aggregation: "Average",
    operator: "GreaterThan",
    threshold: 1,
    windowMinutes: 15,
  } as const;
  return [
    {
      ...manyRequests,
      role: "server-errors",
      message: `more than one request to ${name} a minute fails at Azure's side`,
      dimensions: { statusCodeClass: ["5xx"] },
    },
    {
      ...manyRequests,
      role: "model-errors",
      message: `more than one request to ${name} a minute fails in the container`,
      dimensions: { modelStatusCode: ["500", "502", "503", "504"] },
    },
    {
      role: "latency",
      message: `one in a hundred answers of ${name} takes longer than ${latencyAlertSec} s`,
      severity: 2,
      metricNamespace: ENDPOINT,
      metricName: "RequestLatency_P99",
      aggregation: "Average",
      operator: "GreaterThan",
      threshold: latencyAlertSec * 1000,
      windowMinutes: 15,
    },
  ];
}

/**
 * What goes wrong at a deployment.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/microsoft-machinelearningservices-workspaces-onlineendpoints-deployments-metrics
 */
export function deploymentAlerts(name: string): EndpointAlert<OnlineEndpointAlert>[] {
  return [
    {
      role: "gpu",
      message: `the GPUs of ${name} have worked without a pause for half an hour`,
      severity: 3,
      metricNamespace: `${ENDPOINT}/deployments`,
      metricName: "GpuUtilizationPercentage",
      aggregation: "Average",
      operator: "GreaterThan",
      threshold: MAX_GPU_PERCENT,
      windowMinutes: 30,
    },
  ];
}
