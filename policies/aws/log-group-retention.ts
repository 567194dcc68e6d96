import * as z from "zod";
import { numberOf } from "../../plan/inputs.js";
import { nistAiRmf, owaspLlm, securityHub } from "../control.js";
import { rule } from "../rule.js";

/** What Security Hub asks for where it is not told otherwise. */
const PROD_DAYS = 365;

export const logGroupRetention = rule({
  name: "aws-log-group-retention",
  description:
    "A log group keeps its events as long as they are needed, and no longer: they may hold what users asked.",
  cloud: "aws",
  severity: "medium",
  level: "advisory",
  controls: [securityHub("CloudWatch.16"), owaspLlm(2), nistAiRmf("MEASURE 2.10"), nistAiRmf("MANAGE 4.1")],
  remediation: "Set retentionInDays to the limit or more.",
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
  settings: z.object({
    days: z.number().int().positive().optional().describe(`Least days. Default: ${PROD_DAYS} in prod, 1 elsewhere.`),
  }),
  scope: "resource",
  checks: {
    "aws:cloudwatch/logGroup:LogGroup": function* ({ inputs, environment }, { days }) {
      if (inputs.logGroupClass === "DELIVERY") return; // CloudWatch itself keeps those for two days
      const least = days ?? (environment === "prod" ? PROD_DAYS : 1);
      const kept = numberOf(inputs.retentionInDays) ?? 0;
      if (kept === 0) yield "no retentionInDays: events are kept for ever, the default";
      else if (kept < least) yield `retentionInDays is ${kept}, and ${least} is the least`;
    },
  },
});
