import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { aiConnectionNoKeys } from "../../../policies/azure/ai-connection-no-keys.js";
import { describeRule, expectVerdict } from "../support.js";

const connection = (category: string, authType?: string) => ({ properties: { category, authType } });
const key = "properties.authType of a connection to AzureOpenAI is a key";

describe.each([
  "cognitiveservices:AccountConnection",
  "cognitiveservices:ProjectConnection",
  "machinelearningservices:WorkspaceConnection",
])("%s", (kind) => {
  describeRule(aiConnectionNoKeys, `azure-native:${kind}`, {
    compliant: { inputs: connection("AzureOpenAI", "AAD") },
    broken: { inputs: connection("AzureOpenAI", "ApiKey"), breaks: key },
    absent: { inputs: connection("AzureOpenAI"), passes: true },
    unknown: { inputs: connection("AzureOpenAI", UNKNOWN), undecided: "properties.authType" },
  });
});

test.each(["AccountKey", "AccessKey", "CustomKeys", "SAS", "PAT", "UsernamePassword"])("%s is a key", (authType) =>
  expectVerdict(aiConnectionNoKeys, "azure-native:cognitiveservices:ProjectConnection", {
    inputs: connection("CognitiveSearch", authType),
    breaks: "properties.authType of a connection to CognitiveSearch is a key",
  }),
);

test.each(["AIServices", "CognitiveSearch", "CognitiveService", "AzureBlob", "ADLSGen2", "CosmosDb"])(
  "%s takes Entra identities",
  (category) =>
    expectVerdict(aiConnectionNoKeys, "azure-native:cognitiveservices:ProjectConnection", {
      inputs: connection(category, "ApiKey"),
      breaks: `properties.authType of a connection to ${category} is a key`,
    }),
);

test("what has keys only may be called with one", () =>
  expectVerdict(aiConnectionNoKeys, "azure-native:cognitiveservices:ProjectConnection", {
    inputs: connection("Serp", "ApiKey"),
    passes: true,
  }));
