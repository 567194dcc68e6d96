import { numberOf } from "../../plan/inputs.js";
import { fsbp, nistAiRmf } from "../control.js";
import { rule } from "../rule.js";
import { ofJobs } from "./sagemaker-jobs.js";

export const sagemakerJobTrafficEncrypted = rule({
  name: "aws-sagemaker-job-traffic-encrypted",
  description: "Traffic between the containers of a SageMaker job is encrypted.",
  cloud: "aws",
  severity: "medium",
  level: "advisory",
  controls: [
    fsbp("SageMaker.9"),
    fsbp("SageMaker.10"),
    fsbp("SageMaker.13"),
    fsbp("SageMaker.15"),
    nistAiRmf("MEASURE 2.7"),
  ],
  remediation: "Set enableInterContainerTrafficEncryption to true; distributed training then takes longer.",
  url: "https://docs.aws.amazon.com/sagemaker/latest/dg/train-encrypt.html",
  scope: "resource",
  checks: ofJobs(({ trains, machines, network, networkPath }) => {
    if (network.enableInterContainerTrafficEncryption === true) return [];
    // Training on one machine has no such traffic; monitoring is held to its controls.
    if (trains && numberOf(machines.instanceCount) === 1) return [];
    return [`${networkPath}enableInterContainerTrafficEncryption is not true, and false is SageMaker's default`];
  }),
});
