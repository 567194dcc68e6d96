import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { servicePropagationHooks } from "../../../components/gcp/service-agent-propagation.js";
import { deploy } from "../../support/mocks.js";

const NOT_ENABLED =
  "googleapi: Error 403: Cloud Run Admin API has not been used in project 123456789012 before or it is disabled. " +
  "Enable it by visiting the console, then retry. If you enabled this API recently, wait a few minutes.";

/** The hook of a program of its own. */
async function hook(): Promise<pulumi.ErrorHook> {
  const { result } = await deploy(() => servicePropagationHooks().onError?.[0]);
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
    NOT_ENABLED,
    "googleapi: Error 400: Service account service-1@gcp-sa-aiplatform.iam.gserviceaccount.com does not exist., badRequest",
    "Permission 'cloudkms.cryptoKeyVersions.useToEncrypt' denied on resource 'projects/p/keys/k' (or it may not exist)",
    "Permission 'cloudkms.cryptoKeyVersions.useToDecrypt' denied on resource 'projects/p/keys/k' (or it may not exist)",
    "Error 403: Permission denied on Cloud KMS key. Please ensure that your Cloud Storage service account has been authorized to use this key.",
    "Permission denied on secret: projects/1/secrets/s/versions/latest for Revision service account a@p.iam.gserviceaccount.com.",
    "Error 403: Google Cloud Run Service Agent does not have permission to get access tokens for the service account a@p",
  ])("tries again while something spreads: %s", async (message) => {
    expect(await isRetried("create", [message])).toBe(true);
  });

  test.each([
    "Error 429: RESOURCE_EXHAUSTED: Quota exceeded for quota metric 'Custom model serving Nvidia L4 GPUs per region'",
    "ZONE_RESOURCE_POOL_EXHAUSTED: The zone does not have enough resources available",
    "Error 403: Required 'compute.networks.create' permission for 'projects/p/global/networks/n'",
    "Error 403: Permission 'aiplatform.endpoints.create' denied on resource '//aiplatform.googleapis.com/projects/p'",
    "Error 403: Permission 'cloudkms.cryptoKeys.setIamPolicy' denied on resource 'projects/p/keys/k'",
    "Error 409: The resource already exists",
    "",
  ])("leaves alone what waiting does not help: %s", async (message) => {
    expect(await isRetried("create", [message])).toBe(false);
  });

  test("waits 10 seconds, then 10 more each time", async () => {
    let answer: boolean | undefined;
    const { callback } = await hook();
    void Promise.resolve(callback(failure("create", [NOT_ENABLED, NOT_ENABLED]))).then((retry) => {
      answer = retry;
    });
    await vi.advanceTimersByTimeAsync(19_999);
    expect(answer).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(answer).toBe(true);
  });

  test("gives up after 7 retries", async () => {
    expect(await isRetried("create", Array(7).fill(NOT_ENABLED))).toBe(true);
    expect(await isRetried("create", Array(8).fill(NOT_ENABLED))).toBe(false);
  });

  test("looks at the newest error alone", async () => {
    expect(await isRetried("create", ["RESOURCE_EXHAUSTED", NOT_ENABLED])).toBe(false);
  });

  test("tries an update again, which may name what was just made, but no deletion", async () => {
    expect(await isRetried("update", [NOT_ENABLED])).toBe(true);
    expect(await isRetried("delete", [NOT_ENABLED])).toBe(false);
  });
});

test("is one hook for all resources of a program, and another for the next program", async () => {
  const hooksOf = async () => (await deploy(() => [1, 2].map(() => servicePropagationHooks().onError?.[0]))).result;
  const [first, second] = await hooksOf();
  const [other] = await hooksOf();
  expect(first).toBeInstanceOf(pulumi.ErrorHook);
  expect(first?.name).toBe("gcp-service-propagation");
  expect(second).toBe(first);
  expect(other).not.toBe(first);
});
