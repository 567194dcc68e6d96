import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { opensearchNotPublic } from "../../../policies/aws/opensearch-not-public.js";
import { describeRule, expectVerdict } from "../support.js";

const POLICY = "aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy";
const network = (...rules: readonly object[]) => ({ type: "network", policy: JSON.stringify(rules) });

describeRule(opensearchNotPublic, POLICY, {
  compliant: { inputs: network({ AllowFromPublic: false, SourceServices: ["bedrock.amazonaws.com"] }) },
  broken: {
    inputs: network({ AllowFromPublic: false }, { AllowFromPublic: true }),
    breaks: "policy allows everybody in, in its [1].AllowFromPublic",
  },
  absent: { inputs: { type: "network" }, passes: true },
  unknown: { inputs: { type: "network", policy: UNKNOWN }, undecided: "policy" },
});

describeRule(opensearchNotPublic, "aws:opensearch/domain:Domain", {
  compliant: { inputs: { vpcOptions: { subnetIds: ["subnet-1"] } } },
  broken: { inputs: { domainName: "vectors" }, breaks: "no vpcOptions: its endpoint is on the internet" },
  absent: { inputs: {}, breaks: "no vpcOptions: its endpoint is on the internet" },
  unknown: { inputs: { vpcOptions: UNKNOWN }, passes: true },
});

describe("a policy of OpenSearch Serverless", () => {
  test("on encryption says nothing of the network", () =>
    expectVerdict(opensearchNotPublic, POLICY, {
      inputs: { type: "encryption", policy: '[{"AllowFromPublic":true}]' },
      passes: true,
    }));

  test("that is no JSON is refused by AWS", () =>
    expectVerdict(opensearchNotPublic, POLICY, { inputs: { type: "network", policy: "[" }, passes: true }));
});
