import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { logBucketRetention } from "../../../policies/gcp/log-bucket-retention.js";
import { describeRule, expectVerdict } from "../support.js";

const BUCKET = "gcp:logging/projectBucketConfig:ProjectBucketConfig";
const environment = "prod";

describe.each([
  BUCKET,
  "gcp:logging/folderBucketConfig:FolderBucketConfig",
  "gcp:logging/organizationBucketConfig:OrganizationBucketConfig",
  "gcp:logging/billingAccountBucketConfig:BillingAccountBucketConfig",
])("%s", (type) => {
  describeRule(logBucketRetention, type, {
    compliant: { environment, inputs: { retentionDays: 184 } },
    broken: { environment, inputs: { retentionDays: 183 }, breaks: "logs are kept for 183 days, the least is 184" },
    absent: { environment, inputs: {}, breaks: "logs are kept for 30 days, the least is 184" },
    unknown: { environment, inputs: { retentionDays: UNKNOWN }, undecided: "retentionDays" },
  });
});

describe(logBucketRetention.name, () => {
  test("zero is the month of Cloud Logging", () =>
    expectVerdict(logBucketRetention, BUCKET, {
      environment,
      inputs: { retentionDays: 0 },
      breaks: "logs are kept for 30 days, the least is 184",
    }));

  test("that month is enough where the team says so", () =>
    expectVerdict(logBucketRetention, BUCKET, { environment, inputs: {}, settings: { days: 30 }, passes: true }));

  test("outside prod logs may go", () =>
    expectVerdict(logBucketRetention, BUCKET, { inputs: { retentionDays: 1 }, silent: true }));
});
