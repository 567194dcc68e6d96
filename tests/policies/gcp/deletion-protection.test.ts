import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { deletionProtection } from "../../../policies/gcp/deletion-protection.js";
import { describeRule, expectVerdict } from "../support.js";

const environment = "prod";

describe.each([
  "gcp:cloudrunv2/service:Service",
  "gcp:cloudrunv2/workerPool:WorkerPool",
  "gcp:container/cluster:Cluster",
  "gcp:alloydb/cluster:Cluster",
  "gcp:sql/databaseInstance:DatabaseInstance",
  "gcp:bigquery/table:Table",
])("%s", (type) => {
  describeRule(deletionProtection, type, {
    compliant: { environment, inputs: { deletionProtection: true } },
    broken: { environment, inputs: { deletionProtection: false }, breaks: "deletionProtection is false" },
    absent: { environment, inputs: {}, passes: true },
    unknown: { environment, inputs: { deletionProtection: UNKNOWN }, undecided: "deletionProtection" },
  });

  test("may be off outside prod", () =>
    expectVerdict(deletionProtection, type, { inputs: { deletionProtection: false }, silent: true }));

  test("is off in a stack that is torn down", () =>
    expectVerdict(deletionProtection, type, {
      environment,
      config: { "ai-stack:teardown": "true" },
      inputs: { deletionProtection: false },
      silent: true,
    }));
});
