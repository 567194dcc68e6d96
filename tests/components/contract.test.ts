import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { GpuAutoScalingGroup } from "../../components/aws/gpu-auto-scaling-group/gpu-auto-scaling-group.js";
import { PrivateNetwork } from "../../components/aws/private-network/private-network.js";
import { SageMakerDomain } from "../../components/aws/sagemaker-domain/sagemaker-domain.js";
import { SageMakerEndpoint } from "../../components/aws/sagemaker-endpoint/sagemaker-endpoint.js";
import { ContainerAppsEndpoint } from "../../components/azure/container-apps-endpoint/container-apps-endpoint.js";
import { GpuScaleSet } from "../../components/azure/gpu-scale-set/gpu-scale-set.js";
import { MachineLearningWorkspace } from "../../components/azure/machine-learning-workspace/machine-learning-workspace.js";
import { OnlineEndpoint } from "../../components/azure/online-endpoint/online-endpoint.js";
import { PrivateNetwork as AzurePrivateNetwork } from "../../components/azure/private-network/private-network.js";
import type { Cloud, GpuPool, InferenceEndpoint, MlPlatform, Network } from "../../components/contract.js";
import { CloudRunEndpoint } from "../../components/gcp/cloud-run-endpoint/cloud-run-endpoint.js";
import { GpuManagedInstanceGroup } from "../../components/gcp/gpu-managed-instance-group/gpu-managed-instance-group.js";
import { PrivateNetwork as GcpPrivateNetwork } from "../../components/gcp/private-network/private-network.js";
import { TpuSlice } from "../../components/gcp/tpu-slice/tpu-slice.js";
import { VertexModelGardenEndpoint } from "../../components/gcp/vertex-model-garden-endpoint/vertex-model-garden-endpoint.js";
import { VertexWorkbench } from "../../components/gcp/vertex-workbench/vertex-workbench.js";
import { deploy } from "../support/mocks.js";

class Team extends pulumi.ComponentResource {
  constructor(name: string) {
    super("test:index:Team", name);
  }
}

type Options = pulumi.ComponentResourceOptions;
interface Implementation<Contract> {
  readonly cloud: Cloud;
  readonly type: string;
  readonly make: (name: string, opts: Options) => Contract;
}

const vpc = { vpcId: "vpc-0a1b2c3d4e5f67890", subnetIds: ["subnet-0a1b2c3d4e5f67890"] };

const project = { projectId: "ml-dev-123456" };
const place = {
  networkId: "projects/ml-dev-123456/global/networks/network",
  subnetId: "projects/ml-dev-123456/regions/us-central1/subnetworks/subnet",
};

const group = { resourceGroupName: "ml", location: "westus3" };
const privateLink = {
  subnetId: "private-endpoints",
  zoneIds: { blob: "b", file: "f", vault: "v", registry: "r", workspace: "w", notebooks: "n" },
};

