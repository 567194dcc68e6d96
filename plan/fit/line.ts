import type { FitFinding } from "./fit.js";

/** Remedies that a line has room for. */
const NAMED_REMEDIES = 3;

/** A finding in one line: `chat: 15.3 GiB weights, 2.3 GiB for context: 1 sequence of 16,384 tokens; room for 23`. */
export function fitLine(finding: FitFinding): string {
  const { name, verdict, why = "", remedies } = finding;
  if (verdict === "not known") return `${name}: not known: ${why}`;
  if (verdict === "no") {
    const named = remedies.slice(0, NAMED_REMEDIES).join("; ");
    return `${name}: does not fit: ${why}${named === "" ? "" : `. What would fit: ${named}`}`;
  }
  const { weightsGiB = 0, contextGiB = 0, contextTokens = 0, concurrency = 0, tensorParallel = 1 } = finding;
  const each = tensorParallel > 1 ? ` on each of ${tensorParallel} accelerators` : "";
  return (
    `${name}: ${weightsGiB.toFixed(1)} GiB weights, ${contextGiB.toFixed(1)} GiB for context${each}: ` +
    `${concurrency} ${concurrency === 1 ? "sequence" : "sequences"} of ${contextTokens.toLocaleString("en-US")} tokens; ` +
    room(finding)
  );
}

function room({ verdict, sequences = { optimistic: 0, pessimistic: 0 } }: FitFinding): string {
  const { optimistic: most, pessimistic: least } = sequences;
  if (verdict === "tight") return `tight: room for ${most} at best, ${least} at worst`;
  return `room for ${most === least ? most : `${least} to ${most}`}`;
}
