import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { sagemakerJobInVpc } from "../../../policies/aws/sagemaker-job-in-vpc.js";
import { describeRule, expectVerdict } from "../support.js";

const TUNING = "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob";
const SCHEDULE = "aws:sagemaker/monitoringSchedule:MonitoringSchedule";
const CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource";
const left = (path: string) => `${path}vpcConfig is left out: it is in a network of SageMaker's own`;
const vpcConfig = { subnets: ["subnet-1"], securityGroupIds: ["sg-1"] };

describeRule(sagemakerJobInVpc, "aws:sagemaker/trainingJob:TrainingJob", {
  compliant: { inputs: { vpcConfig } },
  broken: { inputs: { enableNetworkIsolation: true }, breaks: left("") },
  absent: { inputs: {}, breaks: left("") },
  unknown: { inputs: { vpcConfig: UNKNOWN }, passes: true },
});

describeRule(sagemakerJobInVpc, TUNING, {
  compliant: { inputs: { trainingJobDefinition: { vpcConfig } } },
  broken: {
    inputs: { trainingJobDefinitions: [{ vpcConfig }, {}] },
    breaks: left("trainingJobDefinitions[1]."),
  },
  absent: { inputs: { trainingJobDefinition: {} }, breaks: left("trainingJobDefinition.") },
  unknown: { inputs: { trainingJobDefinition: UNKNOWN }, undecided: "trainingJobDefinition" },
});

describeRule(sagemakerJobInVpc, "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition", {
  compliant: { inputs: { networkConfig: { vpcConfig } } },
  broken: { inputs: { networkConfig: { enableNetworkIsolation: true } }, breaks: left("networkConfig.") },
  absent: { inputs: {}, breaks: left("networkConfig.") },
  unknown: { inputs: { networkConfig: UNKNOWN }, undecided: "networkConfig" },
});

describeRule(sagemakerJobInVpc, SCHEDULE, {
  compliant: { inputs: { monitoringScheduleConfig: { monitoringJobDefinition: { networkConfig: { vpcConfig } } } } },
  broken: {
    inputs: { monitoringScheduleConfig: { monitoringJobDefinition: { networkConfig: {} } } },
    breaks: left("monitoringScheduleConfig.monitoringJobDefinition.networkConfig."),
  },
  absent: {
    inputs: { monitoringScheduleConfig: { monitoringJobDefinition: {} } },
    breaks: left("monitoringScheduleConfig.monitoringJobDefinition.networkConfig."),
  },
  unknown: { inputs: { monitoringScheduleConfig: UNKNOWN }, undecided: "monitoringScheduleConfig" },
});

describeRule(sagemakerJobInVpc, CLOUD_CONTROL, {
  compliant: {
    inputs: {
      typeName: "AWS::SageMaker::ModelQualityJobDefinition",
      desiredState: '{"NetworkConfig":{"VpcConfig":{"Subnets":["subnet-1"]}}}',
    },
  },
  broken: {
    inputs: { typeName: "AWS::SageMaker::ModelBiasJobDefinition", desiredState: '{"NetworkConfig":{}}' },
    breaks: left("desiredState.networkConfig."),
  },
  absent: {
    inputs: { typeName: "AWS::SageMaker::ModelExplainabilityJobDefinition", desiredState: "{}" },
    breaks: left("desiredState.networkConfig."),
  },
  unknown: {
    inputs: { typeName: "AWS::SageMaker::ModelQualityJobDefinition", desiredState: UNKNOWN },
    undecided: "desiredState",
  },
});

describe("nothing is asked of", () => {
  test("a schedule that runs a definition by name", () =>
    expectVerdict(sagemakerJobInVpc, SCHEDULE, {
      inputs: { monitoringScheduleConfig: { monitoringJobDefinitionName: "data-quality" } },
      passes: true,
    }));

  test("other resources of Cloud Control", () =>
    expectVerdict(sagemakerJobInVpc, CLOUD_CONTROL, {
      inputs: { typeName: "AWS::SageMaker::EndpointConfig", desiredState: "{}" },
      passes: true,
    }));
});

test("a definition that is unknown hides none of the others", () =>
  expectVerdict(sagemakerJobInVpc, TUNING, {
    inputs: { trainingJobDefinitions: [{}, { vpcConfig: UNKNOWN }, {}] },
    breaks: [left("trainingJobDefinitions[0]."), left("trainingJobDefinitions[2].")],
  }));
