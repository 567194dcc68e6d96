import { UNKNOWN } from "../../../plan/plan.js";
import { notebookIdleShutdown } from "../../../policies/aws/notebook-idle-shutdown.js";
import { describeRule } from "../support.js";

describeRule(notebookIdleShutdown, "aws:sagemaker/notebookInstance:NotebookInstance", {
  compliant: { inputs: { lifecycleConfigName: "stop-when-idle" } },
  broken: {
    inputs: { instanceType: "ml.g5.xlarge" },
    breaks: "no lifecycleConfigName: it runs until somebody stops it",
  },
  absent: { inputs: {}, breaks: "no lifecycleConfigName: it runs until somebody stops it" },
  unknown: { inputs: { lifecycleConfigName: UNKNOWN }, passes: true },
});
