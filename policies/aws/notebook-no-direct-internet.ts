import { fsbp, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const notebookNoDirectInternet = rule({
  name: "aws-notebook-no-direct-internet",
  description: "A SageMaker notebook instance has no way to the internet but that of its network.",
  cloud: "aws",
  severity: "high",
  level: "mandatory",
  controls: [fsbp("SageMaker.1"), owaspLlm(2)],
  remediation: "Set directInternetAccess to Disabled, with subnetId and securityGroups.",
  url: "https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html",
  scope: "resource",
  checks: {
    "aws:sagemaker/notebookInstance:NotebookInstance": ({ inputs }) =>
      inputs.directInternetAccess === "Disabled"
        ? []
        : ["directInternetAccess is not Disabled, and Enabled is SageMaker's default"],
  },
});
