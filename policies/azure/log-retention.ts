import * as z from "zod";
import { numberOf } from "../../plan/inputs.js";
import { mcsb, nistAiRmf } from "../control.js";
import { rule } from "../rule.js";

export const logRetention = rule({
  name: "azure-log-retention",
  description: "A Log Analytics workspace keeps its logs long enough to look into an incident.",
  cloud: "azure",
  severity: "medium",
  level: "mandatory",
  controls: [mcsb("LT-6"), nistAiRmf("MANAGE 4.1")],
  remediation: "Set retentionInDays.",
  url: "https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure",
  settings: z.object({
    days: z.int().min(4).max(730).default(30).describe("Fewest days that logs are kept, 4 to 730. Default: 30."),
  }),
  scope: "resource",
  checks: {
    "azure-native:operationalinsights:Workspace": ({ inputs }, { days }) => {
      const kept = numberOf(inputs.retentionInDays) ?? 30;
      return kept >= days ? [] : [`retentionInDays is ${kept} or left out, ${days} are asked for`];
    },
  },
});
