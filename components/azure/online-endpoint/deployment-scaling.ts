import * as monitor from "@pulumi/azure-native/monitor/index.js";
import type * as inputs from "@pulumi/azure-native/types/input.js";
import type * as pulumi from "@pulumi/pulumi";

/** Percent of the time that the GPUs work, over all instances, beyond which one more starts. */
const BUSY_PERCENT = 70;

/** Percent below which one stops: with two of them the other one is then far from busy. */
const IDLE_PERCENT = 25;

interface DeploymentScalingArgs {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly location: string;
  /** ARM id of the deployment. */
  readonly deploymentId: pulumi.Input<string>;
  readonly instances: { readonly min: number; readonly max: number };
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform: Partial<monitor.AutoscaleSettingArgs> | undefined;
}

/**
 * Starts and stops instances of a deployment with the use of their GPUs. It waits after each step, as long as an instance
 * takes to load a model.
 *
 * @param name the deployment's
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-autoscale-endpoints
 * @see https://learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/microsoft-machinelearningservices-workspaces-onlineendpoints-deployments-metrics
 */
export function createDeploymentScaling(
  name: string,
  args: DeploymentScalingArgs,
  parent: pulumi.CustomResourceOptions,
): void {
  const { resourceGroupName, location, deploymentId, instances, tags, transform } = args;
  const rule = (
    trigger: Pick<inputs.monitor.MetricTriggerArgs, "operator" | "threshold" | "timeWindow">,
    direction: monitor.ScaleDirection,
  ): inputs.monitor.ScaleRuleArgs => ({
    metricTrigger: {
      metricName: "GpuUtilizationPercentage",
      metricResourceUri: deploymentId,
      timeGrain: "PT1M",
      statistic: "Average",
      timeAggregation: "Average",
      ...trigger,
    },
    scaleAction: { direction, type: "ChangeCount", value: "1", cooldown: "PT15M" },
  });
  new monitor.AutoscaleSetting(
    `${name}-scaling`,
    {
      resourceGroupName,
      location,
      enabled: true,
      targetResourceUri: deploymentId,
      profiles: [
        {
          name: "gpu",
          capacity: {
            minimum: String(instances.min),
            maximum: String(instances.max),
            default: String(instances.min),
          },
          rules: [
            rule({ operator: "GreaterThan", threshold: BUSY_PERCENT, timeWindow: "PT5M" }, "Increase"),
            rule({ operator: "LessThan", threshold: IDLE_PERCENT, timeWindow: "PT15M" }, "Decrease"),
          ],
        },
      ],
      tags,
      ...transform,
    },
    parent,
  );
}
