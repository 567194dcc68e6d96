import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Inventory } from "./inventory.js";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ai-stack-inventory-"));
  file = join(folder, "inventory.json");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const add = (inventory: Inventory, id: string) =>
  inventory.change(({ entries }) => entries.push({ type: "t", id, name: id, inputs: {}, outputs: {} }));

test("keeps its contents from one provider to the next", () => {
  add(new Inventory(file), "a");
  expect(new Inventory(file).read().entries.map(({ id }) => id)).toEqual(["a"]);
});

test("changes nothing when the change throws", () => {
  const inventory = new Inventory(file);
  const refused = () =>
    inventory.change(({ entries }) => {
      entries.push({ type: "t", id: "a", name: "a", inputs: {}, outputs: {} });
      throw new Error("refused");
    });
  expect(refused).toThrow("refused");
  expect(inventory.read().entries).toEqual([]);
});

test("loses no change of several providers at once", async () => {
  const module = JSON.stringify(new URL("inventory.ts", import.meta.url).href);
  const program = `const { Inventory } = await import(${module});
    const inventory = new Inventory(${JSON.stringify(file)});
    for (let i = 0; i < 50; i++) inventory.change(({ entries }) => entries.push({ id: String(i) }));`;
  const run = () =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, ["--import=tsx", "--input-type=module", "-e", program], {
        stdio: "inherit",
      });
      child.on("close", resolve);
    });
  expect(await Promise.all([run(), run(), run()])).toEqual([0, 0, 0]);
  expect(new Inventory(file).read().entries).toHaveLength(150);
});

test("goes on after a provider was killed while it wrote", () => {
  writeFileSync(`${file}.lock`, "");
  add(new Inventory(file), "a");
  expect(new Inventory(file).read().entries).toHaveLength(1);
});
