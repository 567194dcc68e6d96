import { UNKNOWN } from "../../../plan/plan.js";
import { notebookNoRoot } from "../../../policies/aws/notebook-no-root.js";
import { describeRule } from "../support.js";

describeRule(notebookNoRoot, "aws:sagemaker/notebookInstance:NotebookInstance", {
  compliant: { inputs: { rootAccess: "Disabled" } },
  broken: {
    inputs: { rootAccess: "Enabled" },
    breaks: "rootAccess is not Disabled, and Enabled is SageMaker's default",
  },
  absent: { inputs: {}, breaks: "rootAccess is not Disabled, and Enabled is SageMaker's default" },
  unknown: { inputs: { rootAccess: UNKNOWN }, undecided: "rootAccess" },
});
