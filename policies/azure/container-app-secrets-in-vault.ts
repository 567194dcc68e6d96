import { listOf, objectOf } from "../../plan/inputs.js";
import { mcsb, owaspLlm } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";

export const containerAppSecretsInVault = rule({
  name: "azure-container-app-secrets-in-vault",
  description:
    "Secrets of container apps and jobs are references to a key vault, where they are rotated and their use is logged.",
  cloud: "azure",
  severity: "medium",
  level: "advisory",
  controls: [mcsb("IM-8"), owaspLlm(2)],
  remediation: "Put the value into a vault, and set keyVaultUrl and identity in its place.",
  url: "https://learn.microsoft.com/azure/container-apps/manage-secrets",
  scope: "resource",
  checks: {
    "azure-native:app:ContainerApp": secretsInVault,
    "azure-native:app:Job": secretsInVault,
  },
});

function secretsInVault({ inputs }: Resource): Iterable<string> {
  return ofEach(listOf(objectOf(inputs.configuration).secrets), (secret, index) =>
    "value" in secret ? [`configuration.secrets[${index}] has a value of its own`] : [],
  );
}
