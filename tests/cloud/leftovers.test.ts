import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { leftovers, listingCommand, type Tagged } from "./leftovers.js";

let folder: string;
let path: string | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ai-stack-cloud-cli-"));
  path = process.env.PATH;
});
afterEach(() => {
  process.env.PATH = path;
  rmSync(folder, { recursive: true });
});

/** Puts a cloud's CLI on the PATH that answers so, and keeps what it was asked. */
function cli(name: string, answer: unknown, code = 0): void {
  const file = join(folder, name);
  const out = code === 0 ? `cat <<'END'\n${JSON.stringify(answer)}\nEND` : `echo '${answer}' >&2`;
  writeFileSync(file, `#!/bin/sh\nfor word; do echo "$word"; done > ${folder}/asked\n${out}\nexit ${code}\n`);
  chmodSync(file, 0o755);
  process.env.PATH = `${folder}:${path}`;
}

const asked = () => readFileSync(join(folder, "asked"), "utf8").trimEnd().split("\n");

const on = (cloud: string, config: Record<string, string>): Tagged => ({
  project: "ai-stack",
  stack: `${cloud}-dev`,
  config: { "ai-stack:cloud": cloud, ...config },
});
const AWS = on("aws", { "aws:region": "us-east-1" });
const GCP = on("gcp", { "gcp:project": "acme-ml" });
const AZURE = on("azure", { "azure-native:subscriptionId": "0a1b2c3d" });

test("AWS is asked for both tags in the stack's region; a key that waits for its deletion is kept", async () => {
  const bucket = "arn:aws:s3:::studio-artifacts-1";
  const key = "arn:aws:kms:us-east-1:123456789012:key/1a2b";
  cli("aws", { ResourceTagMappingList: [{ ResourceARN: bucket }, { ResourceARN: key }] });
  expect(await leftovers(AWS)).toEqual([bucket]);
  expect(asked()).toEqual([
    ...["resourcegroupstaggingapi", "get-resources", "--region", "us-east-1"],
    ...["--tag-filters", "Key=project,Values=ai-stack", "Key=stack,Values=aws-dev", "--output", "json"],
  ]);
});

test("Google Cloud is asked for both labels in the project; a key, which nobody deletes, is kept", async () => {
  const bucket = "//storage.googleapis.com/studio-artifacts-1";
  const key = "//cloudkms.googleapis.com/projects/acme-ml/locations/us-central1/keyRings/r/cryptoKeys/key-1";
  cli("gcloud", [{ name: bucket }, { name: key }]);
  expect(await leftovers(GCP)).toEqual([bucket]);
  expect(asked()).toEqual([
    ...["asset", "search-all-resources", "--scope=projects/acme-ml"],
    ...["--query=labels.project=ai-stack AND labels.stack=gcp-dev", "--format=json"],
  ]);
});

test("Azure is asked for one tag in the subscription, and what has the project's too is the stack's", async () => {
  const tags = { stack: "azure-dev", project: "ai-stack" };
  cli("az", [
    { id: "/ours", tags },
    { id: "/others", tags: { ...tags, project: "website" } },
  ]);
  expect(await leftovers(AZURE)).toEqual(["/ours"]);
  expect(asked()).toEqual([
    ...["resource", "list", "--subscription", "0a1b2c3d", "--tag", "stack=azure-dev", "--output", "json"],
  ]);
});

test("a CLI that refuses is quoted", async () => {
  cli("az", "Please run az login to setup account.", 1);
  await expect(leftovers(AZURE)).rejects.toThrow("az resource ended with 1: Please run az login to setup account.");
});

test("a CLI that is not there is named", async () => {
  process.env.PATH = folder;
  await expect(leftovers(GCP)).rejects.toThrow("there is no `gcloud`, which is asked for what is left");
});

test("the command for a person can be pasted", () => {
  expect(listingCommand(GCP)).toBe(
    "gcloud asset search-all-resources --scope=projects/acme-ml '--query=labels.project=ai-stack AND labels.stack=gcp-dev' --format=json",
  );
});
