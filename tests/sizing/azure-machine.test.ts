import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accelerators } from "../../catalog/accelerators.js";
import { azureRegions } from "../../catalog/azure/regions.js";
import { azureVmSizes } from "../../catalog/azure/vm-sizes.js";
import { SizingError } from "../../sizing/error.js";
import { type AzureMachineRequest, chooseMachine } from "../../sizing/machine.js";

const choose = (names: string[], more: Partial<AzureMachineRequest> = {}) =>
  chooseMachine({ cloud: "azure", region: "westus3", accelerators: names, ...more });

test("the sample pool [L4, A100] in westus3 is one A100 of 80 GB: Azure has no L4, and 40 GB ones elsewhere", () => {
  expect(choose(["L4", "A100"])).toMatchObject({
    accelerator: { name: "A100-80GB" },
    perMachine: 1,
    vmSize: "Standard_NC24ads_A100_v4",
    fallbackVmSizes: [],
    infiniBand: false,
    driver: "cuda",
    trustedLaunch: true,
    reason:
      "Standard_NC24ads_A100_v4: the smallest in westus3 with 1 × A100-80GB; L4 is not offered there; A100-40GB is not " +
      "offered there",
  });
});

test("further sizes with as many of the accelerator are fallbacks, the least host memory first", () => {
  expect(choose(["T4"])).toMatchObject({
    vmSize: "Standard_NC4as_T4_v3",
    fallbackVmSizes: ["Standard_NC8as_T4_v3", "Standard_NC16as_T4_v3"],
  });
  expect(choose(["T4"], { perMachine: 4 })).toMatchObject({ vmSize: "Standard_NC64as_T4_v3", fallbackVmSizes: [] });
});

test("eight A100s have InfiniBand, four have not", () => {
  expect(choose(["A100-80GB"], { perMachine: 8 })).toMatchObject({
    vmSize: "Standard_ND96amsr_A100_v4",
    infiniBand: true,
    trustedLaunch: false,
  });
  expect(choose(["A100-80GB"], { perMachine: 4 })).toMatchObject({
    vmSize: "Standard_NC96ads_A100_v4",
    infiniBand: false,
    trustedLaunch: true,
  });
});

test("A100 takes the smaller one first where the region has it", () => {
  expect(choose(["A100"], { perMachine: 8, region: "eastus" }).vmSize).toBe("Standard_ND96asr_v4");
});

test.each([
  ["A10", 1, "Standard_NV36ads_A10_v5", "grid"],
  ["H100-NVL", 2, "Standard_NC80adis_H100_v5", "cuda"],
  ["H200", 8, "Standard_ND96isr_H200_v5", "cuda"],
  ["MI300X", 8, "Standard_ND96isr_MI300X_v5", "rocm"],
])("%s × %i is %s, driven by %s", (name, perMachine, vmSize, driver) => {
  expect(choose([name], { perMachine })).toMatchObject({ vmSize, driver });
});

test("the first name of the list that the region offers wins, and the reason says what was passed over", () => {
  expect(choose(["RTX-PRO-6000", "H100", "H100-NVL"]).reason).toBe(
    "Standard_NC40ads_H100_v5: the smallest in westus3 with 1 × H100-NVL; RTX-PRO-6000 is not offered there; " +
      "H100 comes by 8 a machine",
  );
});

describe("capacity", () => {
  test("any size can be had as spot", () => {
    expect(choose(["H200"], { perMachine: 8, capacity: "spot" }).vmSize).toBe("Standard_ND96isr_H200_v5");
  });

  test("capacity can be reserved of one A100, not of one H100 NVL", () => {
    expect(choose(["H100-NVL", "A100-80GB"], { capacity: "reservation" })).toMatchObject({
      vmSize: "Standard_NC24ads_A100_v4",
      reason:
        "Standard_NC24ads_A100_v4: the smallest in westus3 with 1 × A100-80GB; 1 × H100-NVL is had as on-demand, spot only",
    });
  });

  test("of eight A100s none can be reserved, though of fewer it can", () => {
    expect(() => choose(["A100-80GB"], { perMachine: 8, capacity: "reservation" })).toThrow(
      "accelerator [A100-80GB] with perMachine 8 and capacity reservation is not offered in westus3: 8 × A100-80GB is had " +
        "as on-demand, spot only. Offered are T4 (1 or 4 a machine), A10 (1 or 2 a machine), A100-80GB (1, 2 or 4 a machine)",
    );
  });
});

test.each<[string, () => unknown, string]>([
  ["a misspelt accelerator", () => choose(["MI300"]), "; did you mean MI300X?"],
  ["no name", () => choose([]), "accelerator must name at least one of T4, A10G, L4, "],
  [
    "an unknown region",
    () => choose(["T4"], { region: "westus4" }),
    'region "westus4" is not in the catalog: it covers ',
  ],
  ["a region's display name", () => choose(["T4"], { region: "West US 3" }), "; did you mean westus3?"],
  [
    "nothing offered",
    () => choose(["L4", "H100-NVL"], { perMachine: 3, region: "southindia" }),
    "accelerator [L4, H100-NVL] with perMachine 3 and capacity on-demand is not offered in southindia: L4 is not offered " +
      "there; H100-NVL is not offered there. Offered are T4 (1 or 4 a machine), A100-80GB (8 a machine)",
  ],
])("fails: %s", (_, build, message) => {
  expect(build).toThrow(SizingError);
  expect(build).toThrow(message);
});

test("whatever is chosen is offered in the region as asked, and comes in the table's order", () => {
  const request = fc.record({
    region: fc.constantFrom(...azureRegions),
    perMachine: fc.constantFrom(1, 2, 4, 8),
    capacity: fc.constantFrom("on-demand" as const, "spot" as const, "reservation" as const),
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
        const chosen = [choice.vmSize, ...choice.fallbackVmSizes];
        const sizes = azureVmSizes.filter(({ name }) => chosen.includes(name));
        expect(sizes.map(({ name }) => name)).toEqual(chosen);
        for (const size of sizes) {
          const { infiniBand, driver, trustedLaunch } = choice;
          expect(size).toMatchObject({ accelerator: choice.accelerator.name, count: more.perMachine });
          expect(size).toMatchObject({ infiniBand, driver, trustedLaunch });
          expect(size.capacity).toContain(more.capacity);
          expect(size.regions).toContain(more.region);
        }
      } catch (error) {
        if (!(error instanceof SizingError)) throw error;
      }
    }),
  );
});
