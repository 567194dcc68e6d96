import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defineCommand } from "citty";
import { readStack } from "../plan/stack-file.js";
import type { Rule } from "../policies/rule.js";
import { RULES } from "../policies/rules.js";
import { checkArgs } from "./args.js";
import { SHORTFALL, UsageError } from "./error.js";
import { policiesReport, rulesReport } from "./print/policies.js";
import { type Source, sarif } from "./print/sarif.js";
import { findProject } from "./project.js";
import { type Given, planArgs, planOf, policyArgs, print } from "./stack-plan.js";
import { blocks, verdictOn } from "./verdict.js";

const args = {
  ...planArgs,
  ...policyArgs,
  sarif: { type: "boolean", description: "print the verdict as SARIF 2.1.0, for code scanning" },
} as const;

export const policies = defineCommand({
  meta: { name: "policies", description: "Which policies a stack breaks; without a stack, the policies of the pack" },
  args,
  async run({ args: given }) {
    checkArgs(given, args);
    const file = given["policy-pack-config"];
    if (given.stack === undefined && given.plan === undefined) {
      if (given.sarif || file !== undefined)
        throw new UsageError("name a stack, such as aws-dev, or give --plan a file");
      print(given, RULES.map(described), rulesReport(RULES));
      return;
    }
    const { plan, heading } = await planOf(given);
    const finding = verdictOn(plan, file);
    if (blocks(finding)) process.exitCode = SHORTFALL;
    if (given.sarif) print({ json: true }, sarif(finding, RULES, plan, sourceOf(given)), []);
    else print(given, finding, [...heading, ...policiesReport(finding)]);
  },
});

/** A rule as `--json` lists it. */
function described(rule: Rule): object {
  const { name, severity, level, cloud, environment, controls, description, remediation, url } = rule;
  const frameworks = controls.map(({ framework, version, id }) => ({ framework, version, id }));
  return { name, severity, level, cloud, environment, frameworks, description, remediation, url };
}

function sourceOf({ stack = "", plan }: Given): Source {
  if (plan !== undefined) return { uri: plan, text: "" };
  const folder = findProject();
  const { file } = readStack(folder, stack);
  return { uri: file, text: readFileSync(join(folder, file), "utf8") };
}
