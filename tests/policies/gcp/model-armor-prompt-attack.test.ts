import { describe } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { modelArmorPromptAttack } from "../../../policies/gcp/model-armor-prompt-attack.js";
import { describeRule } from "../support.js";

const off = "filterConfig.piAndJailbreakFilterSettings.filterEnforcement is not ENABLED, and off is the default";
const filter = (filterEnforcement: unknown) => ({
  inputs: { filterConfig: { piAndJailbreakFilterSettings: { filterEnforcement } } },
});

describe.each(["gcp:modelarmor/template:Template", "gcp:modelarmor/floorsetting:Floorsetting"])("%s", (type) => {
  describeRule(modelArmorPromptAttack, type, {
    compliant: filter("ENABLED"),
    broken: { ...filter("DISABLED"), breaks: off },
    absent: { inputs: {}, breaks: off },
    unknown: {
      ...filter(UNKNOWN),
      undecided: "filterConfig.piAndJailbreakFilterSettings.filterEnforcement",
    },
  });
});
