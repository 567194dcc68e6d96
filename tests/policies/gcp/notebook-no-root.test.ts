import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { notebookNoRoot } from "../../../policies/gcp/notebook-no-root.js";
import { describeRule, expectVerdict } from "../support.js";

const root = "gceSetup.metadata notebook-disable-root is not true, and users are root by default";
const notebook = (value: unknown) => ({ inputs: { gceSetup: { metadata: { "notebook-disable-root": value } } } });

describeRule(notebookNoRoot, "gcp:workbench/instance:Instance", {
  compliant: notebook("true"),
  broken: { ...notebook("false"), breaks: root },
  absent: { inputs: { gceSetup: {} }, breaks: root },
  unknown: { ...notebook(UNKNOWN), undecided: "gceSetup.metadata.notebook-disable-root" },
});

test.each(["TRUE", true])("metadata says %s, too", (value) =>
  expectVerdict(notebookNoRoot, "gcp:workbench/instance:Instance", { ...notebook(value), passes: true }),
);
