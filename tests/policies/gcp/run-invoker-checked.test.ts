import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { runInvokerChecked } from "../../../policies/gcp/run-invoker-checked.js";
import { describeRule, expectVerdict } from "../support.js";

const annotated = (disabled: unknown) => ({
  inputs: { metadata: { annotations: { "run.googleapis.com/invoker-iam-disabled": disabled } } },
});

describeRule(runInvokerChecked, "gcp:cloudrunv2/service:Service", {
  compliant: { inputs: { invokerIamDisabled: false } },
  broken: { inputs: { invokerIamDisabled: true }, breaks: "invokerIamDisabled is true" },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { invokerIamDisabled: UNKNOWN }, undecided: "invokerIamDisabled" },
});

describeRule(runInvokerChecked, "gcp:cloudrun/service:Service", {
  compliant: annotated("false"),
  broken: {
    ...annotated("true"),
    breaks: "metadata.annotations run.googleapis.com/invoker-iam-disabled is true",
  },
  absent: { inputs: {}, passes: true },
  unknown: { ...annotated(UNKNOWN), undecided: "metadata.annotations.run.googleapis.com/invoker-iam-disabled" },
});

test("Identity-Aware Proxy may ask in its place", () =>
  expectVerdict(runInvokerChecked, "gcp:cloudrunv2/service:Service", {
    inputs: { invokerIamDisabled: true, iapEnabled: true },
    passes: true,
  }));
