import fc from "fast-check";
import { expect, test } from "vitest";
import { formatPath, opened, parsePath, valueAt } from "../../plan/property-path.js";

test.each([
  [["name"], "name"],
  [["productionVariants", 0, "instanceType"], "productionVariants[0].instanceType"],
  [["tags", "kubernetes.io/name"], 'tags["kubernetes.io/name"]'],
])("%j is written %s", (path, text) => {
  expect(formatPath(path)).toBe(text);
});

test("what is written is read back", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(), fc.string()), { minLength: 1 }), (path) => {
      expect(parsePath(formatPath(path))).toEqual(path);
    }),
  );
});

test("a value is found by its path, and none where the path leaves the value", () => {
  const value = { list: [{ key: 1 }] };
  expect(valueAt(value, ["list", 0, "key"])).toBe(1);
  expect(valueAt(value, ["list", 1, "key"])).toBeUndefined();
});

test("a path leads into a JSON text", () => {
  expect(valueAt({ policy: '{"Statement":[{"Effect":"Allow"}]}' }, ["policy", "Statement", 0, "Effect"])).toBe("Allow");
});

test("a JSON text may begin with a line break, as a policy in a template does", () => {
  expect(opened('\n  {"Statement":[]}')).toEqual({ Statement: [] });
  expect(opened("{ no JSON")).toBe("{ no JSON");
});
