import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as z from "zod";
import { UsageError } from "../error.js";
import { QuotaCallError, SignInError } from "./call.js";

const run = promisify(execFile);
const INSTALL = "https://learn.microsoft.com/cli/azure/install-azure-cli";

const answer = z.object({ accessToken: z.string().min(1) });

/**
 * An access token for Azure Resource Manager, of the account that the Azure CLI is signed in with.
 *
 * @see https://learn.microsoft.com/cli/azure/account#az-account-get-access-token
 */
export async function accessToken(subscription: string, timeoutMs: number): Promise<string> {
  if (!/^[\da-f-]{36}$/i.test(subscription))
    throw new UsageError(
      `azure-native:subscriptionId must be the id of a subscription, got ${JSON.stringify(subscription)}`,
    );
  const words = ["account", "get-access-token", "--resource", "https://management.azure.com/", "--output", "json"];
  words.push("--subscription", subscription);
  // On Windows `az` is a script, which only a shell runs.
  const [file, args] = process.platform === "win32" ? ["cmd.exe", ["/d", "/c", "az", ...words]] : ["az", words];
  const { stdout } = await run(file, args, { timeout: timeoutMs }).catch((error: Failure) => {
    if (error.code === "ENOENT")
      throw new SignInError(`not signed in to Azure (there is no \`az\`); install it (${INSTALL}), then \`az login\``);
    if (error.killed) throw new QuotaCallError(`az account get-access-token: no answer for ${timeoutMs / 1000} s`);
    const why = error.stderr
      .trim()
      .split("\n")
      .at(-1)
      ?.replace(/^ERROR: |\.$/g, "");
    throw new SignInError(`not signed in to Azure (az: ${why}); sign in with \`az login\``);
  });
  try {
    return answer.parse(JSON.parse(stdout)).accessToken;
  } catch {
    throw new QuotaCallError("az account get-access-token: an answer without a token");
  }
}

interface Failure {
  readonly code?: string | number;
  readonly killed?: boolean;
  readonly stderr: string;
}
