import { resourcesOf } from "../../plan/components.js";
import type { ResourceState } from "../../plan/plan.js";
import { preview } from "./support.js";

export const CLOUDS = ["aws", "gcp", "azure"] as const;
export type ParityCloud = (typeof CLOUDS)[number];

/** A feature of the stack, and how it is there on a cloud. */
export interface Feature {
  readonly feature: string;
  /** Settings that ask for it, over those of the cloud's dev sample. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** By cloud: what makes it and where it shows, or why there is none. */
  readonly by: Readonly<Record<ParityCloud, Shown | Refused>>;
}

/** The resource type that a preview with the settings holds, with these inputs. */
export interface Shown {
  readonly made: string;
  readonly type: string;
  readonly inputs?: (inputs: Record<string, any>) => boolean;
}

/** A part of the error that the settings give, and the nearest thing that works. */
export interface Refused {
  readonly none: string;
  readonly error: string;
}

const chat = { model: "Qwen/Qwen3-8B", accelerator: ["L4", "A100"] };
const endpoint = (more: object) => ({ endpoints: { chat: { ...chat, ...more } } });
const pool = (more: object) => ({ compute: { train: { accelerator: ["L4", "A100"], ...more } } });
const asg = "aws:autoscaling/group:Group";
const mig = "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate";
const vmss = "azure-native:compute:VirtualMachineScaleSet";

