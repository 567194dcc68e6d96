import { objectOf } from "../../plan/inputs.js";
import { azurePolicy, mcsb } from "../control.js";
import { rule } from "../rule.js";
import { isOneOf } from "./words.js";

export const mlComputeNoLocalAuth = rule({
  name: "azure-ml-compute-no-local-auth",
  description: "Azure Machine Learning computes take Entra identities only, not local accounts and SSH keys.",
  cloud: "azure",
  severity: "medium",
  level: "mandatory",
  controls: [azurePolicy("e96a9a5f-07ca-471b-9bc5-6a0f33cbd68f"), mcsb("IM-1")],
  remediation: "Set properties.disableLocalAuth to true.",
  url: "https://learn.microsoft.com/azure/machine-learning/how-to-integrate-azure-policy#disable-local-authentication",
  scope: "resource",
  checks: {
    "azure-native:machinelearningservices:Compute": ({ inputs }) => {
      const { computeType, disableLocalAuth } = objectOf(inputs.properties);
      // Attached computes, such as Kubernetes, keep their own accounts.
      return !isOneOf(computeType, "ComputeInstance", "AmlCompute") || disableLocalAuth === true
        ? []
        : ["properties.disableLocalAuth is not true"];
    },
  },
});
