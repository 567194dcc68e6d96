import { describe, test } from "vitest";
import { SECRET, UNKNOWN } from "../../../plan/plan.js";
import { containerAppSecretsInVault } from "../../../policies/azure/container-app-secrets-in-vault.js";
import { describeRule, expectVerdict } from "../support.js";

const secrets = (...list: object[]) => ({ configuration: { secrets: list } });
const reference = { name: "token", keyVaultUrl: "https://vault.vault.azure.net/secrets/token", identity: "system" };

describe.each(["ContainerApp", "Job"])("%s", (kind) => {
  describeRule(containerAppSecretsInVault, `azure-native:app:${kind}`, {
    compliant: { inputs: secrets(reference) },
    broken: {
      inputs: secrets(reference, { name: "token", value: "hf_abc" }),
      breaks: "configuration.secrets[1] has a value of its own",
    },
    absent: { inputs: {}, passes: true },
    unknown: { inputs: { configuration: UNKNOWN }, undecided: "configuration" },
  });
});

test("a value that is secret, or not known yet, is a value", () =>
  expectVerdict(containerAppSecretsInVault, "azure-native:app:ContainerApp", {
    inputs: secrets({ name: "token", value: SECRET }, { name: "key", value: UNKNOWN }),
    breaks: ["configuration.secrets[0] has a value of its own", "configuration.secrets[1] has a value of its own"],
  }));
