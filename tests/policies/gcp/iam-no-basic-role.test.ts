import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { iamNoBasicRole } from "../../../policies/gcp/iam-no-basic-role.js";
import { describeRule, expectVerdict } from "../support.js";

describe.each([
  "gcp:projects/iAMMember:IAMMember",
  "gcp:projects/iAMBinding:IAMBinding",
  "gcp:folder/iAMMember:IAMMember",
  "gcp:organizations/iAMMember:IAMMember",
])("%s", (type) => {
  describeRule(iamNoBasicRole, type, {
    compliant: { inputs: { role: "roles/aiplatform.user" } },
    broken: { inputs: { role: "roles/editor" }, breaks: "it gives the basic role roles/editor" },
    absent: { inputs: {}, passes: true },
    unknown: { inputs: { role: UNKNOWN }, undecided: "role" },
  });
});

describe(iamNoBasicRole.name, () => {
  test.each(["roles/owner", "roles/viewer", "roles/admin", "roles/writer", "roles/reader"])("%s is one", (role) =>
    expectVerdict(iamNoBasicRole, "gcp:projects/iAMMember:IAMMember", {
      inputs: { role, member: UNKNOWN },
      breaks: `it gives the basic role ${role}`,
    }),
  );

  test("reads each role of a policy", () =>
    expectVerdict(iamNoBasicRole, "gcp:projects/iAMPolicy:IAMPolicy", {
      inputs: { policyData: JSON.stringify({ bindings: [{ role: "roles/run.admin" }, { role: "roles/owner" }] }) },
      breaks: "it gives the basic role roles/owner",
    }));
});
