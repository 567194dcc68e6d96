import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { mlEndpointNoKeyAuth } from "../../../policies/azure/ml-endpoint-no-key-auth.js";
import { describeRule, expectVerdict } from "../support.js";

const auth = (authMode?: string) => ({ properties: { authMode } });

describe.each([
  ["OnlineEndpoint", "AADToken"],
  ["OnlineEndpoint", "AMLToken"],
  ["BatchEndpoint", "AADToken"],
  ["ServerlessEndpoint", "AAD"],
])("%s with %s", (kind, mode) => {
  describeRule(mlEndpointNoKeyAuth, `azure-native:machinelearningservices:${kind}`, {
    compliant: { inputs: auth(mode) },
    broken: { inputs: auth("Key"), breaks: "properties.authMode is not AADToken" },
    absent: { inputs: auth(), breaks: "properties.authMode is not AADToken" },
    unknown: { inputs: auth(UNKNOWN), undecided: "properties.authMode" },
  });
});

test("a key beside tokens is a key", () =>
  expectVerdict(mlEndpointNoKeyAuth, "azure-native:machinelearningservices:ServerlessEndpoint", {
    inputs: auth("KeyAndAAD"),
    breaks: "properties.authMode is not AADToken",
  }));
