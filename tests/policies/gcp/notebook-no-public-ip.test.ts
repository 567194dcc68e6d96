import { UNKNOWN } from "../../../plan/plan.js";
import { notebookNoPublicIp } from "../../../policies/gcp/notebook-no-public-ip.js";
import { describeRule } from "../support.js";

const open = "gceSetup.disablePublicIp is not true, and a notebook has a public address by default";

describeRule(notebookNoPublicIp, "gcp:workbench/instance:Instance", {
  compliant: { inputs: { gceSetup: { disablePublicIp: true } } },
  broken: { inputs: { gceSetup: { disablePublicIp: false } }, breaks: open },
  absent: { inputs: {}, breaks: open },
  unknown: { inputs: { gceSetup: { disablePublicIp: UNKNOWN } }, undecided: "gceSetup.disablePublicIp" },
});
