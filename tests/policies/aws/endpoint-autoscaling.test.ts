import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { endpointAutoscaling } from "../../../policies/aws/endpoint-autoscaling.js";
import { describeRule, expectVerdict, type Neighbour } from "../support.js";

const ENDPOINT = "aws:sagemaker/endpoint:Endpoint";
const CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource";

const target = (resourceId: string, refers: Neighbour["refers"] = {}): Neighbour => ({
  type: "aws:appautoscaling/target:Target",
  name: `target of ${resourceId}`,
  inputs: { resourceId },
  refers,
});
const ofIt = { resourceId: "it" };
const configuration = (...productionVariants: readonly object[]): Neighbour => ({
  type: "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
  name: "configuration",
  inputs: { productionVariants },
});
const configured = { refers: { endpointConfigName: "configuration" } };

describeRule(endpointAutoscaling, ENDPOINT, {
  compliant: { inputs: {}, around: [target(UNKNOWN, ofIt)] },
  broken: {
    inputs: { name: "chat" },
    around: [target("endpoint/chat-2/variant/AllTraffic")],
    breaks: "nothing scales it",
  },
  absent: { inputs: {}, breaks: "nothing scales it" },
  unknown: { inputs: { name: "chat" }, around: [target(UNKNOWN)], undecided: "resourceId" },
});

describe("a target is an endpoint's", () => {
  test("by its name, where neither refers to the other", () =>
    expectVerdict(endpointAutoscaling, ENDPOINT, {
      inputs: { name: "chat" },
      around: [target(UNKNOWN), target("endpoint/chat/variant/AllTraffic")],
      passes: true,
    }));

  test("only by referring to it, where the engine names it", () =>
    expectVerdict(endpointAutoscaling, ENDPOINT, {
      inputs: {},
      around: [target(UNKNOWN)],
      breaks: "nothing scales it",
    }));

  test("not where it is of nothing", () =>
    expectVerdict(endpointAutoscaling, ENDPOINT, {
      inputs: { name: "chat" },
      around: [{ type: "aws:appautoscaling/target:Target", name: "target" }],
      breaks: "nothing scales it",
    }));

  test("not by the name of another resource that it refers to", () =>
    expectVerdict(endpointAutoscaling, ENDPOINT, {
      inputs: { name: "chat" },
      around: [target(UNKNOWN, { resourceId: "other" }), { type: ENDPOINT, name: "other" }],
      breaks: "nothing scales it",
    }));
});

describe("an endpoint with several variants", () => {
  const two = configuration({ variantName: "old" }, { variantName: "new" });

  test("has a target for each", () =>
    expectVerdict(endpointAutoscaling, ENDPOINT, {
      inputs: {},
      ...configured,
      around: [two, target("endpoint/chat/variant/old", ofIt), target("endpoint/chat/variant/new", ofIt)],
      passes: true,
    }));

  test("breaks it for the one that has none", () =>
    expectVerdict(endpointAutoscaling, ENDPOINT, {
      inputs: {},
      ...configured,
      around: [two, target("endpoint/chat/variant/old", ofIt)],
      breaks: "nothing scales productionVariants[1] of its configuration",
    }));

  test("finds them by name", () =>
    expectVerdict(endpointAutoscaling, ENDPOINT, {
      inputs: { name: "chat" },
      ...configured,
      around: [two, target("endpoint/chat/variant/new"), target("endpoint/other/variant/old")],
      breaks: "nothing scales productionVariants[0] of its configuration",
    }));

  test("is not decided while a target may be of either", () =>
    expectVerdict(endpointAutoscaling, ENDPOINT, {
      inputs: {},
      ...configured,
      around: [two, target(UNKNOWN, ofIt)],
      undecided: "resourceId",
    }));

  test("needs none for a serverless one", () =>
    expectVerdict(endpointAutoscaling, ENDPOINT, {
      inputs: {},
      ...configured,
      around: [
        configuration({ variantName: "old" }, { variantName: "new", serverlessConfig: {} }),
        target("endpoint/chat/variant/old", ofIt),
      ],
      passes: true,
    }));
});

