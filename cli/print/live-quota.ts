import { styleText } from "node:util";
import type { LiveQuota } from "../live-quota/index.js";
import { amount } from "./money.js";
import { quotaPlaces } from "./quota.js";
import type { Report, Row } from "./report.js";

/** The quotas that a plan needs at full scale, and what the account has; where to ask for what it lacks. */
export function liveQuotaReport(quotas: readonly LiveQuota[]): Report {
  if (quotas.length === 0) return [{ text: "no quota that a new account lacks" }];
  const withUse = quotas.some(({ used }) => used !== undefined);
  const reasons = quotas.flatMap(({ name, why }) => (why === undefined ? [] : [[name, why]]));
  return [
    {
      table: {
        head: ["needed", "has", ...(withUse ? ["used"] : []), "", "", "quota", "service", "region"],
        rows: quotas.map((quota) => rowOf(quota, withUse)),
        right: withUse ? [0, 1, 2] : [0, 1],
      },
    },
    ...(reasons.length === 0
      ? []
      : [{ heading: "Why" }, { table: { head: ["quota", "why"], plain: true, rows: reasons } }]),
    ...quotaPlaces(quotas.filter(({ enough }) => enough !== true)),
  ];
}

function rowOf({ needed, limit, used, unit, enough, name, service, region }: LiveQuota, withUse: boolean): Row {
  const has = limit === undefined ? (enough === true ? "no limit" : "?") : amount(limit);
  const taken = used === undefined ? "" : amount(used);
  const cells = [amount(needed), has, ...(withUse ? [taken] : []), unit, verdict(enough), name, service, region];
  return enough === false ? { strong: cells } : cells;
}

function verdict(enough: LiveQuota["enough"]): string {
  if (enough === "not known") return styleText("yellow", "not known");
  return enough ? styleText("green", "enough") : styleText("red", "lacks");
}
