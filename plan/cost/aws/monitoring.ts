import { listOf, numberOf, objectOf } from "../../inputs.js";
import { type Priced, type Quote, steady } from "../quote.js";
import { chargeOf, rateInWords } from "./rates.js";

/** Flow logs are billed by the traffic that they record. */
export function priceFlowLog({ inputs, region }: Priced): Quote {
  const { logDestinationType = "cloud-watch-logs" } = inputs;
  const rate =
    logDestinationType === "cloud-watch-logs" ? rateInWords("logsIngested", region) : "a rate that no source gives";
  return { unpriced: `billed by what it records of the traffic: ${rate}` };
}

/** A log group is billed by what it keeps, apart from what its writers are billed for. */
export function priceLogGroup({ region }: Priced): Quote {
  return { unpriced: `billed by the logs that it keeps: ${rateInWords("logsStored", region)}` };
}

/** An alarm is billed by the metrics that it watches, and more when it looks more often than each minute. */
export function priceMetricAlarm({ inputs, region }: Priced): Quote {
  const { metricQueries, period } = inputs;
  const queried = listOf(metricQueries).flatMap(({ metric }) => (metric === undefined ? [] : [objectOf(metric)]));
  const watched = queried.length > 0 ? queried : [{ period }];
  const metrics = watched.length;
  const often = watched.some((metric) => (numberOf(metric.period) ?? 60) < 60);
  const what = `alarm on ${metrics} metric${metrics === 1 ? "" : "s"}${often ? ", below a minute" : ""}`;
  return [chargeOf(what, often ? "highResolutionAlarm" : "metricAlarm", region, steady(metrics))];
}

/** A policy that tracks a target makes alarms that no plan shows. */
export function priceScalingPolicy({ inputs, region }: Priced): Quote {
  if (inputs.policyType !== "TargetTrackingScaling") return "free";
  return {
    unpriced:
      `AWS makes alarms for it, as many as it sees fit, each ${rateInWords("metricAlarm", region)}, or ` +
      `${rateInWords("highResolutionAlarm", region)} below a minute`,
  };
}

/** A topic is billed by its messages. */
export function priceTopic({ region }: Priced): Quote {
  return {
    unpriced: `billed by its messages: e-mails beyond a thousand a month are ${rateInWords("snsEmails", region)}`,
  };
}
