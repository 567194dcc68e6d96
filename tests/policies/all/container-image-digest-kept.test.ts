import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { containerImageDigestKept } from "../../../policies/all/container-image-digest-kept.js";
import { describeRule, expectVerdict, type Neighbour } from "../support.js";

const SERVICE = "gcp:cloudrunv2/service:Service";
const PINNED = `docker.io/vllm/vllm-openai@sha256:${"a".repeat(64)}`;
const OTHER = `docker.io/vllm/vllm-openai@sha256:${"b".repeat(64)}`;
const within = (inputs: Neighbour["inputs"]) => ({
  parent: "chat",
  around: [{ type: "ai-stack:gcp:CloudRunEndpoint", name: "chat", inputs }],
});
const runs = (image: unknown) => ({ inputs: { template: { containers: [{ image }] } } });
const lost = "template.containers[0].image is not the digest that chat is given";

describeRule(containerImageDigestKept, SERVICE, {
  compliant: { ...runs(PINNED), ...within({ image: PINNED }) },
  broken: { ...runs("docker.io/vllm/vllm-openai:v0.28.0"), ...within({ image: PINNED }), breaks: lost },
  absent: { ...runs("docker.io/vllm/vllm-openai:v0.28.0"), ...within({}), passes: true },
  unknown: { ...runs(UNKNOWN), ...within({ image: PINNED }), undecided: "template.containers[0].image" },
});

describe(containerImageDigestKept.name, () => {
  test("does not take another digest of the same image", () => {
    expectVerdict(containerImageDigestKept, SERVICE, { ...runs(OTHER), ...within({ image: PINNED }), breaks: lost });
  });

  test("asks nothing of an image that is not the one that is given, such as a sidecar", () => {
    expectVerdict(containerImageDigestKept, SERVICE, {
      ...runs("proxy:v1.2"),
      ...within({ image: PINNED }),
      passes: true,
    });
  });

  test("finds the one that is meant among several that are given", () => {
    const deployments = { blue: { image: PINNED }, proxy: { image: `proxy@sha256:${"c".repeat(64)}` } };
    expectVerdict(containerImageDigestKept, SERVICE, {
      ...runs("docker.io/vllm/vllm-openai:v0.28.0"),
      ...within({ deployments }),
      breaks: lost,
    });
  });

  test("knows the images of a rollout and of a container with more settings", () => {
    const deployments = { blue: { image: PINNED }, green: { image: OTHER } };
    expectVerdict(containerImageDigestKept, SERVICE, { ...runs(OTHER), ...within({ deployments }), passes: true });
    expectVerdict(containerImageDigestKept, SERVICE, {
      ...runs("docker.io/vllm/vllm-openai:v0.28.0"),
      ...within({ container: { image: PINNED } }),
      breaks: lost,
    });
  });

  test("reads nothing where the settings give no digest", () => {
    expectVerdict(containerImageDigestKept, SERVICE, {
      ...runs(UNKNOWN),
      ...within({ image: "i:v1.2" }),
      passes: true,
    });
  });

  test("asks nothing of a resource that is in no component", () => {
    expectVerdict(containerImageDigestKept, SERVICE, { ...runs("docker.io/vllm/vllm-openai:v0.28.0"), passes: true });
  });

  test("is not decided where the component's image is not known", () => {
    expectVerdict(containerImageDigestKept, SERVICE, {
      ...runs("i:v1.2"),
      ...within({ image: UNKNOWN }),
      undecided: "image",
    });
  });
});
