import * as z from "zod";
import { listOf, objectOf, textOf } from "../../plan/inputs.js";
import { opened } from "../../plan/property-path.js";
import { mcsb, nistAiRmf } from "../control.js";
import type { Resource, StackView } from "../resource.js";
import { rule, type Violations } from "../rule.js";

const settings = z.object({
  tags: z
    .array(z.string().min(1))
    .default(["environment", "project"])
    .describe("Keys that each resource has; Environment is as good as environment. Default: environment, project."),
});

type Settings = z.output<typeof settings>;
type Check = (resource: Resource, settings: Settings, stack: StackView) => Violations;

/** Types that cost money, hold data or run code, by provider. */
const TAGGABLE = {
  aws: `autoscaling/group:Group batch/computeEnvironment:ComputeEnvironment bedrock/agentAgent:AgentAgent
    bedrock/agentKnowledgeBase:AgentKnowledgeBase bedrock/agentcoreAgentRuntime:AgentcoreAgentRuntime
    bedrock/customModel:CustomModel bedrock/guardrail:Guardrail bedrock/inferenceProfile:InferenceProfile
    bedrock/provisionedModelThroughput:ProvisionedModelThroughput cloudwatch/logGroup:LogGroup dynamodb/table:Table ebs/volume:Volume
    ec2/eip:Eip ec2/instance:Instance ec2/launchTemplate:LaunchTemplate ec2/natGateway:NatGateway ec2/vpc:Vpc ec2/vpcEndpoint:VpcEndpoint ecr/repository:Repository ecs/cluster:Cluster ecs/service:Service
    efs/fileSystem:FileSystem eks/cluster:Cluster eks/nodeGroup:NodeGroup fsx/lustreFileSystem:LustreFileSystem
    kms/key:Key lambda/function:Function opensearch/domain:Domain opensearch/serverlessCollection:ServerlessCollection
    rds/cluster:Cluster s3/bucket:Bucket sagemaker/domain:Domain sagemaker/endpoint:Endpoint
    sagemaker/endpointConfiguration:EndpointConfiguration sagemaker/featureGroup:FeatureGroup
    sagemaker/mlflowApp:MlflowApp sagemaker/mlflowTrackingServer:MlflowTrackingServer sagemaker/model:Model
    sagemaker/notebookInstance:NotebookInstance sagemaker/pipeline:Pipeline sagemaker/userProfile:UserProfile
    secretsmanager/secret:Secret sns/topic:Topic sqs/queue:Queue`,
  gcp: `alloydb/cluster:Cluster artifactregistry/repository:Repository bigquery/dataset:Dataset
    cloudfunctionsv2/function:Function cloudrunv2/job:Job cloudrunv2/service:Service compute/disk:Disk
    compute/instance:Instance compute/instanceTemplate:InstanceTemplate
    compute/regionInstanceTemplate:RegionInstanceTemplate filestore/instance:Instance kms/cryptoKey:CryptoKey
    pubsub/topic:Topic redis/instance:Instance secretmanager/secret:Secret storage/bucket:Bucket tpu/v2Vm:V2Vm
    vertex/aiDataset:AiDataset vertex/aiEndpoint:AiEndpoint vertex/aiFeatureOnlineStore:AiFeatureOnlineStore
    vertex/aiIndex:AiIndex vertex/aiIndexEndpoint:AiIndexEndpoint vertex/aiTensorboard:AiTensorboard
    workbench/instance:Instance container/cluster:Cluster`,
  "azure-native": `app:ContainerApp app:Job app:ManagedEnvironment applicationinsights:Component
    cognitiveservices:Account compute:Disk compute:VirtualMachine compute:VirtualMachineScaleSet
    containerinstance:ContainerGroup containerregistry:Registry containerservice:ManagedCluster keyvault:Vault
    machinelearningservices:BatchEndpoint machinelearningservices:Compute machinelearningservices:OnlineDeployment
    machinelearningservices:OnlineEndpoint machinelearningservices:Registry machinelearningservices:Workspace
    managedidentity:UserAssignedIdentity monitor:ActionGroup network:NatGateway network:NetworkSecurityGroup
    network:PrivateEndpoint network:PublicIPAddress network:VirtualNetwork operationalinsights:Workspace
    resources:ResourceGroup search:Service storage:StorageAccount`,
} as const;

export const resourcesTagged = rule({
  name: "all-resources-tagged",
  description: "Resources carry the tags, on Google Cloud labels, by which costs and owners are found.",
  cloud: "all",
  severity: "low",
  level: "advisory",
  controls: [nistAiRmf("GOVERN 1.6"), mcsb("AM-1")],
  remediation: "Add the keys to tags, labels or, for all at once, to the provider's default tags.",
  url: "https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html",
  settings,
  scope: "stack",
  checks: {
    ...checksOf("aws", (resource, settings, stack) => {
      const { defaultTags } = stack.providerOf(resource)?.inputs ?? {};
      const byDefault = objectOf(opened(defaultTags ?? stack.config["aws:defaultTags"]));
      return missing([resource.inputs.tags, byDefault.tags], "tag", settings);
    }),
    ...checksOf("gcp", (resource, settings, stack) => {
      const { defaultLabels } = stack.providerOf(resource)?.inputs ?? {};
      const byDefault = opened(defaultLabels ?? stack.config["gcp:defaultLabels"]);
      return missing([resource.inputs.labels ?? resource.inputs.resourceLabels, byDefault], "label", settings);
    }),
    ...checksOf("azure-native", ({ inputs }, settings) => missing([inputs.tags], "tag", settings)),
  },
});

function checksOf(provider: keyof typeof TAGGABLE, check: Check): Readonly<Record<string, Check>> {
  return Object.fromEntries(TAGGABLE[provider].split(/\s+/).map((type) => [`${provider}:${type}`, check]));
}

function* missing(given: readonly unknown[], word: "tag" | "label", { tags }: Settings): Violations {
  const keys = given.flatMap(keysOf).map((key) => key.toLowerCase());
  const absent = tags.filter((tag) => !keys.includes(tag.toLowerCase()));
  if (absent.length > 0) yield `it has no ${word} ${absent.join(", ")}`;
}

/** Keys of a map of tags, or of an Auto Scaling group's list of `key` and `value`. */
function keysOf(tags: unknown): string[] {
  return Array.isArray(tags) ? listOf(tags).map(({ key }) => textOf(key) ?? "") : Object.keys(objectOf(tags));
}
