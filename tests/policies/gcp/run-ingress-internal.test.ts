import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { runIngressInternal } from "../../../policies/gcp/run-ingress-internal.js";
import { describeRule, expectVerdict } from "../support.js";

const V1 = "gcp:cloudrun/service:Service";
const open = "ingress is not internal, and all of the internet is the default";
const v1Open =
  "metadata.annotations run.googleapis.com/ingress is not internal, and all of the internet is the default";
const annotated = (ingress: unknown) => ({
  inputs: { metadata: { annotations: { "run.googleapis.com/ingress": ingress } } },
});

describeRule(runIngressInternal, "gcp:cloudrunv2/service:Service", {
  compliant: { inputs: { ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY" } },
  broken: { inputs: { ingress: "INGRESS_TRAFFIC_ALL" }, breaks: open },
  absent: { inputs: {}, breaks: open },
  unknown: { inputs: { ingress: UNKNOWN }, undecided: "ingress" },
});

describeRule(runIngressInternal, V1, {
  compliant: annotated("internal"),
  broken: { ...annotated("all"), breaks: v1Open },
  absent: { inputs: {}, breaks: v1Open },
  unknown: { ...annotated(UNKNOWN), undecided: "metadata.annotations.run.googleapis.com/ingress" },
});

describe(runIngressInternal.name, () => {
  test("a load balancer may stand before it", () => {
    expectVerdict(runIngressInternal, "gcp:cloudrunv2/service:Service", {
      inputs: { ingress: "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER" },
      passes: true,
    });
    expectVerdict(runIngressInternal, V1, { ...annotated("internal-and-cloud-load-balancing"), passes: true });
  });
});
