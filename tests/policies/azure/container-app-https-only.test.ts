import { UNKNOWN } from "../../../plan/plan.js";
import { containerAppHttpsOnly } from "../../../policies/azure/container-app-https-only.js";
import { describeRule } from "../support.js";

const ingress = (allowInsecure?: boolean | string) => ({ configuration: { ingress: { allowInsecure } } });

describeRule(containerAppHttpsOnly, "azure-native:app:ContainerApp", {
  compliant: { inputs: ingress(false) },
  broken: { inputs: ingress(true), breaks: "configuration.ingress.allowInsecure is true" },
  absent: { inputs: ingress(), passes: true },
  unknown: { inputs: ingress(UNKNOWN), undecided: "configuration.ingress.allowInsecure" },
});
