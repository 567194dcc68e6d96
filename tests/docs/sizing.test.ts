import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Accelerator, accelerators } from "../../catalog/accelerators.js";
import { findModel, type Model } from "../../catalog/models.js";
import { fits, memoryNeed, type Range, sequencesThatFit, usableMiB } from "../../sizing/memory.js";
import { chooseServing } from "../../sizing/serving.js";
import { usualMachines } from "../../sizing/usual-order.js";

const text = readFileSync("docs/sizing.md", "utf8");

/** The table between two marks of the page. */
function tableIn(mark: string): string[][] {
  const [, inside = ""] = text.split(`<!-- ${mark} -->`);
  const [table = ""] = inside.split(`<!-- /${mark} -->`);
  const [head = [], , ...rows] = table
    .trim()
    .split("\n")
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return [head, ...rows];
}

const load = {
  model: findModel("Qwen/Qwen3-8B") as Model,
  precision: "auto",
  contextTokens: 16_384,
  concurrency: 1,
  tensorParallel: 1,
} as const;

test("the example of the memory rule is what the rule computes", () => {
  const need = memoryNeed(load);
  const gib = ({ optimistic, pessimistic }: Range) =>
    [...new Set([optimistic, pessimistic].map((mib) => (mib / 1024).toFixed(1)))].join(" to ");
  const columns = ["T4", "L4", "A100-80GB"].map((name) => {
    const accelerator = accelerators.find((one) => one.name === name) as Accelerator;
    const { optimistic, pessimistic } = sequencesThatFit(load, accelerator);
    return [
      name,
      gib(need.weightsMiB),
      gib(need.kvCacheMiB),
      gib(need.overheadMiB),
      gib(need.totalMiB),
      gib(usableMiB(accelerator)),
      fits(need, accelerator),
      [...new Set([optimistic, pessimistic])].join(" to "),
    ];
  });
  const names = [
    "",
    "weights, GiB",
    "KV cache, GiB",
    "overhead, GiB",
    "all together, GiB",
    "vLLM may use, GiB",
    "verdict",
    "sequences that fit",
  ];
  expect(tableIn("example")).toEqual(names.map((name, row) => [name, ...columns.map((column) => column[row])]));
});

test("the example of the choices is what is chosen", () => {
  const request = { ...load, model: "Qwen/Qwen3-8B", accelerators: ["T4", "L4", "A100"], minReplicas: 0 };
  const choices = [
    chooseServing({ ...request, cloud: "aws", region: "us-east-1" }),
    chooseServing({ ...request, cloud: "gcp", region: "us-central1" }),
    chooseServing({ ...request, cloud: "azure", region: "westus3" }),
  ];
  const machines = choices.map((choice) => {
    if (choice.serving === "cloud-run") return choice.gpu;
    if (choice.serving === "container-apps") return choice.gpuProfile;
    return "sageMakerInstanceType" in choice ? choice.sageMakerInstanceType : "";
  });
  expect(tableIn("choices")).toEqual([
    ["region", "way of serving", "machine", "verdict"],
    ...["us-east-1", "us-central1", "westus3"].map((region, place) => [
      region,
      choices[place]?.serving,
      `${machines[place]}, ${choices[place]?.placement?.type.count} × ${choices[place]?.accelerator.name}`,
      choices[place]?.fit,
    ]),
  ]);
});

test.each([
  ["AWS", usualMachines.aws],
  ["Google Cloud", usualMachines.gcp],
  ["Azure", usualMachines.azure],
])("the usual order of %s is the program's", (cloud, machines) => {
  expect(text).toContain(`| ${cloud} | ${machines.join(", ")} |`);
});
