import { nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const notebookIdleShutdown = rule({
  name: "aws-notebook-idle-shutdown",
  description:
    "A SageMaker notebook instance has a life cycle configuration, the only thing that can stop it when idle.",
  cloud: "aws",
  severity: "medium",
  level: "advisory",
  controls: [owaspLlm(10), nistAiRmf("MANAGE 2.4")],
  remediation: "Set lifecycleConfigName to a configuration whose onStart script stops the instance after an idle time.",
  url: "https://docs.aws.amazon.com/sagemaker/latest/dg/notebook-lifecycle-config.html",
  scope: "resource",
  checks: {
    "aws:sagemaker/notebookInstance:NotebookInstance": ({ inputs }) =>
      "lifecycleConfigName" in inputs ? [] : ["no lifecycleConfigName: it runs until somebody stops it"],
  },
});
