import { numberOf, objectOf } from "../../plan/inputs.js";
import { nistAiRmf } from "../control.js";
import { rule } from "../rule.js";
import { autoscaleOf } from "./autoscale.js";
import { isOneOf } from "./words.js";

export const onlineDeploymentRedundant = rule({
  name: "azure-online-deployment-redundant",
  description: "A managed online deployment in prod has two instances or more.",
  cloud: "azure",
  environment: "prod",
  severity: "medium",
  level: "mandatory",
  controls: [nistAiRmf("MEASURE 2.7")],
  remediation: "Set sku.capacity, or minimum in the profiles of its AutoscaleSetting, to 2 or more.",
  url: "https://learn.microsoft.com/azure/machine-learning/how-to-autoscale-endpoints",
  scope: "stack",
  checks: {
    "azure-native:machinelearningservices:OnlineDeployment": (deployment, _, stack) => {
      const { inputs } = deployment;
      if (!isOneOf(objectOf(inputs.properties).endpointComputeType, "Managed")) return [];
      const scaled = autoscaleOf(deployment, stack)?.minimum;
      if (scaled !== undefined)
        return scaled >= 2 ? [] : [`its AutoscaleSetting goes down to ${scaled} of the 2 instances that prod needs`];
      const fixed = numberOf(objectOf(inputs.sku).capacity) ?? 1;
      return fixed >= 2 ? [] : [`sku.capacity is ${fixed} or left out, and prod needs 2 instances`];
    },
  },
});
