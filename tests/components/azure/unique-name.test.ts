import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { uniqueName } from "../../../components/azure/unique-name.js";
import type { NameKind } from "../../../components/shared/names.js";

const known = (kind: NameKind, parts: string[], parentId: string) =>
  new Promise<string>((resolve) => void uniqueName(kind, parts, pulumi.output(parentId)).apply(resolve));

test("a name ends in what follows from its parent's id, whatever the id's case", async () => {
  const name = await known("onlineEndpoint", ["chat"], "/subscriptions/s/workspaces/studio1a2b3c4d");
  expect(name).toMatch(/^chat-[0-9a-f]{8}$/);
  expect(await known("onlineEndpoint", ["chat"], "/SUBSCRIPTIONS/s/workspaces/studio1a2b3c4d")).toBe(name);
  expect(await known("onlineEndpoint", ["chat"], "/subscriptions/s/workspaces/studio5e6f7a8b")).not.toBe(name);
});

test("a name that is too long is cut", async () => {
  expect(await known("mlCompute", ["a".repeat(24)], "/workspaces/w")).toMatch(/^a{16}[0-9a-f]{8}$/);
});
