import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { guardrailSensitiveInformationFilter } from "../../../policies/aws/guardrail-sensitive-information-filter.js";
import { describeRule, expectVerdict } from "../support.js";

const GUARDRAIL = "aws:bedrock/guardrail:Guardrail";
const LOOKS = "its filters of sensitive information only look: their action is NONE";
const entities = (...piiEntitiesConfigs: readonly object[]) => ({
  sensitiveInformationPolicyConfig: { piiEntitiesConfigs },
});

describeRule(guardrailSensitiveInformationFilter, GUARDRAIL, {
  compliant: { inputs: entities({ type: "EMAIL", action: "ANONYMIZE" }) },
  broken: { inputs: entities({ type: "EMAIL", action: "NONE" }), breaks: LOOKS },
  absent: { inputs: {}, breaks: "no filter of sensitive information" },
  unknown: {
    inputs: { sensitiveInformationPolicyConfig: UNKNOWN },
    undecided: "sensitiveInformationPolicyConfig",
  },
});

test("a pattern of one's own is a filter", () =>
  expectVerdict(guardrailSensitiveInformationFilter, GUARDRAIL, {
    inputs: { sensitiveInformationPolicyConfig: { regexesConfigs: [{ name: "customer", action: "BLOCK" }] } },
    passes: true,
  }));

test("a filter that only looks stands beside one that acts", () =>
  expectVerdict(guardrailSensitiveInformationFilter, GUARDRAIL, {
    inputs: entities({ type: "NAME", action: "NONE" }, { type: "EMAIL", action: "BLOCK" }),
    passes: true,
  }));

describe("a filter acts", () => {
  test.each([
    ["on answers alone", { action: "BLOCK", inputAction: "NONE" }],
    ["on answers while requests are not looked at", { action: "BLOCK", inputEnabled: false }],
    ["on requests alone", { action: "BLOCK", outputAction: "NONE" }],
    ["on requests while answers are not looked at", { action: "BLOCK", outputEnabled: false }],
    ["where one way says so", { action: "NONE", outputAction: "ANONYMIZE" }],
  ])("%s", (_, filter) =>
    expectVerdict(guardrailSensitiveInformationFilter, GUARDRAIL, { inputs: entities(filter), passes: true }),
  );

  test.each([
    ["neither way", { action: "BLOCK", inputAction: "NONE", outputAction: "NONE" }],
    ["on nothing that is looked at", { action: "BLOCK", inputEnabled: false, outputEnabled: false }],
  ])("%s: then it only looks", (_, filter) =>
    expectVerdict(guardrailSensitiveInformationFilter, GUARDRAIL, { inputs: entities(filter), breaks: LOOKS }),
  );
});
