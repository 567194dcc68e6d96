import { objectOf } from "../../plan/inputs.js";
import { azurePolicy, mcsb, owaspLlm } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { isOneOf } from "./words.js";

export const workloadManagedIdentity = rule({
  name: "azure-workload-managed-identity",
  description: "What calls other services has a managed identity, so that it needs no key to call them with.",
  cloud: "azure",
  severity: "medium",
  level: "advisory",
  controls: [
    mcsb("IM-3"),
    azurePolicy("b874ab2d-72dd-47f1-8cb5-4a306478a4e7"),
    azurePolicy("fe3fd216-4f83-4fc1-8984-2bbec80a3418"),
    azurePolicy("5f0c7d88-c7de-45b8-ac49-db49e72eaa78"),
    owaspLlm(6),
  ],
  remediation:
    "Set identity.type to UserAssigned, with a UserAssignedIdentity that has the roles it needs, or to SystemAssigned.",
  url: "https://learn.microsoft.com/azure/container-apps/managed-identity",
  scope: "resource",
  checks: {
    "azure-native:app:ContainerApp": hasIdentity,
    "azure-native:app:Job": hasIdentity,
    "azure-native:cognitiveservices:Account": hasIdentity,
    "azure-native:machinelearningservices:Workspace": hasIdentity,
    "azure-native:machinelearningservices:OnlineEndpoint": hasIdentity,
    "azure-native:search:Service": hasIdentity,
  },
});

function hasIdentity({ inputs }: Resource): string[] {
  const { type } = objectOf(inputs.identity);
  return type === undefined || isOneOf(type, "None") ? ["identity.type is None or left out"] : [];
}
