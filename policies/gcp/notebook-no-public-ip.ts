import { cisGcp, orgPolicy } from "../control.js";
import { rule } from "../rule.js";
import { NOTEBOOK, setupOf } from "./machine.js";

export const notebookNoPublicIp = rule({
  name: "gcp-notebook-no-public-ip",
  description: "A Workbench notebook has no public address.",
  cloud: "gcp",
  severity: "high",
  level: "mandatory",
  controls: [orgPolicy("ainotebooks.restrictPublicIp"), cisGcp("4.9")],
  remediation: "Set gceSetup.disablePublicIp to true; users reach the notebook through Google's proxy.",
  url: "https://docs.cloud.google.com/vertex-ai/docs/workbench/instances/create",
  scope: "resource",
  checks: {
    [NOTEBOOK]: ({ inputs }) =>
      setupOf(inputs).disablePublicIp === true
        ? []
        : ["gceSetup.disablePublicIp is not true, and a notebook has a public address by default"],
  },
});
