import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { modelArmorBlocks } from "../../../policies/gcp/model-armor-blocks.js";
import { describeRule, expectVerdict } from "../support.js";

const TEMPLATE = "gcp:modelarmor/template:Template";
const FLOOR = "gcp:modelarmor/floorsetting:Floorsetting";
const environment = "prod";

describeRule(modelArmorBlocks, TEMPLATE, {
  compliant: { environment, inputs: { templateMetadata: { enforcementType: "INSPECT_AND_BLOCK" } } },
  broken: {
    environment,
    inputs: { templateMetadata: { enforcementType: "INSPECT_ONLY" } },
    breaks: "templateMetadata.enforcementType is INSPECT_ONLY",
  },
  absent: { environment, inputs: {}, passes: true },
  unknown: {
    environment,
    inputs: { templateMetadata: { enforcementType: UNKNOWN } },
    undecided: "templateMetadata.enforcementType",
  },
});

describeRule(modelArmorBlocks, FLOOR, {
  compliant: {
    environment,
    inputs: { enableFloorSettingEnforcement: true, aiPlatformFloorSetting: { inspectAndBlock: true } },
  },
  broken: {
    environment,
    inputs: {
      enableFloorSettingEnforcement: false,
      aiPlatformFloorSetting: { inspectOnly: true },
      googleMcpServerFloorSetting: { inspectOnly: true },
    },
    breaks: [
      "enableFloorSettingEnforcement is false",
      "aiPlatformFloorSetting.inspectOnly is true",
      "googleMcpServerFloorSetting.inspectOnly is true",
    ],
  },
  absent: { environment, inputs: {}, passes: true },
  unknown: { environment, inputs: { aiPlatformFloorSetting: UNKNOWN }, undecided: "aiPlatformFloorSetting" },
});

describe(modelArmorBlocks.name, () => {
  test("outside prod filters may be tried out", () => {
    expectVerdict(modelArmorBlocks, TEMPLATE, {
      inputs: { templateMetadata: { enforcementType: "INSPECT_ONLY" } },
      silent: true,
    });
    expectVerdict(modelArmorBlocks, FLOOR, { inputs: { enableFloorSettingEnforcement: false }, silent: true });
  });
});
