import * as z from "zod";
import { nistAiRmf } from "../../../policies/control.js";
import { type ResourceRule, type Rule, rule } from "../../../policies/rule.js";

const shape = z.object({
  most: z.number().default(3).describe("How much. Default: 3."),
  names: z.array(z.string()).optional().describe("Which. Default: any."),
});

const described = {
  name: "all-size-within-limit",
  description: "A thing is not larger than the limit.",
  cloud: "all",
  severity: "low",
  level: "mandatory",
  controls: [nistAiRmf("MANAGE 1.3")],
  remediation: "Set size to at most the limit.",
  url: "https://example.com/",
  settings: shape,
} as const;

/** A rule for tests of the frame: `size` of a `t:index:Thing` is at most `most`. */
export function sizeRule(more: Partial<ResourceRule<typeof shape.shape>> = {}): Rule {
  return rule({
    ...described,
    scope: "resource",
    checks: {
      "t:index:Thing": function* ({ inputs }, { most }) {
        if (typeof inputs.size === "number" && inputs.size > most) yield `size is ${inputs.size}, more than ${most}`;
        if (inputs.colour === "red") yield "it is red";
      },
    },
    ...more,
  });
}
