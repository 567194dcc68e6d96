import { objectOf, scalarOf } from "../../plan/inputs.js";
import { orgPolicy, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { NOTEBOOK, setupOf } from "./machine.js";

export const notebookNoRoot = rule({
  name: "gcp-notebook-no-root",
  description: "Users of a Workbench notebook are not root on it.",
  cloud: "gcp",
  severity: "high",
  level: "mandatory",
  controls: [orgPolicy("ainotebooks.disableRootAccess"), owaspLlm(6)],
  remediation: 'Set notebook-disable-root to "true" in gceSetup.metadata.',
  url: "https://docs.cloud.google.com/vertex-ai/docs/workbench/instances/manage-metadata",
  scope: "resource",
  checks: {
    [NOTEBOOK]: ({ inputs }) =>
      scalarOf(objectOf(setupOf(inputs).metadata)["notebook-disable-root"]).toLowerCase() === "true"
        ? []
        : ["gceSetup.metadata notebook-disable-root is not true, and users are root by default"],
  },
});
