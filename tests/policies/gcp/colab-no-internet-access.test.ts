import { UNKNOWN } from "../../../plan/plan.js";
import { colabNoInternetAccess } from "../../../policies/gcp/colab-no-internet-access.js";
import { describeRule } from "../support.js";

const open = "networkSpec.enableInternetAccess is not false";

describeRule(colabNoInternetAccess, "gcp:colab/runtimeTemplate:RuntimeTemplate", {
  compliant: { inputs: { networkSpec: { enableInternetAccess: false } } },
  broken: { inputs: { networkSpec: { enableInternetAccess: true } }, breaks: open },
  absent: { inputs: {}, breaks: open },
  unknown: {
    inputs: { networkSpec: { enableInternetAccess: UNKNOWN } },
    undecided: "networkSpec.enableInternetAccess",
  },
});
