import type { FitFinding } from "../../plan/fit/fit.js";
import type { Range } from "../../sizing/memory.js";
import type { Report, Row } from "./report.js";

/** Whether each model fits, by what it needs and what there is. */
export function fitReport(findings: readonly FitFinding[]): Report {
  if (findings.length === 0) return [{ text: "no endpoint serves a model" }];
  return findings.flatMap((finding) => {
    const { name, model, machine, count, accelerator, remedies } = finding;
    const on = accelerator === undefined ? machine : `${machine}, ${count} × ${accelerator}`;
    return [
      { heading: `${name}  ${model}`, note: on },
      { table: { head: ["GiB an accelerator", ""], plain: true, rows: rowsOf(finding) } },
      ...(remedies.length === 0
        ? []
        : [
            {
              text: [
                `What would fit${finding.verdict === "tight" ? " for sure" : ""}, the cheapest first:`,
                ...remedies.map((one) => `  ${one}`),
              ].join("\n"),
            },
          ]),
    ];
  });
}

function rowsOf(finding: FitFinding): Row[] {
  const { verdict, why, weightsGiB, contextGiB, overheadGiB, usableGiB, sequences, tensorParallel = 1 } = finding;
  const { contextTokens = 0, concurrency = 0 } = finding;
  const tokens = contextTokens.toLocaleString("en-US");
  const rows: (Row | undefined)[] = [
    weightsGiB === undefined
      ? undefined
      : ["weights", gib(weightsGiB), tensorParallel > 1 ? `split over ${tensorParallel}` : ""],
    contextGiB === undefined ? undefined : ["KV cache", gib(contextGiB), `${concurrency} × ${tokens} tokens`],
    overheadGiB && ["overhead", range(overheadGiB, gib), "activations, CUDA graphs"],
    usableGiB && ["vLLM may use", range(usableGiB, gib), ""],
    sequences && ["room for", range(sequences, String), `sequences of ${tokens} tokens`],
    { strong: ["verdict", VERDICTS[verdict], why ?? ""] },
  ];
  return rows.filter((row) => row !== undefined);
}

const VERDICTS: Readonly<Record<FitFinding["verdict"], string>> = {
  fits: "fits",
  tight: "tight",
  no: "does not fit",
  "not known": "not known",
};

/** A range from its smaller number to its larger. */
function range({ optimistic, pessimistic }: Range, print: (value: number) => string): string {
  const [low, high] = [optimistic, pessimistic].sort((a, b) => a - b).map(print);
  return low === high ? `${low}` : `${low} to ${high}`;
}

function gib(value: number): string {
  return `${value.toFixed(1)} GiB`;
}
