import * as pulumi from "@pulumi/pulumi";

/** What AWS says while a new role or policy is not known everywhere yet. Never capacity, quota or validation. */
const PROPAGATION =
  /assume (the )?role|not authorized to perform: sts:AssumeRole|unable to perform: sts:AssumeRole|does not have (the )?required permission|invalid principal in policy/i;

const MAX_RETRIES = 6;
const WAIT_STEP_MS = 5_000;

/** The hook of each program: a hook's name must be unique in a program, and several programs run in one process. */
const hooks = new WeakMap<object, pulumi.ErrorHook>();

/** Options `hooks` for a resource that AWS makes assume a role: retries while the role propagates, about 100 s long. */
export function iamPropagationHooks(): pulumi.ResourceHookBinding {
  const program: object = pulumi.runtime.getMonitor() ?? hooks;
  const hook = hooks.get(program) ?? new pulumi.ErrorHook("aws-iam-propagation", retryWhilePropagating);
  hooks.set(program, hook);
  return { onError: [hook] };
}

async function retryWhilePropagating({ failedOperation, errors }: pulumi.ErrorHookArgs): Promise<boolean> {
  if (failedOperation !== "create" || errors.length > MAX_RETRIES || !PROPAGATION.test(errors[0] ?? "")) return false;
  await new Promise((resolve) => setTimeout(resolve, WAIT_STEP_MS * errors.length));
  return true;
}
