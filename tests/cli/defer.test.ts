import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { defer } from "../../cli/defer.js";

const loads = globalThis as { loadsOfParser?: number };
let folder: string;
let require: NodeJS.Require;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ai-stack-defer-"));
  mkdirSync(join(folder, "node_modules/parser"), { recursive: true });
  writeFileSync(
    join(folder, "node_modules/parser/index.js"),
    `globalThis.loadsOfParser = (globalThis.loadsOfParser ?? 0) + 1;
     exports.version = "1.2.3"; exports.Tree = class { size = 3 };`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  loads.loadsOfParser = 0;
  require = createRequire(join(folder, "program.js"));
  delete require.cache[require.resolve("parser")];
  defer(require, "parser");
});

test("a deferred package is not loaded by being imported, as compiled TypeScript imports it", () => {
  const parser = require("parser");
  expect(parser.__esModule).toBe(true);
  expect(loads.loadsOfParser).toBe(0);
});

test("it is loaded once when something is taken from it", () => {
  const { version, Tree } = require("parser");
  expect([version, new Tree().size]).toEqual(["1.2.3", 3]);
  expect(loads.loadsOfParser).toBe(1);
});

test("its default and its names are those of the package", () => {
  const parser = require("parser");
  expect(Object.keys(parser)).toEqual(["version", "Tree"]);
  expect(parser.default.version).toBe("1.2.3");
  expect("Tree" in parser).toBe(true);
});

test("a package that is loaded already stays as it is", () => {
  const parser = require("parser");
  expect(parser.version).toBe("1.2.3");
  defer(require, "parser");
  expect(require("parser").version).toBe("1.2.3");
  expect(loads.loadsOfParser).toBe(1);
});
