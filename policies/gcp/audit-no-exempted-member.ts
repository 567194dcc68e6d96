import { listOf } from "../../plan/inputs.js";
import { cisGcp, nistAiRmf } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";
import { alike } from "./alike.js";

export const auditNoExemptedMember = rule({
  name: "gcp-audit-no-exempted-member",
  description: "The audit log records everybody.",
  cloud: "gcp",
  severity: "medium",
  level: "mandatory",
  controls: [cisGcp("2.1"), nistAiRmf("MANAGE 4.1")],
  remediation: "Remove exemptedMembers from auditLogConfigs.",
  url: "https://docs.cloud.google.com/logging/docs/audit/configure-data-access",
  scope: "resource",
  checks: alike(
    [
      "gcp:projects/iAMAuditConfig:IAMAuditConfig",
      "gcp:folder/iamAuditConfig:IamAuditConfig",
      "gcp:organizations/iamAuditConfig:IamAuditConfig",
    ],
    ({ inputs }: Resource) =>
      ofEach(listOf(inputs.auditLogConfigs), ({ exemptedMembers, logType }, index) =>
        Array.isArray(exemptedMembers) && exemptedMembers.length > 0
          ? [`auditLogConfigs[${index}] does not record ${logType} of some members`]
          : [],
      ),
  ),
});
