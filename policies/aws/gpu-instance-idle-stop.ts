import { awsIsAccelerated } from "../../catalog/aws/instance-families.js";
import { textOf } from "../../plan/inputs.js";
import { nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { textsOf } from "./policy-statements.js";

export const gpuInstanceIdleStop = rule({
  name: "aws-gpu-instance-idle-stop",
  description: "Outside prod, an alarm stops an instance with accelerators that has nothing to do.",
  cloud: "aws",
  environment: "dev",
  severity: "medium",
  level: "advisory",
  controls: [owaspLlm(10), nistAiRmf("MANAGE 2.4")],
  remediation:
    "Add a CloudWatch MetricAlarm on CPUUtilization of the InstanceId with the action arn:aws:automate:<region>:ec2:stop, " +
    "or start it in an Auto Scaling group with minSize 0.",
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/UsingAlarmActions.html",
  scope: "stack",
  checks: {
    "aws:ec2/instance:Instance": function* (instance, _, stack) {
      const template = stack.referred(instance, "launchTemplate", "aws:ec2/launchTemplate:LaunchTemplate");
      const instanceType = instance.inputs.instanceType ?? template?.inputs.instanceType;
      if (!awsIsAccelerated(textOf(instanceType) ?? "")) return;
      const alarms = stack.referring(instance, "aws:cloudwatch/metricAlarm:MetricAlarm");
      if (!alarms.some(({ inputs }) => textsOf(inputs.alarmActions).some((action) => STOP.test(action))))
        yield "no alarm stops it: it runs until somebody does";
    },
  },
});

const STOP = /^arn:[^:]+:(automate|swf):.*(ec2:(stop|terminate)|InstanceId\.(Stop|Terminate))/;
