import { UNKNOWN } from "../../../plan/plan.js";
import { indexEndpointNotPublic } from "../../../policies/gcp/index-endpoint-not-public.js";
import { describeRule } from "../support.js";

describeRule(indexEndpointNotPublic, "gcp:vertex/aiIndexEndpoint:AiIndexEndpoint", {
  compliant: { inputs: { publicEndpointEnabled: false } },
  broken: { inputs: { publicEndpointEnabled: true }, breaks: "publicEndpointEnabled is true" },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { publicEndpointEnabled: UNKNOWN }, undecided: "publicEndpointEnabled" },
});
