import { fsbp, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const notebookNoRoot = rule({
  name: "aws-notebook-no-root",
  description: "Users of a SageMaker notebook instance are not root on it.",
  cloud: "aws",
  severity: "high",
  level: "mandatory",
  controls: [fsbp("SageMaker.3"), owaspLlm(6)],
  remediation: "Set rootAccess to Disabled; life cycle scripts still run as root.",
  url: "https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-root-access.html",
  scope: "resource",
  checks: {
    "aws:sagemaker/notebookInstance:NotebookInstance": ({ inputs }) =>
      inputs.rootAccess === "Disabled" ? [] : ["rootAccess is not Disabled, and Enabled is SageMaker's default"],
  },
});
