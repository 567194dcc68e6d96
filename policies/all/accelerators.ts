import { awsIsAccelerated } from "../../catalog/aws/instance-families.js";
import { awsInstanceTypes } from "../../catalog/aws/instance-types.js";
import { containerAppsGpus } from "../../catalog/azure/container-apps-gpus.js";
import { azureVmSizes } from "../../catalog/azure/vm-sizes.js";
import { cloudRunInstances } from "../../catalog/gcp/cloud-run-gpus.js";
import { gcpMachineTypes } from "../../catalog/gcp/machine-types.js";
import { tpuGenerations } from "../../catalog/gcp/tpu-slices.js";
import type { Places } from "../places.js";

const SPACE_APPS = ["jupyterLabApp", "jupyterServerApp", "kernelGatewayApp"];
const studio = (settings: string, apps: readonly string[] = ["codeEditorApp", ...SPACE_APPS]) =>
  apps.map((app) => `${settings}.${app}Settings.defaultResourceSpec.instanceType`);
const vertex = (machine: string) => [`${machine}.machineType`, `${machine}.acceleratorType`];
const compute = (machine: string) => [`${machine}machineType`, `${machine}guestAccelerators[].type`];

/** Where resources name a machine type or an accelerator. */
export const MACHINES: Places = {
  "AWS::SageMaker::EndpointConfig": ["ProductionVariants[].InstanceType", "ShadowProductionVariants[].InstanceType"],
  "ai-stack:aws:SageMakerEndpoint": ["instanceType"],
  "aws:autoscaling/group:Group": ["mixedInstancesPolicy.launchTemplate.overrides[].instanceType"],
  "aws:batch/computeEnvironment:ComputeEnvironment": ["computeResources.instanceTypes[]"],
  "aws:ec2/capacityReservation:CapacityReservation": ["instanceType"],
  "aws:ec2/fleet:Fleet": ["launchTemplateConfigs[].overrides[].instanceType"],
  "aws:ec2/instance:Instance": ["instanceType"],
  "aws:ec2/launchConfiguration:LaunchConfiguration": ["instanceType"],
  "aws:ec2/launchTemplate:LaunchTemplate": ["instanceType"],
  "aws:ec2/spotFleetRequest:SpotFleetRequest": [
    "launchSpecifications[].instanceType",
    "launchTemplateConfigs[].overrides[].instanceType",
  ],
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": ["instanceType"],
  "aws:eks/nodeGroup:NodeGroup": ["instanceTypes[]"],
  "aws:sagemaker/app:App": ["resourceSpec.instanceType"],
  "aws:sagemaker/domain:Domain": [...studio("defaultUserSettings"), ...studio("defaultSpaceSettings", SPACE_APPS)],
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration": [
    "productionVariants[].instanceType",
    "shadowProductionVariants[].instanceType",
  ],
  "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": [
    "trainingJobDefinition.resourceConfig.instanceType",
    "trainingJobDefinitions[].resourceConfig.instanceType",
  ],
  "aws:sagemaker/notebookInstance:NotebookInstance": ["instanceType"],
  "aws:sagemaker/space:Space": studio("spaceSettings"),
  "aws:sagemaker/trainingJob:TrainingJob": [
    "resourceConfig.instanceType",
    "resourceConfig.instanceGroups[].instanceType",
  ],
  "aws:sagemaker/userProfile:UserProfile": studio("userSettings"),
  "gcp:cloudrunv2/job:Job": ["template.template.nodeSelector.accelerator"],
  "gcp:cloudrunv2/service:Service": ["template.nodeSelector.accelerator"],
  "gcp:cloudrunv2/workerPool:WorkerPool": ["template.nodeSelector.accelerator"],
  "gcp:colab/runtimeTemplate:RuntimeTemplate": vertex("machineSpec"),
  "gcp:compute/instance:Instance": compute(""),
  "gcp:compute/instanceTemplate:InstanceTemplate": compute(""),
  "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate": compute(""),
  "gcp:compute/reservation:Reservation": [
    "specificReservation.instanceProperties.machineType",
    "specificReservation.instanceProperties.guestAccelerators[].acceleratorType",
  ],
  "gcp:container/cluster:Cluster": [...compute("nodeConfig."), ...compute("nodePools[].nodeConfig.")],
  "gcp:container/nodePool:NodePool": compute("nodeConfig."),
  "gcp:notebooks/instance:Instance": ["machineType", "acceleratorConfig.type"],
  "gcp:tpu/v2QueuedResource:V2QueuedResource": ["tpu.nodeSpecs[].node.acceleratorType"],
  "gcp:tpu/v2Vm:V2Vm": ["acceleratorType", "acceleratorConfig.type"],
  "gcp:vertex/aiDeploymentResourcePool:AiDeploymentResourcePool": vertex("dedicatedResources.machineSpec"),
  "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment": vertex(
    "deployConfig.dedicatedResources.machineSpec",
  ),
  "gcp:vertex/aiPersistentResource:AiPersistentResource": vertex("resourcePools[].machineSpec"),
  "gcp:workbench/instance:Instance": ["gceSetup.machineType", "gceSetup.acceleratorConfigs[].type"],
  "azure-native:app:ManagedEnvironment": ["workloadProfiles[].workloadProfileType"],
  "azure-native:batch:Pool": ["vmSize"],
  "azure-native:compute:CapacityReservation": ["sku.name"],
  "azure-native:compute:VirtualMachine": ["hardwareProfile.vmSize"],
  "azure-native:compute:VirtualMachineScaleSet": ["sku.name"],
  "azure-native:containerservice:AgentPool": ["vmSize"],
  "azure-native:containerservice:ManagedCluster": ["agentPoolProfiles[].vmSize"],
  "azure-native:machinelearningservices:Compute": ["properties.properties.vmSize"],
  "azure-native:machinelearningservices:OnlineDeployment": ["properties.instanceType"],
};

