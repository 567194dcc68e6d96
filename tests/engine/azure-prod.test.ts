import { afterAll, beforeAll, expect, test } from "vitest";
import { byName, changesOf, kept, live } from "./support/changes.js";
import { Workspace } from "./support/workspace.js";

const ENDPOINT = "azure-native:machinelearningservices:OnlineEndpoint";
const CHAT = ["ai-stack:endpoints", "chat"];

let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.create();
  await workspace.initStack("azure-prod");
  workspace.setConfig("azure-prod", ["azure-native:subscriptionId"], "0a1b2c3d-4e5f-4a6b-8c7d-0123456789ab");
  workspace.setConfig("azure-prod", ["ai-stack:alertEmail"], "ml-ops@acme.test");
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

test("up makes every resource of the program, and what needs a role has it first", async () => {
  await workspace.up();
  const { deployment } = await workspace.stackExport();
  const made = deployment.resources?.filter(({ id, type }) => id !== undefined && !type.startsWith("pulumi:")) ?? [];
  expect(
    live(workspace.inventory())
      .map(({ id }) => id)
      .sort(),
  ).toEqual(made.map(({ id }) => id).sort());
  expect(made.length).toBeGreaterThan(80);
  expect(traffic()).toEqual({ blue: 100 });
});

test("a second up would change nothing", async () => {
  await workspace.succeed("preview", "--expect-no-changes");
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

test("teardown lifts what protects data, and destroy then leaves what Azure deletes softly", async () => {
  workspace.setConfig("azure-prod", ["ai-stack:teardown"], true);
  await workspace.up();
  await workspace.destroy();
  expect(live(workspace.inventory())).toEqual([]);
  expect(kept(workspace.inventory())).toEqual([
    expect.stringMatching(/^Vault .*\/vaults\/key-vault[0-9a-f]{8}$/),
    expect.stringMatching(/^Vault .*\/vaults\/studio-vault[0-9a-f]{8}$/),
    expect.stringMatching(/^Workspace .*\/Microsoft\.MachineLearningServices\/workspaces\/studio[0-9a-f]{8}$/),
  ]);
});
