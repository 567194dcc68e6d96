import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { auditNoExemptedMember } from "../../../policies/gcp/audit-no-exempted-member.js";
import { describeRule, expectVerdict } from "../support.js";

const AUDIT = "gcp:projects/iAMAuditConfig:IAMAuditConfig";

describe.each([AUDIT, "gcp:folder/iamAuditConfig:IamAuditConfig", "gcp:organizations/iamAuditConfig:IamAuditConfig"])(
  "%s",
  (type) => {
    describeRule(auditNoExemptedMember, type, {
      compliant: { inputs: { auditLogConfigs: [{ logType: "DATA_READ", exemptedMembers: [] }] } },
      broken: {
        inputs: {
          auditLogConfigs: [
            { logType: "ADMIN_READ" },
            { logType: "DATA_READ", exemptedMembers: ["user:ana@example.com"] },
          ],
        },
        breaks: "auditLogConfigs[1] does not record DATA_READ of some members",
      },
      absent: { inputs: {}, passes: true },
      unknown: {
        inputs: { auditLogConfigs: [{ logType: "DATA_READ", exemptedMembers: UNKNOWN }] },
        undecided: "auditLogConfigs[0].exemptedMembers",
      },
    });
  },
);

test("exemptedMembers that are no list exempt nobody", () =>
  expectVerdict(auditNoExemptedMember, AUDIT, {
    inputs: { auditLogConfigs: [{ exemptedMembers: "ana" }] },
    passes: true,
  }));
