import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { sagemakerJobTrafficEncrypted } from "../../../policies/aws/sagemaker-job-traffic-encrypted.js";
import { describeRule, expectVerdict } from "../support.js";

const TRAINING = "aws:sagemaker/trainingJob:TrainingJob";
const QUALITY = "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition";
const left = (path: string) =>
  `${path}enableInterContainerTrafficEncryption is not true, and false is SageMaker's default`;

describeRule(sagemakerJobTrafficEncrypted, TRAINING, {
  compliant: { inputs: { enableInterContainerTrafficEncryption: true, resourceConfig: { instanceCount: 2 } } },
  broken: { inputs: { resourceConfig: { instanceCount: 2 } }, breaks: left("") },
  absent: { inputs: {}, breaks: left("") },
  unknown: { inputs: { resourceConfig: { instanceCount: UNKNOWN } }, undecided: "resourceConfig.instanceCount" },
});

describeRule(sagemakerJobTrafficEncrypted, QUALITY, {
  compliant: { inputs: { networkConfig: { enableInterContainerTrafficEncryption: true } } },
  broken: {
    inputs: { networkConfig: { enableInterContainerTrafficEncryption: false } },
    breaks: left("networkConfig."),
  },
  absent: { inputs: {}, breaks: left("networkConfig.") },
  unknown: {
    inputs: { networkConfig: { enableInterContainerTrafficEncryption: UNKNOWN } },
    undecided: "networkConfig.enableInterContainerTrafficEncryption",
  },
});

test("training on one machine has no traffic to encrypt", () =>
  expectVerdict(sagemakerJobTrafficEncrypted, TRAINING, {
    inputs: { resourceConfig: { instanceCount: 1 } },
    passes: true,
  }));

test("tuning on one machine a job has none either", () =>
  expectVerdict(sagemakerJobTrafficEncrypted, "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob", {
    inputs: { trainingJobDefinition: { hyperParameterTuningResourceConfig: { instanceCount: 1 } } },
    passes: true,
  }));

test("monitoring is held to it on one machine, as its controls want", () =>
  expectVerdict(sagemakerJobTrafficEncrypted, QUALITY, {
    inputs: { jobResources: { clusterConfig: { instanceCount: 1 } } },
    breaks: left("networkConfig."),
  }));
