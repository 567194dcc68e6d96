import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { apiKeyRestricted } from "../../../policies/gcp/api-key-restricted.js";
import { describeRule, expectVerdict } from "../support.js";

const KEY = "gcp:projects/apiKey:ApiKey";
const key = (...services: unknown[]) => ({
  inputs: { restrictions: { apiTargets: services.map((service) => ({ service })) } },
});
const open = "restrictions.apiTargets is not set, and every service is the default";

describeRule(apiKeyRestricted, KEY, {
  compliant: key("generativelanguage.googleapis.com"),
  broken: {
    ...key("generativelanguage.googleapis.com", "cloudapis.googleapis.com"),
    breaks: "restrictions.apiTargets names cloudapis.googleapis.com, which is every service",
  },
  absent: { inputs: {}, breaks: open },
  unknown: { ...key(UNKNOWN), undecided: "restrictions.apiTargets[0].service" },
});

test("where a key may come from does not say what it may call", () =>
  expectVerdict(apiKeyRestricted, KEY, {
    inputs: { restrictions: { serverKeyRestrictions: { allowedIps: ["10.0.0.1"] } } },
    breaks: open,
  }));
