import type { QuotaNeed } from "../../plan/quota/need.js";

/** What an account has of a quota, `Infinity` where it has no limit; or why that is not known. */
export type Reading = { readonly limit: number; readonly used?: number } | { readonly why: string };

/**
 * Reads a quota of the account that the user is signed in to.
 *
 * @throws QuotaCallError when the cloud cannot be asked.
 * @throws SignInError when the cloud does not take the user's credentials.
 */
export type Reader = (need: QuotaNeed) => Promise<Reading>;

/** How clouds are reached. */
export interface Reach {
  /** Longest time of a call. */
  readonly timeoutMs: number;
  /** Cloud Quotas. */
  readonly gcp: URL;
  /** Azure Resource Manager. */
  readonly azure: URL;
}

/** Makes a reader for the account that a stack's configuration names. */
export type ReaderOf = (config: Readonly<Record<string, string>>, reach: Reach) => Promise<Reader>;

/** Computes a value for a key once. */
export function once<T>(compute: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const value = known.has(key) ? (known.get(key) as T) : compute(key);
    known.set(key, value);
    return value;
  };
}
