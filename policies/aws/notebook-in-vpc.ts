import { fsbp, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const notebookInVpc = rule({
  name: "aws-notebook-in-vpc",
  description: "A SageMaker notebook instance is in a subnet of the account.",
  cloud: "aws",
  severity: "high",
  level: "mandatory",
  controls: [fsbp("SageMaker.2"), owaspLlm(2)],
  remediation: "Set subnetId to a private subnet and securityGroups to a group without ingress.",
  url: "https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html",
  scope: "resource",
  checks: {
    "aws:sagemaker/notebookInstance:NotebookInstance": ({ inputs }) =>
      "subnetId" in inputs ? [] : ["no subnetId: it is in a network of SageMaker's own"],
  },
});
