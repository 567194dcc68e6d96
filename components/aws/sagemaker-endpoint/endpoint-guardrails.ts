import type * as inputs from "@pulumi/aws/types/input.js";
import type * as pulumi from "@pulumi/pulumi";

/** Seconds that SageMaker watches the alarms after each shift of traffic. */
const BAKE_SEC = 300;

/** Seconds that the old fleet stays after the last shift, so that rolling back takes no start. */
const OLD_FLEET_STAYS_SEC = 600;

/** Seconds for SageMaker to find machines. */
const PROVISIONING_SEC = 1800;

/** The API's longest update. */
const MAX_EXECUTION_SEC = 28_800;

/** A rolling batch is 5 to 50 % of the fleet: one machine is that up to 20 of them. */
const LARGEST_FLEET_OF_SINGLE_STEPS = 20;

interface GuardrailsArgs {
  readonly updatePolicy: "blue-green" | "rolling";
  readonly replicas: { readonly min: number; readonly max: number };
  /** Longest start of a container, download included. */
  readonly startSec: number;
  readonly alarmNames: readonly pulumi.Input<string>[];
}

/** How an endpoint moves to a new configuration, and the alarms that take it back. */
export interface Guardrails {
  readonly deploymentConfig: inputs.sagemaker.EndpointDeploymentConfig;
  /** Longest update. */
  readonly executionSec: number;
}

/**
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-blue-green.html
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-rolling.html
 */
export function guardrails(args: GuardrailsArgs): Guardrails {
  const { updatePolicy, replicas, startSec, alarmNames } = args;
  const rolling = updatePolicy === "rolling";
  const batches = rolling ? Math.min(replicas.max, LARGEST_FLEET_OF_SINGLE_STEPS) : 1;
  const executionSec = Math.min(
    batches * (PROVISIONING_SEC + startSec + BAKE_SEC) + OLD_FLEET_STAYS_SEC,
    MAX_EXECUTION_SEC,
  );
  return {
    deploymentConfig: {
      ...(rolling
        ? { rollingUpdatePolicy: rollingUpdate(replicas.max, executionSec) }
        : { blueGreenUpdatePolicy: blueGreenUpdate(replicas.min, executionSec) }),
      autoRollbackConfiguration: { alarms: alarmNames.map((alarmName) => ({ alarmName })) },
    },
    executionSec,
  };
}

function rollingUpdate(
  largestFleet: number,
  executionSec: number,
): inputs.sagemaker.EndpointDeploymentConfigRollingUpdatePolicy {
  return {
    maximumBatchSize:
      largestFleet <= LARGEST_FLEET_OF_SINGLE_STEPS
        ? { type: "INSTANCE_COUNT", value: 1 }
        : { type: "CAPACITY_PERCENT", value: 50 },
    waitIntervalInSeconds: BAKE_SEC,
    maximumExecutionTimeoutInSeconds: executionSec,
  };
}

function blueGreenUpdate(
  smallestFleet: number,
  executionSec: number,
): inputs.sagemaker.EndpointDeploymentConfigBlueGreenUpdatePolicy {
  return {
    trafficRoutingConfiguration: {
      waitIntervalInSeconds: BAKE_SEC,
      // A canary is at most half of the fleet: one machine has none.
      ...(smallestFleet === 1
        ? { type: "ALL_AT_ONCE" }
        : { type: "CANARY", canarySize: { type: "INSTANCE_COUNT", value: 1 } }),
    },
    terminationWaitInSeconds: OLD_FLEET_STAYS_SEC,
    maximumExecutionTimeoutInSeconds: executionSec,
  };
}