// On N1 an accelerator is attached; a machine without one has the same name.
const builtIn = gcpMachineTypes.filter(({ name }) => !name.startsWith("n1-"));

const KNOWN: ReadonlyMap<string, string> = new Map(
  [
    ...awsInstanceTypes.map(({ name, accelerator }) => [name, accelerator] as const),
    ...[...builtIn, ...cloudRunInstances, ...azureVmSizes, ...containerAppsGpus].map(
      ({ name, accelerator }) => [name, accelerator] as const,
    ),
    ...gcpMachineTypes.flatMap(({ acceleratorType, vertexAcceleratorType, accelerator }) => [
      [acceleratorType, accelerator] as const,
      [vertexAcceleratorType, accelerator] as const,
    ]),
    ...tpuGenerations.map(({ prefix, accelerator }) => [prefix, accelerator] as const),
    ["v5lite_pod", "TPU-v5e"] as const, // the name of v5litepod beside a topology
  ].map(([name, accelerator]) => [name.toLowerCase(), accelerator]),
);

/** Series with accelerators of Google Cloud and Azure, and accelerators, that the catalog may not have. */
const ACCELERATED = /^(?:a[234]x?|g[24])-|^ct\d|^tpu|^v\d\w*(?:-\d+)?$|^nvidia|^standard_n|^nc\d|^consumption-gpu-/;

/** The accelerator of a machine type, or by its cloud's name of it, as the catalog names it, which may not have it. */
export function acceleratorOf(name: string): { readonly known?: string } | undefined {
  // An address ends in the type, SageMaker begins with ml., a workstation's GPU ends in -vws, a slice in its size.
  const bare = name.toLowerCase().replace(/^.*\//, "").replace(/^ml\./, "").replace(/-vws$/, "");
  const known = KNOWN.get(bare) ?? KNOWN.get(bare.replace(/-\d+$/, ""));
  const accelerated = bare.includes(".") ? awsIsAccelerated(bare) : ACCELERATED.test(bare); // AWS alone has a dot
  return known !== undefined || accelerated ? { known } : undefined;
}
