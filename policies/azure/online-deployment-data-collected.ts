import { objectOf } from "../../plan/inputs.js";
import { nistAiRmf } from "../control.js";
import { rule } from "../rule.js";
import { isOneOf } from "./words.js";

export const onlineDeploymentDataCollected = rule({
  name: "azure-online-deployment-data-collected",
  description:
    "A managed online deployment in prod collects requests or responses, so that the model can be monitored.",
  cloud: "azure",
  environment: "prod",
  severity: "low",
  level: "advisory",
  controls: [nistAiRmf("MEASURE 2.4"), nistAiRmf("MANAGE 4.1")],
  remediation: "Set dataCollectionMode of a collection in properties.dataCollector.collections to Enabled.",
  url: "https://learn.microsoft.com/azure/machine-learning/how-to-collect-production-data",
  scope: "resource",
  checks: {
    "azure-native:machinelearningservices:OnlineDeployment": ({ inputs }) => {
      const collections = Object.values(objectOf(objectOf(objectOf(inputs.properties).dataCollector).collections));
      return collections.some((collection) => isOneOf(objectOf(collection).dataCollectionMode, "Enabled"))
        ? []
        : ["properties.dataCollector has no collection that is Enabled"];
    },
  },
});
