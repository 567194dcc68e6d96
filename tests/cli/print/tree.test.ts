import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { tree } from "../../../cli/print/tree.js";

const urn = "urn:pulumi:dev::ai-stack::gcp:storage/bucket:Bucket::models";

test("shows what a resource is given, without what every resource has", () => {
  const inputs = { location: "us-central1", project: "p", labels: { team: "ml" }, resourceGroupName: "g", tags: {} };
  const state = { urn, custom: true, type: "gcp:storage/bucket:Bucket", inputs };
  expect(stripVTControlCharacters(tree({ steps: [{ op: "create", urn, newState: state }] })).split("\n")).toEqual([
    "  models  gcp:storage/bucket:Bucket",
    "      location: us-central1",
  ]);
});

test("cuts a long object, and a text only where it is very long", () => {
  const member = `serviceAccount:${"a".repeat(80)}@project.iam.gserviceaccount.com`;
  const inputs = { member, template: { text: "b".repeat(80) } };
  const state = { urn, custom: true, type: "gcp:storage/bucket:Bucket", inputs };
  const [, first, second] = stripVTControlCharacters(tree({ steps: [{ op: "create", urn, newState: state }] })).split(
    "\n",
  );
  expect(first).toBe(`      member: ${member}`);
  expect(second).toBe(`      template: {"text":"${"b".repeat(62)}…`);
});
