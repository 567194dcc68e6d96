import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { iamNoAdminServiceAccount } from "../../../policies/gcp/iam-no-admin-service-account.js";
import { describeRule, expectVerdict } from "../support.js";

const MEMBER = "gcp:projects/iAMMember:IAMMember";
const TRAINER = "serviceAccount:train@p.iam.gserviceaccount.com";

describeRule(iamNoAdminServiceAccount, MEMBER, {
  compliant: { inputs: { role: "roles/aiplatform.user", member: TRAINER } },
  broken: {
    inputs: { role: "roles/aiplatform.admin", member: TRAINER },
    breaks: "it gives roles/aiplatform.admin to a service account",
  },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { role: "roles/aiplatform.admin", member: UNKNOWN }, undecided: "member" },
});

describeRule(iamNoAdminServiceAccount, "gcp:projects/iAMBinding:IAMBinding", {
  compliant: { inputs: { role: "roles/run.admin", members: ["group:platform@example.com"] } },
  broken: {
    inputs: { role: "roles/run.admin", members: ["group:platform@example.com", TRAINER] },
    breaks: "it gives roles/run.admin to a service account",
  },
  absent: { inputs: { role: "roles/run.admin" }, passes: true },
  unknown: { inputs: { role: UNKNOWN, members: [TRAINER] }, undecided: "role" },
});

describe(iamNoAdminServiceAccount.name, () => {
  test("who has a role that only uses the service need not be known", () =>
    expectVerdict(iamNoAdminServiceAccount, MEMBER, {
      inputs: { role: "roles/aiplatform.user", member: UNKNOWN },
      passes: true,
    }));

  test.each(["roles/storage.objectAdmin", "projects/p/roles/ModelAdmin"])("%s administers", (role) =>
    expectVerdict(iamNoAdminServiceAccount, MEMBER, {
      inputs: { role, member: TRAINER },
      breaks: `it gives ${role} to a service account`,
    }),
  );

  test("a role that only looks at what is administered does not", () =>
    expectVerdict(iamNoAdminServiceAccount, MEMBER, {
      inputs: { role: "roles/example.adminViewer", member: TRAINER },
      passes: true,
    }));

  test("an account that was deleted has nothing", () =>
    expectVerdict(iamNoAdminServiceAccount, MEMBER, {
      inputs: { role: "roles/run.admin", member: `deleted:${TRAINER}?uid=123` },
      passes: true,
    }));

  test("a workload of another identity provider is one, too", () =>
    expectVerdict(iamNoAdminServiceAccount, MEMBER, {
      inputs: {
        role: "roles/run.admin",
        member:
          "principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p.svc.id.goog/subject/ns/a/sa/b",
      },
      breaks: "it gives roles/run.admin to a service account",
    }));

  test("a service agent may administer", () =>
    expectVerdict(iamNoAdminServiceAccount, MEMBER, {
      inputs: {
        role: "roles/run.admin",
        member: "serviceAccount:service-12@gcp-sa-aiplatform.iam.gserviceaccount.com",
      },
      passes: true,
    }));
});
