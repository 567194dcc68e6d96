import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { endpointPrivate } from "../../../policies/gcp/endpoint-private.js";
import { describeRule, expectVerdict } from "../support.js";

const ENDPOINT = "gcp:vertex/aiEndpoint:AiEndpoint";
const MODEL_GARDEN = "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment";
const open = "privateServiceConnectConfig does not make it private, nor is dedicatedEndpointEnabled true";
const modelGardenOpen =
  "endpointConfig.privateServiceConnectConfig does not make it private, nor is endpointConfig.dedicatedEndpointEnabled true";

describeRule(endpointPrivate, ENDPOINT, {
  compliant: { inputs: { privateServiceConnectConfig: { enablePrivateServiceConnect: true } } },
  broken: { inputs: { privateServiceConnectConfig: { enablePrivateServiceConnect: false } }, breaks: open },
  absent: { inputs: {}, breaks: open },
  unknown: {
    inputs: { privateServiceConnectConfig: { enablePrivateServiceConnect: UNKNOWN } },
    undecided: "privateServiceConnectConfig.enablePrivateServiceConnect",
  },
});

describeRule(endpointPrivate, MODEL_GARDEN, {
  compliant: { inputs: { endpointConfig: { dedicatedEndpointEnabled: true } } },
  broken: { inputs: { endpointConfig: { dedicatedEndpointEnabled: false } }, breaks: modelGardenOpen },
  absent: { inputs: {}, breaks: modelGardenOpen },
  unknown: {
    inputs: { endpointConfig: { dedicatedEndpointEnabled: UNKNOWN } },
    undecided: "endpointConfig.dedicatedEndpointEnabled",
  },
});

describe(endpointPrivate.name, () => {
  test("a network makes it private, even one that is not known yet", () =>
    expectVerdict(endpointPrivate, ENDPOINT, { inputs: { network: UNKNOWN }, passes: true }));

  test("a DNS name of its own is enough by default", () =>
    expectVerdict(endpointPrivate, ENDPOINT, { inputs: { dedicatedEndpointEnabled: true }, passes: true }));

  const settings = { dedicated: false };

  test("a team can ask for private endpoints", () => {
    expectVerdict(endpointPrivate, ENDPOINT, {
      inputs: { dedicatedEndpointEnabled: true },
      settings,
      breaks: "the internet reaches it: privateServiceConnectConfig does not make it private",
    });
    expectVerdict(endpointPrivate, MODEL_GARDEN, {
      inputs: { endpointConfig: { dedicatedEndpointEnabled: true } },
      settings,
      breaks: "the internet reaches it: endpointConfig.privateServiceConnectConfig does not make it private",
    });
  });

  test("a private endpoint is what such a team asked for", () =>
    expectVerdict(endpointPrivate, ENDPOINT, { inputs: { network: "n" }, settings, passes: true }));
});
