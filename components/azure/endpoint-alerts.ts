import * as monitor from "@pulumi/azure-native/monitor/index.js";
import * as pulumi from "@pulumi/pulumi";

/** A metric of Azure Monitor that has crossed a line. */
export interface EndpointAlert<Role extends string> {
  /** Ends the alert's name, and names its overrides. */
  readonly role: Role;
  /** What has happened, in words: they are in the message. */
  readonly message: string;
  /** From 0, critical, to 4, for those who want to know all. */
  readonly severity: 0 | 1 | 2 | 3 | 4;
  /** Type of resource that has the metric, such as `Microsoft.App/containerApps`. */
  readonly metricNamespace: string;
  readonly metricName: string;
  readonly aggregation: "Average" | "Count" | "Maximum" | "Minimum" | "Total";
  readonly operator: "GreaterThan" | "GreaterThanOrEqual" | "LessThan" | "LessThanOrEqual";
  readonly threshold: number;
  /** Minutes that are looked at: those that Azure Monitor takes. */
  readonly windowMinutes: 5 | 15 | 30 | 60;
  /** Values of the metric's dimensions that count, by dimension. @default - all of them together */
  readonly dimensions?: Readonly<Record<string, readonly string[]>>;
}

/** Overrides of the alerts, by role. */
export interface AlertsTransform<Role extends string> {
  readonly alerts?: Readonly<Partial<Record<Role, Partial<monitor.MetricAlertArgs>>>>;
}

interface EndpointAlertsArgs<Role extends string> {
  readonly resourceGroupName: pulumi.Input<string>;
  /** ARM id of what has the metrics. */
  readonly targetId: pulumi.Input<string>;
  readonly alerts: readonly EndpointAlert<Role>[];
  /** ARM id of the action group that is told. */
  readonly actionGroupId: pulumi.Input<string>;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform: AlertsTransform<Role> | undefined;
}

/**
 * Alerts on metrics of one resource, `<name>-<role>` each, looked at every minute. Without requests, and so without
 * values, they are silent; they end by themselves.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-metric-create-templates
 */
export function createEndpointAlerts<Role extends string>(
  name: string,
  args: EndpointAlertsArgs<Role>,
  parent: pulumi.CustomResourceOptions,
): void {
  const { resourceGroupName, targetId, alerts, actionGroupId, tags, transform } = args;
  for (const alert of alerts)
    new monitor.MetricAlert(
      `${name}-${alert.role}`,
      {
        resourceGroupName,
        location: "global",
        description: `${pulumi.getProject()} ${pulumi.getStack()}: ${alert.message}`,
        severity: alert.severity,
        enabled: true,
        scopes: [targetId],
        evaluationFrequency: "PT1M",
        windowSize: isoMinutes(alert.windowMinutes),
        criteria: {
          odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
          allOf: [
            {
              criterionType: "StaticThresholdCriterion",
              name: alert.role,
              metricNamespace: alert.metricNamespace,
              metricName: alert.metricName,
              timeAggregation: alert.aggregation,
              operator: alert.operator,
              threshold: alert.threshold,
              dimensions: Object.entries(alert.dimensions ?? {}).map(([dimension, values]) => ({
                name: dimension,
                operator: "Include",
                values: [...values],
              })),
            },
          ],
        },
        actions: [{ actionGroupId }],
        tags,
        ...transform?.alerts?.[alert.role],
      },
      parent,
    );
}

/** A duration as Azure Monitor writes it. */
function isoMinutes(minutes: number): string {
  return minutes % 60 === 0 ? `PT${minutes / 60}H` : `PT${minutes}M`;
}
