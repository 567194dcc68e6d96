import { objectOf } from "../../plan/inputs.js";
import { azurePolicy, mcsb, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { isOneOf } from "./words.js";

export const mlDatastoreNoKeys = rule({
  name: "azure-ml-datastore-no-keys",
  description: "Azure Machine Learning reads its data by identities, not by keys that it keeps.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [mcsb("IM-3"), azurePolicy("8c6a50c6-9ffd-4ae7-986f-5fa6111f9a54"), owaspLlm(2)],
  remediation:
    "Set properties.credentials.credentialsType of a datastore to None, and systemDatastoresAuthMode of a workspace to Identity.",
  url: "https://learn.microsoft.com/azure/machine-learning/how-to-identity-based-service-authentication",
  scope: "resource",
  checks: {
    "azure-native:machinelearningservices:Datastore": ({ inputs }) =>
      isOneOf(objectOf(objectOf(inputs.properties).credentials).credentialsType, "None")
        ? []
        : ["properties.credentials.credentialsType is not None"],
    "azure-native:machinelearningservices:Workspace": ({ inputs }) =>
      isOneOf(inputs.systemDatastoresAuthMode, "Identity", "UserDelegationSAS")
        ? []
        : ["systemDatastoresAuthMode is not Identity, and AccessKey is the default"],
  },
});
