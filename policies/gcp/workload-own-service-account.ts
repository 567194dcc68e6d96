import { type Inputs, listOf, objectOf, textOf } from "../../plan/inputs.js";
import { cisGcp, orgPolicy, owaspLlm } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { alike } from "./alike.js";
import { DERIVED_MACHINES, MACHINES, NOTEBOOK, setupOf, TPU_VM } from "./machine.js";

// A TPU in a queue has no such argument in this provider.
export const workloadOwnServiceAccount = rule({
  name: "gcp-workload-own-service-account",
  description: "What runs has a service account of its own, not the project's default one, which may edit the project.",
  cloud: "gcp",
  severity: "high",
  level: "mandatory",
  controls: [cisGcp("4.1"), cisGcp("4.2"), orgPolicy("iam.automaticIamGrantsForDefaultServiceAccounts"), owaspLlm(6)],
  remediation: "Make a serviceaccount.Account with the roles that the work needs, and set its email.",
  url: "https://docs.cloud.google.com/iam/docs/best-practices-service-accounts",
  scope: "resource",
  checks: {
    // A machine that names no account has none; one that names scopes alone has the default account.
    ...alike([...MACHINES, ...DERIVED_MACHINES], ({ inputs }: Resource) =>
      "serviceAccount" in inputs ? shared(objectOf(inputs.serviceAccount), "email", "serviceAccount.") : [],
    ),
    [TPU_VM]: ({ inputs }) => shared(objectOf(inputs.serviceAccount), "email", "serviceAccount."),
    [NOTEBOOK]: ({ inputs }) =>
      shared(objectOf(listOf(setupOf(inputs).serviceAccounts)[0]), "email", "gceSetup.serviceAccounts[0]."),
    "gcp:container/nodePool:NodePool": ({ inputs }) =>
      shared(objectOf(inputs.nodeConfig), "serviceAccount", "nodeConfig."),
    ...alike(["gcp:cloudrunv2/service:Service", "gcp:cloudrunv2/workerPool:WorkerPool"], ({ inputs }: Resource) =>
      shared(objectOf(inputs.template), "serviceAccount", "template."),
    ),
    "gcp:cloudrunv2/job:Job": ({ inputs }) =>
      shared(objectOf(objectOf(inputs.template).template), "serviceAccount", "template.template."),
    "gcp:cloudrun/service:Service": ({ inputs }) =>
      shared(objectOf(objectOf(inputs.template).spec), "serviceAccountName", "template.spec."),
    "gcp:cloudfunctionsv2/function:Function": ({ inputs }) =>
      shared(objectOf(inputs.serviceConfig), "serviceAccountEmail", "serviceConfig."),
    "gcp:vertex/aiSchedule:AiSchedule": ({ inputs }) => {
      const request = objectOf(inputs.createPipelineJobRequest);
      return "pipelineJob" in request
        ? shared(objectOf(request.pipelineJob), "serviceAccount", "createPipelineJobRequest.pipelineJob.")
        : [];
    },
  },
});

/** How the addresses of Compute Engine's and App Engine's default service accounts end. */
const DEFAULTS = ["-compute@developer.gserviceaccount.com", "@appspot.gserviceaccount.com"];

/** What is left out is the default service account of Compute Engine. */
function shared(holder: Inputs, key: string, where: string): string[] {
  const account = textOf(holder[key]) ?? "";
  if (account === "") return [`${where}${key} is not set, and Compute Engine's default service account is taken`];
  return account === "default" || DEFAULTS.some((ending) => account.endsWith(ending))
    ? [`${where}${key} is a default service account of the project`]
    : [];
}
