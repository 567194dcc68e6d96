import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Outcome } from "./emulator/faults.js";
import { changesOf, live } from "./support/changes.js";
import { Workspace } from "./support/workspace.js";

const SMALL = fileURLToPath(new URL("fixtures/small/", import.meta.url));
const UP = ["up", "--yes", "--skip-preview"];

let fresh: Workspace;
let workspace: Workspace;
beforeAll(async () => {
  fresh = await Workspace.create(SMALL);
  await fresh.initStack("test");
});
beforeEach(() => {
  workspace = fresh.copy();
});
afterEach(() => workspace?.remove());
afterAll(() => fresh?.remove());

/** An `up` in which the creation of the VPC goes wrong. Answers what the CLI printed. */
async function upWith(outcome: Outcome, message: string): Promise<string> {
  workspace.setConditions({ faults: [{ action: "create", outcome, message, names: ["net"], times: 1 }] });
  const { code, stdout } = await workspace.pulumi(UP);
  expect(code).not.toBe(0);
  expect(stdout).toContain(message);
  return stdout;
}

const vpcs = () => live(workspace.inventory()).filter(({ name }) => name === "net");

test("what is refused is not there, and the next up makes it", async () => {
  await upWith("refused", "VpcLimitExceeded");
  expect(vpcs()).toEqual([]);
  await workspace.up();
  expect(vpcs()).toHaveLength(1);
});

test("what was made and does not work is kept: the next up takes it for good, a targeted destroy takes it away", async () => {
  await upWith("broken", "the VPC failed");
  const [broken] = vpcs();
  const again = workspace.copy();
  await again.up();
  expect(changesOf(again.cloud().changes, "net", ["Vpc"])).toEqual(["create Vpc net", "update Vpc net"]);
  again.remove();

  const urn = "urn:pulumi:test::small::aws:ec2/vpc:Vpc::net";
  await workspace.succeed("destroy", "--yes", "--skip-preview", "--target", urn, "--target-dependents");
  await workspace.up();
  expect(vpcs()).toHaveLength(1);
  expect(vpcs()[0]?.id).not.toBe(broken?.id);
});

test("what was made and could not be told is made again; destroy leaves the first one, which an import takes in", async () => {
  await upWith("lost", "connection reset by peer");
  const again = workspace.copy();
  await again.up();
  await again.destroy();
  expect(live(again.inventory()).map(({ name }) => name)).toEqual(["net"]);
  again.remove();

  const [lost] = vpcs();
  const flags = ["--protect=false", "--generate-code=false", "--yes", "--skip-preview"];
  await workspace.succeed("import", "aws:ec2/vpc:Vpc", "net", String(lost?.id), ...flags);
  await workspace.up();
  await workspace.destroy();
  expect(live(workspace.inventory())).toEqual([]);
});
