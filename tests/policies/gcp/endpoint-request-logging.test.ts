import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { endpointRequestLogging } from "../../../policies/gcp/endpoint-request-logging.js";
import { describeRule, expectVerdict } from "../support.js";

const ENDPOINT = "gcp:vertex/aiEndpoint:AiEndpoint";
const environment = "prod";
const unlogged = "predictRequestResponseLoggingConfig.enabled is not true";

describeRule(endpointRequestLogging, ENDPOINT, {
  compliant: { environment, inputs: { predictRequestResponseLoggingConfig: { enabled: true } } },
  broken: { environment, inputs: { predictRequestResponseLoggingConfig: { enabled: false } }, breaks: unlogged },
  absent: { environment, inputs: {}, breaks: unlogged },
  unknown: {
    environment,
    inputs: { predictRequestResponseLoggingConfig: UNKNOWN },
    undecided: "predictRequestResponseLoggingConfig",
  },
});

test("outside prod nothing need be kept", () =>
  expectVerdict(endpointRequestLogging, ENDPOINT, { inputs: {}, silent: true }));
