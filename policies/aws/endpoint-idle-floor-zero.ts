import { numberOf } from "../../plan/inputs.js";
import { nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const endpointIdleFloorZero = rule({
  name: "aws-endpoint-idle-floor-zero",
  description: "Outside prod, a SageMaker endpoint that nobody asks has no machine.",
  cloud: "aws",
  environment: "dev",
  severity: "medium",
  level: "advisory",
  controls: [owaspLlm(10), nistAiRmf("MANAGE 2.4")],
  remediation: "Serve it through an inference component or asynchronously, the two that take a minCapacity of 0.",
  url: "https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-zero-instances.html",
  scope: "resource",
  checks: {
    "aws:appautoscaling/target:Target": function* ({ inputs }) {
      if (inputs.serviceNamespace !== "sagemaker") return;
      const min = numberOf(inputs.minCapacity) ?? 0;
      if (min > 0) yield `minCapacity is ${min}`;
    },
  },
});
