import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { editSource, setChat, update } from "../support/endpoint-update.js";
import { expectRecorded } from "../support/reliability.js";
import { sampleStack } from "../support/sample-stacks.js";
import type { Workspace } from "../support/workspace.js";

const IMAGES = "catalog/gcp/images.ts";
const SCENARIO = {
  scenario: "An endpoint is updated",
  faults: "model, image, replicas and machine, one after the other",
};

describe("Cloud Run", () => {
  const stack = "gcp-dev";
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await sampleStack(stack);
    await workspace.up();
  });
  afterAll(() => workspace?.remove());

  // Cloud Run takes no request away from a revision before the next one is ready.
  test("another model, image, limit or GPU is another revision of the service, and nothing else changes", async () => {
    setChat(workspace, stack, "model", "Qwen/Qwen3-4B-Instruct-2507");
    expect(await update(workspace)).toEqual(["update Service chat"]);
    await editSource(workspace, IMAGES, "vllm-openai:v0.28.0", "vllm-openai:v0.99.0");
    expect(await update(workspace)).toEqual(["update Service chat"]);
    setChat(workspace, stack, "replicas.max", 4);
    expect(await update(workspace)).toEqual(["update Service chat"]);
    setChat(workspace, stack, "accelerator", "RTX-PRO-6000");
    expect(await update(workspace)).toEqual(["update Service chat"]);
  });

  test("always on is Model Garden, which serves before the service goes", async () => {
    setChat(workspace, stack, "accelerator", "L4");
    setChat(workspace, stack, "replicas.min", 1);
    expect(await update(workspace)).toEqual([
      "create AiEndpointWithModelGardenDeployment chat",
      "delete Service chat",
      "delete Account chat-service-account",
    ]);
  });

  test("the updates are counted", () => expectRecorded({ ...SCENARIO, stack, tried: 5, survived: 5 }));
});

// Nothing of it can be changed. Each change starts with the fewest replicas, and has an address of its own.
describe("Model Garden", () => {
  const stack = "gcp-prod";
  const NEW_BEFORE_OLD = [
    "create AiEndpointWithModelGardenDeployment chat",
    "delete AiEndpointWithModelGardenDeployment chat",
  ];
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await sampleStack(stack);
    await workspace.up();
  });
  afterAll(() => workspace?.remove());

  const updated = () => update(workspace, ["AiEndpointWithModelGardenDeployment"]);

  test("another model, image, limit or GPU is another deployment, the old one going last", async () => {
    setChat(workspace, stack, "model", "Qwen/Qwen3-8B");
    expect(await updated()).toEqual(NEW_BEFORE_OLD);
    await editSource(
      workspace,
      IMAGES,
      "pytorch-vllm-serve:20260713_0916_RC01",
      "pytorch-vllm-serve:20990101_0000_RC00",
    );
    expect(await updated()).toEqual(NEW_BEFORE_OLD);
    setChat(workspace, stack, "replicas.max", 8);
    expect(await updated()).toEqual(NEW_BEFORE_OLD);
    setChat(workspace, stack, "accelerator", "H100");
    expect(await updated()).toEqual(NEW_BEFORE_OLD);
  });

  test("alerts move to the new deployment before the old one goes", async () => {
    setChat(workspace, stack, "replicas.min", 3);
    const changes = await update(workspace, ["AiEndpointWithModelGardenDeployment", "AlertPolicy"]);
    expect(changes.at(0)).toBe("create AiEndpointWithModelGardenDeployment chat");
    expect(changes.at(-1)).toBe("delete AiEndpointWithModelGardenDeployment chat");
    expect(changes).toContain("update AlertPolicy chat-latency");
  });

  test("the updates are counted", () => expectRecorded({ ...SCENARIO, stack, tried: 5, survived: 5 }));
});
