import { awsHasLocalNvme } from "../../catalog/aws/instance-families.js";
import { objectOf, textOf } from "../../plan/inputs.js";
import { nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { ofJobs } from "./sagemaker-jobs.js";

export const sagemakerJobKmsEncrypted = rule({
  name: "aws-sagemaker-job-kms-encrypted",
  description: "In prod, disks of SageMaker jobs and the models that they train are encrypted by a key of the account.",
  cloud: "aws",
  environment: "prod",
  severity: "medium",
  level: "mandatory",
  controls: [owaspLlm(2), owaspLlm(4), nistAiRmf("MEASURE 2.10")],
  remediation: "Set volumeKmsKeyId, and outputDataConfig.kmsKeyId of a training job, to a KMS key of the account.",
  url: "https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html",
  scope: "resource",
  checks: ofJobs(function* ({ trains, inputs, path, machines, machinesPath }) {
    if (trains && !("kmsKeyId" in objectOf(inputs.outputDataConfig)))
      yield `${path}outputDataConfig has no kmsKeyId: a key of AWS's encrypts the model`;
    // SageMaker refuses a key where the disks are local: their hardware encrypts them.
    if (!("volumeKmsKeyId" in machines) && !awsHasLocalNvme(textOf(machines.instanceType) ?? ""))
      yield `${machinesPath}volumeKmsKeyId is left out: a key of AWS's encrypts its disks`;
  }),
});
