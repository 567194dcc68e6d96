import * as pulumi from "@pulumi/pulumi";

/** How a cloud says that something new is not known everywhere yet, and how long that is waited for. */
export interface Propagation {
  /** Name of the hook, unique in a program. */
  readonly hook: string;
  readonly messages: readonly RegExp[];
  /** Operations that are tried again. */
  readonly operations: readonly ("create" | "update" | "delete")[];
  /** Retries after the first try. */
  readonly maxRetries: number;
  /** The wait before the first retry, and how much longer each next one is. */
  readonly waitStepMs: number;
}

/** The hooks of each program: a hook's name is unique in a program, and several programs run in one process. */
const hooks = new WeakMap<object, Map<string, pulumi.ErrorHook>>();

/**
 * Option `hooks` for a resource that is tried again while something propagates. One hook a program; none on the SDK's
 * mocks (`pulumi.runtime.setMocks`), which cannot register one.
 */
export function propagationHooks(propagation: Propagation): pulumi.ResourceHookBinding {
  const program: object = pulumi.runtime.getMonitor() ?? hooks;
  if (program !== hooks && !("registerErrorHook" in program)) return {};
  const ofProgram = hooks.get(program) ?? new Map<string, pulumi.ErrorHook>();
  hooks.set(program, ofProgram);
  const hook =
    ofProgram.get(propagation.hook) ??
    new pulumi.ErrorHook(propagation.hook, (failure) => retryWhilePropagating(propagation, failure));
  ofProgram.set(propagation.hook, hook);
  return { onError: [hook] };
}

/** Waits and answers whether to try again; `errors` is newest first. */
export async function retryWhilePropagating(propagation: Propagation, failure: pulumi.ErrorHookArgs): Promise<boolean> {
  const { messages, operations, maxRetries, waitStepMs } = propagation;
  const { failedOperation, errors } = failure;
  const [latest = ""] = errors;
  if (!operations.some((operation) => operation === failedOperation) || errors.length > maxRetries) return false;
  if (!messages.some((message) => message.test(latest))) return false;
  await new Promise((resolve) => setTimeout(resolve, waitStepMs * errors.length));
  return true;
}
