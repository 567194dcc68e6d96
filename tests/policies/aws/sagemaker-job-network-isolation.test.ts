import { UNKNOWN } from "../../../plan/plan.js";
import { sagemakerJobNetworkIsolation } from "../../../policies/aws/sagemaker-job-network-isolation.js";
import { describeRule } from "../support.js";

const left = (path: string) => `${path}enableNetworkIsolation is not true, and false is SageMaker's default`;

describeRule(sagemakerJobNetworkIsolation, "aws:sagemaker/trainingJob:TrainingJob", {
  compliant: { inputs: { enableNetworkIsolation: true } },
  broken: { inputs: { enableNetworkIsolation: false }, breaks: left("") },
  absent: { inputs: {}, breaks: left("") },
  unknown: { inputs: { enableNetworkIsolation: UNKNOWN }, undecided: "enableNetworkIsolation" },
});

const schedule = (networkConfig: object) => ({
  monitoringScheduleConfig: { monitoringJobDefinition: { networkConfig } },
});
const PATH = "monitoringScheduleConfig.monitoringJobDefinition.networkConfig.";

describeRule(sagemakerJobNetworkIsolation, "aws:sagemaker/monitoringSchedule:MonitoringSchedule", {
  compliant: { inputs: schedule({ enableNetworkIsolation: true }) },
  broken: { inputs: schedule({ enableNetworkIsolation: false }), breaks: left(PATH) },
  absent: { inputs: schedule({}), breaks: left(PATH) },
  unknown: {
    inputs: schedule({ enableNetworkIsolation: UNKNOWN }),
    undecided: `${PATH}enableNetworkIsolation`,
  },
});
