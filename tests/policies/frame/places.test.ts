import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { checksAt, ofEachAt } from "../../../policies/places.js";
import { resourceOf } from "../../../policies/resource.js";
import { decidable, Undecided } from "../../../policies/undecided.js";

const found = (inputs: Record<string, unknown>, ...paths: string[]) => {
  const said: string[] = [];
  let undecided: string | undefined;
  try {
    for (const one of ofEachAt(decidable(inputs), paths, (value, at) => [`${at}=${JSON.stringify(value)}`]))
      said.push(one);
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    undecided = error.property;
  }
  return { said, undecided };
};

describe("a path", () => {
  test.each([
    ["image", { image: "i" }, ['image="i"']],
    ["a.b.c", { a: { b: { c: 1 } } }, ["a.b.c=1"]],
    ["list[].image", { list: [{ image: "i" }, {}, { image: "j" }] }, ['list[0].image="i"', 'list[2].image="j"']],
    ["list[]", { list: ["x"] }, ['list[0]="x"']],
    [
      "map{}.image",
      { map: { blue: { image: "i" }, "a.b": { image: "j" } } },
      ['map.blue.image="i"', 'map["a.b"].image="j"'],
    ],
    ["text#.image", { text: '{"image":"i"}' }, ['text.image="i"']],
    ["text#[].image", { text: '[{"image":"i"}]' }, ['text[0].image="i"']],
    ["text#[].image", { text: [{ image: "i" }] }, ['text[0].image="i"']],
    ["a", { a: false }, ["a=false"]],
  ])("%s of %j", (path, inputs, said) => {
    expect(found(inputs, path)).toEqual({ said, undecided: undefined });
  });

  test.each([
    ["image", {}],
    ["image", { image: null }],
    ["a.b.c", { a: "text" }],
    ["list[].image", { list: { image: "i" } }],
    ["list[].image", { list: "text" }],
    ["map{}.image", { map: "text" }],
    ["text#.image", { text: "{not JSON" }],
    ["text#.image", { text: 1 }],
  ])("%s of %j has no value", (path, inputs) => {
    expect(found(inputs, path)).toEqual({ said: [], undecided: undefined });
  });

  test("hides nothing of others where a value is not known", () => {
    const inputs = { list: [{ image: UNKNOWN }, { image: "i" }], map: { a: UNKNOWN, b: 1 }, text: UNKNOWN, last: 2 };
    expect(found(inputs, "list[].image", "map{}", "text#.x", "last")).toEqual({
      said: ['list[1].image="i"', "map.b=1", "last=2"],
      undecided: "list[0].image",
    });
  });
});

describe("checks at places", () => {
  const checks = checksAt<{ readonly on: boolean }>(
    { "t:index:Thing": ["size"], "AWS::S3::Bucket": ["BucketName"], "AWS::KMS::Key": ["KeyPolicy#.Version"] },
    (value, at, _, today, { name }) => [`${name} ${at} ${value} ${today}`],
    ({ on }) => on,
  );
  const cloudControl = (inputs: Record<string, unknown>, on = true) => {
    const type = "aws:cloudcontrol/resource:Resource";
    const resource = resourceOf(
      { urn: `urn:pulumi:s::p::${type}::it`, type, custom: true, inputs },
      { environment: "dev", kept: false },
    );
    return [...(checks[type]?.(resource, { on }, "2026-11-26") ?? [])];
  };

  test("are by type, and one for all that Cloud Control makes", () => {
    expect(Object.keys(checks)).toEqual(["t:index:Thing", "aws:cloudcontrol/resource:Resource"]);
  });

  test("read what Cloud Control makes by its CloudFormation type", () => {
    const bucket = { typeName: "AWS::S3::Bucket", desiredState: '{"BucketName":"b"}' };
    expect(cloudControl(bucket)).toEqual(["it desiredState.BucketName b 2026-11-26"]);
    const key = { typeName: "AWS::KMS::Key", desiredState: '{"KeyPolicy":"{\\"Version\\":\\"v\\"}"}' };
    expect(cloudControl(key)).toEqual(["it desiredState.KeyPolicy.Version v 2026-11-26"]);
  });

  test.each(["AWS::SNS::Topic", "constructor", 1])("read nothing of type %s", (typeName) => {
    expect(cloudControl({ typeName, desiredState: UNKNOWN })).toEqual([]);
  });

  test("read nothing where the settings ask nothing", () => {
    expect(cloudControl({ typeName: UNKNOWN }, false)).toEqual([]);
  });
});
