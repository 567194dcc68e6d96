import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { datasetNotPublic } from "../../../policies/gcp/dataset-not-public.js";
import { describeRule, expectVerdict } from "../support.js";

const DATASET = "gcp:bigquery/dataset:Dataset";

describeRule(datasetNotPublic, DATASET, {
  compliant: { inputs: { accesses: [{ role: "READER", specialGroup: "projectReaders" }] } },
  broken: {
    inputs: { accesses: [{ userByEmail: "ana@example.com" }, { specialGroup: "allAuthenticatedUsers" }] },
    breaks: "accesses[1].specialGroup is allAuthenticatedUsers",
  },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { accesses: [{ specialGroup: UNKNOWN }] }, undecided: "accesses[0].specialGroup" },
});

describeRule(datasetNotPublic, "gcp:bigquery/datasetAccess:DatasetAccess", {
  compliant: { inputs: { iamMember: "group:ml@example.com" } },
  broken: { inputs: { iamMember: "allUsers" }, breaks: "iamMember is allUsers" },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { iamMember: UNKNOWN }, undecided: "iamMember" },
});

describe(datasetNotPublic.name, () => {
  test("what is not known yet hides nothing", () =>
    expectVerdict(datasetNotPublic, DATASET, {
      inputs: { accesses: [{ specialGroup: UNKNOWN, iamMember: "allUsers" }] },
      breaks: "accesses[0].iamMember is allUsers",
      undecided: "accesses[0].specialGroup",
    }));
});
