import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { IAM_PROPAGATION, iamPropagationHooks } from "../../../components/aws/iam-propagation.js";
import { retryWhilePropagating as retry } from "../../../components/shared/propagation-hook.js";
import { deploy } from "../../support/mocks.js";

const PROPAGATING =
  "ValidationException: Could not assume role arn:aws:iam::123456789012:role/chat-role. Please ensure that the role " +
  "exists and allows principal 'sagemaker.amazonaws.com' to assume the role.";

const isIamPropagation = (message: string) => IAM_PROPAGATION.messages.some((pattern) => pattern.test(message));
const retryWhilePropagating = (failure: pulumi.ErrorHookArgs) => retry(IAM_PROPAGATION, failure);

test.each([
  PROPAGATING,
  "SageMaker was unable to assume the role 'arn:aws:iam::123456789012:role/chat-role'",
  "SageMaker is unable to perform: sts:AssumeRole on the role",
  "AccessDenied: sagemaker.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: chat-role",
  "InvalidParameterValueException: the provided role does not have the required permissions",
  "InvalidParameter: Unable to assume given IAM role",
  "MalformedPolicyDocument: Invalid principal in policy: AWS:AROAEXAMPLE",
])("is about a role or policy that spreads: %s", (message) => {
  expect(isIamPropagation(message)).toBe(true);
});

test.each([
  "InsufficientInstanceCapacity: We currently do not have sufficient ml.g6.xlarge capacity",
  "ResourceLimitExceeded: The account-level service limit 'ml.g6.xlarge for endpoint usage' is 0 Instances",
  "ValidationException: 1 validation error detected: Value 'ml.g6.tiny' failed to satisfy constraint",
  "AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/deploy/ci is not authorized to perform: iam:PassRole",
  "ThrottlingException: Rate exceeded",
  "",
])("is about something else: %s", (message) => {
  expect(isIamPropagation(message)).toBe(false);
});

describe("the hook", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const failure = (failedOperation: "create" | "update" | "delete", errors: string[]) =>
    ({ failedOperation, errors }) as pulumi.ErrorHookArgs;

  test("tries again after 5 seconds, then 5 more each time", async () => {
    let answer: boolean | undefined;
    void retryWhilePropagating(failure("create", [PROPAGATING, PROPAGATING])).then((retry) => {
      answer = retry;
    });
    await vi.advanceTimersByTimeAsync(9_999);
    expect(answer).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(answer).toBe(true);
  });

  test("gives up after 6 retries", async () => {
    const sixth = retryWhilePropagating(failure("create", Array(6).fill(PROPAGATING)));
    await vi.runAllTimersAsync();
    expect(await sixth).toBe(true);
    expect(await retryWhilePropagating(failure("create", Array(7).fill(PROPAGATING)))).toBe(false);
  });

  test("looks at the newest error alone", async () => {
    expect(await retryWhilePropagating(failure("create", ["ResourceLimitExceeded", PROPAGATING]))).toBe(false);
  });

  test.each(["update", "delete"] as const)("leaves a failed %s alone", async (operation) => {
    expect(await retryWhilePropagating(failure(operation, [PROPAGATING]))).toBe(false);
  });
});

test("is one hook for all resources of a program, and another for the next program", async () => {
  const hooksOf = async () =>
    (await deploy(() => [iamPropagationHooks(), iamPropagationHooks()].map(({ onError }) => onError?.[0]))).result;
  const [first, second] = await hooksOf();
  const [other] = await hooksOf();
  expect(first).toBeInstanceOf(pulumi.ErrorHook);
  expect(second).toBe(first);
  expect(other).not.toBe(first);
});

test("on the SDK's own mocks, which cannot register hooks, there is none", async () => {
  await pulumi.runtime.setMocks({ newResource: ({ inputs }) => ({ id: "id", state: inputs }), call: () => ({}) });
  expect(iamPropagationHooks()).toEqual({});
});
