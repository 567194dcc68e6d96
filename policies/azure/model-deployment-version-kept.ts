import { objectOf } from "../../plan/inputs.js";
import { nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { isOneOf } from "./words.js";

export const modelDeploymentVersionKept = rule({
  name: "azure-model-deployment-version-kept",
  description: "A deployment of a hosted model keeps the version that was tested, until that is retired.",
  cloud: "azure",
  severity: "medium",
  level: "advisory",
  controls: [nistAiRmf("MANAGE 3.2"), owaspLlm(3)],
  remediation: "Set properties.model.version, and properties.versionUpgradeOption to OnceCurrentVersionExpired.",
  url: "https://learn.microsoft.com/azure/foundry/foundry-models/concepts/model-versions",
  scope: "resource",
  checks: {
    "azure-native:cognitiveservices:Deployment": function* ({ inputs }) {
      const { model, versionUpgradeOption } = objectOf(inputs.properties);
      if (!("version" in objectOf(model))) yield "properties.model.version is left out: it is the default of the day";
      if (isOneOf(versionUpgradeOption, "NoAutoUpgrade"))
        yield "properties.versionUpgradeOption is NoAutoUpgrade: it stops answering when the version is retired";
      else if (!isOneOf(versionUpgradeOption, "OnceCurrentVersionExpired"))
        yield "properties.versionUpgradeOption is not OnceCurrentVersionExpired: it moves to each new default version";
    },
  },
});
