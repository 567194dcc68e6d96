import { objectOf } from "../../plan/inputs.js";
import { nistAiRmf, owaspLlm } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";

/** By resource type, the input with its key. */
const KEYS: Readonly<Record<string, string>> = {
  "aws:bedrock/agentAgent:AgentAgent": "customerEncryptionKeyArn",
  "aws:bedrock/agentFlow:AgentFlow": "customerEncryptionKeyArn",
  "aws:bedrock/agentPrompt:AgentPrompt": "customerEncryptionKeyArn",
  "aws:bedrock/customModel:CustomModel": "customModelKmsKeyId",
  "aws:bedrock/evaluationJob:EvaluationJob": "customerEncryptionKeyId",
  "aws:bedrock/guardrail:Guardrail": "kmsKeyArn",
};

export const bedrockKmsEncrypted = rule({
  name: "aws-bedrock-kms-encrypted",
  description:
    "In prod, what Bedrock keeps of agents, models and knowledge bases is encrypted by a key of the account.",
  cloud: "aws",
  environment: "prod",
  severity: "medium",
  level: "advisory",
  controls: [owaspLlm(2), owaspLlm(8), nistAiRmf("MEASURE 2.10")],
  remediation: "Set the input that is named to the ARN of a KMS key.",
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/data-encryption.html",
  scope: "resource",
  checks: {
    ...Object.fromEntries(
      Object.entries(KEYS).map(([type, input]) => [
        type,
        ({ inputs }: Resource) => (input in inputs ? [] : [missing(input)]),
      ]),
    ),
    "aws:bedrock/agentDataSource:AgentDataSource": ({ inputs }) =>
      "kmsKeyArn" in objectOf(inputs.serverSideEncryptionConfiguration)
        ? []
        : [missing("serverSideEncryptionConfiguration.kmsKeyArn")],
  },
});

function missing(input: string): string {
  return `no ${input}: a key of AWS's encrypts it`;
}
