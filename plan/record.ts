import { runtime } from "@pulumi/pulumi";
import { type Diagnostic, type Plan, SECRET, type Step, type StepOp } from "./plan.js";
import { RecordError } from "./recorder/error.js";
import { Messages } from "./recorder/messages.js";
import { Monitor } from "./recorder/monitor.js";
import { supervise } from "./recorder/supervise.js";

/** A stack's program. What it returns are the stack's outputs. */
export type Program = () => Promise<Record<string, unknown> | undefined> | Promise<void>;

export interface RecordOptions {
  readonly project: string;
  readonly stack: string;
  readonly organization?: string;
  /** The stack's configuration by full key, as the engine hands it to a program: objects are JSON. */
  readonly config: Readonly<Record<string, string>>;
  /** Keys whose value is a secret. @default none */
  readonly secretKeys?: readonly string[];
  /**
   * `preview`: outputs are unknown, as in the engine's own preview. `symbolic`: outputs are texts such as
   * `<chat-role.arn>`, so that every wire can be read; those that are no texts stay unknown. Both are dry runs.
   */
  readonly mode: "preview" | "symbolic";
  /** Whether errors of the program say where they were thrown. It makes recording several times slower. @default false */
  readonly stackTraces?: boolean;
}

export interface Recording {
  /** What `pulumi preview --json` says for a stack that has no resources, on providers that echo their inputs. */
  readonly plan: Plan;
  /** The stack's outputs, printed as in a plan. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** The SDK's state of one run, as far as a recording replaces it. It has no public interface. */
interface Store {
  callbacks?: object;
  resourcePackages: unknown;
  resourceModules: unknown;
}
const sdk = globalThis as unknown as { globalStore: Store | undefined; stackResource: unknown };

/** Outputs that an answer lacks are unknown then. */
const DRY_RUN = true;

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs `program` in this process, without an engine, and records what a deployment to an empty stack would do. Data
 * sources are answered from a table (lookups.ts). Recordings run one after the other. A resource that is made after the
 * program's promise has settled, in a timer, is missed.
 *
 * @throws what the program throws, also in a callback of `apply`
 * @throws RecordError where the program asks for what needs an engine or a cloud, reports an error by `pulumi.log`, or
 *   waits for something that never happens
 */
export async function record(program: Program, options: RecordOptions): Promise<Recording> {
  const recording = last.then(() => run(program, options));
  last = recording.catch(() => {});
  return recording;
}

async function run(program: Program, options: RecordOptions): Promise<Recording> {
  const { project, stack, organization, config, secretKeys = [], mode, stackTraces = false } = options;
  const monitor = new Monitor({ project, stack, config, symbolic: mode === "symbolic" });
  const messages = new Messages();
  const leave = enterRuntime();
  runtime.setMockOptions(monitor, project, stack, DRY_RUN, organization);
  runtime.setAllConfig({ ...config }, [...secretKeys]);
  if (sdk.globalStore !== undefined) sdk.globalStore.callbacks = CALLBACKS;

  const { stackTraceLimit } = Error;
  if (!stackTraces) Error.stackTraceLimit = 0; // most of the SDK's time goes into stack traces of its promises
  let diagnostics: Diagnostic[];
  try {
    diagnostics = await supervise(() =>
      messages.during(async () => {
        await runProgram(program);
        await runtime.disconnect();
        return messages.diagnostics();
      }),
    );
  } catch (error) {
    throw explained(error, monitor.refusals);
  } finally {
    monitor.close();
    leave();
    Error.stackTraceLimit = stackTraceLimit;
  }
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new RecordError(errors.map(({ message }) => message.trimEnd()).join("\n"));
  return { plan: planOf(monitor.steps, diagnostics, shown(config, secretKeys)), outputs: monitor.outputs };
}

/**
 * Gives the SDK a state of its own for a run; returns what puts the old one back. The SDK's own way, an
 * AsyncLocalStorage, costs a fifth of the time and a third of the memory.
 */
function enterRuntime(): () => void {
  runtime.getProject(); // makes the state, if there is none
  const { globalStore: outer, stackResource } = sdk;
  sdk.globalStore = undefined;
  runtime.getProject();
  const { resourcePackages, resourceModules } = outer ?? {};
  Object.assign(sdk.globalStore ?? {}, { resourcePackages, resourceModules }); // of the modules that are loaded
  return () => {
    sdk.globalStore = outer;
    sdk.stackResource = stackResource; // holds every resource of the run
  };
}

/** Runs the program under a stack resource. The SDK would leave an error of the program in promises of its own. */
async function runProgram(program: Program): Promise<void> {
  let failure: { readonly error: unknown } | undefined;
  await runtime.runInPulumiStack(async () => {
    try {
      return (await program()) ?? {};
    } catch (error) {
      failure = { error };
      return {};
    }
  });
  if (failure !== undefined) throw failure.error;
}

/** The recorder's own refusal where an error comes from one; else the error, without what the SDK ties to it. */
function explained(error: unknown, refusals: readonly RecordError[]): unknown {
  if (!(error instanceof Error)) return error;
  const refusal = refusals.find(({ message }) => error.message.includes(message));
  if (refusal !== undefined) return refusal;
  delete (error as { promise?: unknown }).promise;
  return error;
}

/** Takes functions that the engine would call during a deployment. In place of the SDK's, which opens a port. */
const CALLBACKS = {
  awaitStackRegistrations: async () => {},
  registerResourceHook: async () => {},
  registerErrorHook: async () => {},
  registerTransform: () => refuseTransforms(),
  registerStackTransform: () => refuseTransforms(),
  registerStackInvokeTransform: () => refuseTransforms(),
  shutdown: () => {},
};

function refuseTransforms(): never {
  throw new RecordError("the engine runs transforms, an offline preview does not");
}

function shown(config: Readonly<Record<string, string>>, secretKeys: readonly string[]): Record<string, string> {
  const secret = new Set(secretKeys);
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, secret.has(key) ? SECRET : value]));
}

function planOf(steps: readonly Step[], diagnostics: readonly Diagnostic[], config: Record<string, string>): Plan {
  const changeSummary: Partial<Record<StepOp, number>> = {};
  for (const { op } of steps) if (op !== "read") changeSummary[op] = (changeSummary[op] ?? 0) + 1;
  return {
    ...(Object.keys(config).length > 0 ? { config } : {}),
    steps,
    ...(diagnostics.length > 0 ? { diagnostics } : {}),
    changeSummary,
  };
}
