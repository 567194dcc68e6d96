import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { runInstancesBounded } from "../../../policies/gcp/run-instances-bounded.js";
import { describeRule, expectVerdict } from "../support.js";

const SERVICE = "gcp:cloudrunv2/service:Service";
const unbounded = "template.scaling.maxInstanceCount is not set, and 100 instances are the default";
const v1Unbounded =
  "template.metadata.annotations autoscaling.knative.dev/maxScale is not set, and 100 instances are the default";
const annotated = (maxScale: unknown) => ({
  inputs: { template: { metadata: { annotations: { "autoscaling.knative.dev/maxScale": maxScale } } } },
});

describeRule(runInstancesBounded, SERVICE, {
  compliant: { inputs: { template: { scaling: { maxInstanceCount: 1 } } } },
  broken: { inputs: { template: { scaling: { maxInstanceCount: 0 } } }, breaks: unbounded },
  absent: { inputs: {}, breaks: unbounded },
  unknown: {
    inputs: { template: { scaling: { maxInstanceCount: UNKNOWN } } },
    undecided: "template.scaling.maxInstanceCount",
  },
});

describeRule(runInstancesBounded, "gcp:cloudrun/service:Service", {
  compliant: annotated("2"),
  broken: { ...annotated("many"), breaks: v1Unbounded },
  absent: { inputs: {}, breaks: v1Unbounded },
  unknown: {
    ...annotated(UNKNOWN),
    undecided: "template.metadata.annotations.autoscaling.knative.dev/maxScale",
  },
});

describe(runInstancesBounded.name, () => {
  test("the bound may be the service's, not the revision's", () =>
    expectVerdict(runInstancesBounded, SERVICE, { inputs: { scaling: { maxInstanceCount: 2 } }, passes: true }));

  test("a service that is scaled by hand is bounded", () =>
    expectVerdict(runInstancesBounded, SERVICE, {
      inputs: { scaling: { scalingMode: "MANUAL", manualInstanceCount: 2 } },
      passes: true,
    }));
});
