import { expect, test } from "vitest";
import { diffPlans } from "../../plan/diff.js";
import type { Plan, ResourceState } from "../../plan/plan.js";

const URN = (type: string, name: string) => `urn:pulumi:dev::ai-stack::${type}::${name}`;
const MODEL = "aws:sagemaker/model:Model";
const CONFIG = "aws:sagemaker/endpointConfiguration:EndpointConfiguration";
const ENDPOINT = "aws:sagemaker/endpoint:Endpoint";
const immutable = { [MODEL]: ["primaryContainer"], [CONFIG]: ["productionVariants"] };

function resource(type: string, name: string, state: Partial<ResourceState> = {}): ResourceState {
  return { urn: URN(type, name), custom: true, type, ...state };
}

function plan(...states: ResourceState[]): Plan {
  return { steps: states.map((newState) => ({ op: "create", urn: newState.urn, newState })) };
}

function ops(before: Plan, after: Plan): Record<string, string> {
  const { steps = [] } = diffPlans(before, after, immutable);
  return Object.fromEntries(
    steps.map(({ op, newState, oldState }) => [(newState ?? oldState)?.urn.split("::")[3], op]),
  );
}

test("a resource only in the new plan is created, one only in the old plan deleted, an equal one stays", () => {
  const [kept, gone, fresh] = ["kept", "gone", "fresh"].map((name) => resource(ENDPOINT, name));
  expect(ops(plan(kept!, gone!), plan(kept!, fresh!))).toEqual({ kept: "same", fresh: "create", gone: "delete" });
});

test("deletions come last, in the reverse of the old plan's order", () => {
  const before = plan(resource(MODEL, "parent"), resource(MODEL, "child"));
  const { steps } = diffPlans(before, plan(resource(MODEL, "new")), immutable);
  expect(steps?.map(({ op, urn }) => `${op} ${urn.split("::")[3]}`)).toEqual([
    "create new",
    "delete child",
    "delete parent",
  ]);
});

test("each changed leaf is named by its path", () => {
  const before = plan(resource(ENDPOINT, "chat", { inputs: { a: [{ b: 1 }], gone: true, same: "x" } }));
  const after = plan(resource(ENDPOINT, "chat", { inputs: { a: [{ b: 2 }], same: "x", tags: { "k.v": "1" } } }));
  expect(diffPlans(before, after, immutable).steps?.[0]).toMatchObject({
    op: "update",
    diffReasons: ["a", "gone", "tags"],
    detailedDiff: {
      "a[0].b": { kind: "update", inputDiff: true },
      gone: { kind: "delete", inputDiff: true },
      tags: { kind: "add", inputDiff: true },
    },
  });
});

test("a change inside an immutable input replaces the resource", () => {
  const before = plan(resource(MODEL, "chat", { inputs: { primaryContainer: { image: "a" }, tags: { a: "1" } } }));
  const after = plan(resource(MODEL, "chat", { inputs: { primaryContainer: { image: "b" }, tags: { a: "2" } } }));
  expect(diffPlans(before, after, immutable).steps?.[0]).toMatchObject({
    op: "replace",
    replaceReasons: ["primaryContainer"],
    detailedDiff: { "primaryContainer.image": { kind: "update-replace" }, "tags.a": { kind: "update" } },
  });
});

test("an input that appears around an immutable one replaces the resource", () => {
  const table = { [ENDPOINT]: ["vpc.subnets"] };
  const [before, after] = [{}, { vpc: { subnets: ["a"] } }].map((inputs) =>
    plan(resource(ENDPOINT, "chat", { inputs })),
  );
  expect(diffPlans(before!, after!, table).steps?.[0]?.op).toBe("replace");
});

