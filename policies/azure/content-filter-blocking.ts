import { listOf, objectOf } from "../../plan/inputs.js";
import { azurePolicy, nistAiRmf, owaspLlm } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";
import { isOneOf } from "./words.js";

/** Categories of which Azure's own policy blocks what it finds. Others, such as protected material, may annotate only. */
const BLOCKED = ["Hate", "Sexual", "Violence", "Selfharm", "Jailbreak"] as const;

export const contentFilterBlocking = rule({
  name: "azure-content-filter-blocking",
  description:
    "A content filter blocks harmful text and attempts to get around the model's instructions, before text is sent.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [
    owaspLlm(1),
    owaspLlm(5),
    azurePolicy("af253d37-136a-42f8-a1fc-30010c083d41"),
    azurePolicy("f3a9c2e0-7b4d-4d8f-9c3a-2e1f6b9a8d4e"),
    nistAiRmf("MEASURE 2.7"),
  ],
  remediation:
    "Set enabled and blocking of the filter to true and mode to Blocking, or leave the filter out: then Azure's own holds.",
  url: "https://learn.microsoft.com/azure/foundry/guardrails/how-to-create-guardrails",
  scope: "resource",
  checks: {
    "azure-native:cognitiveservices:RaiPolicy": blocks,
    "azure-native:cognitiveservices:SubscriptionRaiPolicy": blocks,
    "azure-native:machinelearningservices:ConnectionRaiPolicy": blocks,
    "azure-native:machinelearningservices:RaiPolicy": blocks,
  },
});

function* blocks({ inputs }: Resource): Iterable<string> {
  const { mode, contentFilters } = objectOf(inputs.properties);
  if (isOneOf(mode, "Asynchronous_filter", "Deferred")) yield "properties.mode sends text before it has been looked at";
  yield* ofEach(listOf(contentFilters), ({ name, enabled, blocking }, index) => {
    const category = BLOCKED.find((blocked) => isOneOf(name, blocked));
    return category !== undefined && (enabled === false || blocking === false)
      ? [`properties.contentFilters[${index}] (${category}) does not block`]
      : [];
  });
}
