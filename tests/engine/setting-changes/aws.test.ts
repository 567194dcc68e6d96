import { afterAll, beforeAll, expect, test } from "vitest";
import { ChangedSettings, effectIn, offlineEffectIn, readTable, settingsBetween } from "../support/setting-changes.js";
import { Workspace } from "../support/workspace.js";

const TABLE = readTable(new URL("aws.yaml", import.meta.url));

let workspace: Workspace;
let changed: ChangedSettings;
let prod: Map<string, unknown>;
beforeAll(async () => {
  workspace = await Workspace.create();
  prod = settingsBetween(workspace, "aws-dev", "aws-prod");
  await workspace.initStack("aws-dev");
  await workspace.up();
  changed = await ChangedSettings.of(workspace, "aws-dev");
});
afterAll(() => workspace?.remove());

test("every setting in which prod differs from dev is in the table", () => {
  expect(Object.keys(TABLE)).toEqual([...prod.keys()]);
});

test.concurrent.each(Object.keys(TABLE))("prod's %s changes what the table says, offline too", async (settings) => {
  const expected = TABLE[settings] ?? {};
  const { engine, offline } = await changed.preview(settings.split(" + ").map((path) => [path, prod.get(path)]));
  expect(engine).toEqual(effectIn(expected));
  expect(offline).toEqual(offlineEffectIn(expected));
});
