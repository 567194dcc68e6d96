import { afterAll, beforeAll, expect, test } from "vitest";
import { byName, changesOf } from "./support/changes.js";
import { sampleStack } from "./support/sample-stacks.js";
import type { Workspace } from "./support/workspace.js";

const ENDPOINT = "azure-native:machinelearningservices:OnlineEndpoint";
const CHAT = ["ai-stack:endpoints", "chat"];

let workspace: Workspace;
beforeAll(async () => {
  workspace = await sampleStack("azure-prod");
  await workspace.up();
});
afterAll(() => workspace?.remove());

/** The shares of the requests, as Azure has them. */
function traffic(): unknown {
  const endpoint = workspace.inventory().find(({ type }) => type === ENDPOINT);
  return (endpoint?.outputs.properties as { traffic?: unknown } | undefined)?.traffic;
}

/** What `up` does to the endpoint, its deployments and their shares. */
async function rollout(): Promise<string[]> {
  const before = workspace.cloud().changes.length;
  await workspace.up();
  const types = ["OnlineEndpoint", "OnlineDeployment", "Deployment"];
  return changesOf(workspace.cloud().changes.slice(before), "chat", types);
}

test("requests go to the only deployment once it is there", () => {
  expect(traffic()).toEqual({ blue: 100 });
});

test("a change of the endpoint is written along with its shares, never without them", async () => {
  workspace.setConfig("azure-prod", ["ai-stack:tags", "team"], "ml-serving");
  expect(await rollout()).toEqual([
    "update OnlineDeployment chat-blue",
    "create Deployment chat-traffic",
    "delete Deployment chat-traffic",
  ]);
  expect(traffic()).toEqual({ blue: 100 });
  expect(workspace.inventory().find(({ type }) => type === ENDPOINT)?.outputs.tags).toMatchObject({
    team: "ml-serving",
  });
});

test("another model comes as a second deployment, which gets its share once it is there", async () => {
  workspace.setConfig("azure-prod", [...CHAT, "rollout"], {
    blue: { share: 90 },
    green: { share: 10, model: "Qwen/Qwen3-8B" },
  });
  expect(await rollout()).toEqual([
    "create OnlineDeployment chat-green",
    "create Deployment chat-traffic",
    "delete Deployment chat-traffic",
  ]);
  expect(traffic()).toEqual({ blue: 90, green: 10 });
});

test("the old deployment goes once its requests are shifted", async () => {
  workspace.setConfig("azure-prod", [...CHAT, "rollout"], { green: { share: 100, model: "Qwen/Qwen3-8B" } });
  expect(byName(await workspace.preview())["chat-blue"]).toBe("delete");
  expect(await rollout()).toEqual([
    "create Deployment chat-traffic",
    "delete Deployment chat-traffic",
    "delete OnlineDeployment chat-blue",
  ]);
  expect(traffic()).toEqual({ green: 100 });
});
