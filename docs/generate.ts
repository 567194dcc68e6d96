import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { markdownTable } from "markdown-table";
import * as z from "zod";
import type { Rule } from "../policies/rule.js";
import { RULES } from "../policies/rules.js";
import { stackFileSchema } from "../stacks/config.schema.js";
import { parityTable } from "../tests/stacks/parity.js";
import { KEPT, type Kept } from "./kept.js";
import { trials } from "./reliability.js";

const root = fileURLToPath(new URL("..", import.meta.url));

interface Schema {
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
}

/** A Markdown table. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  return markdownTable(cells, { alignDelimiters: false });
}

/** Every setting with its description: `compute.<name>.accelerator`. */
export function settingsTable(deep: boolean): string {
  const { properties = {} } = (stackFileSchema() as Schema).properties?.config ?? {};
  const rowsOf = (key: string, schema: Schema): string[][] => [
    [`\`${key}\``, schema.description ?? ""],
    ...(deep ? innerRows(key, schema) : []),
  ];
  const innerRows = (key: string, schema: Schema): string[][] => {
    const named = schema.additionalProperties;
    const inner =
      typeof named === "object" && named.properties
        ? innerRows(`${key}.<name>`, named)
        : Object.entries(schema.properties ?? {}).flatMap(([name, value]) => rowsOf(`${key}.${name}`, value));
    return inner;
  };
  return table(
    ["key", "meaning"],
    Object.entries(properties).flatMap(([key, schema]) => rowsOf(key, schema)),
  );
}

/** The components of a cloud: class, what it is, what it makes. */
export function componentsTable(cloud: string): string {
  const folder = join(root, "components", cloud);
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .sort()
    .map((file) => readFileSync(join(folder, file), "utf8"));
  const rows = sources.flatMap((source) => {
    const match = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport class (\w+) extends pulumi\.ComponentResource/.exec(source);
    if (match === null) return [];
    const [, comment = "", name = ""] = match;
    const paragraphs = comment
      .split("\n")
      .map((line) => line.replace(/^\s*\* ?/, ""))
      .join("\n")
      .trim()
      .split(/\n\s*\n/)
      .map((paragraph) => paragraph.replace(/\s*\n\s*/g, " "));
    const [first = ""] = paragraphs;
    const children = paragraphs.find((paragraph) => paragraph.startsWith("Children: ")) ?? "";
    return [[`\`${name}\``, first.replace(/^(.*?\.)( .*)?$/, "$1"), children.replace("Children: ", "")]];
  });
  return table(["component", "what it is", "what it makes"], rows);
}

const CLOUDS = { all: "Any cloud", aws: "AWS", gcp: "Google Cloud", azure: "Azure" } as const;

/** The policies by cloud: what holds, how bad breaking it is, controls, what to do. */
export function policiesTables(): string {
  return Object.entries(CLOUDS)
    .map(([cloud, title]) => [title, RULES.filter((rule) => rule.cloud === cloud)] as const)
    .map(([title, rules]) => [`## ${title}`, policiesTable(rules), settingsOf(rules)].filter(Boolean).join("\n\n"))
    .join("\n\n");
}

function policiesTable(rules: readonly Rule[]): string {
  return table(
    ["policy", "what holds", "severity", "level", "controls", "what to do"],
    rules.map(({ name, url, description, severity, level, environment, controls, remediation }) => [
      `[\`${name}\`](${url})`,
      description,
      severity,
      environment === undefined ? level : `${level}, in ${environment}`,
      controls.map(({ framework, id }) => `${framework} ${id}`).join(", "),
      remediation,
    ]),
  );
}

/** What can be set of policies; nothing where nothing can. */
function settingsOf(rules: readonly Rule[]): string {
  const rows = rules.flatMap(({ name, settings }) =>
    settings === undefined
      ? []
      : Object.entries((z.toJSONSchema(settings, { io: "input" }) as Schema).properties ?? {}).map(
          ([key, { description = "" }]) => [`\`${name}\``, `\`${key}\``, description],
        ),
  );
  return rows.length === 0 ? "" : table(["policy", "setting", "meaning"], rows);
}

/** What the scenarios of tests/engine tried, and what came of it. */
function trialsTable(): string {
  return table(
    ["what goes wrong", "stack", "how", "tried", "survived"],
    trials().map(({ scenario, stack, faults, tried, survived }) => [
      scenario,
      `\`${stack}\``,
      faults,
      String(tried),
      String(survived),
    ]),
  );
}

/** What a cloud keeps when a stack is destroyed. */
function keptTable(cloud: Kept["cloud"]): string {
  const rows = KEPT.filter((kept) => kept.cloud === cloud);
  return table(
    ["what", "stack", "why", "cost", "how long"],
    rows.map(({ what, stacks, why, cost, howLong }) => [what, stacks, why, cost, howLong]),
  );
}

/** What the preview of a stack prints. */
function previewOf(stack: string): string {
  const text = execFileSync(process.execPath, [join(root, "cli/bin.js"), "preview", stack], {
    cwd: root,
    encoding: "utf8",
  });
  return `\`\`\`\n${text.trimEnd()}\n\`\`\``;
}

/** Files with generated parts, by the name of each part's marks `<!-- name -->` and `<!-- /name -->`. */
const PARTS: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  "README.md": {
    preview: () => previewOf("aws-dev"),
    settings: () => settingsTable(false),
    "aws-components": () => componentsTable("aws"),
    "gcp-components": () => componentsTable("gcp"),
    "azure-components": () => componentsTable("azure"),
  },
  "docs/policies.md": { policies: policiesTables },
  "docs/parity.md": { parity: parityTable },
  "docs/reliability.md": { trials: trialsTable },
  "docs/teardown.md": {
    "aws-kept": () => keptTable("aws"),
    "gcp-kept": () => keptTable("gcp"),
    "azure-kept": () => keptTable("azure"),
  },
  "docs/settings.md": { settings: () => settingsTable(true) },
};

/** Every file with generated parts, as it should be. */
export function generated(): { readonly file: string; readonly text: string }[] {
  return Object.entries(PARTS).map(([file, parts]) => ({
    file,
    text: Object.entries(parts).reduce(
      (text, [name, make]) => {
        const marks = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
        if (!marks.test(text)) throw new Error(`${file} has no marks <!-- ${name} -->`);
        return text.replace(marks, (_, open: string, close: string) => `${open}\n${make()}\n\n${close}`);
      },
      readFileSync(join(root, file), "utf8"),
    ),
  }));
}

const main = process.argv[1];
if (main !== undefined && import.meta.url === pathToFileURL(main).href)
  for (const { file, text } of generated()) writeFileSync(join(root, file), text);
