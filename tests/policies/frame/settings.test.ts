import { describe, expect, test } from "vitest";
import { configure, configureAll, PolicyConfigError, schemaOf } from "../../../policies/settings.js";
import { sizeRule } from "./rules.js";

const size = sizeRule();
const other = sizeRule({ name: "all-other", level: "advisory" });
const exemption = { resource: "one", reason: "it is old", expires: "2027-03-31" };
const configured = (config: Record<string, unknown>, environment: "dev" | "prod" = "dev") =>
  configureAll([size, other], config, environment);

describe("a rule's part of the configuration", () => {
  test("has the defaults of what it leaves out", () => {
    expect(configure(size, {}, "dev")).toEqual({ level: undefined, settings: { most: 3 }, exemptions: [] });
  });

  test("is read", () => {
    expect(configure(size, { most: 5, names: ["a"], exemptions: [exemption] }, "dev")).toEqual({
      level: undefined,
      settings: { most: 5, names: ["a"] },
      exemptions: [exemption],
    });
  });

  test("differs by environment, setting by setting", () => {
    const given = { most: 5, names: ["a"], environments: { prod: { most: 1, enforcementLevel: "advisory" } } };
    expect(configure(size, given, "prod")).toMatchObject({ level: "advisory", settings: { most: 1, names: ["a"] } });
    expect(configure(size, given, "dev")).toMatchObject({ level: undefined, settings: { most: 5, names: ["a"] } });
  });

  test("does not take an environment's silence for the default", () => {
    expect(configure(size, { most: 5, environments: { dev: {} } }, "dev").settings).toEqual({ most: 5 });
  });

  test.each([
    [{ most: "5" }, "all-size-within-limit.most: Invalid input: expected number, received string"],
    [{ mots: 5 }, 'all-size-within-limit: Unrecognized key: "mots"'],
    [
      { exemptions: [{ ...exemption, expires: "31.03.2027" }] },
      "all-size-within-limit.exemptions.0.expires: Invalid ISO date",
    ],
    [
      { exemptions: [{ resource: "one", expires: "2027-03-31" }] },
      "all-size-within-limit.exemptions.0.reason: Invalid input: expected string, received undefined",
    ],
    [
      { exemptions: [{ ...exemption, reason: "" }] },
      "all-size-within-limit.exemptions.0.reason: Too small: expected string to have >=1 characters",
    ],
    [{ environments: { test: {} } }, 'all-size-within-limit.environments: Unrecognized key: "test"'],
    [
      { environments: { prod: { most: "x" } } },
      "all-size-within-limit.environments.prod.most: Invalid input: expected number, received string",
    ],
    [
      { environments: { prod: { enforcementLevel: "off" } } },
      'all-size-within-limit.environments.prod.enforcementLevel: Invalid option: expected one of "advisory"|"mandatory"|"disabled"',
    ],
    [
      { environments: { prod: { exemptions: [] } } },
      'all-size-within-limit.environments.prod: Unrecognized key: "exemptions"',
    ],
  ])("refuses %j, and names the setting", (given, message) => {
    expect(() => configure(size, given, "dev")).toThrow(new PolicyConfigError(message));
  });

  test("names all that is wrong at once", () => {
    expect(() => configure(size, { most: "5", names: 1 }, "dev")).toThrow(
      /most: [^\n]+\nall-size-within-limit\.names: /,
    );
  });

  test("refuses settings of a rule that has none", () => {
    const plain = sizeRule({ settings: undefined });
    expect(configure(plain, {}, "dev").settings).toEqual({});
    expect(() => configure(plain, { most: 1 }, "dev")).toThrow(PolicyConfigError);
  });

  test("has a schema in which nothing is required", () => {
    expect(schemaOf(size).safeParse({}).success).toBe(true);
  });
});

describe("a file for --policy-pack-config", () => {
  test("leaves each rule at its own level", () => {
    const levels = configured({});
    expect([levels.get(size)?.level, levels.get(other)?.level]).toEqual(["mandatory", "advisory"]);
  });

  test("sets the level of a rule, alone or beside its settings", () => {
    const levels = configured({
      "all-size-within-limit": "advisory",
      "all-other": { enforcementLevel: "mandatory", most: 9 },
    });
    expect(levels.get(size)?.level).toBe("advisory");
    expect(levels.get(other)).toMatchObject({ level: "mandatory", settings: { most: 9 } });
  });

  test("sets by all the level of rules that it does not name", () => {
    const levels = configured({ all: "disabled", "all-other": "mandatory" });
    expect([levels.get(size)?.level, levels.get(other)?.level]).toEqual(["disabled", "mandatory"]);
  });

  test("sets a level for an environment", () => {
    const config = { "all-other": { environments: { prod: { enforcementLevel: "mandatory" } } } };
    expect(configured(config, "prod").get(other)?.level).toBe("mandatory");
    expect(configured(config, "dev").get(other)?.level).toBe("advisory");
  });

  test("leaves a rule off that is off, whatever its environments say", () => {
    const config = {
      "all-other": { enforcementLevel: "disabled", environments: { prod: { enforcementLevel: "mandatory" } } },
    };
    expect(configured(config, "prod").get(other)?.level).toBe("disabled");
  });

  test("turns a rule off in one environment", () => {
    const config = { "all-other": { environments: { dev: { enforcementLevel: "disabled" } } } };
    expect(configured(config, "dev").get(other)?.level).toBe("disabled");
  });

  test.each([
    [{ "all-othre": "advisory" }, 'there is no policy "all-othre"; did you mean all-other?'],
    [{ all: "off" }, 'all: "off" is no level; use advisory, mandatory, disabled'],
    [{ "all-other": "off" }, 'all-other.enforcementLevel: "off" is no level; use advisory, mandatory, disabled'],
    [
      { "all-other": { enforcementLevel: 1 } },
      "all-other.enforcementLevel: 1 is no level; use advisory, mandatory, disabled",
    ],
  ])("refuses %j", (config, message) => {
    expect(() => configured(config)).toThrow(new PolicyConfigError(message));
  });

  test("names every rule that there is not", () => {
    expect(() => configured({ "all-othre": {}, "all-size": {} })).toThrow(/"all-othre".*\n.*"all-size"/);
  });
});
