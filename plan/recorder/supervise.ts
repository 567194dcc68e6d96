import { RecordError } from "./error.js";

const STRAY = ["unhandledRejection", "uncaughtException"] as const;
const STUCK =
  "the program waits for something that never happens: a promise that nobody settles, or resources that wait for each other";

/**
 * Runs `work` and rejects with the first error that it or anything it started throws, also where nobody handles it: a
 * callback of `apply` that throws, a registration that fails. Such errors go nowhere else meanwhile. Where the process
 * would end because `work` waits for something that never happens, it rejects too; that takes a process with nothing
 * else to do.
 */
export async function supervise<T>(work: () => Promise<T>): Promise<T> {
  let fail: (error: unknown) => void = () => {};
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  const stuck = () => fail(new RecordError(STUCK));
  const others = STRAY.map((event) => [event, process.listeners(event as "uncaughtException")] as const);
  for (const event of STRAY) process.removeAllListeners(event).on(event, (error: unknown) => fail(error));
  process.on("beforeExit", stuck);
  try {
    const result = await Promise.race([work(), failed]);
    await Promise.race([nextTurn(), failed]); // Node reports a stray rejection at the end of the turn
    return result;
  } finally {
    await nextTurn(); // what was under way may fail, too
    process.off("beforeExit", stuck);
    for (const [event, listeners] of others) {
      process.removeAllListeners(event);
      for (const listener of listeners) process.on(event, listener);
    }
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
