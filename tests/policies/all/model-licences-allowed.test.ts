import { describe, expect, test } from "vitest";
import { models } from "../../../catalog/models.js";
import { UNKNOWN } from "../../../plan/plan.js";
import { modelLicencesAllowed } from "../../../policies/all/model-licences-allowed.js";
import { describeRule, expectVerdict, verdictOn } from "../support.js";

const ENDPOINT = "ai-stack:aws:SageMakerEndpoint";
const settings = { licences: ["MIT", "Apache-2.0"] };

describeRule(modelLicencesAllowed, ENDPOINT, {
  compliant: { inputs: { model: "Qwen/Qwen3-8B" }, settings },
  broken: {
    inputs: { model: "meta-llama/Llama-3.3-70B-Instruct" },
    settings,
    breaks: "model is meta-llama/Llama-3.3-70B-Instruct, whose licence is Llama 3.3 Community",
  },
  absent: { inputs: {}, settings, passes: true },
  unknown: { inputs: { model: UNKNOWN }, settings, undecided: "model" },
});

describe(modelLicencesAllowed.name, () => {
  test.each(models.map(({ id, licence }) => [id, licence]))(
    "allows %s (%s) by default, which a business may use",
    (model) => expectVerdict(modelLicencesAllowed, ENDPOINT, { inputs: { model }, passes: true }),
  );

  test("finds a model however its id is written", () => {
    expectVerdict(modelLicencesAllowed, ENDPOINT, {
      inputs: { model: "qwen/qwen3-8b" },
      settings: { licences: ["MIT"] },
      breaks: "model is qwen/qwen3-8b, whose licence is Apache-2.0",
    });
  });

  test("says that a licence is not known only where there is a list", () => {
    const inputs = { model: "someone/some-model" };
    expectVerdict(modelLicencesAllowed, ENDPOINT, { inputs, passes: true });
    expectVerdict(modelLicencesAllowed, ENDPOINT, {
      inputs,
      settings,
      breaks: "model is someone/some-model, whose licence is not known",
    });
  });

  test("asks nothing of a model that a cloud hosts", () => {
    const inputs = { foundationModel: "anthropic.claude-haiku-4-5-20251001-v1:0" };
    const verdict = verdictOn(modelLicencesAllowed, "aws:bedrock/agentAgent:AgentAgent", { inputs, settings });
    expect(verdict?.violations).toEqual([]);
  });
});
