import { objectOf, scalarOf } from "../../plan/inputs.js";
import { orgPolicy, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { annotationsOf, RUN_SERVICE, RUN_V1_SERVICE } from "./run.js";

export const runInvokerChecked = rule({
  name: "gcp-run-invoker-checked",
  description: "A Cloud Run service asks callers who they are.",
  cloud: "gcp",
  severity: "high",
  level: "mandatory",
  controls: [orgPolicy("run.managed.requireInvokerIam"), owaspLlm(10)],
  remediation: "Leave invokerIamDisabled out and give callers roles/run.invoker, or set iapEnabled to true.",
  url: "https://docs.cloud.google.com/run/docs/securing/managing-access",
  scope: "resource",
  checks: {
    // Identity-Aware Proxy asks callers itself.
    [RUN_SERVICE]: ({ inputs }) =>
      inputs.invokerIamDisabled === true && inputs.iapEnabled !== true ? ["invokerIamDisabled is true"] : [],
    [RUN_V1_SERVICE]: ({ inputs }) =>
      scalarOf(annotationsOf(objectOf(inputs.metadata))["run.googleapis.com/invoker-iam-disabled"]) === "true"
        ? ["metadata.annotations run.googleapis.com/invoker-iam-disabled is true"]
        : [],
  },
});
