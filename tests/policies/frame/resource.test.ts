import { describe, expect, test } from "vitest";
import { type Plan, type ResourceState, UNKNOWN } from "../../../plan/plan.js";
import { environmentOf, type Resource, stackView } from "../../../policies/resource.js";
import { Undecided } from "../../../policies/undecided.js";

const urnOf = (type: string, name: string) => `urn:pulumi:s::p::${type}::${name}`;
const state = (type: string, name: string, more: Partial<ResourceState> = {}): ResourceState => ({
  urn: urnOf(type, name),
  type,
  custom: true,
  ...more,
});
const provider = urnOf("pulumi:providers:aws", "mine");
const plan: Plan = {
  config: { "ai-stack:environment": "prod", "aws:region": "us-east-1" },
  steps: [
    state("ai-stack:aws:PrivateBucket", "data", { custom: false }),
    state("pulumi:providers:aws", "mine", { inputs: { region: "eu-west-1" } }),
    state("aws:s3/bucket:Bucket", "bucket", {
      inputs: { tags: UNKNOWN },
      parent: urnOf("ai-stack:aws:PrivateBucket", "data"),
      provider: `${provider}::some-id`,
    }),
    state("aws:s3/bucket:Bucket", "other", { provider: `${urnOf("pulumi:providers:aws", "default_7")}::id` }),
    state("aws:s3/bucketPolicy:BucketPolicy", "policy", {
      propertyDependencies: { bucket: [urnOf("aws:s3/bucket:Bucket", "bucket")] },
    }),
  ].map((newState) => ({ op: "create", urn: newState.urn, newState })),
};
const stack = stackView(plan);
const [bucket, other] = stack.all("aws:s3/bucket:Bucket") as [Resource, Resource];
const [policy] = stack.all("aws:s3/bucketPolicy:BucketPolicy") as [Resource];

describe("the view of a stack", () => {
  test("has the resources of a type, each in the environment of the stack", () => {
    expect([bucket.name, other.name, bucket.environment]).toEqual(["bucket", "other", "prod"]);
    expect(stack.all("aws:sns/topic:Topic")).toEqual([]);
  });

  test("reads no more of them than is known", () => {
    expect(() => bucket.inputs.tags).toThrow(Undecided);
  });

  test("finds who refers to whom", () => {
    expect(stack.referring(bucket, "aws:s3/bucketPolicy:BucketPolicy").map(({ name }) => name)).toEqual(["policy"]);
    expect(stack.referring(other, "aws:s3/bucketPolicy:BucketPolicy")).toEqual([]);
    expect(stack.referred(policy, "bucket", "aws:s3/bucket:Bucket")?.name).toBe("bucket");
    expect(stack.referred(policy, "bucket", "aws:sns/topic:Topic")).toBeUndefined();
    expect(stack.referred(policy, "other", "aws:s3/bucket:Bucket")).toBeUndefined();
  });

  test("finds the component that a resource is in", () => {
    expect(stack.componentAbove(bucket)?.name).toBe("data");
    expect(stack.componentAbove(other)).toBeUndefined();
  });

  test("finds the provider of a resource where the program made it", () => {
    expect(stack.providerOf(bucket)?.inputs.region).toBe("eu-west-1");
    expect(stack.providerOf(other)).toBeUndefined();
    expect(stack.providerOf(policy)).toBeUndefined();
  });

  test("has the configuration", () => {
    expect(stack.config["aws:region"]).toBe("us-east-1");
    expect(stackView({}).config).toEqual({});
  });
});

test.each([
  [{ "ai-stack:environment": "prod" }, "prod"],
  [{ "ai-stack:environment": "dev" }, "dev"],
  [{ "ai-stack:environment": "staging" }, "dev"],
  [undefined, "dev"],
])("a stack with %j is in %s", (config, environment) => {
  expect(environmentOf({ config })).toBe(environment);
});
