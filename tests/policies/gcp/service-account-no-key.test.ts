import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { serviceAccountNoKey } from "../../../policies/gcp/service-account-no-key.js";
import { expectVerdict, verdictOn } from "../support.js";

const KEY = "gcp:serviceaccount/key:Key";
const breaks = "it is a key that works until somebody deletes it, wherever it gets to";

describe(serviceAccountNoKey.name, () => {
  test("names a key that Google makes", () =>
    expectVerdict(serviceAccountNoKey, KEY, { inputs: { serviceAccountId: "train" }, breaks }));

  test("names a key of which the team uploads the public part", () =>
    expectVerdict(serviceAccountNoKey, KEY, { inputs: { publicKeyData: "LS0t" }, breaks }));

  test("need not know whose it is", () =>
    expectVerdict(serviceAccountNoKey, KEY, { inputs: { serviceAccountId: UNKNOWN }, breaks }));

  test("names a key of which nothing is said", () => expectVerdict(serviceAccountNoKey, KEY, { inputs: {}, breaks }));

  test("does not look at accounts", () => {
    expect(verdictOn(serviceAccountNoKey, "gcp:serviceaccount/account:Account", { inputs: {} })).toBeUndefined();
  });
});
