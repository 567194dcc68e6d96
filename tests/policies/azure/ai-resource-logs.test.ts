import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { aiResourceLogs } from "../../../policies/azure/ai-resource-logs.js";
import { describeRule, expectVerdict, type Neighbour } from "../support.js";

const logs = (inputs: object, refers: Neighbour["refers"] = { resourceUri: "it" }): Neighbour => ({
  type: "azure-native:monitor:DiagnosticSetting",
  name: "logs",
  inputs: { workspaceId: UNKNOWN, ...inputs },
  refers,
});
const all = { logs: [{ categoryGroup: "allLogs", enabled: true }] };
const none = "no DiagnosticSetting has it as resourceUri";
const idle = "its DiagnosticSetting has no log that is enabled, or nowhere to send it";

describe.each([
  "app:ManagedEnvironment",
  "cognitiveservices:Account",
  "containerservice:ManagedCluster",
  "machinelearningservices:OnlineEndpoint",
  "machinelearningservices:Workspace",
  "search:Service",
])("%s", (kind) => {
  describeRule(aiResourceLogs, `azure-native:${kind}`, {
    compliant: { inputs: {}, around: [logs(all)] },
    broken: { inputs: {}, around: [logs({ logs: [{ categoryGroup: "allLogs", enabled: false }] })], breaks: idle },
    absent: { inputs: {}, breaks: none },
    unknown: { inputs: {}, around: [logs({ logs: UNKNOWN })], undecided: "logs" },
  });
});

const SEARCH = "azure-native:search:Service";

test("one log of one setting is enough", () =>
  expectVerdict(aiResourceLogs, SEARCH, {
    inputs: {},
    around: [
      { ...logs({ logs: [{ categoryGroup: "audit", enabled: false }] }), name: "audit" },
      logs({ logs: [...all.logs, { category: "OperationLogs", enabled: false }] }),
    ],
    passes: true,
  }));

test("logs without a destination are not kept", () =>
  expectVerdict(aiResourceLogs, SEARCH, {
    inputs: {},
    around: [{ ...logs(all), inputs: all }],
    breaks: idle,
  }));

test.each(["storageAccountId", "eventHubAuthorizationRuleId", "marketplacePartnerId"])("%s is a destination", (key) =>
  expectVerdict(aiResourceLogs, SEARCH, {
    inputs: {},
    around: [{ ...logs(all), inputs: { ...all, [key]: UNKNOWN } }],
    passes: true,
  }),
);

test("a setting that names it for something else keeps another resource's logs", () =>
  expectVerdict(aiResourceLogs, SEARCH, {
    inputs: {},
    around: [{ type: SEARCH, name: "other" }, logs(all, { name: "it", resourceUri: "other" })],
    breaks: none,
  }));

test("an environment may send the logs of its apps itself", () =>
  expectVerdict(aiResourceLogs, "azure-native:app:ManagedEnvironment", {
    inputs: { appLogsConfiguration: { destination: "log-analytics" } },
    passes: true,
  }));
