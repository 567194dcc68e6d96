import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Entry } from "../emulator/inventory.js";
import { editSource, setChat, update } from "../support/endpoint-update.js";
import { expectRecorded } from "../support/reliability.js";
import { sampleStack } from "../support/sample-stacks.js";
import type { Workspace } from "../support/workspace.js";

const IMAGES = "catalog/azure/images.ts";
const SCENARIO = {
  scenario: "An endpoint is updated",
  faults: "model, image, replicas and machine, one after the other",
};

describe("Container Apps", () => {
  const stack = "azure-dev";
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await sampleStack(stack);
    await workspace.up();
  });
  afterAll(() => workspace?.remove());

  // In single revision mode Container Apps takes no request away from a revision before the next one is ready.
  test("another model, image, limit or GPU is another revision of the app, and nothing else changes", async () => {
    setChat(workspace, stack, "model", "Qwen/Qwen3-4B-Instruct-2507");
    expect(await update(workspace)).toEqual(["update ContainerApp chat"]);
    await editSource(workspace, IMAGES, "vllm-openai:v0.28.0", "vllm-openai:v0.99.0");
    expect(await update(workspace)).toEqual(["update ContainerApp chat"]);
    setChat(workspace, stack, "replicas.max", 4);
    expect(await update(workspace)).toEqual(["update ContainerApp chat"]);
    setChat(workspace, stack, "accelerator", "T4");
    expect(await update(workspace)).toEqual(["update ContainerApp chat"]);
    const app = workspace.inventory().find(({ type }) => type === "azure-native:app:ContainerApp");
    expect(app?.inputs.configuration).toMatchObject({ activeRevisionsMode: "Single" });
  });

  test("always on is an online endpoint, which serves before the app goes", async () => {
    setChat(workspace, stack, "accelerator", "A100");
    setChat(workspace, stack, "replicas.min", 1);
    expect(await update(workspace, ["OnlineEndpoint", "OnlineDeployment", "Deployment", "ContainerApp"])).toEqual([
      "create OnlineEndpoint chat",
      "create OnlineDeployment chat-blue",
      "create Deployment chat-traffic",
      "delete ContainerApp chat",
    ]);
  });

  test("the updates are counted", () => expectRecorded({ ...SCENARIO, stack, tried: 5, survived: 5 }));
});

describe("an online endpoint", () => {
  const stack = "azure-prod";
  const SERVING = ["OnlineEndpoint", "OnlineDeployment", "EnvironmentVersion", "Deployment", "AutoscaleSetting"];
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await sampleStack(stack);
    await workspace.up();
  });
  afterAll(() => workspace?.remove());

  const deployment = (entries: Entry[]) =>
    entries.find(({ type }) => type === "azure-native:machinelearningservices:OnlineDeployment") as Entry;
  const instances = () => (deployment(workspace.inventory()).outputs.sku as { capacity: number }).capacity;
  const scaleTo = (capacity: number) =>
    workspace.change((entries) => {
      const { inputs, outputs } = deployment(entries);
      for (const properties of [inputs, outputs]) properties.sku = { name: "Default", capacity };
    });

  test("another limit of replicas goes to the autoscaler alone", async () => {
    scaleTo(5);
    setChat(workspace, stack, "replicas.max", 8);
    expect(await update(workspace, SERVING)).toEqual(["update AutoscaleSetting chat-blue-scaling"]);
    expect(instances()).toBe(5);
  });

  // Azure takes the number of instances along with every change; the engine knows it after a refresh.
  test("another model changes the deployment in place, and after a refresh its instances stay", async () => {
    setChat(workspace, stack, "model", "Qwen/Qwen3-8B");
    await workspace.succeed("refresh", "--yes", "--skip-preview");
    expect(await update(workspace, SERVING)).toEqual(["update OnlineDeployment chat-blue"]);
    expect(instances()).toBe(5);
  });

  test("another image is another environment, the old one going last", async () => {
    await editSource(workspace, IMAGES, "server-sagemaker-cuda-v1.4", "server-sagemaker-cuda-v9.9");
    expect(await update(workspace, SERVING)).toEqual([
      "create EnvironmentVersion chat-blue-environment",
      "update OnlineDeployment chat-blue",
      "delete EnvironmentVersion chat-blue-environment",
    ]);
  });

  test("more replicas at least go to the autoscaler, which starts them", async () => {
    setChat(workspace, stack, "replicas.min", 3);
    expect(await update(workspace, SERVING)).toEqual(["update AutoscaleSetting chat-blue-scaling"]);
  });

  // That Azure takes it is assumed: neither its documentation nor the models of its API say that it refuses.
  test("another machine changes the deployment in place", async () => {
    setChat(workspace, stack, "accelerator", "H100");
    expect(await update(workspace, SERVING)).toEqual(["update OnlineDeployment chat-blue"]);
  });

  test("the updates are counted", () => expectRecorded({ ...SCENARIO, stack, tried: 5, survived: 5 }));
});
