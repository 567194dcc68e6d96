import type { Places } from "../places.js";

/** Where resources name the image of a container. */
export const CONTAINER_IMAGES: Places = {
  "AWS::SageMaker::InferenceComponent": ["Specification.Container.Image"],
  "AWS::SageMaker::Model": ["PrimaryContainer.Image", "Containers[].Image"],
  "ai-stack:azure:ContainerAppsEndpoint": ["image"], // the template of its ContainerApp is not known before `up`
  "aws:apprunner/service:Service": ["sourceConfiguration.imageRepository.imageIdentifier"],
  "aws:batch/jobDefinition:JobDefinition": [
    "containerProperties#.image",
    "eksProperties.podProperties.containers[].image",
    "eksProperties.podProperties.initContainers[].image",
  ],
  "aws:bedrock/agentcoreAgentRuntime:AgentcoreAgentRuntime": [
    "agentRuntimeArtifact.containerConfiguration.containerUri",
  ],
  "aws:bedrock/agentcoreHarness:AgentcoreHarness": ["environmentArtifact.containerConfiguration.containerUri"],
  "aws:ecs/daemonTaskDefinition:DaemonTaskDefinition": ["containerDefinitions[].image"],
  "aws:ecs/expressGatewayService:ExpressGatewayService": ["primaryContainer.image"],
  "aws:ecs/taskDefinition:TaskDefinition": ["containerDefinitions#[].image"],
  "aws:lambda/function:Function": ["imageUri"],
  "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition": ["dataQualityAppSpecification.imageUri"],
  "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": [
    "trainingJobDefinition.algorithmSpecification.trainingImage",
    "trainingJobDefinitions[].algorithmSpecification.trainingImage",
  ],
  "aws:sagemaker/model:Model": ["primaryContainer.image", "containers[].image"],
  "aws:sagemaker/monitoringSchedule:MonitoringSchedule": [
    "monitoringScheduleConfig.monitoringJobDefinition.monitoringAppSpecification.imageUri",
  ],
  "aws:sagemaker/trainingJob:TrainingJob": ["algorithmSpecification.trainingImage"],
  "gcp:cloudrun/service:Service": ["template.spec.containers[].image"],
  "gcp:cloudrunv2/job:Job": ["template.template.containers[].image"],
  "gcp:cloudrunv2/service:Service": ["template.containers[].image"],
  "gcp:cloudrunv2/workerPool:WorkerPool": ["template.containers[].image"],
  "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment": [
    "modelConfig.containerSpec.imageUri",
  ],
  "gcp:vertex/aiReasoningEngine:AiReasoningEngine": ["spec.containerSpec.imageUri"],
  "azure-native:app:ContainerApp": ["template.containers[].image", "template.initContainers[].image"],
  "azure-native:app:ContainerAppsSessionPool": ["customContainerTemplate.containers[].image"],
  "azure-native:app:Job": ["template.containers[].image", "template.initContainers[].image"],
  "azure-native:containerinstance:ContainerGroup": ["containers[].image", "initContainers[].image"],
  "azure-native:machinelearningservices:EnvironmentVersion": ["properties.image"],
  "azure-native:machinelearningservices:RegistryEnvironmentVersion": ["properties.image"],
  "azure-native:web:WebAppSiteContainer": ["image"],
  "kubernetes:apps/v1:DaemonSet": [
    "spec.template.spec.containers[].image",
    "spec.template.spec.initContainers[].image",
  ],
  "kubernetes:apps/v1:Deployment": [
    "spec.template.spec.containers[].image",
    "spec.template.spec.initContainers[].image",
  ],
  "kubernetes:apps/v1:StatefulSet": [
    "spec.template.spec.containers[].image",
    "spec.template.spec.initContainers[].image",
  ],
  "kubernetes:batch/v1:CronJob": ["spec.jobTemplate.spec.template.spec.containers[].image"],
  "kubernetes:batch/v1:Job": ["spec.template.spec.containers[].image", "spec.template.spec.initContainers[].image"],
  "kubernetes:core/v1:Pod": ["spec.containers[].image", "spec.initContainers[].image"],
};
