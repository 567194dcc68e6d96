import { objectOf } from "../../plan/inputs.js";
import { azurePolicy, mcsb, nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { containerAppsEnvironmentOf, isInternal } from "./container-apps-environment.js";

export const containerAppNoExternalIngress = rule({
  name: "azure-container-app-no-external-ingress",
  description: "A container app takes no requests from the internet.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [azurePolicy("783ea2a8-b8fd-46be-896a-9ae79643a0b1"), mcsb("NS-2"), owaspLlm(10), nistAiRmf("MEASURE 2.7")],
  remediation:
    "Leave configuration.ingress.external out, or make the environment internal; where that is of another stack and is " +
    "internal, exempt the app.",
  url: "https://learn.microsoft.com/azure/container-apps/ingress-overview",
  scope: "stack",
  checks: {
    "azure-native:app:ContainerApp": (app, _, stack) => {
      if (objectOf(objectOf(app.inputs.configuration).ingress).external !== true) return [];
      const environment = containerAppsEnvironmentOf(app, stack);
      if (environment === undefined)
        return ["configuration.ingress.external is true, and its environment is not of this stack"];
      // External to an environment that is internal is the network around it.
      return isInternal(environment.inputs)
        ? []
        : ["configuration.ingress.external is true in an environment whose address is public"];
    },
  },
});
