import type * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { directoryPropagationHooks } from "../../../components/azure/directory-propagation.js";
import { deploy } from "../../support/mocks.js";

const NOT_FOUND =
  'Code="PrincipalNotFound" Message="Principal 0a1b does not exist in the directory 9f8e. Check that you have the correct principal ID."';

/** The hook of a program of its own. */
async function hook(): Promise<pulumi.ErrorHook> {
  const { result } = await deploy(() => directoryPropagationHooks().onError?.[0]);
  if (result === undefined) throw new Error("no hook");
  return result;
}

const failure = (failedOperation: string, errors: string[]) => ({ failedOperation, errors }) as pulumi.ErrorHookArgs;

describe("the hook", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Whether the operation that failed with `errors`, newest first, is tried again. */
  async function isRetried(failedOperation: string, errors: string[]): Promise<boolean> {
    const answer = (await hook()).callback(failure(failedOperation, errors));
    await vi.runAllTimersAsync();
    return answer;
  }

  test.each([
    NOT_FOUND,
    'Code="AnotherOperationInProgress" Message="Another operation on this or dependent resource is in progress."',
    'Code="RequestConflict" Message="Cannot modify resource with id because another operation is being performed on it"',
    'Code="RetryableError" Message="A retryable error occurred."',
    'Code="ParentResourceNotFound" Message="Failed to perform \'write\' on resource(s), because the parent could not be found."',
    'Code="FailedIdentityOperation" Message="Identity operation for resource failed"',
    'Code="KeyVaultAccessForbidden" Message="Unable to access key vault resource to enable encryption at rest."',
  ])("tries again while something spreads or is busy: %s", async (message) => {
    expect(await isRetried("create", [message])).toBe(true);
  });

  test.each([
    'Code="QuotaExceeded" Message="Operation could not be completed as it results in exceeding approved quota"',
    'Code="SkuNotAvailable" Message="The requested VM size is currently not available in location swedencentral."',
    "Code=\"AuthorizationFailed\" Message=\"The client 'ana' does not have authorization to perform action 'Microsoft.Authorization/roleAssignments/write'\"",
    'Code="RequestDisallowedByPolicy" Message="Resource was disallowed by policy."',
    'Code="ScopeLocked" Message="The scope cannot perform delete operation because following scope(s) are locked"',
    "",
  ])("leaves alone what waiting does not help: %s", async (message) => {
    expect(await isRetried("create", [message])).toBe(false);
  });

  test("waits 10 seconds, then 10 more each time", async () => {
    let answer: boolean | undefined;
    const { callback } = await hook();
    void Promise.resolve(callback(failure("create", [NOT_FOUND, NOT_FOUND]))).then((retry) => {
      answer = retry;
    });
    await vi.advanceTimersByTimeAsync(19_999);
    expect(answer).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(answer).toBe(true);
  });

  test("gives up after 7 retries, and looks at the newest error alone", async () => {
    expect(await isRetried("create", Array(7).fill(NOT_FOUND))).toBe(true);
    expect(await isRetried("create", Array(8).fill(NOT_FOUND))).toBe(false);
    expect(await isRetried("create", ["QuotaExceeded", NOT_FOUND])).toBe(false);
  });

  test.each(["update", "delete"])("tries the %s of one of several children again", async (operation) => {
    expect(await isRetried(operation, ['Code="AnotherOperationInProgress"'])).toBe(true);
  });
});
