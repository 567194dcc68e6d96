import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { sagemakerJobKmsEncrypted } from "../../../policies/aws/sagemaker-job-kms-encrypted.js";
import { describeRule, expectVerdict } from "../support.js";

const TRAINING = "aws:sagemaker/trainingJob:TrainingJob";
const TUNING = "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob";
const model = (path: string) => `${path}outputDataConfig has no kmsKeyId: a key of AWS's encrypts the model`;
const disks = (path: string) => `${path}volumeKmsKeyId is left out: a key of AWS's encrypts its disks`;
const prod = { environment: "prod" } as const;

describeRule(sagemakerJobKmsEncrypted, TRAINING, {
  compliant: {
    inputs: { outputDataConfig: { kmsKeyId: "key" }, resourceConfig: { volumeKmsKeyId: "key" } },
    ...prod,
  },
  broken: {
    inputs: { outputDataConfig: { kmsKeyId: "key" }, resourceConfig: { instanceType: "ml.p3.2xlarge" } },
    ...prod,
    breaks: disks("resourceConfig."),
  },
  absent: { inputs: {}, ...prod, breaks: [model(""), disks("resourceConfig.")] },
  unknown: {
    inputs: { outputDataConfig: { kmsKeyId: UNKNOWN }, resourceConfig: { instanceType: UNKNOWN } },
    ...prod,
    undecided: "resourceConfig.instanceType",
  },
});

describeRule(sagemakerJobKmsEncrypted, "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition", {
  compliant: { inputs: { jobResources: { clusterConfig: { volumeKmsKeyId: UNKNOWN } } }, ...prod },
  broken: {
    inputs: { jobResources: { clusterConfig: { instanceType: "ml.m5.large" } } },
    ...prod,
    breaks: disks("jobResources.clusterConfig."),
  },
  absent: { inputs: {}, ...prod, breaks: disks("jobResources.clusterConfig.") },
  unknown: { inputs: { jobResources: UNKNOWN }, ...prod, undecided: "jobResources" },
});

describe("no key is asked for", () => {
  test("where the machine has local NVMe disks: SageMaker refuses it", () =>
    expectVerdict(sagemakerJobKmsEncrypted, TRAINING, {
      inputs: { outputDataConfig: { kmsKeyId: "key" }, resourceConfig: { instanceType: "ml.p5.48xlarge" } },
      ...prod,
      passes: true,
    }));

  test("outside prod", () => expectVerdict(sagemakerJobKmsEncrypted, TRAINING, { inputs: {}, silent: true }));
});

test("each job of a tuning is looked at where its machines stand", () =>
  expectVerdict(sagemakerJobKmsEncrypted, TUNING, {
    inputs: {
      trainingJobDefinitions: [{ resourceConfig: {} }, { hyperParameterTuningResourceConfig: {} }],
    },
    ...prod,
    breaks: [
      model("trainingJobDefinitions[0]."),
      disks("trainingJobDefinitions[0].resourceConfig."),
      model("trainingJobDefinitions[1]."),
      disks("trainingJobDefinitions[1].hyperParameterTuningResourceConfig."),
    ],
  }));

test("a monitoring schedule's machines are looked at", () =>
  expectVerdict(sagemakerJobKmsEncrypted, "aws:sagemaker/monitoringSchedule:MonitoringSchedule", {
    inputs: { monitoringScheduleConfig: { monitoringJobDefinition: {} } },
    ...prod,
    breaks: disks("monitoringScheduleConfig.monitoringJobDefinition.monitoringResources.clusterConfig."),
  }));
