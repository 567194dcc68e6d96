import * as pulumi from "@pulumi/pulumi";

/**
 * What AWS says while a new role or policy is not known everywhere yet. SageMaker reports it as a ValidationException,
 * as it does much else: only the text tells.
 */
const PROPAGATION = [
  /assume (the |given IAM )?role/i,
  /(not authorized|unable) to perform: sts:AssumeRole/i,
  /does not have (the )?required permission/i,
  /invalid principal in policy/i,
];

/** Retries after the first try; with the growing waits about 100 s in all. */
const MAX_RETRIES = 6;
const WAIT_STEP_MS = 5_000;

/** The hook of each program: a hook's name is unique in a program, and several programs run in one process. */
const hooks = new WeakMap<object, pulumi.ErrorHook>();

/** Option `hooks` for a resource that makes AWS assume a role: creation is retried while the role propagates. */
export function iamPropagationHooks(): pulumi.ResourceHookBinding {
  const program: object = pulumi.runtime.getMonitor() ?? hooks;
  const hook = hooks.get(program) ?? new pulumi.ErrorHook("aws-iam-propagation", retryWhilePropagating);
  hooks.set(program, hook);
  return { onError: [hook] };
}

/** Whether AWS may accept the same call soon, because `message` is about a role or policy that it does not know yet. */
export function isIamPropagation(message: string): boolean {
  return PROPAGATION.some((pattern) => pattern.test(message));
}

/** Waits and answers whether to try again; `errors` is newest first. */
export async function retryWhilePropagating({ failedOperation, errors }: pulumi.ErrorHookArgs): Promise<boolean> {
  const [latest = ""] = errors;
  if (failedOperation !== "create" || errors.length > MAX_RETRIES || !isIamPropagation(latest)) return false;
  await new Promise((resolve) => setTimeout(resolve, WAIT_STEP_MS * errors.length));
  return true;
}
