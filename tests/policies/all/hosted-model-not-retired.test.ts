import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { hostedModelNotRetired } from "../../../policies/all/hosted-model-not-retired.js";
import { describeRule, expectVerdict, verdictOn } from "../support.js";

const AGENT = "aws:bedrock/agentAgent:AgentAgent";
const DEPLOYMENT = "azure-native:cognitiveservices:Deployment";
const PLAYBOOK = "gcp:diagflow/cxPlaybook:CxPlaybook";
const FUNCTION = "aws:lambda/function:Function";
const agent = (foundationModel: unknown) => ({ inputs: { foundationModel } });
const deployment = (name: string, version?: unknown) => ({
  inputs: { properties: { model: { format: "OpenAI", name, ...(version === undefined ? {} : { version }) } } },
});

describeRule(hostedModelNotRetired, AGENT, {
  compliant: agent("anthropic.claude-haiku-4-5-20251001-v1:0"),
  broken: {
    ...agent("us.anthropic.claude-sonnet-4-20250514-v1:0"),
    breaks: "foundationModel is anthropic.claude-sonnet-4-20250514-v1:0, which was retired on 2026-10-14",
  },
  absent: { inputs: {}, passes: true },
  unknown: { ...agent(UNKNOWN), undecided: "foundationModel" },
});

describeRule(hostedModelNotRetired, DEPLOYMENT, {
  compliant: deployment("gpt-5.1", "2025-11-13"),
  broken: {
    ...deployment("gpt-4o", "2024-11-20"),
    breaks: "properties.model.name is gpt-4o, which was retired on 2026-10-01",
  },
  absent: { ...deployment("gpt-4o"), passes: true },
  unknown: { ...deployment("gpt-4o", UNKNOWN), undecided: "properties.model.version" },
});

describeRule(hostedModelNotRetired, PLAYBOOK, {
  compliant: { inputs: { llmModelSettings: { model: "gemini-3.5-flash" } } },
  broken: {
    inputs: { llmModelSettings: { model: "gemini-2.5-pro" } },
    breaks: "llmModelSettings.model is gemini-2.5-pro, which was retired on 2026-10-20",
  },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { llmModelSettings: { model: UNKNOWN } }, undecided: "llmModelSettings.model" },
});

describe(hostedModelNotRetired.name, () => {
  test("is not broken on the last day", () => {
    expectVerdict(hostedModelNotRetired, AGENT, { ...agent("ai21.jamba-1-5-large-v1:0"), passes: true });
  });

  test("asks a model's own host alone", () => {
    expectVerdict(hostedModelNotRetired, AGENT, { ...agent("gemini-2.5-pro"), passes: true });
    expectVerdict(hostedModelNotRetired, PLAYBOOK, {
      inputs: { llmModelSettings: { model: "amazon.nova-canvas-v1:0" } },
      passes: true,
    });
  });

  test("looks at our own components", () => {
    expectVerdict(hostedModelNotRetired, "ai-stack:azure:OnlineEndpoint", {
      inputs: { model: "DeepSeek-R1" },
      breaks: "model is DeepSeek-R1, which was retired on 2026-08-13",
    });
  });

  test("looks at variables on AWS, where an id says that it is Bedrock's", () => {
    expectVerdict(hostedModelNotRetired, FUNCTION, {
      inputs: { environment: { variables: { BEDROCK_MODEL_ID: "anthropic.claude-3-haiku-20240307-v1:0" } } },
      breaks:
        "environment.variables BEDROCK_MODEL_ID is anthropic.claude-3-haiku-20240307-v1:0, which was retired on 2026-09-10",
    });
  });

  test("does not look at variables elsewhere, where an id may be that of another service", () => {
    const inputs = { template: { containers: [{ envs: [{ name: "MODEL", value: "gemini-2.5-pro" }] }] } };
    expect(verdictOn(hostedModelNotRetired, "gcp:cloudrunv2/service:Service", { inputs })).toBeUndefined();
  });
});
