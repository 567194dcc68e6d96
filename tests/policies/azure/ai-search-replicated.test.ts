import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { aiSearchReplicated } from "../../../policies/azure/ai-search-replicated.js";
import { describeRule, expectVerdict } from "../support.js";

const SERVICE = "azure-native:search:Service";

describeRule(aiSearchReplicated, SERVICE, {
  compliant: { inputs: { replicaCount: 2 }, environment: "prod" },
  broken: { inputs: { replicaCount: 1 }, environment: "prod", breaks: "replicaCount is 1 or left out" },
  absent: { inputs: {}, environment: "prod", breaks: "replicaCount is 1 or left out" },
  unknown: { inputs: { replicaCount: UNKNOWN }, environment: "prod", undecided: "replicaCount" },
});

test("outside prod one replica is enough", () =>
  expectVerdict(aiSearchReplicated, SERVICE, { inputs: { replicaCount: 1 }, silent: true }));
