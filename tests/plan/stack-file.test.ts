import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readStack, StackFileError } from "../../plan/stack-file.js";

const PROJECT = "name: shop\nruntime: nodejs\nmain: stacks/index.ts\nstackConfigDir: stacks\n";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "ai-stack-"));
  mkdirSync(join(root, "stacks"));
  write("Pulumi.yaml", PROJECT);
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string | Uint8Array): void {
  writeFileSync(join(root, file), text);
}

/** The configuration of a stack whose file is `text`. */
function read(text: string | Uint8Array) {
  write("stacks/Pulumi.dev.yaml", text);
  return readStack(root, "dev");
}

const textOf = (yaml: string) => read(`config:\n  key: ${yaml}\n`).config["shop:key"];

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof StackFileError) return error.message;
    throw error;
  }
  return "no error";
}

test("reads the project's name and program, and the stack's configuration", () => {
  expect(read("config:\n  aws:region: us-east-1\n  shop:cloud: aws\n  size: 3\n")).toEqual({
    project: "shop",
    stack: "dev",
    file: "stacks/Pulumi.dev.yaml",
    main: join(root, "stacks/index.ts"),
    config: { "aws:region": "us-east-1", "shop:cloud": "aws", "shop:size": "3" },
    secretKeys: [],
  });
});

// What the CLI 3.250 hands to a program for the same file.
describe("a value is the text that the engine hands to the program", () => {
  test.each([
    ["plain", "plain"],
    ["010", "8"],
    ["08", "8"],
    ["0o17", "15"],
    ["-0o17", "-15"],
    ["0x1F", "31"],
    ["-0x1F", "-31"],
    ["0x_ff", "255"],
    ["0b11", "3"],
    ["+0b11", "3"],
    ["+12", "12"],
    ["1_000", "1000"],
    ["1_0.5", "10.5"],
    ["1e3", "1000"],
    ["1.0", "1"],
    ["1.", "1"],
    [".5", "0.5"],
    [".5e1", "5"],
    ["-0.0", "0"],
    ["1e21", "1e+21"],
    ["1e400", "1e400"],
    ["123456789.5", "123456789.5"],
    ["18446744073709551615", "18446744073709551615"],
    ["18446744073709551616", "18446744073709552000"],
    ["-9223372036854775808", "-9223372036854775808"],
    ["-9223372036854775809", "-9223372036854776000"],
    ["2024-01-02", "2024-01-02 00:00:00 +0000 UTC"],
    ["2024-1-2T3:4:5+02:00", "2024-01-02 03:04:05 +0200 +0200"],
    ["2024-01-02 03:04:05.250", "2024-01-02 03:04:05.25 +0000 UTC"],
    ["2024-02-29T23:59:59.123456789123Z", "2024-02-29 23:59:59.123456789 +0000 UTC"],
    ["2023-02-29", "2023-02-29"],
    ["2024-13-02", "2024-13-02"],
    ["12:30", "12:30"],
    ["True", "true"],
    ["yes", "yes"],
    ["'true'", "true"],
    ["'null'", "null"],
    ["", ""],
    ["~", ""],
    ['""', ""],
    ['" lead"', " lead"],
    ["!!str 010", "010"],
    ["!!str 2024-01-02", "2024-01-02"],
    ["!!float 3", "3"],
    ["!!binary aGVsbG8=", "hello"],
    ["!mine bar", "bar"],
    ["|\n    two\n    lines\n", "two\nlines\n"],
    [">-\n    folded\n    text\n", "folded text"],
    ['"[1]"', "[1]"],
    ["{}", "{}"],
    ["[]", "[]"],
    ["[ab, 1, [2], {}]", '["ab",1,[2],{}]'],
    ["{b: 010, a: 2.50, n: ~, f: 1e-7}", '{"a":2.5,"b":8,"f":1e-7,"n":null}'],
    ["{i: 9007199254740993, big: 18446744073709551615}", '{"big":18446744073709552000,"i":9007199254740993}'],
    ["{t: 2024-01-02}", '{"t":"2024-01-02 00:00:00 +0000 UTC"}'],
    ["{1: x, true: y, ~: z, 1.5: w, 0x10: a}", '{"1":"x","1.5":"w","16":"a","\\u003cnil\\u003e":"z","true":"y"}'],
    ['{a: "<&>\\u2028"}', '{"a":"\\u003c\\u0026\\u003e\\u2028"}'],
    ["{😀: 2, Ａ: 1}", '{"Ａ":1,"😀":2}'],
    ["{__proto__: {a: 1}, constructor: 2}", '{"__proto__":{"a":1},"constructor":2}'],
    ["{a: &x {k: 1}, b: *x, c: {<<: *x, j: 2}}", '{"a":{"k":1},"b":{"k":1},"c":{"j":2,"k":1}}'],
    ["{<<: [{a: 1, b: 2}, {b: 3, c: 4}], c: 5}", '{"a":1,"b":2,"c":5}'],
    ["{secure: 5}", '{"secure":5}'],
    ["{secure: x, other: y}", '{"other":"y","secure":"x"}'],
  ])("%s", (yaml, text) => {
    expect(textOf(yaml)).toBe(text);
  });
});

