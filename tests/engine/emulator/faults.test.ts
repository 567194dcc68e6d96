import { expect, test } from "vitest";
import { type Fault, faultOf } from "./faults.js";
import type { Change, Contents, Refusal } from "./inventory.js";

const CALL = { action: "create", urn: "urn:a", type: "t", name: "a" } as const;
const REFUSAL: Refusal = { ...CALL, message: "no" };
const CHANGE: Change = { action: "create", type: "t", name: "z", id: "z" };

function meets(fault: Partial<Fault>, past: Partial<Contents> = {}): boolean {
  const whole: Fault = { action: "create", outcome: "refused", message: "no", ...fault };
  return faultOf({ faults: [whole] }, CALL, { entries: [], changes: [], refusals: [], ...past }) === whole;
}

test("a call meets a fault of its action, type and name", () => {
  expect([meets({}), meets({ types: ["t"], names: ["a"] })]).toEqual([true, true]);
  expect([meets({ action: "delete" }), meets({ types: ["u"] }), meets({ names: ["b"] })]).toEqual([
    false,
    false,
    false,
  ]);
});

test("a resource meets a fault as often as it says, and each fault for itself", () => {
  expect(meets({ times: 2 }, { refusals: [REFUSAL] })).toBe(true);
  expect(meets({ times: 2 }, { refusals: [REFUSAL, REFUSAL] })).toBe(false);
  expect(meets({ times: 1 }, { refusals: [{ ...REFUSAL, urn: "urn:b" }] })).toBe(true);
  expect(meets({ times: 1 }, { refusals: [{ ...REFUSAL, action: "update" }] })).toBe(true);
  expect(meets({ times: 1 }, { refusals: [{ ...REFUSAL, message: "never" }] })).toBe(true);
});

test("a fault waits for the changes that are to be made before", () => {
  expect(meets({ afterChanges: 1 })).toBe(false);
  expect(meets({ afterChanges: 1 }, { changes: [CHANGE] })).toBe(true);
});

test("of several, the first happens", () => {
  const [first, second]: Fault[] = ["refused", "lost"].map((outcome) => ({
    action: "create",
    outcome: outcome as Fault["outcome"],
    message: outcome,
  }));
  const contents: Contents = { entries: [], changes: [], refusals: [] };
  expect(faultOf({ faults: [first as Fault, second as Fault] }, CALL, contents)).toBe(first);
});
