import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { kmsKeyRotation } from "../../../policies/aws/kms-key-rotation.js";
import { describeRule, expectVerdict } from "../support.js";

const KEY = "aws:kms/key:Key";
const BROKEN = "enableKeyRotation is not true, and false is the default";

describeRule(kmsKeyRotation, KEY, {
  compliant: { inputs: { enableKeyRotation: true } },
  broken: { inputs: { enableKeyRotation: false }, breaks: BROKEN },
  absent: { inputs: {}, breaks: BROKEN },
  unknown: { inputs: { enableKeyRotation: UNKNOWN }, undecided: "enableKeyRotation" },
});

test("a symmetric key that is called so is rotated", () =>
  expectVerdict(kmsKeyRotation, KEY, {
    inputs: { customerMasterKeySpec: "SYMMETRIC_DEFAULT" },
    breaks: BROKEN,
  }));

describe("KMS does not rotate", () => {
  test.each(["RSA_4096", "HMAC_256"])("a key of %s", (customerMasterKeySpec) =>
    expectVerdict(kmsKeyRotation, KEY, { inputs: { customerMasterKeySpec }, passes: true }),
  );

  test("a key in a store outside it", () =>
    expectVerdict(kmsKeyRotation, KEY, { inputs: { customKeyStoreId: UNKNOWN }, passes: true }));
});
