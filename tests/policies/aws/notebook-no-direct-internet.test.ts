import { UNKNOWN } from "../../../plan/plan.js";
import { notebookNoDirectInternet } from "../../../policies/aws/notebook-no-direct-internet.js";
import { describeRule } from "../support.js";

describeRule(notebookNoDirectInternet, "aws:sagemaker/notebookInstance:NotebookInstance", {
  compliant: { inputs: { directInternetAccess: "Disabled" } },
  broken: {
    inputs: { directInternetAccess: "Enabled" },
    breaks: "directInternetAccess is not Disabled, and Enabled is SageMaker's default",
  },
  absent: { inputs: {}, breaks: "directInternetAccess is not Disabled, and Enabled is SageMaker's default" },
  unknown: { inputs: { directInternetAccess: UNKNOWN }, undecided: "directInternetAccess" },
});
