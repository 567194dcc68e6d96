import type * as z from "zod";

/** A call that failed. Its message says which and why. */
export class QuotaCallError extends Error {
  override readonly name = "QuotaCallError";
}

/** No credentials, or some that a cloud no longer takes. Its message says how to sign in. */
export class SignInError extends Error {
  override readonly name = "SignInError";
}

/** A call to a cloud's API. */
export interface Call<T> {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** The answer's shape. */
  readonly shape: z.ZodType<T>;
  readonly timeoutMs: number;
}

/** What an API refused with. */
export interface Refusal {
  readonly status: number;
  /** The answer's body, where it is JSON. */
  readonly body: unknown;
}

/**
 * Gets JSON, or what the API refused with.
 *
 * @throws QuotaCallError when there is no answer, or one of another shape.
 */
export async function get<T>({ url, headers, shape, timeoutMs }: Call<T>): Promise<{ answer: T } | Refusal> {
  const where = `${url.origin}${url.pathname}`;
  const [response, text] = await within(timeoutMs, where, async (signal) => {
    const response = await fetch(url, { headers, redirect: "error", signal });
    return [response, await response.text()] as const;
  }).catch((error: Error) => {
    if (error instanceof QuotaCallError) throw error;
    const { message, cause } = error;
    throw new QuotaCallError(`${where}: ${cause instanceof Error ? cause.message : message}`);
  });
  const body = parsed(text);
  if (!response.ok) return { status: response.status, body };
  const { success, data } = shape.safeParse(body);
  if (!success)
    throw new QuotaCallError(`${where}: an answer of an unknown shape: ${JSON.stringify(text.slice(0, 60))}`);
  return { answer: data };
}

/** What comes of work, which is given up when it takes longer. */
export async function within<T>(timeoutMs: number, who: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const giveUp = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new QuotaCallError(`${who}: no answer for ${timeoutMs / 1000} s`));
      giveUp.abort();
    }, timeoutMs);
  });
  try {
    return await Promise.race([work(giveUp.signal), silence]);
  } finally {
    clearTimeout(timer);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
