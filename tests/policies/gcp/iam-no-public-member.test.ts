import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { iamNoPublicMember } from "../../../policies/gcp/iam-no-public-member.js";
import { describeRule, expectVerdict } from "../support.js";

const MEMBER = "gcp:cloudrunv2/serviceIamMember:ServiceIamMember";
const BINDING = "gcp:storage/bucketIAMBinding:BucketIAMBinding";
const POLICY = "gcp:kms/cryptoKeyIAMPolicy:CryptoKeyIAMPolicy";
const policy = (...members: string[]) => JSON.stringify({ bindings: [{ role: "roles/viewer", members }] });

describeRule(iamNoPublicMember, MEMBER, {
  compliant: { inputs: { role: "roles/run.invoker", member: "group:ml@example.com" } },
  broken: { inputs: { role: "roles/run.invoker", member: "allUsers" }, breaks: "it gives a role to allUsers" },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { member: UNKNOWN }, undecided: "member" },
});

describeRule(iamNoPublicMember, BINDING, {
  compliant: { inputs: { members: ["user:ana@example.com"] } },
  broken: {
    inputs: { members: ["user:ana@example.com", "allAuthenticatedUsers"] },
    breaks: "it gives a role to allAuthenticatedUsers",
  },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { members: UNKNOWN }, undecided: "members" },
});

describeRule(iamNoPublicMember, POLICY, {
  compliant: { inputs: { policyData: policy("user:ana@example.com") } },
  broken: { inputs: { policyData: policy("user:ana@example.com", "allUsers") }, breaks: "it gives a role to allUsers" },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { policyData: UNKNOWN }, undecided: "policyData" },
});

describe(iamNoPublicMember.name, () => {
  test("a member that is not known yet hides no other", () =>
    expectVerdict(iamNoPublicMember, BINDING, {
      inputs: { members: [UNKNOWN, "allUsers"] },
      breaks: "it gives a role to allUsers",
      undecided: "members[0]",
    }));

  test.each(["no policy", "3", JSON.stringify({ bindings: "none" }), JSON.stringify({ bindings: [{ members: 1 }] })])(
    "a policy that reads %j gives nothing",
    (policyData) => expectVerdict(iamNoPublicMember, POLICY, { inputs: { policyData }, passes: true }),
  );
});
