import fc from "fast-check";
import { expect, test } from "vitest";
import { type Accelerator, accelerators } from "../../catalog/accelerators.js";
import { models } from "../../catalog/models.js";
import { fits, memoryNeed, tensorParallelSize } from "../../sizing/memory.js";
import { type Demand, largest, type MachineType, place } from "../../sizing/placement.js";

const served = accelerators.filter(({ runtime, fp8 }) => runtime === "cuda" && fp8);
const machines = [1, 2, 4, 8, 16].map((count): MachineType => ({ name: `m${count}`, accelerator: "any", count }));

const anyDemand: fc.Arbitrary<Demand> = fc.record({
  model: fc.constantFrom(...models),
  precision: fc.constantFrom("auto" as const, "fp8" as const),
  contextTokens: fc.integer({ min: 1, max: 200_000 }),
  concurrency: fc.integer({ min: 1, max: 64 }),
});
const anyAccelerator = fc.constantFrom(...served);

/** Place of the machine in the order; after the last where there is none. */
function placeOf(demand: Demand, accelerator: Accelerator): number {
  const type = place(demand, accelerator, machines)?.type;
  return type === undefined ? machines.length : machines.indexOf(type);
}

test("a model is placed on the first machine that it fits", () => {
  fc.assert(
    fc.property(anyDemand, anyAccelerator, (demand, accelerator) => {
      const verdicts = machines.map(({ count }) =>
        fits(memoryNeed({ ...demand, tensorParallel: tensorParallelSize(demand.model, count) }), accelerator),
      );
      const first = verdicts.findIndex((verdict) => verdict !== "no");
      expect(placeOf(demand, accelerator)).toBe(first < 0 ? machines.length : first);
    }),
  );
});

test("a longer context or more sequences never get a smaller machine", () => {
  fc.assert(
    fc.property(anyDemand, anyAccelerator, fc.nat(50_000), fc.nat(10), (demand, accelerator, tokens, sequences) => {
      const more = {
        ...demand,
        contextTokens: demand.contextTokens + tokens,
        concurrency: demand.concurrency + sequences,
      };
      expect(placeOf(more, accelerator)).toBeGreaterThanOrEqual(placeOf(demand, accelerator));
    }),
  );
});

test("accelerators with more memory never need a larger machine", () => {
  fc.assert(
    fc.property(anyDemand, anyAccelerator, fc.nat(200_000), (demand, accelerator, extra) => {
      const larger = { ...accelerator, memoryMiB: accelerator.memoryMiB + extra };
      expect(placeOf(demand, larger)).toBeLessThanOrEqual(placeOf(demand, accelerator));
    }),
  );
});

test("a model with more parameters never gets a smaller machine", () => {
  fc.assert(
    fc.property(anyDemand, anyAccelerator, fc.nat(500), (demand, accelerator, extra) => {
      const { model } = demand;
      const larger = { ...model, weights: { ...model.weights, paramsB: model.weights.paramsB + extra } };
      expect(placeOf({ ...demand, model: larger }, accelerator)).toBeGreaterThanOrEqual(placeOf(demand, accelerator));
    }),
  );
});

test("fp8 never needs more than the published weights", () => {
  fc.assert(
    fc.property(anyDemand, fc.constantFrom(1, 2, 4, 8), (demand, tensorParallel) => {
      const fp8 = memoryNeed({ ...demand, precision: "fp8", tensorParallel }).totalMiB;
      const published = memoryNeed({ ...demand, precision: "auto", tensorParallel }).totalMiB;
      expect(fp8.optimistic).toBeLessThanOrEqual(published.optimistic);
      expect(fp8.pessimistic).toBeLessThanOrEqual(published.pessimistic);
    }),
  );
});

test("more accelerators are never split over less", () => {
  fc.assert(
    fc.property(fc.constantFrom(...models), fc.integer({ min: 1, max: 64 }), (model, count) => {
      expect(tensorParallelSize(model, count + 1)).toBeGreaterThanOrEqual(tensorParallelSize(model, count));
    }),
  );
});

test("the largest number for which something holds is found, 0 where it never does", () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(1000), (max, limit) => {
      expect(largest(max, (value) => value <= limit)).toBe(Math.min(max, limit));
    }),
  );
});
