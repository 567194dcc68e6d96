import { nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { ofJobs } from "./sagemaker-jobs.js";

export const sagemakerJobInVpc = rule({
  name: "aws-sagemaker-job-in-vpc",
  description: "SageMaker jobs that train, tune or watch a model are in a network of the account.",
  cloud: "aws",
  severity: "medium",
  level: "mandatory",
  controls: [owaspLlm(2), nistAiRmf("MEASURE 2.7")],
  remediation: "Set vpcConfig to private subnets and a security group.",
  url: "https://docs.aws.amazon.com/sagemaker/latest/dg/train-vpc.html",
  scope: "resource",
  checks: ofJobs(({ network, networkPath }) =>
    "vpcConfig" in network ? [] : [`${networkPath}vpcConfig is left out: it is in a network of SageMaker's own`],
  ),
});
