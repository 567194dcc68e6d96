import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { parseDocument } from "yaml";
import type { Plan } from "../../../plan/plan.js";
import type { Conditions } from "../emulator/faults.js";
import { type Contents, type Entry, Inventory } from "../emulator/inventory.js";

const PROJECT = fileURLToPath(new URL("../../../", import.meta.url));
const EMULATOR = fileURLToPath(new URL("../emulator/main.ts", import.meta.url));
const PROGRAM_SERVER = fileURLToPath(new URL("program-server.cjs", import.meta.url));
const QUICK_START = fileURLToPath(new URL("quick-start.js", import.meta.url));
/** What the engine, Node.js and the shell need; everything else of the user's environment stays out. */
const KEPT_VARIABLES = ["PATH", "LANG", "TERM", "TMPDIR", "SystemRoot"];

/** How a run of the CLI ended. */
export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly parent?: string;
}

/** What is read of the engine's state, in the shape of `pulumi stack export`. */
export interface Deployment {
  readonly resources?: readonly StateResource[];
  readonly pending_operations?: readonly { readonly type: string; readonly resource: StateResource }[];
}

/**
 * A copy of a Pulumi project in a temporary folder, with a backend, a Pulumi home and emulated clouds of its own. Nothing
 * of the user's is read or written.
 */
export class Workspace {
  /** The project's copy. */
  readonly root: string;
  /** The folder that holds the engine's state. */
  readonly backend: string;
  private readonly inventoryFile: string;
  private readonly conditionsFile: string;
  private readonly environment: Record<string, string>;
  private server: ChildProcess | undefined;
  /** Where a program server listens, this workspace's own or that of the one it is a copy of. */
  private client: string | undefined;

  private constructor(
    private readonly folder: string,
    private readonly cli: string,
    private stack?: string,
  ) {
    this.root = join(folder, "project");
    this.backend = join(folder, "backend");
    this.inventoryFile = join(folder, "inventory.json");
    this.conditionsFile = join(folder, "conditions.json");
    this.environment = {
      ...Object.fromEntries(KEPT_VARIABLES.flatMap((key) => (process.env[key] ? [[key, process.env[key]]] : []))),
      PATH: [join(folder, "bin"), process.env.PATH].join(delimiter),
      HOME: join(folder, "home"),
      PULUMI_HOME: join(folder, "home", ".pulumi"),
      PULUMI_BACKEND_URL: `file://${this.backend}`,
      PULUMI_CONFIG_PASSPHRASE: "engine-tests",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      EMULATOR_INVENTORY: this.inventoryFile,
      EMULATOR_CONDITIONS: this.conditionsFile,
      NO_COLOR: "1",
      GOGC: "400", // the CLI collects garbage less often: a tenth of its processor time
    };
  }

  /**
   * @param project a folder with a Pulumi.yaml. Left out, this project: what git tracks, and what it would
   */
  static async create(project?: string): Promise<Workspace> {
    const cli = findCli();
    const folder = mkdtempSync(join(tmpdir(), "ai-stack-engine-"));
    const workspace = new Workspace(folder, cli);
    for (const made of ["bin", "home", "backend"]) mkdirSync(join(folder, made));
    copyProject(project, workspace.root);
    symlinkSync(join(PROJECT, "node_modules"), join(workspace.root, "node_modules"));
    await installEmulator(join(folder, "bin"));
    return workspace;
  }

  /** Bundles the project's program, which then starts sooner; again, where its sources have changed. Returns the bundle. */
  async bundleProgram(): Promise<string> {
    const file = join(this.root, "Pulumi.yaml");
    const document = parseDocument(readFileSync(file, "utf8"));
    const source = String(document.get("main")).replace(/\.cjs$/, ".ts");
    const main = source.replace(/\.ts$/, ".cjs");
    await build({
      entryPoints: [join(this.root, source)],
      outfile: join(this.root, main),
      bundle: true,
      packages: "external",
      platform: "node",
      format: "cjs",
      footer: { js: "module.exports = Object.assign(module.exports.default, module.exports);" }, // for the engine, and the CLI
      logLevel: "error",
    });
    document.set("main", main);
    document.setIn(["runtime", "options", "nodeargs"], `--import=${QUICK_START}`);
    writeFileSync(file, document.toString());
    return join(this.root, main);
  }

  /**
   * Bundles the program, and from now on keeps it loaded: each run of the CLI asks that process, as with Pulumi's Automation
   * API, and takes a third to half of the processor time. Again, where its sources have changed.
   */
  async serveProgram(): Promise<void> {
    const program = await this.bundleProgram();
    this.server?.kill();
    const { process, address } = await startServer(program, this.root, this.environment);
    this.server = process;
    this.client = address;
  }

  /** A workspace of its own that goes on from where this one is: the same state, cloud and settings, and the same server. */
  copy(): Workspace {
    const folder = mkdtempSync(join(tmpdir(), "ai-stack-engine-"));
    cpSync(this.folder, folder, { recursive: true, verbatimSymlinks: true });
    const copy = new Workspace(folder, this.cli, this.stack);
    copy.client = this.client;
    return copy;
  }

  /** Runs the CLI in the project's root, on the stack that `initStack` made last unless `args` name another. */
  pulumi(args: readonly string[], environment: Record<string, string> = {}): Promise<Run> {
    return this.start(args, environment).ended;
  }

