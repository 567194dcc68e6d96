import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { containerImagePinned } from "../../../policies/all/container-image-pinned.js";
import { CONTAINER_IMAGES } from "../../../policies/all/container-images.js";
import { describeRule, expectVerdict, inputsAt, verdictOn } from "../support.js";

const MODEL = "aws:sagemaker/model:Model";
const SERVICE = "gcp:cloudrunv2/service:Service";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource";
const DIGEST = `@sha256:${"a".repeat(64)}`;
const model = (image: unknown) => ({ inputs: { primaryContainer: { image } } });
const service = (...images: unknown[]) => ({
  inputs: { template: { containers: images.map((image) => ({ image })) } },
});
const task = (image: string) => ({ inputs: { containerDefinitions: JSON.stringify([{ name: "proxy", image }]) } });

describeRule(containerImagePinned, MODEL, {
  compliant: model("763104351884.dkr.ecr.us-east-1.amazonaws.com/vllm:0.30.0-gpu-py312-cu130-ubuntu24.04-sagemaker"),
  broken: {
    ...model("vllm/vllm-openai:latest"),
    breaks: "primaryContainer.image has the tag latest, which is no exact version",
  },
  absent: { inputs: { primaryContainer: { modelPackageName: "p" } }, passes: true },
  unknown: { ...model(UNKNOWN), undecided: "primaryContainer.image" },
});

describeRule(containerImagePinned, TASK, {
  compliant: task("litellm:v1.61.7"),
  broken: { ...task("litellm"), breaks: "containerDefinitions[0].image has no tag, and latest is the default" },
  absent: { inputs: { containerDefinitions: JSON.stringify([{ name: "proxy" }]) }, passes: true },
  unknown: { inputs: { containerDefinitions: UNKNOWN }, undecided: "containerDefinitions" },
});

describeRule(containerImagePinned, CLOUD_CONTROL, {
  compliant: { inputs: { typeName: "AWS::SageMaker::InferenceComponent", desiredState: component("vllm:0.30.0") } },
  broken: {
    inputs: { typeName: "AWS::SageMaker::InferenceComponent", desiredState: component("vllm:main") },
    breaks: "desiredState.Specification.Container.Image has the tag main, which is no exact version",
  },
  absent: { inputs: { typeName: "AWS::SageMaker::InferenceComponent", desiredState: "{}" }, passes: true },
  unknown: {
    inputs: { typeName: "AWS::SageMaker::InferenceComponent", desiredState: UNKNOWN },
    undecided: "desiredState",
  },
});

function component(image: string): string {
  return JSON.stringify({ Specification: { Container: { Image: image } } });
}

describe(containerImagePinned.name, () => {
  test.each([
    "v0.28.0-cu129",
    "1.4",
    "server-sagemaker-cuda-v1.4",
    "20260713_0916_RC01",
    "nightly-2026-11-01",
    "server-cuda-b4719",
    "sha-3f5bd48",
    "6ef1efd5",
    "2.14.1-gpu-py310-cu118-ubuntu20.04-sagemaker",
  ])("takes the tag %s for exact", (tag) =>
    expectVerdict(containerImagePinned, SERVICE, { ...service(`r/i:${tag}`), passes: true }),
  );

  test.each([
    "latest",
    "nightly",
    "main",
    "stable",
    "12",
    "v1",
    "cu128",
    "cuda-12.4",
    "gpu-py312-ubuntu22.04",
    "12.4-latest",
    "rolling-1.2",
    "deadbee",
    "prod",
  ])("takes the tag %s for one that moves", (tag) =>
    expectVerdict(containerImagePinned, SERVICE, {
      ...service(`r/i:${tag}`),
      breaks: `template.containers[0].image has the tag ${tag}, which is no exact version`,
    }),
  );

  test("takes a digest, whatever the tag before it", () => {
    expectVerdict(containerImagePinned, SERVICE, { ...service(`r/i${DIGEST}`, `r/i:latest${DIGEST}`), passes: true });
  });

  test("does not take the port of a registry for a tag", () => {
    expectVerdict(containerImagePinned, SERVICE, {
      ...service("registry:5000/i"),
      breaks: "template.containers[0].image has no tag, and latest is the default",
    });
  });

  test.each(["", 1, true, {}, []])("says nothing of %j, which names no image", (image) => {
    expectVerdict(containerImagePinned, SERVICE, { ...service(image), passes: true });
  });

  test("wants a digest where settings do", () => {
    const settings = { requireDigest: true };
    expectVerdict(containerImagePinned, SERVICE, { ...service(`r/i${DIGEST}`), settings, passes: true });
    expectVerdict(containerImagePinned, SERVICE, {
      ...service("r/i:v0.28.0"),
      settings,
      breaks: "template.containers[0].image has no digest",
    });
  });

  test("names each container, whatever is not known of another", () => {
    const verdict = verdictOn(containerImagePinned, SERVICE, service(UNKNOWN, "i", "i:main"));
    expect(verdict?.violations).toEqual([
      "template.containers[1].image has no tag, and latest is the default",
      "template.containers[2].image has the tag main, which is no exact version",
    ]);
    expect(verdict?.undecided?.property).toBe("template.containers[0].image");
  });

  test("leaves alone what Cloud Control makes without containers", () => {
    const inputs = { typeName: "AWS::SageMaker::EndpointConfig", desiredState: UNKNOWN };
    expectVerdict(containerImagePinned, CLOUD_CONTROL, { inputs, passes: true });
  });

  const places = Object.entries(CONTAINER_IMAGES).flatMap(([type, paths]) =>
    paths.map((path) => [type, path] as const),
  );
  test.each(places)("looks at %s %s", (type, path) => {
    const inputs = inputsAt(path, "i:main");
    const made = { typeName: type, desiredState: JSON.stringify(inputs) };
    const verdict = type.startsWith("AWS::")
      ? verdictOn(containerImagePinned, CLOUD_CONTROL, { inputs: made })
      : verdictOn(containerImagePinned, type, { inputs });
    expect(verdict?.violations).toEqual([expect.stringContaining("has the tag main")]);
  });
});
