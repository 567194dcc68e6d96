import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { keyRotation } from "../../../policies/gcp/key-rotation.js";
import { describeRule, expectVerdict } from "../support.js";

const KEY = "gcp:kms/cryptoKey:CryptoKey";
const never = "rotationPeriod is not set, and never is the default";

describeRule(keyRotation, KEY, {
  compliant: { inputs: { rotationPeriod: "7776000s" } },
  broken: { inputs: { rotationPeriod: "7862400s" }, breaks: "rotationPeriod is 91 days, the limit is 90" },
  absent: { inputs: {}, breaks: never },
  unknown: { inputs: { rotationPeriod: UNKNOWN }, undecided: "rotationPeriod" },
});

describe(keyRotation.name, () => {
  test.each(["ASYMMETRIC_SIGN", "MAC"])("a key for %s is rotated by hand alone", (purpose) =>
    expectVerdict(keyRotation, KEY, { inputs: { purpose }, passes: true }),
  );

  test("a key that says that it encrypts is looked at", () =>
    expectVerdict(keyRotation, KEY, { inputs: { purpose: "ENCRYPT_DECRYPT" }, breaks: never }));

  test("imported material has no next version", () =>
    expectVerdict(keyRotation, KEY, { inputs: { importOnly: true }, passes: true }));

  test("a period with fractions of a second is read", () =>
    expectVerdict(keyRotation, KEY, { inputs: { rotationPeriod: "86400.5s" }, passes: true }));

  test.each(["90d", "7776000", 7776000, "P7776000s", "7776000sec"])("%j is no period", (rotationPeriod) =>
    expectVerdict(keyRotation, KEY, { inputs: { rotationPeriod }, breaks: never }),
  );

  test("the limit can be set", () =>
    expectVerdict(keyRotation, KEY, {
      inputs: { rotationPeriod: "7776000s" },
      settings: { days: 30 },
      breaks: "rotationPeriod is 90 days, the limit is 30",
    }));
});
