import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { efsEncrypted } from "../../../policies/aws/efs-encrypted.js";
import { describeRule, expectVerdict } from "../support.js";

const FILE_SYSTEM = "aws:efs/fileSystem:FileSystem";
const BROKEN = "encrypted is not true, and what is made through the API is not by default";

describeRule(efsEncrypted, FILE_SYSTEM, {
  compliant: { inputs: { encrypted: true } },
  broken: { inputs: { encrypted: false }, breaks: BROKEN },
  absent: { inputs: {}, breaks: BROKEN },
  unknown: { inputs: { encrypted: UNKNOWN }, undecided: "encrypted" },
});

test("a text is read as well", () =>
  expectVerdict(efsEncrypted, FILE_SYSTEM, { inputs: { encrypted: "true" }, passes: true }));
