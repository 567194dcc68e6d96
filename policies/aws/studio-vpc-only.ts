import { nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const studioVpcOnly = rule({
  name: "aws-studio-vpc-only",
  description: "Apps of a SageMaker Studio domain reach the internet through its own network alone.",
  cloud: "aws",
  severity: "high",
  level: "mandatory",
  controls: [owaspLlm(2), nistAiRmf("MEASURE 2.7")],
  remediation: "Set appNetworkAccessType to VpcOnly; the subnets then need a NAT or VPC endpoints.",
  url: "https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-and-internet-access.html",
  scope: "resource",
  checks: {
    "aws:sagemaker/domain:Domain": ({ inputs }) =>
      inputs.appNetworkAccessType === "VpcOnly"
        ? []
        : ["appNetworkAccessType is not VpcOnly, and PublicInternetOnly is SageMaker's default"],
  },
});
