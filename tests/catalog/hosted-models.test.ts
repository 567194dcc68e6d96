import { describe, expect, test } from "vitest";
import * as z from "zod";
import { hostedModelSources, hostedModels, retirementOf } from "../../catalog/hosted-models.js";

const hostedModel = z.strictObject({
  host: z.enum(["bedrock", "vertex", "foundry"]),
  id: z.string().regex(/^[\w.:@-]+$/),
  version: z.string().min(1).optional(),
  retires: z.iso.date(),
});

test.each(hostedModels.map((row) => [`${row.host} ${row.id} ${row.version ?? ""}`, row]))("%s is whole", (_, row) => {
  expect(hostedModel.parse(row)).toEqual(row);
});

test("no model is listed twice", () => {
  const names = hostedModels.map(({ host, id, version = "" }) => `${host} ${id} ${version}`.toLowerCase());
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test("a model that is listed without a version is not listed with one", () => {
  const whole = new Set(hostedModels.flatMap(({ id, version }) => (version === undefined ? [id] : [])));
  expect(hostedModels.filter(({ id, version }) => version !== undefined && whole.has(id))).toEqual([]);
});

test("only Foundry has versions beside the id", () => {
  expect(hostedModels.filter(({ host, version }) => host !== "foundry" && version !== undefined)).toEqual([]);
});

test.each(Object.entries(hostedModelSources))("%s has a source and a day", (_, { source, asOf }) => {
  expect(source.length).toBeGreaterThan(40);
  expect(asOf).toMatch(/^2026-\d\d-\d\d$/);
});

describe("the last day of a model", () => {
  test("is that of its host", () => {
    expect(retirementOf("bedrock", "anthropic.claude-3-haiku-20240307-v1:0")).toBe("2026-09-10");
    expect(retirementOf("vertex", "gemini-2.5-pro")).toBe("2026-10-20");
    expect(retirementOf("bedrock", "gemini-2.5-pro")).toBeUndefined();
  });

  test("is that of its version", () => {
    expect(retirementOf("foundry", "gpt-4o", "2024-11-20")).toBe("2026-10-01");
    expect(retirementOf("foundry", "gpt-4o", "2024-08-06-ev3")).toBe("2026-03-31");
    expect(retirementOf("foundry", "gpt-4o", "2031-01-01")).toBeUndefined();
  });

  test("is not known of a model that names none of several versions", () => {
    expect(retirementOf("foundry", "gpt-4o")).toBeUndefined();
  });

  test("is that of all versions where the host tells them not apart", () => {
    expect(retirementOf("foundry", "DeepSeek-R1", "1")).toBe("2026-08-13");
    expect(retirementOf("foundry", "deepseek-r1")).toBe("2026-08-13");
  });

  test("is not known of other models", () => {
    expect(retirementOf("bedrock", "amazon.nova-lite-v1:0")).toBeUndefined();
  });
});
