import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Program, type Recording, type RecordOptions, record } from "../plan/record.js";
import { readStack } from "../plan/stack-file.js";
import { bundle, run } from "./bundle.js";
import { UsageError } from "./error.js";

/** The nearest folder, from `from` upwards, that holds a Pulumi.yaml. */
export function findProject(from = process.cwd()): string {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "Pulumi.yaml"))) return folder;
    if (dirname(folder) === folder) throw new UsageError(`no Pulumi.yaml in ${from} or in a folder above it`);
  }
}

/** Previews a stack of the project in `folder`: `preview` with outputs unknown, `symbolic` with their names. */
export async function previewStack(
  folder: string,
  stack: string,
  mode: RecordOptions["mode"],
  debug = false,
): Promise<Recording> {
  const { main, file: _, ...settings } = readStack(folder, stack);
  const program = await loadProgram(main, debug);
  const workingFolder = process.cwd();
  process.chdir(dirname(main)); // where the engine runs a program
  try {
    return await record(program, { ...settings, mode, stackTraces: debug });
  } finally {
    process.chdir(workingFolder);
  }
}

/** Loads the program at `entry`, a module whose default export is a function. */
async function loadProgram(entry: string, sourceMap: boolean): Promise<Program> {
  const bundled = await bundle(entry, sourceMap).catch((error: unknown) => {
    throw new UsageError(`cannot load the program ${entry}: ${firstProblem(error)}`);
  });
  const program: unknown = run(bundled).default;
  if (typeof program !== "function") throw new UsageError(`the program ${entry} must export a function as its default`);
  return program as Program;
}

function firstProblem(error: unknown): string {
  const { errors = [] } = error as { errors?: { text: string; location?: { file: string; line: number } }[] };
  const [problem] = errors;
  if (problem === undefined) return String(error);
  return problem.location ? `${problem.location.file}:${problem.location.line}: ${problem.text}` : problem.text;
}