describe("keys", () => {
  test("of the old form lose its middle part", () => {
    expect(read("config:\n  aws:config:region: us-east-1\n").config).toEqual({ "aws:region": "us-east-1" });
  });

  test("come sorted", () => {
    expect(Object.keys(read("config:\n  b: 1\n  aws:x: 1\n  a: 1\n").config)).toEqual(["aws:x", "shop:a", "shop:b"]);
  });

  test("may be what objects have by themselves", () => {
    expect(read("config:\n  __proto__: 1\n  constructor: 2\n").config).toEqual({
      "shop:__proto__": "1",
      "shop:constructor": "2",
    });
  });
});

describe("encrypted values", () => {
  test("need no passphrase and read [secret], also within objects", () => {
    const { config, secretKeys } = read(
      "config:\n  token: {secure: v1:abc}\n  deep: {b: 5, a: [{pw: {secure: v1:def}}]}\n  open: x\nencryptionsalt: v1:x\n",
    );
    expect(config).toEqual({
      "shop:deep": '{"a":[{"pw":"[secret]"}],"b":5}',
      "shop:open": "x",
      "shop:token": "[secret]",
    });
    expect(secretKeys).toEqual(["shop:deep", "shop:token"]);
  });
});

describe("the project file", () => {
  test("gives defaults, which the stack's own values precede", () => {
    write(
      "Pulumi.yaml",
      `${PROJECT}config:\n  aws:profile: work\n  size: 5\n  names: [b, a]\n  tree: {type: object, default: {z: 1, a: [1.5, 2.0]}}\n  aws:region: {value: us-east-1}\n`,
    );
    expect(read("config:\n  size: 7\n").config).toEqual({
      "aws:profile": "work",
      "aws:region": "us-east-1",
      "shop:names": '["b","a"]',
      "shop:size": "7",
      "shop:tree": '{"a":[1.5,2],"z":1}',
    });
  });

  test("may require keys of the stack", () => {
    write("Pulumi.yaml", `${PROJECT}config:\n  size: {type: integer}\n`);
    expect(messageOf(() => read("config: {}\n"))).toBe(
      "stacks/Pulumi.dev.yaml: Pulumi.yaml requires a value for shop:size",
    );
  });

  test("may leave main and the stacks' folder to their defaults: its own folder", () => {
    write("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
    write("Pulumi.prod.yaml", "config: {a: 1}\n");
    expect(readStack(root, "prod")).toMatchObject({ main: root, config: { "shop:a": "1" } });
  });

  test("may name the stacks' folder in the old way", () => {
    write("Pulumi.yaml", "name: shop\nruntime: nodejs\nconfig: stacks\n");
    expect(read("config: {a: 1}\n").config).toEqual({ "shop:a": "1" });
  });
});

test.each([
  ["an empty file", ""],
  ["a file of comments", "# nothing\n"],
  ["a file without config", "encryptionsalt: v1:x\n"],
  ["an empty config", "config:\n"],
])("%s is no configuration", (_what, text) => {
  expect(read(text).config).toEqual({});
});

test("a byte order mark and Windows line ends are fine", () => {
  expect(read("\ufeffconfig:\r\n  a: b\r\n").config).toEqual({ "shop:a": "b" });
});

test("the first of several documents counts, as for the CLI", () => {
  expect(read("config: {a: 1}\n---\nconfig: {a: 2}\n").config).toEqual({ "shop:a": "1" });
});

describe("errors are one line", () => {
  test("an unknown stack: the stacks that there are, and the nearest", () => {
    write("stacks/Pulumi.aws-dev.yaml", "");
    write("stacks/Pulumi.aws-prod.yaml", "");
    expect(messageOf(() => readStack(root, "aws-dve"))).toBe(
      "no stack aws-dve; did you mean aws-dev? (stacks has aws-dev, aws-prod)",
    );
  });

  test("a project without stacks", () => {
    expect(messageOf(() => readStack(root, "dev"))).toBe("no stack dev: there is no file stacks/Pulumi.dev.yaml");
  });

  test("a stack's name with a line break", () => {
    expect(messageOf(() => readStack(root, "a\nb"))).toBe(
      'no stack "a\\nb": there is no file "stacks/Pulumi.a\\nb.yaml"',
    );
  });

  test("a stack's name that leads to another folder", () => {
    write("Pulumi.dev.yaml", "config: {a: 1}");
    expect(messageOf(() => readStack(root, "/../dev"))).toContain("no stack /../dev");
  });

  test("no project file", () => {
    rmSync(join(root, "Pulumi.yaml"));
    expect(messageOf(() => readStack(root, "dev"))).toBe(`there is no file ${join(root, "Pulumi.yaml")}`);
  });

  test.each([
    [
      "broken YAML",
      "runtime: [nodejs",
      "Pulumi.yaml:1:17: Flow sequence in block collection must be sufficiently indented and end with a ]",
    ],
    ["a list", "- name: shop\n", "Pulumi.yaml must be a mapping, got a list"],
    ["no name", "runtime: nodejs\n", "Pulumi.yaml: name is missing"],
    ["a name that is a number", "name: 5\n", "Pulumi.yaml: name must be a text"],
    ["a program that is a list", "name: shop\nmain: [a]\n", "Pulumi.yaml: main must be a text"],
    ["configuration that is a list", "name: shop\nconfig: [a]\n", "Pulumi.yaml: config must be a mapping, got a list"],
  ])("a project file with %s", (_mistake, text, message) => {
    write("Pulumi.yaml", text);
    expect(messageOf(() => readStack(root, "dev"))).toBe(message);
  });

  test.each<[string, string | Uint8Array, string]>([
    ["a list", "- a\n", "stacks/Pulumi.dev.yaml must be a mapping, got a list"],
    ["a text", "config\n", 'stacks/Pulumi.dev.yaml must be a mapping, got "config"'],
    ["configuration that is a list", "config: [a]\n", "stacks/Pulumi.dev.yaml: config must be a mapping, got a list"],
    ["configuration that is a text", "config: a\n", 'stacks/Pulumi.dev.yaml: config must be a mapping, got "a"'],
    [
      "wrong indentation",
      "config:\n  a: 1\n b: 2\n",
      "stacks/Pulumi.dev.yaml:3:1: All mapping items must start at the same column",
    ],
    ["a missing quote", 'config:\n  a: "b\n', 'stacks/Pulumi.dev.yaml:3:1: Missing closing "quote'],
    ["a tab", "config:\n\ta: 1\n", "stacks/Pulumi.dev.yaml:2:1: Tabs are not allowed as indentation"],
    ["a key twice", "config:\n  a: 1\n  a: 2\n", 'stacks/Pulumi.dev.yaml:3:3: the key "a" is given twice'],
    [
      "a key twice, once with its namespace",
      "config:\n  a: 1\n  shop:a: 2\n",
      "stacks/Pulumi.dev.yaml: the key shop:a is given twice",
    ],
    [
      "a key of three parts",
      "config:\n  a:b:c: 1\n",
      'stacks/Pulumi.dev.yaml: "a:b:c" is no key of the form namespace:name',
    ],
    ["a mapping for a key", "config:\n  a: {? [b] : c}\n", "stacks/Pulumi.dev.yaml:2:9: a key must be a text"],
    [
      "a number that is none",
      "config:\n  a: {b: .nan}\n",
      "stacks/Pulumi.dev.yaml: shop:a: .nan and .inf are no values of a setting",
    ],
    ["a text for a number", "config:\n  a: !!int b\n", 'stacks/Pulumi.dev.yaml:2:12: "b" is no int'],
    ["an unknown alias", "config:\n  a: *b\n", "stacks/Pulumi.dev.yaml:2:6: unknown anchor b"],
    ["an anchor within itself", "config:\n  a: &b [*b]\n", "stacks/Pulumi.dev.yaml:2:10: anchor b contains itself"],
    [
      "a merge of a text",
      "config:\n  <<: a\n",
      "stacks/Pulumi.dev.yaml:2:7: `<<` needs a mapping, or a list of mappings",
    ],
    [
      "a control character",
      "config:\n  a: \u0007\n",
      'stacks/Pulumi.dev.yaml:2:6: the character "\\u0007" is not allowed in YAML',
    ],
    ["another encoding", Uint8Array.of(0x61, 0x3a, 0x20, 0xe9), "stacks/Pulumi.dev.yaml cannot be read: not UTF-8"],
    [
      "endless nesting",
      `a: ${"[".repeat(600)}${"]".repeat(600)}\n`,
      "stacks/Pulumi.dev.yaml:1:504: nested more than 500 levels deep",
    ],
    [
      "nesting that breaks readers",
      `a: ${"[".repeat(50_000)}\n`,
      "stacks/Pulumi.dev.yaml:1:1: nested more than 500 levels deep",
    ],
    [
      "aliases that multiply",
      `a: &a [${"x, ".repeat(99)}]\nb: &b [${"*a, ".repeat(99)}]\nc: [${"*b, ".repeat(99)}]\n`,
      "stacks/Pulumi.dev.yaml:1:257: more than 100000 values",
    ],
  ])("%s", (_mistake, text, message) => {
    expect(messageOf(() => read(text))).toBe(message);
  });

  test("a stack file that is a folder", () => {
    mkdirSync(join(root, "stacks/Pulumi.dev.yaml"));
    expect(messageOf(() => readStack(root, "dev"))).toBe("stacks/Pulumi.dev.yaml cannot be read: EISDIR");
  });
});
