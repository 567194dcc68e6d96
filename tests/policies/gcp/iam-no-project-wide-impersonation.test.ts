import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { iamNoProjectWideImpersonation } from "../../../policies/gcp/iam-no-project-wide-impersonation.js";
import { describeRule, expectVerdict } from "../support.js";

const MEMBER = "gcp:projects/iAMMember:IAMMember";

describeRule(iamNoProjectWideImpersonation, MEMBER, {
  compliant: { inputs: { role: "roles/aiplatform.user" } },
  broken: {
    inputs: { role: "roles/iam.serviceAccountUser" },
    breaks: "it gives roles/iam.serviceAccountUser on all service accounts",
  },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { role: UNKNOWN }, undecided: "role" },
});

describe(iamNoProjectWideImpersonation.name, () => {
  test("making tokens is acting as an account, too", () =>
    expectVerdict(iamNoProjectWideImpersonation, MEMBER, {
      inputs: { role: "roles/iam.serviceAccountTokenCreator" },
      breaks: "it gives roles/iam.serviceAccountTokenCreator on all service accounts",
    }));

  test("reads the roles of a policy", () =>
    expectVerdict(iamNoProjectWideImpersonation, "gcp:folder/iAMPolicy:IAMPolicy", {
      inputs: { policyData: JSON.stringify({ bindings: [{ role: "roles/iam.serviceAccountUser" }] }) },
      breaks: "it gives roles/iam.serviceAccountUser on all service accounts",
    }));
});
