import type { QuotaNeed } from "../../plan/quota/need.js";
import { amount } from "./money.js";
import type { Report } from "./report.js";

/** The quotas that a plan needs at full scale, and where to ask for them. */
export function quotaReport(needs: readonly QuotaNeed[]): Report {
  if (needs.length === 0) return [{ text: "no quota that a new account lacks" }];
  return [
    {
      table: {
        head: ["needed", "", "quota", "code", "service", "region"],
        rows: needs.map(({ needed, unit, name, code = "", service, region }) => [
          amount(needed),
          unit,
          name,
          code,
          service,
          region,
        ]),
        right: [0],
      },
    },
    ...quotaPlaces(needs),
  ];
}

/** Where to ask for quotas. */
export function quotaPlaces(needs: readonly QuotaNeed[]): Report {
  if (needs.length === 0) return [];
  const places = new Map<string, Set<string>>();
  for (const { service, where } of needs) places.set(where, (places.get(where) ?? new Set()).add(service));
  return [
    { heading: "Where to ask" },
    {
      table: {
        head: ["service", "address"],
        plain: true,
        rows: [...places].map(([where, services]) => [[...services].join(", "), where]),
      },
    },
  ];
}
