import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accelerators } from "../../catalog/accelerators.js";
import { gcpMachineTypes } from "../../catalog/gcp/machine-types.js";
import { gcpRegions, regionOf } from "../../catalog/gcp/regions.js";
import { tpuGenerations } from "../../catalog/gcp/tpu-slices.js";
import { SizingError } from "../../sizing/error.js";
import { chooseMachine, type GcpMachineRequest } from "../../sizing/machine.js";

const choose = (names: string[], more: Partial<GcpMachineRequest> = {}) =>
  chooseMachine({ cloud: "gcp", region: "us-central1", accelerators: names, ...more });

test("the sample pool [L4, A100] in us-central1 is g2-standard-4, in the zones that offer it", () => {
  expect(choose(["L4", "A100"])).toMatchObject({
    kind: "gpu",
    accelerator: { name: "L4" },
    perMachine: 1,
    machineType: "g2-standard-4",
    acceleratorType: "nvidia-l4",
    zones: ["us-central1-a", "us-central1-b", "us-central1-c"],
    reason: "g2-standard-4: the smallest in us-central1 with 1 × L4",
  });
});

test("T4s are attached to N1 machines", () => {
  expect(choose(["T4"], { perMachine: 2 })).toMatchObject({
    machineType: "n1-standard-16",
    acceleratorType: "nvidia-tesla-t4",
    perMachine: 2,
  });
});

test("only the zones of the region are given", () => {
  expect(choose(["A100-80GB"], { region: "us-east5" })).toMatchObject({ zones: ["us-east5-a", "us-east5-b"] });
});

test("the first name of the list that the region offers wins, and the reason says what was passed over", () => {
  const choice = choose(["A10G", "L4", "H200", "A100"], { region: "us-west3" });
  expect(choice).toMatchObject({ machineType: "a2-highgpu-1g" });
  expect(choice.reason).toBe(
    "a2-highgpu-1g: the smallest in us-west3 with 1 × A100-40GB; A10G is not offered there; L4 is not offered there; " +
      "H200 is not offered there",
  );
});

test("an accelerator that comes by another number a machine is passed over", () => {
  expect(choose(["B200", "A100"], { perMachine: 16, capacity: "spot" })).toMatchObject({
    machineType: "a2-megagpu-16g",
    reason: "a2-megagpu-16g: the smallest in us-central1 with 16 × A100-40GB; B200 comes by 8 a machine",
  });
});

test("an accelerator whose zones nobody tells is passed over", () => {
  expect(choose(["RTX-PRO-6000", "L4"]).reason).toMatch(/; no source says in which zones RTX-PRO-6000 is$/);
});

describe("capacity", () => {
  test("an H100 alone is spot or flex-start", () => {
    expect(choose(["H100"], { capacity: "spot" })).toMatchObject({ machineType: "a3-highgpu-1g" });
    expect(choose(["H100"], { capacity: "flex-start" })).toMatchObject({ machineType: "a3-highgpu-1g" });
    expect(choose(["H100", "L4"]).reason).toMatch(/; 1 × H100 is had as spot, flex-start only$/);
  });

  test("H200 and B200 are never on demand, but in a reservation", () => {
    expect(choose(["H200"], { perMachine: 8, capacity: "reservation" })).toMatchObject({
      machineType: "a3-ultragpu-8g",
      zones: ["us-central1-b"],
    });
    expect(() => choose(["B200"], { perMachine: 8 })).toThrow("8 × B200 is had as spot, reservation, flex-start only");
  });

  test("a TPU has no flex-start", () => {
    expect(() => choose(["TPU-v6e"], { capacity: "flex-start" })).toThrow(
      "1 × TPU-v6e is had as on-demand, spot, reservation only",
    );
  });
});

describe("a TPU is a slice", () => {
  test.each([
    ["TPU-v5e", 4, "v5litepod-4", "us-central1-a"],
    ["TPU-v6e", 8, "v6e-8", "us-central1-b"],
    ["TPU-v5p", 4, "v5p-8", "us-central1-a"],
    ["TPU-v5p", 16, "v5p-32", "us-central1-a"],
  ])("%s × %i is %s in %s", (name, perMachine, acceleratorType, zone) => {
    expect(choose([name], { perMachine })).toMatchObject({ kind: "tpu", perMachine, acceleratorType, zone });
  });

  test("in the first zone of the region that offers it, and says so", () => {
    const choice = choose(["TPU-v6e"], { region: "us-east5" });
    expect(choice).toMatchObject({ zone: "us-east5-a" });
    expect(choice.reason).toBe("v6e-1: the slice with 1 × TPU-v6e, in us-east5-a");
  });

  test("is passed over where the region has none", () => {
    expect(choose(["TPU-v6e", "L4"], { region: "us-west1" }).reason).toMatch(/; TPU-v6e is not offered there$/);
  });
});

test.each<[string, () => unknown, string]>([
  ["a misspelt accelerator", () => choose(["TPU-v6"]), "; did you mean TPU-v6e?"],
  ["no name", () => choose([]), "accelerator must name at least one of T4, A10G, L4, "],
  ["an unknown region", () => choose(["L4"], { region: "us-east-1" }), 'region "us-east-1" is not in the catalog'],
  ["an unknown region", () => choose(["L4"], { region: "us-east-1" }), "; did you mean us-east1?"],
  [
    "nothing offered",
    () => choose(["A10G", "L4"], { perMachine: 3, region: "europe-west6" }),
    "accelerator [A10G, L4] with perMachine 3 and capacity on-demand is not offered in europe-west6: A10G is not " +
      "offered there; L4 comes by 1, 2, 4 or 8 a machine. Offered are L4 (1, 2, 4 or 8 a machine)",
  ],
])("fails: %s", (_, build, message) => {
  expect(build).toThrow(SizingError);
  expect(build).toThrow(message);
});

test("whatever is chosen is offered in the region as asked; everything else is a SizingError", () => {
  const request = fc.record({
    region: fc.constantFrom(...gcpRegions),
    perMachine: fc.constantFrom(1, 2, 4, 8, 16),
    capacity: fc.constantFrom("on-demand" as const, "spot" as const, "reservation" as const, "flex-start" as const),
  });
  const names = fc.subarray(
    accelerators.map(({ name }) => name),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(names, request, (list, more) => {
      try {
        const choice = choose(list, more);
        expect(list).toContain(choice.accelerator.name);
        expect(choice.perMachine).toBe(more.perMachine);
        if (choice.kind === "tpu") {
          const generation = tpuGenerations.find(({ accelerator }) => accelerator === choice.accelerator.name);
          expect(generation?.zones).toContain(choice.zone);
          expect(regionOf(choice.zone)).toBe(more.region);
          expect(choice.acceleratorType).toBe(
            `${generation?.prefix}-${more.perMachine * (generation?.unitsPerChip ?? 0)}`,
          );
          return;
        }
        const type = gcpMachineTypes.find(({ name }) => name === choice.machineType);
        expect(type).toMatchObject({ accelerator: choice.accelerator.name, count: more.perMachine });
        expect(type?.capacity).toContain(more.capacity);
        expect(choice.zones.length).toBeGreaterThan(0);
        for (const zone of choice.zones) expect(regionOf(zone)).toBe(more.region);
      } catch (error) {
        if (!(error instanceof SizingError)) throw error;
      }
    }),
  );
});