  /** The same, for a test that does something to the run. */
  start(
    args: readonly string[],
    environment: Record<string, string> = {},
  ): { process: ChildProcess; ended: Promise<Run> } {
    const start = performance.now();
    const runsProgram = args[0] === "up" || args[0] === "preview" || args.includes("--run-program");
    const client = this.client !== undefined && runsProgram ? [`--client=${this.client}`] : [];
    const child = spawn(this.cli, [...args, ...client, "--non-interactive"], {
      cwd: this.root,
      env: { ...this.environment, ...(this.stack && { PULUMI_STACK: this.stack }), ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended = new Promise<Run>((resolve, reject) => {
      let [stdout, stderr] = ["", ""];
      child.stdout.on("data", (chunk) => {
        stdout += chunk;
      });
      child.stderr.on("data", (chunk) => {
        stderr += chunk;
      });
      child.on("error", reject);
      child.on("close", (code) =>
        resolve({ code: code ?? -1, stdout, stderr, seconds: (performance.now() - start) / 1000 }),
      );
    });
    return { process: child, ended };
  }

  /** Runs the CLI and throws with all it printed unless it succeeds. */
  async succeed(...args: readonly string[]): Promise<Run> {
    const run = await this.pulumi(args);
    if (run.code !== 0) throw new Error(`pulumi ${args.join(" ")} gave ${run.code}\n${run.stdout}\n${run.stderr}`);
    return run;
  }

  /** Makes a stack and selects it. The CLI writes its encryption salt to the stack's file. */
  async initStack(stack: string): Promise<void> {
    await this.succeed("stack", "init", stack, "--secrets-provider", "passphrase");
    this.stack = stack;
  }

  async up(...args: readonly string[]): Promise<Run> {
    return this.succeed("up", "--yes", "--skip-preview", ...args);
  }

  /** What `up` would do, as `pulumi preview --json` has it. */
  async preview(...args: readonly string[]): Promise<Plan> {
    const { stdout } = await this.succeed("preview", "--json", ...args);
    return JSON.parse(stdout);
  }

  async destroy(): Promise<Run> {
    return this.succeed("destroy", "--yes", "--skip-preview");
  }

  /** Sets, or with `undefined` removes, a value in a stack's file. `path` begins with the whole key. */
  setConfig(stack: string, path: readonly (string | number)[], value: unknown): void {
    const file = join(this.root, this.stackFile(stack));
    const document = parseDocument(readFileSync(file, "utf8"));
    if (value === undefined) document.deleteIn(["config", ...path]);
    else document.setIn(["config", ...path], value);
    writeFileSync(file, document.toString());
  }

  /** What a program runs with to meet this backend and these clouds, as the CLI does here. */
  get variables(): Readonly<Record<string, string>> {
    return this.environment;
  }

  /** What exists in the emulated cloud. */
  inventory(): Entry[] {
    return this.cloud().entries;
  }

  /** What exists in the emulated cloud, and all that was done to it. */
  cloud(): Contents {
    return new Inventory(this.inventoryFile).read();
  }

  /** How the emulated cloud behaves from now on. */
  setConditions(conditions: Conditions): void {
    writeFileSync(this.conditionsFile, JSON.stringify(conditions));
  }

  /** Lets the emulated cloud change something by itself, as an autoscaler does. */
  change(edit: (entries: Entry[]) => void): void {
    new Inventory(this.inventoryFile).change(({ entries }) => edit(entries));
  }

  /** Puts something into the emulated cloud that no stack made. */
  seed(entry: Entry): void {
    new Inventory(this.inventoryFile).change(({ entries }) => entries.push(entry));
  }

  async stackExport(): Promise<{ deployment: Deployment }> {
    return JSON.parse((await this.succeed("stack", "export")).stdout);
  }

  /** Ids of all that the engine's state has in a cloud. */
  async idsInState(): Promise<string[]> {
    const { resources = [] } = (await this.stackExport()).deployment;
    return resources.flatMap(({ id, type }) => (id === undefined || type.startsWith("pulumi:") ? [] : [id]));
  }

  remove(): void {
    this.server?.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private stackFile(stack: string): string {
    const { stackConfigDir = "." } = parseDocument(readFileSync(join(this.root, "Pulumi.yaml"), "utf8")).toJS();
    return join(stackConfigDir, `Pulumi.${stack}.yaml`);
  }
}

/** A process that runs programs for the engine. */
interface ProgramServer {
  readonly process: ChildProcess;
  readonly address: string;
}

function startServer(program: string, cwd: string, env: Record<string, string>): Promise<ProgramServer> {
  const child = spawn(process.execPath, [`--import=${QUICK_START}`, PROGRAM_SERVER, program], {
    cwd,
    env,
    stdio: ["pipe", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.stdout.once("data", (address) => resolve({ process: child, address: String(address).trim() }));
    child.once("exit", (code) => reject(new Error(`the server of ${program} ended with ${code}`)));
  });
}

function findCli(): string {
  const found = (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, "pulumi"))
    .find((file) => existsSync(file));
  if (found === undefined)
    throw new Error(
      "tests/engine needs the pulumi CLI: put it on your PATH (https://www.pulumi.com/docs/install/) and try again",
    );
  return found;
}

function copyProject(project: string | undefined, target: string): void {
  const source = project ?? PROJECT;
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: source });
  for (const file of listed.toString().split("\0")) {
    if (file === "" || !existsSync(join(source, file))) continue;
    mkdirSync(dirname(join(target, file)), { recursive: true });
    cpSync(join(source, file), join(target, file));
  }
}

/** The executables that the engine finds on the PATH in place of the real providers. */
async function installEmulator(folder: string): Promise<void> {
  const executable = join(folder, "pulumi-resource-aws");
  await build({
    entryPoints: [EMULATOR],
    outfile: executable,
    bundle: true,
    platform: "node",
    format: "cjs",
    banner: { js: "#!/usr/bin/env node" },
    logLevel: "error",
  });
  chmodSync(executable, 0o755);
  for (const provider of ["azure-native", "gcp"]) cpSync(executable, join(folder, `pulumi-resource-${provider}`));
}
