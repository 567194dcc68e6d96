import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Entry } from "../emulator/inventory.js";
import { editSource, setChat, update } from "../support/endpoint-update.js";
import { expectRecorded } from "../support/reliability.js";
import { sampleStack } from "../support/sample-stacks.js";
import type { Workspace } from "../support/workspace.js";

const IMAGE = ["catalog/aws/images.ts", "0.30.0-gpu-py312", "0.99.0-gpu-py312"] as const;
const SCENARIO = {
  scenario: "An endpoint is updated",
  faults: "model, image, replicas and machine, one after the other",
};

describe("an inference component, which scales from zero", () => {
  const stack = "aws-dev";
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await sampleStack(stack);
    await workspace.up();
    // As an autoscaler does.
    workspace.change((entries) => {
      const component = componentIn(entries);
      component.properties = JSON.stringify({ ...JSON.parse(component.properties), RuntimeConfig: { CopyCount: 2 } });
    });
  });
  afterAll(() => workspace?.remove());

  const copies = () => JSON.parse(componentIn(workspace.inventory()).properties).RuntimeConfig.CopyCount;

  test("another model goes to the component, the old one going last, and the copies stay", async () => {
    setChat(workspace, stack, "model", "Qwen/Qwen3-4B-Instruct-2507");
    expect(await update(workspace)).toEqual([
      "create Model chat-model",
      "update Resource chat-component",
      "delete Model chat-model",
    ]);
    expect(copies()).toBe(2);
  });

  test("another image does the same", async () => {
    await editSource(workspace, ...IMAGE);
    expect(await update(workspace)).toEqual([
      "create Model chat-model",
      "update Resource chat-component",
      "delete Model chat-model",
    ]);
    expect(copies()).toBe(2);
  });

  test("more replicas need room: the endpoint moves to another configuration, and the copies stay", async () => {
    setChat(workspace, stack, "replicas.max", 4);
    expect(await update(workspace, ["Resource", "Endpoint"])).toEqual([
      "create Resource chat-config",
      "update Endpoint chat",
      "delete Resource chat-config",
    ]);
    expect(copies()).toBe(2);
  });

  test("another machine is another endpoint, whole before anything of the old one goes, its scaling first", async () => {
    setChat(workspace, stack, "accelerator", "L40S");
    expect(await update(workspace, ["Resource", "Endpoint", "Target"])).toEqual([
      "create Resource chat-config",
      "create Endpoint chat",
      "create Resource chat-component",
      "create Target chat-scaling-target",
      "delete Target chat-scaling-target",
      "delete Resource chat-component",
      "delete Endpoint chat",
      "delete Resource chat-config",
    ]);
  });

  test("from zero to always on is another endpoint as well", async () => {
    setChat(workspace, stack, "replicas.min", 1);
    expect(await update(workspace, ["Resource", "EndpointConfiguration", "Endpoint", "Target"])).toEqual([
      "create EndpointConfiguration chat-config",
      "create Endpoint chat",
      "create Target chat-scaling-target",
      "delete Target chat-scaling-target",
      "delete Resource chat-component",
      "delete Endpoint chat",
      "delete Resource chat-config",
    ]);
  });

  test("the updates are counted", () => expectRecorded({ ...SCENARIO, stack, tried: 5, survived: 5 }));
});

describe("instances, at least two of them", () => {
  const stack = "aws-prod";
  const SERVING = ["Model", "EndpointConfiguration", "Endpoint", "Target"];
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await sampleStack(stack);
    await workspace.up();
  });
  afterAll(() => workspace?.remove());

  const endpoint = (entries: Entry[]) =>
    entries.find(({ type }) => type === "aws:sagemaker/endpoint:Endpoint")?.outputs;
  const instances = () => endpoint(workspace.inventory())?.desiredInstanceCount;
  const scaleTo = (count: number) =>
    workspace.change((entries) => Object.assign(endpoint(entries) ?? {}, { desiredInstanceCount: count }));

  test("another limit of replicas goes to the autoscaler alone, which keeps its instances", async () => {
    scaleTo(5);
    setChat(workspace, stack, "replicas.max", 8);
    expect(await update(workspace, SERVING)).toEqual(["update Target chat-scaling-target"]);
    expect(instances()).toBe(5);
  });

  // The provider cannot ask to keep them: hashicorp/terraform-provider-aws#48990. The autoscaler starts them again.
  test("another model goes to a new configuration, the old one going last, and starts with the fewest replicas", async () => {
    scaleTo(5);
    setChat(workspace, stack, "model", "Qwen/Qwen3-8B");
    setChat(workspace, stack, "weights", "s3://acme-models/qwen3-8b/");
    expect(await update(workspace, SERVING)).toEqual([
      "create Model chat-model",
      "create EndpointConfiguration chat-config",
      "update Endpoint chat",
      "delete EndpointConfiguration chat-config",
      "delete Model chat-model",
    ]);
    expect(instances()).toBe(2);
  });

  test("another image does the same", async () => {
    await editSource(workspace, ...IMAGE);
    expect(await update(workspace, SERVING)).toEqual([
      "create Model chat-model",
      "create EndpointConfiguration chat-config",
      "update Endpoint chat",
      "delete EndpointConfiguration chat-config",
      "delete Model chat-model",
    ]);
  });

  test("more replicas at least are in a new configuration and in the autoscaler's target", async () => {
    setChat(workspace, stack, "replicas.min", 3);
    expect(await update(workspace, ["EndpointConfiguration", "Endpoint"])).toEqual([
      "create EndpointConfiguration chat-config",
      "update Endpoint chat",
      "delete EndpointConfiguration chat-config",
    ]);
    expect(instances()).toBe(3);
  });

  test("another machine is another endpoint, whole before anything of the old one goes, its scaling first", async () => {
    setChat(workspace, stack, "accelerator", "L4");
    expect(await update(workspace, ["EndpointConfiguration", "Endpoint", "Target"])).toEqual([
      "create EndpointConfiguration chat-config",
      "create Endpoint chat",
      "create Target chat-scaling-target",
      "delete Target chat-scaling-target",
      "delete Endpoint chat",
      "delete EndpointConfiguration chat-config",
    ]);
  });

  test("the updates are counted", () => expectRecorded({ ...SCENARIO, stack, tried: 5, survived: 5 }));
});

/** Outputs of the inference component. */
function componentIn(entries: Entry[]): { properties: string } {
  const found = entries.find(({ name, kept }) => name === "chat-component" && kept === undefined);
  return found?.outputs as { properties: string };
}
