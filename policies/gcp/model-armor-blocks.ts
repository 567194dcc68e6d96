import { objectOf } from "../../plan/inputs.js";
import { nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const modelArmorBlocks = rule({
  name: "gcp-model-armor-blocks",
  description: "In prod Model Armor blocks what its filters find.",
  cloud: "gcp",
  environment: "prod",
  severity: "high",
  level: "mandatory",
  controls: [owaspLlm(1), owaspLlm(2), nistAiRmf("MEASURE 2.7")],
  remediation:
    "Set templateMetadata.enforcementType to INSPECT_AND_BLOCK, or inspectAndBlock of a floor setting to true.",
  url: "https://docs.cloud.google.com/model-armor/manage-templates",
  scope: "resource",
  checks: {
    // A type that is left out blocks, too.
    "gcp:modelarmor/template:Template": ({ inputs }) =>
      objectOf(inputs.templateMetadata).enforcementType === "INSPECT_ONLY"
        ? ["templateMetadata.enforcementType is INSPECT_ONLY"]
        : [],
    "gcp:modelarmor/floorsetting:Floorsetting": function* ({ inputs }) {
      if (inputs.enableFloorSettingEnforcement === false) yield "enableFloorSettingEnforcement is false";
      for (const service of ["aiPlatformFloorSetting", "googleMcpServerFloorSetting"])
        if (objectOf(inputs[service]).inspectOnly === true) yield `${service}.inspectOnly is true`;
    },
  },
});
