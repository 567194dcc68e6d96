import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { guardrailPromptAttackFilter } from "../../../policies/aws/guardrail-prompt-attack-filter.js";
import { describeRule, expectVerdict } from "../support.js";

const GUARDRAIL = "aws:bedrock/guardrail:Guardrail";
const filters = (...filtersConfigs: readonly object[]) => ({ contentPolicyConfig: { filtersConfigs } });
const attack = { type: "PROMPT_ATTACK", inputStrength: "HIGH", outputStrength: "NONE" };

describeRule(guardrailPromptAttackFilter, GUARDRAIL, {
  compliant: { inputs: filters({ type: "HATE", inputStrength: "LOW" }, attack) },
  broken: {
    inputs: filters({ ...attack, inputStrength: "MEDIUM" }),
    breaks: "inputStrength of its filter PROMPT_ATTACK is not HIGH",
  },
  absent: { inputs: {}, breaks: "no filter is of type PROMPT_ATTACK" },
  unknown: {
    inputs: filters({ ...attack, inputStrength: UNKNOWN }),
    undecided: "contentPolicyConfig.filtersConfigs[0].inputStrength",
  },
});

test("other filters do not stand in for it", () =>
  expectVerdict(guardrailPromptAttackFilter, GUARDRAIL, {
    inputs: filters({ type: "MISCONDUCT", inputStrength: "HIGH" }),
    breaks: "no filter is of type PROMPT_ATTACK",
  }));

describe("a filter that only looks blocks nothing", () => {
  test.each([{ inputAction: "NONE" }, { inputEnabled: false }])("%j", (off) =>
    expectVerdict(guardrailPromptAttackFilter, GUARDRAIL, {
      inputs: filters({ ...attack, ...off }),
      breaks: "its filter PROMPT_ATTACK only looks: inputEnabled is false, or inputAction NONE",
    }),
  );

  test.each([{ inputAction: "BLOCK" }, { inputEnabled: true }])("%j does", (on) =>
    expectVerdict(guardrailPromptAttackFilter, GUARDRAIL, { inputs: filters({ ...attack, ...on }), passes: true }),
  );
});
