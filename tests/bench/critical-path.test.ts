import { describe, expect, test } from "vitest";
import { resourcesOf } from "../../plan/components.js";
import type { Plan, ResourceState } from "../../plan/plan.js";
import { preview } from "../stacks/support.js";
import { criticalPath, secondsWith, slowest } from "./critical-path.js";

const urn = (type: string, name: string) => `urn:pulumi:dev::ai-stack::${type}::${name}`;
const ROLE = "aws:iam/role:Role"; // 2 s
const DOMAIN = "aws:sagemaker/domain:Domain"; // 250 s
const COMPONENT = "test:index:Component";

/** A plan that makes these, each depending on the resources that it names by `dependencies` and uses by `inputs`. */
function planOf(...states: (Partial<ResourceState> & { readonly type: string; readonly urn: string })[]): Plan {
  return { steps: states.map((state) => ({ op: "create", urn: state.urn, newState: { custom: true, ...state } })) };
}

const role = { type: ROLE, urn: urn(ROLE, "role") };
const domain = { type: DOMAIN, urn: urn(DOMAIN, "domain") };

describe("the critical path", () => {
  test("adds up what waits for each other, and says where a value is handed over", () => {
    const given = {
      dependencies: [role.urn],
      propertyDependencies: { role: [role.urn] },
      inputs: { role: "<role.arn>" },
    };
    expect(criticalPath(planOf(role, { ...domain, ...given }))).toEqual({
      seconds: 252,
      stages: [
        { name: "role", type: ROLE, seconds: 2, reason: undefined },
        { name: "domain", type: DOMAIN, seconds: 250, reason: "value" },
      ],
    });
  });

  test("tells an output that comes later from a value", () => {
    const later = { dependencies: [role.urn], propertyDependencies: { vpcId: [role.urn] }, inputs: { vpcId: "vpc" } };
    const plan = planOf(role, { ...domain, ...later });
    expect(criticalPath(plan).stages.map(({ reason }) => reason)).toEqual([undefined, "order"]);
    expect(criticalPath(plan, ["value"]).seconds).toBe(250);
  });

  test("goes through a component, whose children wait for all its inputs", () => {
    const component = { type: COMPONENT, urn: urn(COMPONENT, "part"), custom: false, dependencies: [role.urn] };
    expect(criticalPath(planOf(role, component, { ...domain, parent: component.urn })).seconds).toBe(252);
  });

  test("does not add up what is made side by side", () => {
    expect(criticalPath(planOf(role, domain)).seconds).toBe(250);
  });
});

test("with one worker, resources are made one after the other", () => {
  expect(secondsWith(1, planOf(role, domain))).toBe(252);
  expect(secondsWith(2, planOf(role, domain))).toBe(250);
});

/**
 * How long `up` takes against its slowest resource, at most. What is above 1 is a chain that the clouds want: AWS a way out
 * of the network before what runs in it, a machine before the model on it; Azure the network of a workspace, its firewall's
 * rules one by one, and only then a deployment.
 */
test.each([
  ["aws-dev", "chat-component", 1.65],
  ["aws-prod", "chat", 1.47],
  ["gcp-dev", "chat", 1.15],
  ["gcp-prod", "chat", 1.05],
  ["azure-dev", "studio", 1.25],
  ["azure-prod", "studio", 1.75],
])("%s takes as long as its slowest resource, %s, times %d at most", async (stack, name, most) => {
  const { plan } = await preview(stack);
  expect(slowest(plan).name).toBe(name);
  expect(criticalPath(plan).seconds / slowest(plan).seconds).toBeLessThanOrEqual(most);
});

test.each(["aws-dev", "aws-prod", "gcp-dev", "gcp-prod", "azure-dev", "azure-prod"])(
  "with enough workers, %s takes as long as its critical path",
  async (stack) => {
    const { plan } = await preview(stack);
    expect(secondsWith(resourcesOf(plan).length, plan)).toBe(criticalPath(plan).seconds);
  },
);
