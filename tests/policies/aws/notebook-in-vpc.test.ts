import { UNKNOWN } from "../../../plan/plan.js";
import { notebookInVpc } from "../../../policies/aws/notebook-in-vpc.js";
import { describeRule } from "../support.js";

describeRule(notebookInVpc, "aws:sagemaker/notebookInstance:NotebookInstance", {
  compliant: { inputs: { subnetId: "subnet-1" } },
  broken: {
    inputs: { securityGroups: ["sg-1"] },
    breaks: "no subnetId: it is in a network of SageMaker's own",
  },
  absent: { inputs: {}, breaks: "no subnetId: it is in a network of SageMaker's own" },
  // A subnet that is yet to be made is one.
  unknown: { inputs: { subnetId: UNKNOWN }, passes: true },
});
