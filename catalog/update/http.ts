import { setTimeout as wait } from "node:timers/promises";

/** A price source that could not be read. Its message says which and why. */
export class PriceSourceError extends Error {
  override readonly name = "PriceSourceError";
}

/** How patient requests are. */
export interface Patience {
  /** Longest silence: before the answer's head, and between two pieces of its body. */
  readonly timeoutMs: number;
  /** Times that a failed request is tried again. */
  readonly retries: number;
  /** Pause before the first new try; it doubles each time. What `Retry-After` asks for comes first, up to `maxPauseMs`. */
  readonly pauseMs: number;
  readonly maxPauseMs: number;
}

export const DEFAULT_PATIENCE: Patience = { timeoutMs: 30_000, retries: 4, pauseMs: 1_000, maxPauseMs: 60_000 };

/** Failures that a new try may mend. */
class Passing extends Error {
  constructor(
    message: string,
    readonly pauseMs?: number,
  ) {
    super(message);
  }
}

/**
 * Gets a URL and reads its body line by line, from the start again when the answer breaks off. Timeouts, connections that
 * break, 429 and 5xx are tried again; anything else fails at once.
 *
 * @throws PriceSourceError when no try succeeds, or what `read` throws.
 */
export async function get<T>(
  url: URL,
  patience: Patience,
  read: (lines: AsyncIterable<string>) => Promise<T>,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await getOnce(url, patience.timeoutMs, read);
    } catch (error) {
      if (!(error instanceof Passing)) throw error;
      if (attempt >= patience.retries)
        throw new PriceSourceError(`${shown(url)}: ${error.message}, after ${attempt + 1} tries`);
      await wait(Math.min(error.pauseMs ?? patience.pauseMs * 2 ** attempt, patience.maxPauseMs));
    }
  }
}

/** Gets a URL's JSON. */
export async function getJson(url: URL, patience: Patience): Promise<unknown> {
  const text = await get(url, patience, async (lines) => {
    const all: string[] = [];
    for await (const line of lines) all.push(line);
    return all.join("\n");
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new PriceSourceError(`${shown(url)}: the answer is no JSON: ${JSON.stringify(text.slice(0, 60))}`);
  }
}

async function getOnce<T>(url: URL, timeoutMs: number, read: (lines: AsyncIterable<string>) => Promise<T>): Promise<T> {
  const silence = new AbortController();
  const expire = () => silence.abort(new Passing(`no answer for ${timeoutMs / 1000} s`));
  let timer = setTimeout(expire, timeoutMs);
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(expire, timeoutMs);
  };
  try {
    const response = await network(() => fetch(url, { signal: silence.signal, redirect: "error" }));
    heard();
    if (response.status === 429 || response.status >= 500) throw new Passing(status(response), retryAfter(response));
    if (!response.ok) throw new PriceSourceError(`${shown(url)}: ${status(response)}`);
    return await read(linesOf(response, heard));
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
}

async function* linesOf({ body }: Response, heard: () => void): AsyncGenerator<string> {
  if (body === null) return;
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await network(() => reader.read());
    if (done) break;
    heard();
    const lines = (rest + value).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

/** Runs a step of the network: what breaks there may pass. */
async function network<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof Passing) throw error;
    const { message, cause } = error as Error;
    throw new Passing(cause instanceof Error ? cause.message : message);
  }
}

const status = ({ status: code, statusText }: Response) => `HTTP ${code} ${statusText}`.trimEnd();

function retryAfter({ headers }: Response): number | undefined {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

/** A URL without its query, which may hold a key. */
export const shown = ({ origin, pathname }: URL): string => `${origin}${pathname}`;
