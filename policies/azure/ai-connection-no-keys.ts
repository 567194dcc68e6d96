import { objectOf } from "../../plan/inputs.js";
import { mcsb, nistAiRmf, owaspLlm } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { isOneOf } from "./words.js";

/** Services that take Entra identities. Others, such as web searches, have keys only. */
const ENTRA_SERVICES = [
  "AzureOpenAI",
  "AIServices",
  "CognitiveSearch",
  "CognitiveService",
  "AzureBlob",
  "ADLSGen2",
  "CosmosDb",
] as const;

export const aiConnectionNoKeys = rule({
  name: "azure-ai-connection-no-keys",
  description:
    "Connections of workspaces, Foundry accounts and projects to Azure's own AI and data services hold no keys.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [mcsb("IM-3"), mcsb("IM-8"), owaspLlm(2), nistAiRmf("MEASURE 2.7")],
  remediation:
    "Set properties.authType to AAD or ManagedIdentity, and give the project's identity a role on the service.",
  url: "https://learn.microsoft.com/azure/foundry/how-to/connections-add",
  scope: "resource",
  checks: {
    "azure-native:cognitiveservices:AccountConnection": holdsNoKey,
    "azure-native:cognitiveservices:ProjectConnection": holdsNoKey,
    "azure-native:machinelearningservices:WorkspaceConnection": holdsNoKey,
  },
});

function holdsNoKey({ inputs }: Resource): string[] {
  const { category, authType } = objectOf(inputs.properties);
  const service = ENTRA_SERVICES.find((known) => isOneOf(category, known));
  return service === undefined ||
    !isOneOf(authType, "ApiKey", "AccountKey", "AccessKey", "CustomKeys", "SAS", "PAT", "UsernamePassword")
    ? []
    : [`properties.authType of a connection to ${service} is a key`];
}
