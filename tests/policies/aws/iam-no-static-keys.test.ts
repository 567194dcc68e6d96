import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { iamNoStaticKeys } from "../../../policies/aws/iam-no-static-keys.js";
import { describeRule, expectVerdict } from "../support.js";

const CREDENTIAL = "aws:iam/serviceSpecificCredential:ServiceSpecificCredential";
const KEY = "it is an access key of a user, active until somebody revokes it";

describeRule(iamNoStaticKeys, "aws:iam/accessKey:AccessKey", {
  compliant: { inputs: { user: "ci", status: "Inactive" } },
  broken: { inputs: { user: "ci", status: "Active" }, breaks: KEY },
  absent: { inputs: {}, breaks: KEY },
  unknown: { inputs: { status: UNKNOWN }, undecided: "status" },
});

describeRule(iamNoStaticKeys, CREDENTIAL, {
  compliant: { inputs: { serviceName: "codecommit.amazonaws.com" } },
  broken: { inputs: { serviceName: "bedrock.amazonaws.com" }, breaks: "it is a long-term API key for Bedrock" },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { serviceName: UNKNOWN }, undecided: "serviceName" },
});

test("an API key that is off does no harm", () =>
  expectVerdict(iamNoStaticKeys, CREDENTIAL, {
    inputs: { serviceName: "bedrock.amazonaws.com", status: "Inactive" },
    passes: true,
  }));
