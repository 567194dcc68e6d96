import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { runGpuIdleAtZero } from "../../../policies/gcp/run-gpu-idle-at-zero.js";
import { describeRule, expectVerdict } from "../support.js";

const SERVICE = "gcp:cloudrunv2/service:Service";
const WORKERS = "gcp:cloudrunv2/workerPool:WorkerPool";
const V1 = "gcp:cloudrun/service:Service";
const containers = [{}, { resources: { limits: { "nvidia.com/gpu": "1" } } }];
const v1 = (minScale: unknown, spec: object = { containers }) => ({
  inputs: { template: { spec, metadata: { annotations: { "autoscaling.knative.dev/minScale": minScale } } } },
});

describeRule(runGpuIdleAtZero, SERVICE, {
  compliant: { inputs: { template: { containers, scaling: { minInstanceCount: 0 } } } },
  broken: {
    inputs: { template: { containers, scaling: { minInstanceCount: 1 } } },
    breaks: "template.scaling.minInstanceCount is 1, so instances with a GPU always run",
  },
  absent: { inputs: { template: { containers } }, passes: true },
  unknown: {
    inputs: { template: { containers, scaling: { minInstanceCount: UNKNOWN } } },
    undecided: "template.scaling.minInstanceCount",
  },
});

describeRule(runGpuIdleAtZero, WORKERS, {
  compliant: { inputs: { template: { containers }, scaling: { minInstanceCount: 0 } } },
  broken: {
    inputs: { template: { containers }, scaling: { manualInstanceCount: 2 } },
    breaks: "scaling.manualInstanceCount is 2, so instances with a GPU always run",
  },
  absent: { inputs: { template: { containers } }, passes: true },
  unknown: { inputs: { template: { containers }, scaling: UNKNOWN }, undecided: "scaling" },
});

describeRule(runGpuIdleAtZero, V1, {
  compliant: v1("0"),
  broken: {
    ...v1("1"),
    breaks: "template.metadata.annotations autoscaling.knative.dev/minScale is 1, so instances with a GPU always run",
  },
  absent: { inputs: { template: { spec: { containers } } }, passes: true },
  unknown: { ...v1(UNKNOWN), undecided: "template.metadata.annotations.autoscaling.knative.dev/minScale" },
});

describe(runGpuIdleAtZero.name, () => {
  test("the service itself may not keep instances either", () =>
    expectVerdict(runGpuIdleAtZero, SERVICE, {
      inputs: { template: { containers }, scaling: { minInstanceCount: 1 } },
      breaks: "scaling.minInstanceCount is 1, so instances with a GPU always run",
    }));

  test("instances without a GPU may be kept", () => {
    expectVerdict(runGpuIdleAtZero, SERVICE, {
      inputs: { template: { containers: [{}], scaling: { minInstanceCount: 1 } } },
      passes: true,
    });
    expectVerdict(runGpuIdleAtZero, WORKERS, { inputs: { scaling: { manualInstanceCount: 1 } }, passes: true });
    expectVerdict(runGpuIdleAtZero, V1, { ...v1("1", {}), passes: true });
  });

  test("prod may keep instances", () => {
    const environment = "prod";
    const scaling = { minInstanceCount: 1 };
    expectVerdict(runGpuIdleAtZero, SERVICE, {
      environment,
      inputs: { template: { containers, scaling } },
      silent: true,
    });
    expectVerdict(runGpuIdleAtZero, WORKERS, {
      environment,
      inputs: { template: { containers }, scaling },
      silent: true,
    });
    expectVerdict(runGpuIdleAtZero, V1, { environment, ...v1("1"), silent: true });
  });
});
