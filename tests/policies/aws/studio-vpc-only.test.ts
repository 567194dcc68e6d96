import { UNKNOWN } from "../../../plan/plan.js";
import { studioVpcOnly } from "../../../policies/aws/studio-vpc-only.js";
import { describeRule } from "../support.js";

describeRule(studioVpcOnly, "aws:sagemaker/domain:Domain", {
  compliant: { inputs: { appNetworkAccessType: "VpcOnly" } },
  broken: {
    inputs: { appNetworkAccessType: "PublicInternetOnly" },
    breaks: "appNetworkAccessType is not VpcOnly, and PublicInternetOnly is SageMaker's default",
  },
  absent: {
    inputs: {},
    breaks: "appNetworkAccessType is not VpcOnly, and PublicInternetOnly is SageMaker's default",
  },
  unknown: { inputs: { appNetworkAccessType: UNKNOWN }, undecided: "appNetworkAccessType" },
});
