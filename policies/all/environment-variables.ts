import { objectOf, scalarOf, textOf } from "../../plan/inputs.js";
import type { Places } from "../places.js";
import type { Violations } from "../rule.js";
import { ofEach } from "../undecided.js";

/** Where resources hold environment variables: a map of values by name, or a list of `name` and `value`. */
export const ENVIRONMENTS: Places = {
  "AWS::SageMaker::InferenceComponent": ["Specification.Container.Environment"],
  "AWS::SageMaker::Model": ["PrimaryContainer.Environment", "Containers[].Environment"],
  "aws:apprunner/service:Service": [
    "sourceConfiguration.imageRepository.imageConfiguration.runtimeEnvironmentVariables",
    "sourceConfiguration.codeRepository.codeConfiguration.codeConfigurationValues.runtimeEnvironmentVariables",
  ],
  "aws:batch/jobDefinition:JobDefinition": [
    "containerProperties#.environment",
    "eksProperties.podProperties.containers[].envs",
    "eksProperties.podProperties.initContainers[].envs",
  ],
  "aws:bedrock/agentcoreAgentRuntime:AgentcoreAgentRuntime": ["environmentVariables"],
  "aws:bedrock/agentcoreHarness:AgentcoreHarness": ["environmentVariables"],
  "aws:codebuild/project:Project": ["environment.environmentVariables"],
  "aws:ecs/daemonTaskDefinition:DaemonTaskDefinition": ["containerDefinitions[].environments"],
  "aws:ecs/expressGatewayService:ExpressGatewayService": ["primaryContainer.environments"],
  "aws:ecs/taskDefinition:TaskDefinition": ["containerDefinitions#[].environment"],
  "aws:lambda/function:Function": ["environment.variables"],
  "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition": ["dataQualityAppSpecification.environment"],
  "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": [
    "trainingJobDefinition.environment",
    "trainingJobDefinitions[].environment",
  ],
  "aws:sagemaker/model:Model": ["primaryContainer.environment", "containers[].environment"],
  "aws:sagemaker/monitoringSchedule:MonitoringSchedule": [
    "monitoringScheduleConfig.monitoringJobDefinition.environment",
  ],
  "aws:sagemaker/trainingJob:TrainingJob": ["environment"],
  "gcp:cloudfunctions/function:Function": ["environmentVariables"],
  "gcp:cloudfunctionsv2/function:Function": ["serviceConfig.environmentVariables", "buildConfig.environmentVariables"],
  "gcp:cloudrun/service:Service": ["template.spec.containers[].envs"],
  "gcp:cloudrunv2/job:Job": ["template.template.containers[].envs"],
  "gcp:cloudrunv2/service:Service": ["template.containers[].envs", "buildConfig.environmentVariables"],
  "gcp:cloudrunv2/workerPool:WorkerPool": ["template.containers[].envs"],
  "gcp:colab/runtimeTemplate:RuntimeTemplate": ["softwareConfig.envs"],
  "gcp:composer/environment:Environment": ["config.softwareConfig.envVariables"],
  "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment": [
    "modelConfig.containerSpec.envs",
  ],
  "gcp:vertex/aiReasoningEngine:AiReasoningEngine": ["spec.deploymentSpec.envs"],
  "azure-native:app:ContainerApp": ["template.containers[].env", "template.initContainers[].env"],
  "azure-native:app:ContainerAppsSessionPool": ["customContainerTemplate.containers[].env"],
  "azure-native:app:Job": ["template.containers[].env", "template.initContainers[].env"],
  "azure-native:containerinstance:ContainerGroup": [
    "containers[].environmentVariables",
    "initContainers[].environmentVariables",
  ],
  "azure-native:machinelearningservices:BatchDeployment": ["properties.environmentVariables"],
  "azure-native:machinelearningservices:Job": [
    "properties.environmentVariables",
    "properties.trial.environmentVariables",
  ],
  "azure-native:machinelearningservices:OnlineDeployment": ["properties.environmentVariables"],
  "azure-native:web:WebApp": ["siteConfig.appSettings"],
  "azure-native:web:WebAppApplicationSettings": ["properties"],
  "kubernetes:apps/v1:DaemonSet": ["spec.template.spec.containers[].env", "spec.template.spec.initContainers[].env"],
  "kubernetes:apps/v1:Deployment": ["spec.template.spec.containers[].env", "spec.template.spec.initContainers[].env"],
  "kubernetes:apps/v1:StatefulSet": ["spec.template.spec.containers[].env", "spec.template.spec.initContainers[].env"],
  "kubernetes:batch/v1:CronJob": ["spec.jobTemplate.spec.template.spec.containers[].env"],
  "kubernetes:batch/v1:Job": ["spec.template.spec.containers[].env", "spec.template.spec.initContainers[].env"],
  "kubernetes:core/v1:Pod": ["spec.containers[].env", "spec.initContainers[].env"],
};

/** An environment variable; one that refers to a secret has no value. */
export interface Variable {
  readonly name: string;
  /** Path of the environment, and its name: `template.containers[0].envs HF_TOKEN`. */
  readonly at: string;
  readonly value: () => string | undefined;
}

/** Types of CodeBuild's variables whose value is the name of a secret. */
const REFERENCES = ["PARAMETER_STORE", "SECRETS_MANAGER"];

/** What each variable of an environment at a path breaks. */
export function ofEachVariable(
  environment: unknown,
  at: string,
  check: (variable: Variable) => Violations,
): Generator<string> {
  if (Array.isArray(environment))
    return ofEach<unknown>(environment, function* (item) {
      const variable = objectOf(item);
      const name = textOf(variable.name) ?? "";
      if (!REFERENCES.includes(scalarOf(variable.type)))
        yield* check({ name, at: `${at} ${name}`, value: () => textOf(variable.value) });
    });
  const variables = objectOf(environment);
  return ofEach(Object.keys(variables), (name) =>
    check({ name, at: `${at} ${name}`, value: () => textOf(variables[name]) }),
  );
}
