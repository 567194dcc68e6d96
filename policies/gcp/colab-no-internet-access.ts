import { objectOf } from "../../plan/inputs.js";
import { nistAiRmf, orgPolicy } from "../control.js";
import { rule } from "../rule.js";

export const colabNoInternetAccess = rule({
  name: "gcp-colab-no-internet-access",
  description: "A Colab Enterprise runtime reaches the internet through the team's own network alone.",
  cloud: "gcp",
  severity: "medium",
  level: "advisory",
  controls: [orgPolicy("ainotebooks.restrictVpcNetworks"), nistAiRmf("MEASURE 2.7")],
  remediation: "Set networkSpec.enableInternetAccess to false and network and subnetwork to those with your NAT.",
  url: "https://docs.cloud.google.com/colab/docs/runtimes",
  scope: "resource",
  checks: {
    "gcp:colab/runtimeTemplate:RuntimeTemplate": ({ inputs }) =>
      objectOf(inputs.networkSpec).enableInternetAccess === false
        ? []
        : ["networkSpec.enableInternetAccess is not false"],
  },
});
