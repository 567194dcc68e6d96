import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { byName, changesOf, kept, live } from "./support/changes.js";
import { Workspace } from "./support/workspace.js";

const SMALL = fileURLToPath(new URL("fixtures/small/", import.meta.url));

let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.create(SMALL);
  await workspace.initStack("test");
});
afterAll(() => workspace?.remove());

test("up gives ids of the cloud's form and names as the provider makes them", async () => {
  await workspace.up();
  const ids = Object.fromEntries(live(workspace.inventory()).map(({ name, id }) => [name, id]));
  expect(ids).toEqual({
    net: expect.stringMatching(/^vpc-[0-9a-f]{17}$/),
    "net-a": expect.stringMatching(/^subnet-[0-9a-f]{17}$/),
    server: expect.stringMatching(/^server-[0-9a-f]{7}$/),
    data: expect.stringMatching(/^data-[0-9a-f]{7}$/),
    "chat-model": expect.stringMatching(/^chat-model-[0-9a-f]{7}$/),
    "chat-config": expect.stringMatching(/^chat-config-[0-9a-f]{7}$/),
    chat: expect.stringMatching(/^chat-[0-9a-f]{7}$/),
  });
});

test("a second up would change nothing", async () => {
  await workspace.succeed("preview", "--expect-no-changes");
});

test("a change of an immutable input replaces, and the new one is there before the old one goes", async () => {
  workspace.setConfig("test", ["small:modelTag"], "2");
  expect(byName(await workspace.preview())).toEqual({
    "chat-model": "replace",
    "chat-config": "replace",
    chat: "update",
  });
  const before = workspace.cloud().changes.length;
  await workspace.up();
  expect(changesOf(workspace.cloud().changes.slice(before))).toEqual([
    "create Model chat-model",
    "create EndpointConfiguration chat-config",
    "update Endpoint chat",
    "delete EndpointConfiguration chat-config",
    "delete Model chat-model",
  ]);
});

test("what the API refuses, a bad value or a name that is taken, fails and leaves the rest as it is", async () => {
  workspace.seed({ type: "aws:s3/bucket:Bucket", id: "taken", name: "", inputs: {}, outputs: {} });
  workspace.setConfig("test", ["small:instanceType"], "ml.g99.xlarge");
  workspace.setConfig("test", ["small:bucketName"], "taken");
  const before = workspace.cloud().changes.length;
  const { code, stdout } = await workspace.pulumi(["up", "--yes", "--skip-preview", "--continue-on-error"]);
  workspace.setConfig("test", ["small:instanceType"], undefined);
  workspace.setConfig("test", ["small:bucketName"], undefined);

  expect(code).not.toBe(0);
  expect(stdout).toMatch(/productionVariants\[0\]\.instanceType must be one of \d+ values, got 'ml\.g99\.xlarge'/);
  expect(stdout).toContain("AlreadyExists: there is a aws:s3/bucket:Bucket already: taken");
  expect(changesOf(workspace.cloud().changes.slice(before))).toEqual([]);
});

test("destroy leaves only what the cloud keeps", async () => {
  await workspace.destroy();
  expect(live(workspace.inventory()).map(({ id }) => id)).toEqual(["taken"]);
  expect(kept(workspace.inventory())).toEqual([expect.stringMatching(/^LogGroup \/aws\/sagemaker\/Endpoints\/chat-/)]);
});