/** What the stack does, cloud by cloud; docs/parity.md is made of it, and each cell is tried. */
export const FEATURES: readonly Feature[] = [
  {
    feature: "private network with NAT",
    settings: {},
    by: {
      aws: { made: "PrivateNetwork", type: "aws:ec2/natGateway:NatGateway" },
      gcp: { made: "PrivateNetwork", type: "gcp:compute/routerNat:RouterNat" },
      azure: { made: "PrivateNetwork", type: "azure-native:network:NatGateway" },
    },
  },
  {
    feature: "GPU pool, on demand",
    settings: pool({}),
    by: {
      aws: { made: "GpuAutoScalingGroup", type: asg, inputs: ({ launchTemplate }) => launchTemplate !== undefined },
      gcp: {
        made: "GpuManagedInstanceGroup",
        type: mig,
        inputs: ({ scheduling }) => scheduling.provisioningModel === "STANDARD",
      },
      azure: {
        made: "GpuScaleSet",
        type: vmss,
        inputs: ({ virtualMachineProfile }) => virtualMachineProfile.priority === "Regular",
      },
    },
  },
  {
    feature: "GPU pool, spot",
    settings: pool({ capacity: "spot" }),
    by: {
      aws: {
        made: "GpuAutoScalingGroup, with fallback types",
        type: asg,
        inputs: ({ mixedInstancesPolicy }) => mixedInstancesPolicy.launchTemplate.overrides.length > 1,
      },
      gcp: {
        made: "GpuManagedInstanceGroup",
        type: mig,
        inputs: ({ scheduling }) => scheduling.provisioningModel === "SPOT",
      },
      azure: {
        made: "GpuScaleSet",
        type: vmss,
        inputs: ({ virtualMachineProfile }) => virtualMachineProfile.priority === "Spot",
      },
    },
  },
  {
    feature: "GPU pool by the clock",
    settings: pool({ schedule: { start: "08:00", stop: "18:00" } }),
    by: {
      aws: { made: "GpuAutoScalingGroup", type: "aws:autoscaling/schedule:Schedule" },
      gcp: { made: "GpuManagedInstanceGroup", type: "gcp:compute/regionAutoscaler:RegionAutoscaler" },
      azure: { made: "GpuScaleSet", type: "azure-native:monitor:AutoscaleSetting" },
    },
  },
  {
    feature: "machines queued for (flex-start)",
    settings: pool({ flexStart: { hours: 4 } }),
    by: {
      aws: { none: "none; capacity: reservation", error: "flexStart: must be left out on aws" },
      gcp: {
        made: "GpuManagedInstanceGroup",
        type: mig,
        inputs: ({ scheduling }) => scheduling.provisioningModel === "FLEX_START",
      },
      azure: { none: "none; capacity: reservation", error: "flexStart: must be left out on azure" },
    },
  },
  {
    feature: "RDMA between machines",
    settings: { compute: { train: { accelerator: "A100", perMachine: 8, rdma: true } } },
    by: {
      aws: { made: "GpuAutoScalingGroup (EFA)", type: "aws:ec2/placementGroup:PlacementGroup" },
      gcp: { none: "in the component only, with networks of your own", error: "rdma must be false" },
      azure: {
        made: "GpuScaleSet (InfiniBand)",
        type: vmss,
        inputs: ({ singlePlacementGroup }) => singlePlacementGroup === true,
      },
    },
  },
  {
    feature: "own accelerators of the cloud",
    settings: {
      compute: { train: { accelerator: ["Trainium1", "TPU-v5e"], machines: { min: 1, max: 1 } } },
    },
    by: {
      aws: { made: "GpuAutoScalingGroup (Trainium, Inferentia)", type: asg },
      gcp: { made: "TpuSlice", type: "gcp:tpu/v2Vm:V2Vm" },
      azure: {
        none: "none; AMD's MI300X beside NVIDIA's",
        error: "accelerator [Trainium1, TPU-v5e] with perMachine 1 and capacity on-demand is not offered",
      },
    },
  },
  {
    feature: "ML platform, idle shutdown",
    settings: {},
    by: {
      aws: { made: "SageMakerDomain", type: "aws:sagemaker/userProfile:UserProfile" },
      gcp: { made: "VertexWorkbench", type: "gcp:workbench/instance:Instance" },
      azure: { made: "MachineLearningWorkspace", type: "azure-native:machinelearningservices:Compute" },
    },
  },
  {
    feature: "experiments",
    settings: {},
    by: {
      aws: { made: "SageMakerDomain (MLflow)", type: "aws:sagemaker/mlflowApp:MlflowApp" },
      gcp: { made: "VertexWorkbench (TensorBoard)", type: "gcp:vertex/aiTensorboard:AiTensorboard" },
      azure: { made: "MachineLearningWorkspace (MLflow)", type: "azure-native:machinelearningservices:Workspace" },
    },
  },
  {
    feature: "endpoint that scales to zero",
    settings: endpoint({ replicas: { min: 0, max: 2 } }),
    by: {
      aws: {
        made: "SageMakerEndpoint (inference component)",
        type: "aws:appautoscaling/target:Target",
        inputs: ({ minCapacity }) => minCapacity === 0,
      },
      gcp: {
        made: "CloudRunEndpoint",
        type: "gcp:cloudrunv2/service:Service",
        inputs: ({ template }) => (template.scaling.minInstanceCount ?? 0) === 0,
      },
      azure: {
        made: "ContainerAppsEndpoint",
        type: "azure-native:app:ContainerApp",
        inputs: ({ template }) => template.scale.minReplicas === 0,
      },
    },
  },
  {
    feature: "endpoint with one replica and more",
    settings: endpoint({ replicas: { min: 1, max: 2 } }),
    by: {
      aws: { made: "SageMakerEndpoint", type: "aws:sagemaker/endpoint:Endpoint" },
      gcp: {
        made: "VertexModelGardenEndpoint",
        type: "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment",
      },
      azure: { made: "OnlineEndpoint", type: "azure-native:machinelearningservices:OnlineEndpoint" },
    },
  },
  {
    feature: "two models that share the requests",
    settings: endpoint({
      replicas: { min: 1 },
      rollout: { blue: { share: 90 }, green: { share: 10, model: "Qwen/Qwen3-14B" } },
    }),
    by: {
      aws: { none: "none; an update sends some requests first", error: "rollout: must be left out on aws" },
      gcp: { none: "none; name two endpoints", error: "rollout: must be left out on gcp" },
      azure: {
        made: "OnlineEndpoint",
        type: "azure-native:machinelearningservices:OnlineDeployment",
        inputs: ({ deploymentName }) => deploymentName === "green",
      },
    },
  },
  {
    feature: "requests and answers kept",
    settings: endpoint({ replicas: { min: 1 }, capture: { percent: 10 } }),
    by: {
      aws: { made: "SageMakerEndpoint, in a PrivateBucket", type: "aws:s3/bucket:Bucket" },
      gcp: { none: "none; keep them where they are sent from", error: "capture: must be left out on gcp" },
      azure: {
        made: "OnlineEndpoint, from one replica",
        type: "azure-native:machinelearningservices:OnlineDeployment",
        inputs: ({ properties }) => properties.dataCollector.collections.request.samplingRate === 0.1,
      },
    },
  },
  {
    feature: "alerts by e-mail",
    settings: { alertEmail: "ops@acme.io" },
    by: {
      aws: { made: "AlarmTopic", type: "aws:sns/topicSubscription:TopicSubscription" },
      gcp: { made: "AlertChannel", type: "gcp:monitoring/alertPolicy:AlertPolicy" },
      azure: { made: "ActionGroup", type: "azure-native:monitor:MetricAlert" },
    },
  },
  {
    feature: "budget with alerts by e-mail",
    settings: { alertEmail: "ops@acme.io", budget: { monthlyUsd: 100 }, gcpBillingAccount: "0A1B2C-3D4E5F-607182" },
    by: {
      aws: { made: "MonthlyBudget, of the account", type: "aws:budgets/budget:Budget" },
      gcp: { made: "BillingBudget, of the project", type: "gcp:billing/budget:Budget" },
      azure: { made: "ConsumptionBudget, of the resource group", type: "azure-native:consumption:Budget" },
    },
  },
  {
    feature: "customer-managed key in prod",
    settings: { environment: "prod" },
    by: {
      aws: { made: "KmsKey", type: "aws:kms/key:Key" },
      gcp: { made: "CryptoKey", type: "gcp:kms/cryptoKey:CryptoKey" },
      azure: { made: "KeyVaultKey", type: "azure-native:keyvault:Key" },
    },
  },
];

/** What is wrong with a cell of the table; nothing where the cloud does what the cell says. */
export async function tryFeature(cloud: ParityCloud, feature: Feature): Promise<string> {
  const cell = feature.by[cloud];
  const outcome = await preview(`${cloud}-dev`, feature.settings).catch((error: Error) => error);
  if ("none" in cell) {
    if (!(outcome instanceof Error)) return "the settings were taken";
    return outcome.message.includes(cell.error) ? "" : `another error: ${outcome.message}`;
  }
  if (outcome instanceof Error) return outcome.message;
  const shown = ({ type, inputs = {} }: ResourceState) => type === cell.type && (cell.inputs?.(inputs) ?? true);
  return resourcesOf(outcome.plan).some(shown) ? "" : `no ${cell.type} as it should be`;
}

/** The table of docs/parity.md. */
export function parityTable(): string {
  const cellOf = (cell: Shown | Refused) => ("none" in cell ? cell.none : cell.made);
  return [
    "| feature | AWS | Google Cloud | Azure |",
    "|---|---|---|---|",
    ...FEATURES.map(({ feature, by }) => `| ${feature} | ${CLOUDS.map((cloud) => cellOf(by[cloud])).join(" | ")} |`),
  ].join("\n");
}
