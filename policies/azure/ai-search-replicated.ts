import { numberOf } from "../../plan/inputs.js";
import { nistAiRmf } from "../control.js";
import { rule } from "../rule.js";

export const aiSearchReplicated = rule({
  name: "azure-ai-search-replicated",
  description: "An AI Search service in prod has two replicas or more, without which Azure promises no availability.",
  cloud: "azure",
  environment: "prod",
  severity: "medium",
  level: "mandatory",
  controls: [nistAiRmf("MEASURE 2.7")],
  remediation: "Set replicaCount to 2, or to 3 where indexes are written to all the time.",
  url: "https://learn.microsoft.com/azure/reliability/reliability-ai-search",
  scope: "resource",
  checks: {
    "azure-native:search:Service": ({ inputs }) => {
      const replicas = numberOf(inputs.replicaCount) ?? 1;
      return replicas >= 2 ? [] : [`replicaCount is ${replicas} or left out`];
    },
  },
});
