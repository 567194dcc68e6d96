import { type Inputs, listOf, objectOf } from "../../plan/inputs.js";
import type { Resource } from "../resource.js";
import type { Violations } from "../rule.js";
import { ofEach } from "../undecided.js";
import { CLOUD_CONTROL, desiredState } from "./cloud-control.js";

/** A job that SageMaker runs for a resource: to train, to tune, or to watch an endpoint. */
export interface Job {
  /** It trains a model; other jobs process data. */
  readonly trains: boolean;
  readonly inputs: Inputs;
  /** Where it stands in the inputs, with a dot at the end; empty: at the top. */
  readonly path: string;
  /** What has `vpcConfig`, `enableNetworkIsolation` and `enableInterContainerTrafficEncryption`, and where it stands. */
  readonly network: Inputs;
  readonly networkPath: string;
  /** What has `instanceType`, `instanceCount` and `volumeKmsKeyId`, and where it stands. */
  readonly machines: Inputs;
  readonly machinesPath: string;
}

/** Checks of a rule for every type of resource that runs jobs. */
export function ofJobs(
  check: (job: Job, resource: Resource) => Violations,
): Readonly<Record<string, (resource: Resource) => Violations>> {
  return Object.fromEntries(
    Object.entries(JOBS).map(([type, jobsOf]) => [
      type,
      (resource: Resource) => ofEach(jobsOf(resource), (job) => check(job, resource)),
    ]),
  );
}

/** Job definitions that the provider has no resource of its own for. */
const DEFINITIONS = [
  "AWS::SageMaker::ModelBiasJobDefinition",
  "AWS::SageMaker::ModelExplainabilityJobDefinition",
  "AWS::SageMaker::ModelQualityJobDefinition",
] as const;

/** By resource type, the jobs of a resource. */
const JOBS: Readonly<Record<string, (resource: Resource) => readonly Job[]>> = {
  "aws:sagemaker/trainingJob:TrainingJob": ({ inputs }) => [training(inputs, "")],
  "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": ({ inputs }) => [
    ...("trainingJobDefinition" in inputs
      ? [training(objectOf(inputs.trainingJobDefinition), "trainingJobDefinition.")]
      : []),
    ...listOf(inputs.trainingJobDefinitions).map((job, index) => training(job, `trainingJobDefinitions[${index}].`)),
  ],
  "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition": ({ inputs }) => [
    processing(inputs, "", "jobResources"),
  ],
  "aws:sagemaker/monitoringSchedule:MonitoringSchedule": ({ inputs }) => {
    const config = objectOf(inputs.monitoringScheduleConfig);
    // One that only names a definition runs what that says.
    if (!("monitoringJobDefinition" in config)) return [];
    const path = "monitoringScheduleConfig.monitoringJobDefinition.";
    return [processing(objectOf(config.monitoringJobDefinition), path, "monitoringResources")];
  },
  [CLOUD_CONTROL]: (resource) => {
    const state = desiredState(resource, ...DEFINITIONS);
    return state === undefined ? [] : [processing(state, "desiredState.", "jobResources")];
  },
};

function training(inputs: Inputs, path: string): Job {
  const resources =
    "hyperParameterTuningResourceConfig" in inputs ? "hyperParameterTuningResourceConfig" : "resourceConfig";
  return {
    trains: true,
    inputs,
    path,
    network: inputs,
    networkPath: path,
    machines: objectOf(inputs[resources]),
    machinesPath: `${path}${resources}.`,
  };
}

function processing(inputs: Inputs, path: string, resources: string): Job {
  return {
    trains: false,
    inputs,
    path,
    network: objectOf(inputs.networkConfig),
    networkPath: `${path}networkConfig.`,
    machines: objectOf(objectOf(inputs[resources]).clusterConfig),
    machinesPath: `${path}${resources}.clusterConfig.`,
  };
}
