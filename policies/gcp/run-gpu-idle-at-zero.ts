import { type Inputs, listOf, numberOf, objectOf } from "../../plan/inputs.js";
import { owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { RUN_SERVICE, RUN_V1_SERVICE, RUN_WORKER_POOL, revisionAnnotationsOf } from "./run.js";

export const runGpuIdleAtZero = rule({
  name: "gcp-run-gpu-idle-at-zero",
  description: "Outside prod Cloud Run keeps no instance with a GPU when there is no work.",
  cloud: "gcp",
  environment: "dev",
  severity: "medium",
  level: "mandatory",
  controls: [owaspLlm(10)],
  remediation: "Set minInstanceCount to 0, or leave it out.",
  url: "https://docs.cloud.google.com/run/docs/configuring/min-instances",
  scope: "resource",
  checks: {
    [RUN_SERVICE]: ({ inputs }) => {
      const template = objectOf(inputs.template);
      if (!hasGpu(template)) return [];
      return [...idling(template.scaling, "template.scaling"), ...idling(inputs.scaling, "scaling")];
    },
    [RUN_WORKER_POOL]: ({ inputs }) => (!hasGpu(objectOf(inputs.template)) ? [] : idling(inputs.scaling, "scaling")),
    [RUN_V1_SERVICE]: ({ inputs }) => {
      if (!hasGpu(objectOf(objectOf(inputs.template).spec))) return [];
      const least = numberOf(revisionAnnotationsOf(inputs)["autoscaling.knative.dev/minScale"]) ?? 0;
      return least > 0
        ? [
            `template.metadata.annotations autoscaling.knative.dev/minScale is ${least}, so instances with a GPU always run`,
          ]
        : [];
    },
  },
});

function hasGpu({ containers }: Inputs): boolean {
  return listOf(containers).some(({ resources }) => "nvidia.com/gpu" in objectOf(objectOf(resources).limits));
}

function* idling(scaling: unknown, where: string): Generator<string> {
  const counts = objectOf(scaling);
  for (const key of ["minInstanceCount", "manualInstanceCount"]) {
    const count = numberOf(counts[key]) ?? 0;
    if (count > 0) yield `${where}.${key} is ${count}, so instances with a GPU always run`;
  }
}
