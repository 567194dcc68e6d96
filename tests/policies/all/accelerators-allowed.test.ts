import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { MACHINES } from "../../../policies/all/accelerators.js";
import { acceleratorsAllowed } from "../../../policies/all/accelerators-allowed.js";
import { PolicyConfigError } from "../../../policies/settings.js";
import { describeRule, expectVerdict, inputsAt, verdictOn } from "../support.js";

const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const INSTANCE = "gcp:compute/instance:Instance";
const SCALE_SET = "azure-native:compute:VirtualMachineScaleSet";
const CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource";
const settings = { accelerators: ["L4", "A100"] };
const template = (instanceType: unknown) => ({ inputs: { instanceType }, settings });

describeRule(acceleratorsAllowed, TEMPLATE, {
  compliant: template("g6.xlarge"),
  broken: {
    ...template("p5.48xlarge"),
    breaks: "instanceType is p5.48xlarge, with H100, which is not in accelerators",
  },
  absent: { inputs: {}, settings, passes: true },
  unknown: { ...template(UNKNOWN), undecided: "instanceType" },
});

describeRule(acceleratorsAllowed, INSTANCE, {
  compliant: {
    inputs: { machineType: "g2-standard-4", guestAccelerators: [{ type: "nvidia-l4", count: 1 }] },
    settings,
  },
  broken: {
    inputs: { machineType: "n1-standard-4", guestAccelerators: [{ type: "nvidia-tesla-t4", count: 1 }] },
    settings,
    breaks: "guestAccelerators[0].type is nvidia-tesla-t4, with T4, which is not in accelerators",
  },
  absent: { inputs: { machineType: "n1-standard-4" }, settings, passes: true },
  unknown: {
    inputs: { machineType: "n1-standard-4", guestAccelerators: UNKNOWN },
    settings,
    undecided: "guestAccelerators",
  },
});

describeRule(acceleratorsAllowed, SCALE_SET, {
  compliant: { inputs: { sku: { name: "Standard_NC24ads_A100_v4" } }, settings },
  broken: {
    inputs: { sku: { name: "Standard_NC40ads_H100_v5" } },
    settings,
    breaks: "sku.name is Standard_NC40ads_H100_v5, with H100-NVL, which is not in accelerators",
  },
  absent: { inputs: {}, settings, passes: true },
  unknown: { inputs: { sku: { name: UNKNOWN } }, settings, undecided: "sku.name" },
});

describeRule(acceleratorsAllowed, CLOUD_CONTROL, {
  compliant: {
    inputs: { typeName: "AWS::SageMaker::EndpointConfig", desiredState: variant("ml.g6.xlarge") },
    settings,
  },
  broken: {
    inputs: { typeName: "AWS::SageMaker::EndpointConfig", desiredState: variant("ml.g5.xlarge") },
    settings,
    breaks: "desiredState.ProductionVariants[0].InstanceType is ml.g5.xlarge, with A10G, which is not in accelerators",
  },
  absent: { inputs: { typeName: "AWS::SageMaker::InferenceComponent", desiredState: UNKNOWN }, settings, passes: true },
  unknown: {
    inputs: { typeName: "AWS::SageMaker::EndpointConfig", desiredState: UNKNOWN },
    settings,
    undecided: "desiredState",
  },
});

function variant(InstanceType: string): string {
  return JSON.stringify({ ProductionVariants: [{ InstanceType }] });
}

describe(acceleratorsAllowed.name, () => {
  test("allows any without a list, and reads nothing", () => {
    expectVerdict(acceleratorsAllowed, TEMPLATE, { inputs: { instanceType: UNKNOWN }, silent: true });
  });

  test("allows none with an empty list", () => {
    expectVerdict(acceleratorsAllowed, TEMPLATE, {
      inputs: { instanceType: "g6.xlarge" },
      settings: { accelerators: [] },
      breaks: "instanceType is g6.xlarge, with L4, which is not in accelerators",
    });
  });

  test.each([
    "m7i.large",
    "c7g.xlarge",
    "t3.micro",
    "r7i.large",
    "ml.m5.large",
    "e2-standard-4",
    "n2-standard-4",
    "Standard_D4s_v5",
    "Consumption",
    "D4",
    "mac2.metal",
  ])("says nothing of %s, which has no accelerator", (instanceType) =>
    expectVerdict(acceleratorsAllowed, TEMPLATE, { ...template(instanceType), passes: true }),
  );

  test.each([
    "p3.2xlarge",
    "trn3.3xlarge",
    "vt1.3xlarge",
    "a2-custom-1g",
    "a3-edgegpu-8g",
    "g2-custom-8-32768",
    "g4-custom-8-32768",
    "Consumption-GPU-NC80-H100",
    "ml.p3.2xlarge",
    "g3.4xlarge",
    "gr6.4xlarge",
    "inf1.xlarge",
    "dl1.24xlarge",
    "a4x-highgpu-4g",
    "ct5lp-hightpu-4t",
    "tpu7x-standard-4t",
    "nvidia-tesla-v100",
    "NVIDIA_TESLA_P100",
    "v4-8",
    "Standard_NV36ads_A10_v6",
    "Standard_NC6s_v3",
    "NC96-A100",
  ])("says that the catalog does not know the accelerator of %s", (instanceType) =>
    expectVerdict(acceleratorsAllowed, TEMPLATE, {
      ...template(instanceType),
      breaks: `instanceType is ${instanceType}, with an accelerator that the catalog does not know`,
    }),
  );

  test.each([
    ["ml.trn1.2xlarge", "Trainium1"],
    ["inf2.xlarge", "Inferentia2"],
    ["projects/p/zones/z/acceleratorTypes/nvidia-h100-80gb", "H100"],
    ["nvidia-tesla-t4-vws", "T4"],
    ["NVIDIA_H100_80GB", "H100"],
    ["nvidia-rtx-pro-6000", "RTX-PRO-6000"],
    ["v5litepod-16", "TPU-v5e"],
    ["V5LITE_POD", "TPU-v5e"],
    ["v6e-8", "TPU-v6e"],
    ["V5P", "TPU-v5p"],
    ["standard_nd96isr_h200_v5", "H200"],
    ["Consumption-GPU-NC8as-T4", "T4"],
  ])("knows that %s is %s", (instanceType, accelerator) =>
    expectVerdict(acceleratorsAllowed, TEMPLATE, {
      ...template(instanceType),
      breaks: `instanceType is ${instanceType}, with ${accelerator}, which is not in accelerators`,
    }),
  );

  test("takes no accelerator into the list that the catalog does not know", () => {
    expect(() => verdictOn(acceleratorsAllowed, TEMPLATE, { inputs: {}, settings: { accelerators: ["L5"] } })).toThrow(
      PolicyConfigError,
    );
  });

  const places = Object.entries(MACHINES).flatMap(([type, paths]) => paths.map((path) => [type, path] as const));
  test.each(places)("looks at %s %s", (type, path) => {
    const inputs = inputsAt(path, "nvidia-h100-80gb");
    const made = { typeName: type, desiredState: JSON.stringify(inputs) };
    const verdict = type.startsWith("AWS::")
      ? verdictOn(acceleratorsAllowed, CLOUD_CONTROL, { inputs: made, settings })
      : verdictOn(acceleratorsAllowed, type, { inputs, settings });
    expect(verdict?.violations).toEqual([expect.stringContaining("with H100, which is not in accelerators")]);
  });
});
