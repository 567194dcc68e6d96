import { fsbp, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { ofJobs } from "./sagemaker-jobs.js";

export const sagemakerJobNetworkIsolation = rule({
  name: "aws-sagemaker-job-network-isolation",
  description: "Containers of SageMaker jobs that train, tune or watch a model make no network calls.",
  cloud: "aws",
  severity: "medium",
  level: "advisory",
  controls: [fsbp("SageMaker.14"), fsbp("SageMaker.11"), fsbp("SageMaker.12"), owaspLlm(3)],
  remediation:
    "Set enableNetworkIsolation to true; SageMaker itself still brings data from S3 and takes the model there.",
  url: "https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html",
  scope: "resource",
  checks: ofJobs(({ network, networkPath }) =>
    network.enableNetworkIsolation === true
      ? []
      : [`${networkPath}enableNetworkIsolation is not true, and false is SageMaker's default`],
  ),
});
