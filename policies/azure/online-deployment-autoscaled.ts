import { objectOf } from "../../plan/inputs.js";
import { nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { autoscaleOf } from "./autoscale.js";
import { isOneOf } from "./words.js";

export const onlineDeploymentAutoscaled = rule({
  name: "azure-online-deployment-autoscaled",
  description: "A managed online deployment in prod scales with the load, between a minimum and a maximum.",
  cloud: "azure",
  environment: "prod",
  severity: "medium",
  level: "mandatory",
  controls: [owaspLlm(10), nistAiRmf("MANAGE 1.3")],
  remediation:
    "Add an AutoscaleSetting with enabled: true, targetResourceUri: the deployment's id, and capacity in its profiles.",
  url: "https://learn.microsoft.com/azure/machine-learning/how-to-autoscale-endpoints",
  scope: "stack",
  checks: {
    "azure-native:machinelearningservices:OnlineDeployment": (deployment, _, stack) => {
      const { inputs } = deployment;
      // On Kubernetes it scales by its own scaleSettings; outside prod a fixed number of instances is a bound, too.
      if (!isOneOf(objectOf(inputs.properties).endpointComputeType, "Managed")) return [];
      const bounds = autoscaleOf(deployment, stack);
      if (bounds === undefined) return ["no AutoscaleSetting that is enabled has it as targetResourceUri"];
      return bounds.minimum === undefined || bounds.maximum === undefined
        ? ["its AutoscaleSetting has a profile without minimum or maximum"]
        : [];
    },
  },
});
