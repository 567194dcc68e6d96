import { objectOf } from "../../plan/inputs.js";
import { nistAiRmf } from "../control.js";
import { rule } from "../rule.js";

export const natLogs = rule({
  name: "gcp-nat-logs",
  description: "Cloud NAT records what leaves the network through it.",
  cloud: "gcp",
  severity: "low",
  level: "advisory",
  controls: [nistAiRmf("MEASURE 2.7")],
  remediation: "Set logConfig.enable to true, with filter ERRORS_ONLY, TRANSLATIONS_ONLY or ALL.",
  url: "https://docs.cloud.google.com/nat/docs/monitoring",
  scope: "resource",
  checks: {
    "gcp:compute/routerNat:RouterNat": ({ inputs }) =>
      objectOf(inputs.logConfig).enable === true ? [] : ["logConfig.enable is not true, and no log is the default"],
  },
});
