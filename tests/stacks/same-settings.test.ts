import { expect, test } from "vitest";
import { partsOf } from "../../plan/components.js";
import { record } from "../../plan/record.js";
import { readStack } from "../../plan/stack-file.js";
import program from "../../stacks/index.js";

test("the dev stack of AWS moves to another cloud by changing cloud, region and project or subscription alone", async () => {
  const file = readStack(process.cwd(), "aws-dev");
  const toGcp = { "ai-stack:cloud": "gcp", "gcp:region": "us-central1", "gcp:project": "ml-dev-123456" };
  const toAzure = {
    "ai-stack:cloud": "azure",
    "azure-native:location": "westus3",
    "azure-native:subscriptionId": "0a1b2c3d-1111-2222-3333-444455556666",
  };
  const kinds = async (config: Record<string, string>) => {
    const { plan } = await record(program, { ...file, config, mode: "preview" });
    return Object.fromEntries(partsOf(plan).map(({ name, type }) => [name, type]));
  };

  expect(await kinds({ ...file.config })).toEqual({
    network: "ai-stack:aws:PrivateNetwork",
    train: "ai-stack:aws:GpuAutoScalingGroup",
    studio: "ai-stack:aws:SageMakerDomain",
    chat: "ai-stack:aws:SageMakerEndpoint",
  });
  expect(await kinds({ ...file.config, ...toGcp })).toEqual({
    services: "ai-stack:gcp:ProjectServices",
    network: "ai-stack:gcp:PrivateNetwork",
    train: "ai-stack:gcp:GpuManagedInstanceGroup",
    workbench: "ai-stack:gcp:VertexWorkbench",
    chat: "ai-stack:gcp:CloudRunEndpoint",
  });
  expect(await kinds({ ...file.config, ...toAzure })).toEqual({
    group: "ai-stack:azure:ResourceGroup",
    network: "ai-stack:azure:PrivateNetwork",
    train: "ai-stack:azure:GpuScaleSet",
    studio: "ai-stack:azure:MachineLearningWorkspace",
    apps: "ai-stack:azure:ContainerAppsEnvironment",
    chat: "ai-stack:azure:ContainerAppsEndpoint",
  });
});
