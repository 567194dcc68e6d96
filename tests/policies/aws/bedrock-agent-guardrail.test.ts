import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { bedrockAgentGuardrail } from "../../../policies/aws/bedrock-agent-guardrail.js";
import { describeRule, expectVerdict } from "../support.js";

const AGENT = "aws:bedrock/agentAgent:AgentAgent";
const guarded = (guardrailVersion: string) => ({
  guardrailConfigurations: [{ guardrailIdentifier: UNKNOWN, guardrailVersion }],
});

describeRule(bedrockAgentGuardrail, AGENT, {
  compliant: { inputs: guarded("3"), environment: "prod" },
  broken: {
    inputs: guarded("DRAFT"),
    environment: "prod",
    breaks: "guardrailConfigurations[0].guardrailVersion is DRAFT, which changes with the guardrail",
  },
  absent: { inputs: {}, breaks: "no guardrailConfigurations" },
  unknown: { inputs: { guardrailConfigurations: UNKNOWN }, undecided: "guardrailConfigurations" },
});

describe("the version", () => {
  test("may be a draft outside prod", () =>
    expectVerdict(bedrockAgentGuardrail, AGENT, { inputs: guarded("DRAFT"), passes: true }));

  test("may be unknown outside prod", () =>
    expectVerdict(bedrockAgentGuardrail, AGENT, { inputs: guarded(UNKNOWN), passes: true }));

  test("is not decided in prod while it is unknown", () =>
    expectVerdict(bedrockAgentGuardrail, AGENT, {
      inputs: guarded(UNKNOWN),
      environment: "prod",
      undecided: "guardrailConfigurations[0].guardrailVersion",
    }));
});
