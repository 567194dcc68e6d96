import { listOf, objectOf } from "../../plan/inputs.js";
import { azurePolicy, mcsb, nistAiRmf } from "../control.js";
import type { Resource, StackView } from "../resource.js";
import { rule } from "../rule.js";
import { referringBy } from "./referring.js";
import { isOneOf } from "./words.js";

const SETTING = "azure-native:monitor:DiagnosticSetting";
const DESTINATIONS = [
  "workspaceId",
  "storageAccountId",
  "eventHubAuthorizationRuleId",
  "marketplacePartnerId",
] as const;

export const aiResourceLogs = rule({
  name: "azure-ai-resource-logs",
  description: "Resource logs of AI services, endpoints and clusters are kept.",
  cloud: "azure",
  severity: "medium",
  level: "mandatory",
  controls: [
    mcsb("LT-3"),
    azurePolicy("1b4d1c4e-934c-4703-944c-27c82c06bebb"),
    azurePolicy("afe0c3be-ba3b-4544-ba52-0c99672a8ad6"),
    azurePolicy("b4330a05-a843-4bc8-bf9a-cacce50c67f4"),
    azurePolicy("245fc9df-fa96-4414-9a0b-3738c2f7341c"),
    nistAiRmf("MEASURE 2.4"),
  ],
  remediation:
    "Add a DiagnosticSetting with the resource's id as resourceUri, a workspaceId and a log that is enabled.",
  url: "https://learn.microsoft.com/azure/azure-monitor/data-collection/diagnostic-settings",
  scope: "stack",
  checks: {
    "azure-native:app:ManagedEnvironment": (environment, _, stack) =>
      isOneOf(objectOf(environment.inputs.appLogsConfiguration).destination, "log-analytics")
        ? []
        : unlogged(environment, stack),
    "azure-native:cognitiveservices:Account": (account, _, stack) => unlogged(account, stack),
    "azure-native:containerservice:ManagedCluster": (cluster, _, stack) => unlogged(cluster, stack),
    "azure-native:machinelearningservices:OnlineEndpoint": (endpoint, _, stack) => unlogged(endpoint, stack),
    "azure-native:machinelearningservices:Workspace": (workspace, _, stack) => unlogged(workspace, stack),
    "azure-native:search:Service": (service, _, stack) => unlogged(service, stack),
  },
});

function unlogged(resource: Resource, stack: StackView): string[] {
  const settings = referringBy("resourceUri", resource, SETTING, stack);
  if (settings.length === 0) return ["no DiagnosticSetting has it as resourceUri"];
  return settings.some(
    ({ inputs }) =>
      DESTINATIONS.some((key) => key in inputs) && listOf(inputs.logs).some(({ enabled }) => enabled === true),
  )
    ? []
    : ["its DiagnosticSetting has no log that is enabled, or nowhere to send it"];
}
