import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { columns } from "../../cli/print/table.js";
import { Workspace } from "../engine/support/workspace.js";
import { deploymentTimes } from "./deployment.js";

// What the offline preview costs, in ratios: absolute times say little on a shared machine. And what a deployment takes.

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const RUNS = 7;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function secondsOf(command: readonly string[]): number {
  const [program = "", ...args] = command;
  const start = performance.now();
  const { status, stderr } = spawnSync(program, args, { cwd: ROOT, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command.join(" ")} ended with ${status}: ${stderr}`);
  return (performance.now() - start) / 1000;
}

/** Wall seconds of each command, taken in turn so that all see the same machine. */
function race<Name extends string>(commands: Record<Name, readonly string[]>): Record<Name, number> {
  const names = Object.keys(commands) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round <= RUNS; round++)
    for (const name of names) {
      const seconds = secondsOf(commands[name]);
      if (round > 0) times[name].push(seconds); // the first round warms the file cache
    }
  return Object.fromEntries(names.map((name) => [name, median(times[name])])) as Record<Name, number>;
}

async function enginePreviewSeconds(): Promise<number | undefined> {
  if (spawnSync("pulumi", ["version"]).status !== 0) return undefined;
  const workspace = await Workspace.create();
  try {
    await workspace.initStack("aws-dev");
    const times: number[] = [];
    for (let round = 0; round < 3; round++) {
      const { code, seconds, stderr } = await workspace.pulumi(["preview"]);
      if (code !== 0) throw new Error(`pulumi preview ended with ${code}: ${stderr}`);
      times.push(seconds);
    }
    return median(times);
  } finally {
    workspace.remove();
  }
}

interface Measurement {
  readonly count: number;
  readonly ms: number;
  readonly peakMiB: number;
}

function recorder(planFile: string, count: number): Measurement {
  const once = (): Measurement =>
    JSON.parse(
      execFileSync(process.execPath, ["tests/bench/recorder.js", planFile, String(count)], {
        cwd: ROOT,
        encoding: "utf8",
      }),
    );
  const runs = Array.from({ length: 3 }, once);
  return { count, ms: median(runs.map(({ ms }) => ms)), peakMiB: median(runs.map(({ peakMiB }) => peakMiB)) };
}

interface Looked {
  readonly cloud: string;
  readonly count: number;
  readonly ms: number;
}

/** Milliseconds to load what looks at a plan and to look at it; a preview has loaded half of that already. */
function looking(what: "findings" | "policies", cloud: string, planFile: string, count: number): Looked {
  const once = (): number =>
    JSON.parse(
      execFileSync(process.execPath, ["tests/bench/look.js", what, planFile, String(count)], {
        cwd: ROOT,
        encoding: "utf8",
      }),
    ).ms;
  return { cloud, count, ms: median(Array.from({ length: 3 }, once)) };
}

const { sdk, offline } = race({
  sdk: [process.execPath, "-e", "require('@pulumi/pulumi')"],
  offline: [process.execPath, "cli/bin.js", "preview", "aws-dev"],
});
const engine = await enginePreviewSeconds();
console.log(`Whole processes, medians of ${RUNS} (engine: 3), Node ${process.versions.node}\n`);
console.log(
  columns(
    [
      ["loading the SDK alone", `${sdk.toFixed(2)} s`, "", ""],
      ["offline preview of aws-dev", `${offline.toFixed(2)} s`, `${(offline / sdk).toFixed(2)} × the SDK`, "at most 2"],
      ...(engine === undefined
        ? [["pulumi preview of aws-dev", "not measured: no pulumi CLI on PATH", "", ""]]
        : [
            [
              "pulumi preview, emulated AWS",
              `${engine.toFixed(2)} s`,
              `offline takes ${(offline / engine).toFixed(2)} of it`,
              "at most 0.5",
            ],
          ]),
    ],
    [1],
  ),
);

const folder = mkdtempSync(join(tmpdir(), "ai-stack-bench-"));
const planFile = join(folder, "plan.json");
writeFileSync(planFile, execFileSync(process.execPath, ["cli/bin.js", "preview", "aws-dev", "--json"], { cwd: ROOT }));
const sizes = [100, 1_000, 10_000].map((count) => recorder(planFile, count));
const looked = ["aws", "gcp", "azure"].map((cloud) => {
  const file = join(folder, `${cloud}.json`);
  writeFileSync(
    file,
    execFileSync(process.execPath, ["cli/bin.js", "preview", `${cloud}-prod`, "--json"], { cwd: ROOT }),
  );
  const at = (what: "findings" | "policies") => [100, 10_000].map((count) => looking(what, cloud, file, count));
  return { findings: at("findings"), policies: at("policies") };
});
rmSync(folder, { recursive: true });
const perResource = ({ ms, count }: Measurement) => ms / count;
console.log(`\nThe recorder alone, the mix of aws-dev, medians of 3\n`);
console.log(
  columns(
    sizes.map((size) => [
      `${size.count} resources`,
      `${size.ms.toFixed(0)} ms`,
      `${perResource(size).toFixed(2)} ms each`,
      `${size.peakMiB.toFixed(0)} MiB peak`,
      `${((size.peakMiB * 1024) / size.count).toFixed(0)} KiB each`,
    ]),
    [0, 1, 2, 3, 4],
  ),
);
const [, thousand, tenThousand] = sizes;
if (thousand && tenThousand)
  console.log(
    `\n  a resource at 10,000 takes ${(perResource(tenThousand) / perResource(thousand)).toFixed(2)} times one at 1,000 ` +
      "(at most 1.3, in at most 2048 MiB)",
  );

console.log("\nCost, fit and quota, the mix of the prod stacks, medians of 3\n");
console.log(
  columns(
    looked
      .flatMap(({ findings }) => findings)
      .map(({ cloud, count, ms }) => [
        cloud,
        `${count} resources`,
        `${ms.toFixed(0)} ms`,
        `at most ${count < 1_000 ? 150 : 1_000} ms`,
      ]),
    [1, 2],
  ),
);

console.log("\nAll policies, the mix of the prod stacks, medians of 3\n");
console.log(
  columns(
    looked
      .flatMap(({ policies }) => policies)
      .map(({ cloud, count, ms }) => {
        const recorded = sizes.find((size) => size.count === count)?.ms ?? Number.NaN;
        const share = `${(ms / recorded).toFixed(2)} of the recorder's time`;
        return [cloud, `${count} resources`, `${ms.toFixed(0)} ms`, share, count < 1_000 ? "" : "at most 0.5"];
      }),
    [1, 2],
  ),
);

console.log(
  "\nWhat `up` takes on an empty stack, by the latencies of tests/engine/emulator: figures, or assumptions by class\n",
);
console.log(await deploymentTimes());