test("a replaced resource hands on its new outputs, down to where the change can be made in place", () => {
  const stack = (image: string) =>
    plan(
      resource(MODEL, "model", { inputs: { primaryContainer: { image } } }),
      resource(CONFIG, "config", {
        inputs: { productionVariants: [{ modelName: "<model.name>", variantName: "AllTraffic" }] },
        propertyDependencies: { productionVariants: [URN(MODEL, "model")] },
      }),
      resource(ENDPOINT, "endpoint", {
        inputs: { endpointConfigName: "<config.name>" },
        propertyDependencies: { endpointConfigName: [URN(CONFIG, "config")] },
      }),
    );
  expect(ops(stack("a"), stack("b"))).toEqual({ model: "replace", config: "replace", endpoint: "update" });
  const { steps = [], changeSummary } = diffPlans(stack("a"), stack("b"), immutable);
  expect(Object.keys(steps[1]?.detailedDiff ?? {})).toEqual(["productionVariants[0].modelName"]);
  expect(changeSummary).toEqual({ replace: 2, update: 1 });
});

test("a resource is replaced along with what its replaceWith names, changed itself or not", () => {
  const stack = (primaryContainer: string, replicas: number) =>
    plan(
      resource(MODEL, "model", { inputs: { primaryContainer } }),
      ...["same", "changed"].map((name) =>
        resource(ENDPOINT, name, {
          inputs: { replicas: name === "same" ? 1 : replicas },
          replaceWith: [URN(MODEL, "model")],
        }),
      ),
    );
  expect(ops(stack("a", 1), stack("b", 2))).toEqual({ model: "replace", same: "replace", changed: "replace" });
  expect(ops(stack("a", 1), stack("a", 2))).toEqual({ model: "same", same: "same", changed: "update" });
});

test("a change under ignoreChanges is no change", () => {
  const [before, after] = [0, 1].map((desiredCapacity) =>
    plan(resource(ENDPOINT, "pool", { inputs: { desiredCapacity }, ignoreChanges: ["desiredCapacity"] })),
  );
  expect(ops(before!, after!)).toEqual({ pool: "same" });
});

test("a change under replaceOnChanges replaces", () => {
  const [before, after] = ["a", "b"].map((name) =>
    plan(resource(ENDPOINT, "chat", { inputs: { name }, replaceOnChanges: ["name"] })),
  );
  expect(ops(before!, after!)).toEqual({ chat: "replace" });
});

test("a component whose arguments change is updated, never replaced", () => {
  const [before, after] = ["a", "b"].map((model) =>
    plan(resource(MODEL, "chat", { custom: false, inputs: { primaryContainer: model } })),
  );
  expect(ops(before!, after!)).toEqual({ chat: "update" });
});

test("of a replacement's several steps in the engine's document the new state counts once", () => {
  const state = resource(MODEL, "chat", { inputs: { primaryContainer: { image: "b" } } });
  const before: Plan = {
    steps: (["create-replacement", "replace", "delete-replaced"] as const).map((op) => ({
      op,
      urn: state.urn,
      newState: state,
    })),
  };
  expect(ops(before, plan(state))).toEqual({ chat: "same" });
});

test("a JSON text is compared by what it says", () => {
  const [before, after] = ['{"a":1,"b":[2]}', '{"b":[3],"a":1}'].map((policy) =>
    plan(resource(ENDPOINT, "chat", { inputs: { policy } })),
  );
  expect(Object.keys(diffPlans(before!, after!, immutable).steps?.[0]?.detailedDiff ?? {})).toEqual(["policy.b[0]"]);
});

test.each([
  ["Name", "replace"],
  ["Tags", "update"],
])("a change of %s of a Cloud Control resource: %s, as its CloudFormation type says", (property, op) => {
  const type = "aws:cloudcontrol/resource:Resource";
  const [before, after] = ["a", "b"].map((value) =>
    plan(
      resource(type, "config", {
        inputs: { typeName: "AWS::Some::Type", desiredState: JSON.stringify({ [property]: value }) },
      }),
    ),
  );
  const { steps } = diffPlans(before!, after!, { "AWS::Some::Type": ["Name"] });
  expect(steps?.[0]).toMatchObject({ op, diffReasons: ["desiredState"] });
});
