import { numberOf, objectOf } from "../../plan/inputs.js";
import { owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { RUN_SERVICE, RUN_V1_SERVICE, revisionAnnotationsOf } from "./run.js";

export const runInstancesBounded = rule({
  name: "gcp-run-instances-bounded",
  description: "A Cloud Run service says how many instances it can become.",
  cloud: "gcp",
  severity: "medium",
  level: "mandatory",
  controls: [owaspLlm(10)],
  remediation: "Set template.scaling.maxInstanceCount to what the team pays for.",
  url: "https://docs.cloud.google.com/run/docs/configuring/max-instances",
  scope: "resource",
  checks: {
    [RUN_SERVICE]: ({ inputs }) => {
      const service = objectOf(inputs.scaling);
      if (service.scalingMode === "MANUAL") return [];
      return positive(objectOf(objectOf(inputs.template).scaling).maxInstanceCount) ||
        positive(service.maxInstanceCount)
        ? []
        : ["template.scaling.maxInstanceCount is not set, and 100 instances are the default"];
    },
    [RUN_V1_SERVICE]: ({ inputs }) =>
      positive(revisionAnnotationsOf(inputs)["autoscaling.knative.dev/maxScale"])
        ? []
        : [
            "template.metadata.annotations autoscaling.knative.dev/maxScale is not set, and 100 instances are the default",
          ],
  },
});

/** Cloud Run takes zero for what is not set. */
function positive(value: unknown): boolean {
  return (numberOf(value) ?? 0) > 0;
}
