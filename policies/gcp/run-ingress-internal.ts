import { objectOf, textOf } from "../../plan/inputs.js";
import { nistAiRmf, orgPolicy } from "../control.js";
import { rule } from "../rule.js";
import { annotationsOf, RUN_SERVICE, RUN_V1_SERVICE } from "./run.js";

export const runIngressInternal = rule({
  name: "gcp-run-ingress-internal",
  description: "A Cloud Run service takes requests from the team's networks or its load balancer alone.",
  cloud: "gcp",
  severity: "high",
  level: "mandatory",
  controls: [orgPolicy("run.allowedIngress"), nistAiRmf("MEASURE 2.7")],
  remediation: "Set ingress to INGRESS_TRAFFIC_INTERNAL_ONLY or INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER.",
  url: "https://docs.cloud.google.com/run/docs/securing/ingress",
  scope: "resource",
  checks: {
    [RUN_SERVICE]: ({ inputs }) =>
      ["INGRESS_TRAFFIC_INTERNAL_ONLY", "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"].includes(textOf(inputs.ingress) ?? "")
        ? []
        : ["ingress is not internal, and all of the internet is the default"],
    [RUN_V1_SERVICE]: ({ inputs }) =>
      ["internal", "internal-and-cloud-load-balancing"].includes(
        textOf(annotationsOf(objectOf(inputs.metadata))["run.googleapis.com/ingress"]) ?? "",
      )
        ? []
        : ["metadata.annotations run.googleapis.com/ingress is not internal, and all of the internet is the default"],
  },
});
