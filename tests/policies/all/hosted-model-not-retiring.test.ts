import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { hostedModelNotRetiring } from "../../../policies/all/hosted-model-not-retiring.js";
import { describeRule, expectVerdict, verdictOn } from "../support.js";

const AGENT = "aws:bedrock/agentAgent:AgentAgent";
const agent = (foundationModel: unknown) => ({ inputs: { foundationModel } });
const opus = agent("anthropic.claude-opus-4-1-20250805-v1:0");

describeRule(hostedModelNotRetiring, AGENT, {
  compliant: agent("anthropic.claude-haiku-4-5-20251001-v1:0"),
  broken: {
    ...opus,
    breaks: "foundationModel is anthropic.claude-opus-4-1-20250805-v1:0, which is retired on 2027-01-08, in 43 days",
  },
  absent: { inputs: {}, passes: true },
  unknown: { ...agent(UNKNOWN), undecided: "foundationModel" },
});

describe(hostedModelNotRetiring.name, () => {
  test("warns from as many days on as settings say", () => {
    expectVerdict(hostedModelNotRetiring, AGENT, { ...opus, settings: { warnDays: 42 }, passes: true });
    expect(verdictOn(hostedModelNotRetiring, AGENT, { ...opus, settings: { warnDays: 43 } })?.violations).toHaveLength(
      1,
    );
  });

  test("warns to the last day, and leaves what is retired to the rule for that", () => {
    expectVerdict(hostedModelNotRetiring, AGENT, {
      ...agent("ai21.jamba-1-5-large-v1:0"),
      breaks: "foundationModel is ai21.jamba-1-5-large-v1:0, which is retired on 2026-11-26, in 0 days",
    });
    expectVerdict(hostedModelNotRetiring, AGENT, { ...agent("amazon.nova-canvas-v1:0"), passes: true });
  });

  test("does not look at variables elsewhere than on AWS", () => {
    const inputs = { template: { containers: [{ envs: [{ name: "MODEL", value: "gemini-2.5-pro" }] }] } };
    expect(verdictOn(hostedModelNotRetiring, "gcp:cloudrunv2/service:Service", { inputs })).toBeUndefined();
  });
});
