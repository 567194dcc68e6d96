import { describe, expect, test } from "vitest";
import { SECRET, UNKNOWN } from "../../../plan/plan.js";
import { decidable, ofEach, Undecided } from "../../../policies/undecided.js";

const inputs = decidable({
  name: "a",
  size: UNKNOWN,
  token: SECRET,
  list: [{ image: "i" }, { image: UNKNOWN }, UNKNOWN],
  deep: { er: { key: SECRET }, "a.b": UNKNOWN },
  none: null,
}) as any;

function undecidedBy(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return error instanceof Undecided ? [error.property, error.reason, error.message] : error;
  }
}

describe("inputs of a resource", () => {
  test("are read where they are known", () => {
    expect([inputs.name, inputs.list[0].image, inputs.none, inputs.absent]).toEqual(["a", "i", null, undefined]);
  });

  test.each([
    ["size", () => inputs.size, "unknown", "not decided: size unknown until `up`"],
    ["token", () => inputs.token, "secret", "not decided: token is a secret, which `up` reads"],
    ["list[1].image", () => inputs.list[1].image, "unknown", "not decided: list[1].image unknown until `up`"],
    ["list[2]", () => inputs.list[2], "unknown", "not decided: list[2] unknown until `up`"],
    ["deep.er.key", () => inputs.deep.er.key, "secret", "not decided: deep.er.key is a secret, which `up` reads"],
  ])("say what is not known of %s", (property, read, reason, message) => {
    expect(undecidedBy(read)).toEqual([property, reason, message]);
  });

  test("tell whether a property is there without reading it", () => {
    expect(["size" in inputs, "absent" in inputs, Object.keys(inputs.deep)]).toEqual([true, false, ["er", "a.b"]]);
  });

  test("are lists where they are", () => {
    expect(Array.isArray(inputs.list)).toBe(true);
    expect(inputs.list.length).toBe(3);
  });

  test("work with functions of lists", () => {
    expect(inputs.list.slice(0, 1).map(({ image }: any) => image)).toEqual(["i"]);
    expect(undecidedBy(() => inputs.list.map(({ image }: any) => image))).toEqual([
      "list[1].image",
      "unknown",
      "not decided: list[1].image unknown until `up`",
    ]);
  });
});

describe("a check of each item", () => {
  const check = function* ({ image }: any, index: number) {
    yield `${index}: ${image}`;
  };

  test("says what each breaks, in order", () => {
    expect([...ofEach([{ image: "a" }, { image: "b" }], check)]).toEqual(["0: a", "1: b"]);
  });

  test("looks at all before it says that one is not decided, the first of them", () => {
    const said: string[] = [];
    const error = undecidedBy(() => {
      for (const violation of ofEach([inputs.list[1], inputs.list[0], inputs.deep.er], check)) said.push(violation);
    });
    expect(said).toEqual(["1: i", "2: undefined"]);
    expect(error).toEqual(["list[1].image", "unknown", "not decided: list[1].image unknown until `up`"]);
  });

  test("keeps what an item breaks before it is not decided", () => {
    const said: string[] = [];
    const partly = function* (item: any) {
      yield "before";
      yield item.image;
    };
    undecidedBy(() => {
      for (const violation of ofEach([inputs.list[1]], partly)) said.push(violation);
    });
    expect(said).toEqual(["before"]);
  });

  test("hides no other error", () => {
    const fails = () => {
      throw new TypeError("x");
    };
    expect(() => [...ofEach([1], fails)]).toThrow(TypeError);
  });
});