describe("an endpoint with one variant", () => {
  test("that is serverless is bounded by its concurrency", () =>
    expectVerdict(endpointAutoscaling, ENDPOINT, {
      inputs: {},
      ...configured,
      around: [configuration({ serverlessConfig: { maxConcurrency: 5 } })],
      passes: true,
    }));

  test("whose machines SageMaker starts up to a limit is bounded by it", () =>
    expectVerdict(endpointAutoscaling, ENDPOINT, {
      inputs: {},
      ...configured,
      around: [configuration({ managedInstanceScaling: { status: "ENABLED", maxInstanceCount: 4 } })],
      passes: true,
    }));

  test("whose machines SageMaker starts without a limit is not", () =>
    expectVerdict(endpointAutoscaling, ENDPOINT, {
      inputs: {},
      ...configured,
      around: [configuration({ managedInstanceScaling: { status: "ENABLED" } })],
      breaks: "nothing scales it",
    }));

  test("of a fixed number of machines is not", () =>
    expectVerdict(endpointAutoscaling, ENDPOINT, {
      inputs: {},
      ...configured,
      around: [configuration({ managedInstanceScaling: { status: "DISABLED", maxInstanceCount: 4 } })],
      breaks: "nothing scales it",
    }));

  test("of Cloud Control is read as well", () =>
    expectVerdict(endpointAutoscaling, ENDPOINT, {
      inputs: {},
      ...configured,
      around: [
        {
          type: CLOUD_CONTROL,
          name: "configuration",
          inputs: {
            typeName: "AWS::SageMaker::EndpointConfig",
            desiredState: '{"ProductionVariants":[{"ServerlessConfig":{"MaxConcurrency":5}}]}',
          },
        },
      ],
      passes: true,
    }));
});

describe("an inference component", () => {
  const component = (desiredState: string, parent?: string): Neighbour => ({
    type: CLOUD_CONTROL,
    name: "component",
    inputs: { typeName: "AWS::SageMaker::InferenceComponent", desiredState },
    refers: { desiredState: "it" },
    parent,
  });
  const named = component('{"InferenceComponentName":"llama"}');

  test("is scaled by a target that refers to it", () =>
    expectVerdict(endpointAutoscaling, ENDPOINT, {
      inputs: {},
      around: [component(UNKNOWN), target(UNKNOWN, { resourceId: "component" })],
      passes: true,
    }));

  test("is scaled by a target with its name", () =>
    expectVerdict(endpointAutoscaling, ENDPOINT, {
      inputs: {},
      around: [named, target("inference-component/llama")],
      passes: true,
    }));

  test("is not scaled by a target with another's", () =>
    expectVerdict(endpointAutoscaling, ENDPOINT, {
      inputs: {},
      around: [named, target("inference-component/llama-2")],
      breaks: "nothing scales its inference component component",
    }));

  test("is scaled by a target in the same component of ours, whatever its name will be", () =>
    expectVerdict(endpointAutoscaling, ENDPOINT, {
      inputs: {},
      around: [
        { type: "ai-stack:aws:SageMakerEndpoint", name: "chat" },
        component(UNKNOWN, "chat"),
        { ...target("inference-component/chat"), parent: "chat" },
        target("inference-component/search"),
      ],
      passes: true,
    }));

  test("is not scaled by a target in another component", () =>
    expectVerdict(endpointAutoscaling, ENDPOINT, {
      inputs: {},
      around: [
        { type: "ai-stack:aws:SageMakerEndpoint", name: "chat" },
        { type: "ai-stack:aws:SageMakerEndpoint", name: "search" },
        { ...named, parent: "chat" },
        { ...target("inference-component/search"), parent: "search" },
      ],
      breaks: "nothing scales its inference component component",
    }));

  test("is not decided while its name is unknown and a target may have it", () =>
    expectVerdict(endpointAutoscaling, ENDPOINT, {
      inputs: {},
      around: [component(UNKNOWN), target("inference-component/llama")],
      undecided: "desiredState",
    }));

  test("breaks it where there is no target at all", () =>
    expectVerdict(endpointAutoscaling, ENDPOINT, {
      inputs: {},
      around: [component(UNKNOWN)],
      breaks: "nothing scales its inference component component",
    }));
});

test("other resources of Cloud Control that refer to an endpoint do not scale with it", () =>
  expectVerdict(endpointAutoscaling, ENDPOINT, {
    inputs: {},
    around: [
      {
        type: CLOUD_CONTROL,
        name: "monitor",
        inputs: { typeName: "AWS::SageMaker::ModelQualityJobDefinition", desiredState: UNKNOWN },
        refers: { desiredState: "it" },
      },
      target(UNKNOWN, ofIt),
    ],
    passes: true,
  }));