const networks: Implementation<Network>[] = [
  { cloud: "aws", type: "ai-stack:aws:PrivateNetwork", make: (name, opts) => new PrivateNetwork(name, {}, opts) },
  {
    cloud: "gcp",
    type: "ai-stack:gcp:PrivateNetwork",
    make: (name, opts) => new GcpPrivateNetwork(name, { ...project, region: "us-central1" }, opts),
  },
  {
    cloud: "azure",
    type: "ai-stack:azure:PrivateNetwork",
    make: (name, opts) => new AzurePrivateNetwork(name, group, opts),
  },
];
const pools: Implementation<GpuPool>[] = [
  {
    cloud: "aws",
    type: "ai-stack:aws:GpuAutoScalingGroup",
    make: (name, opts) => new GpuAutoScalingGroup(name, { ...vpc, instanceTypes: ["g6.xlarge"] }, opts),
  },
  {
    cloud: "gcp",
    type: "ai-stack:gcp:GpuManagedInstanceGroup",
    make: (name, opts) => {
      const machines = { region: "us-central1", zones: ["us-central1-a"], machineType: "g2-standard-8" };
      return new GpuManagedInstanceGroup(name, { ...project, ...machines, subnetId: place.subnetId }, opts);
    },
  },
  {
    cloud: "gcp",
    type: "ai-stack:gcp:TpuSlice",
    make: (name, opts) =>
      new TpuSlice(name, { ...project, ...place, zone: "us-east5-b", acceleratorType: "v6e-4" }, opts),
  },
  {
    cloud: "azure",
    type: "ai-stack:azure:GpuScaleSet",
    make: (name, opts) =>
      new GpuScaleSet(name, { ...group, subnetId: "machines", vmSize: "Standard_NC24ads_A100_v4" }, opts),
  },
];
const platforms: Implementation<MlPlatform>[] = [
  {
    cloud: "aws",
    type: "ai-stack:aws:SageMakerDomain",
    make: (name, opts) => new SageMakerDomain(name, { ...vpc, users: ["ana"] }, opts),
  },
  {
    cloud: "gcp",
    type: "ai-stack:gcp:VertexWorkbench",
    make: (name, opts) =>
      new VertexWorkbench(name, { ...project, ...place, zone: "us-central1-a", users: ["ana"] }, opts),
  },
  {
    cloud: "azure",
    type: "ai-stack:azure:MachineLearningWorkspace",
    make: (name, opts) => new MachineLearningWorkspace(name, { ...group, privateLink, users: [{ name: "ana" }] }, opts),
  },
];
const sageMakerEndpoints: Implementation<InferenceEndpoint>[] = [0, 1].map((min) => ({
  cloud: "aws",
  type: "ai-stack:aws:SageMakerEndpoint",
  make: (name, opts) =>
    new SageMakerEndpoint(
      name,
      {
        ...vpc,
        model: "Qwen/Qwen3-8B",
        image: "763104351884.dkr.ecr.us-east-1.amazonaws.com/vllm:0.30.0",
        inferenceAmiVersion: "al2023-ami-sagemaker-inference-gpu-4-1",
        instanceType: "ml.g6.xlarge",
        accelerators: 1,
        minMemoryMiB: 1024,
        replicas: { min, max: 2 },
        startupTimeoutSec: 900,
        downloadTimeoutSec: 900,
      },
      opts,
    ),
}));
const endpoints: Implementation<InferenceEndpoint>[] = [
  ...sageMakerEndpoints,
  {
    cloud: "gcp",
    type: "ai-stack:gcp:CloudRunEndpoint",
    make: (name, opts) =>
      new CloudRunEndpoint(
        name,
        {
          ...project,
          location: "us-central1",
          model: "Qwen/Qwen3-8B",
          image: "docker.io/vllm/vllm-openai:v0.28.0",
          instances: { min: 0, max: 2 },
          subnetId: place.subnetId,
        },
        opts,
      ),
  },
  {
    cloud: "gcp",
    type: "ai-stack:gcp:VertexModelGardenEndpoint",
    make: (name, opts) =>
      new VertexModelGardenEndpoint(
        name,
        {
          ...project,
          location: "us-central1",
          model: "Qwen/Qwen3-8B",
          machineType: "g2-standard-12",
          acceleratorType: "NVIDIA_L4",
          acceleratorCount: 1,
          replicas: { min: 1, max: 2 },
        },
        opts,
      ),
  },
  {
    cloud: "azure",
    type: "ai-stack:azure:ContainerAppsEndpoint",
    make: (name, opts) =>
      new ContainerAppsEndpoint(
        name,
        {
          ...group,
          environmentId: "environment",
          environmentDomain: "a.westus3.azurecontainerapps.io",
          model: "Qwen/Qwen3-8B",
          image: "docker.io/vllm/vllm-openai:v0.28.0",
          gpuProfile: "Consumption-GPU-NC24-A100",
          replicas: { min: 0, max: 2 },
        },
        opts,
      ),
  },
  {
    cloud: "azure",
    type: "ai-stack:azure:OnlineEndpoint",
    make: (name, opts) =>
      new OnlineEndpoint(
        name,
        {
          ...group,
          workspaceId: "workspace",
          workspaceName: "studio",
          storageAccountId: "storage",
          containerRegistryId: "registry",
          model: "Qwen/Qwen3-8B",
          deployments: {
            blue: {
              share: 100,
              vmSize: "Standard_NC24ads_A100_v4",
              instances: { min: 1, max: 2 },
              image: "public.ecr.aws/deep-learning-containers/vllm:server-sagemaker-cuda-v1.4",
            },
          },
        },
        opts,
      ),
  },
];

describe.each([
  { contract: "network", implementations: networks, fields: ["networkId", "subnetIds"] },
  { contract: "GPU pool", implementations: pools, fields: ["poolId", "startCommand"] },
  { contract: "ML platform", implementations: platforms, fields: ["platformId", "url", "artifactsUrl"] },
  { contract: "inference endpoint", implementations: endpoints, fields: ["endpointId", "url", "model"] },
])("$contract", ({ implementations, fields }) => {
  describe.each(implementations as Implementation<Network | GpuPool | MlPlatform | InferenceEndpoint>[])(
    "$type",
    ({ cloud, type, make }) => {
      test("says its cloud, and publishes the contract's fields as outputs that are known", async () => {
        const { result, outputs } = await deploy(() => make("part", {}));
        expect(result.cloud).toBe(cloud);
        const published = outputs[`${type}::part`] ?? {};
        for (const field of fields) {
          expect(published, field).toHaveProperty(field);
          expect(JSON.stringify(published[field]), field).not.toMatch(/undefined|\[object|04da6b54/);
        }
      });

      test("sits under its caller's parent, and everything it makes sits under it", async () => {
        const { resources } = await deploy(() => make("part", { parent: new Team("team") }));
        expect(resources[`${type}::part`]?.parent).toBe("test:index:Team::team");
        const parents = Object.entries(resources).map(([key, { parent }]) => [key, parent]);
        for (const [key, parent] of parents.slice(2)) expect(parent, key).not.toMatch(/^$|test:index:Team/);
      });

      test("two of them live side by side", async () => {
        const { tree } = await deploy(() => [make("one", {}), make("two", {})]);
        expect(tree.filter((line) => line.startsWith(type))).toEqual([`${type} one`, `${type} two`]);
      });
    },
  );
});
