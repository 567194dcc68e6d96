import fc from "fast-check";
import { expect, test } from "vitest";
import { accelerators } from "../../catalog/accelerators.js";
import { awsInstanceTypes, awsRegions } from "../../catalog/aws/instance-types.js";
import { SizingError } from "../../sizing/error.js";
import { chooseMachine } from "../../sizing/machine.js";

const choose = (names: string[], perMachine?: number, region = "us-east-1") =>
  chooseMachine({ cloud: "aws", region, accelerators: names, perMachine });

test("the sample pool [L4, A100] in us-east-1 is g6.xlarge, with every one-L4 type as a fallback for spot", () => {
  expect(choose(["L4", "A100"])).toMatchObject({
    perMachine: 1,
    instanceTypes: ["g6.xlarge", "g6.2xlarge", "g6.4xlarge", "g6.8xlarge", "g6.16xlarge"],
    localNvme: true,
    reason: "g6.xlarge: the smallest in us-east-1 with 1 × L4",
  });
});

test("the first name of the list that the region offers wins, and the reason says what was passed over", () => {
  const choice = choose(["L4", "A10G"], 1, "eu-west-1");
  expect(choice.instanceTypes[0]).toBe("g5.xlarge");
  expect(choice.reason).toBe("g5.xlarge: the smallest in eu-west-1 with 1 × A10G; L4 is not offered there");
});

test("an accelerator that comes by another number a machine is passed over", () => {
  const choice = choose(["A100", "H100"], 1);
  expect(choice.instanceTypes).toEqual(["p5.4xlarge"]);
  expect(choice.reason).toBe(
    "p5.4xlarge: the smallest in us-east-1 with 1 × H100; A100-40GB comes by 8 a machine; A100-80GB comes by 8 a machine",
  );
});

test("A100 takes the smaller one first", () => {
  expect(choose(["A100"], 8).instanceTypes).toEqual(["p4d.24xlarge"]);
  expect(choose(["A100-80GB"], 8).instanceTypes).toEqual(["p4de.24xlarge"]);
});

test.each([
  ["A100", 4],
  ["H100", 32],
  ["H200", 16],
  ["B200", 8],
  ["T4", undefined],
])("8 × %s has network cards for %s Elastic Fabric Adapters", (name, cards) => {
  expect(choose([name], name === "T4" ? 1 : 8).efaCards).toBe(cards);
});

test("Trainium and Inferentia come on their own types", () => {
  expect(choose(["Trainium1"])).toMatchObject({
    instanceTypes: ["trn1.2xlarge"],
  });
  expect(choose(["Inferentia2"])).toMatchObject({ instanceTypes: ["inf2.xlarge", "inf2.8xlarge"], localNvme: false });
});

test.each<[string, () => unknown, string]>([
  [
    "a misspelt accelerator",
    () => choose(["H10O"]),
    'accelerator "H10O" is not known: it must be one of T4, A10G, L4, ',
  ],
  ["a misspelt accelerator", () => choose(["H10O"]), "; did you mean H100?"],
  ["another case", () => choose(["l4"]), "; did you mean L4?"],
  ["a misspelt name behind a good one", () => choose(["L4", "A1000"]), 'accelerator "A1000" is not known'],
  ["no name", () => choose([]), "accelerator must name at least one of T4, A10G, L4, "],
  [
    "an unknown region",
    () => choose(["L4"], 1, "us-east1"),
    'region "us-east1" is not in the catalog: it covers us-east-1, ',
  ],
  ["an unknown region", () => choose(["L4"], 1, "us-east1"), "; did you mean us-east-1?"],
  [
    "nothing offered",
    () => choose(["L4", "B200"], 1, "ap-southeast-1"),
    "accelerator [L4, B200] with perMachine 1 is not offered in ap-southeast-1: L4 is not offered there; " +
      "B200 is not offered there. Offered are T4 (1 or 4 a machine), A100-40GB (8 a machine), ",
  ],
  ["another number", () => choose(["L4"], 3), "L4 comes by 1, 4 or 8 a machine. Offered are "],
])("fails: %s", (_, build, message) => {
  expect(build).toThrow(SizingError);
  expect(build).toThrow(message);
});

test("a name that resembles none gets no suggestion", () => {
  expect(() => choose(["quantum"])).toThrow(/A100$/);
});

test("whatever is chosen is offered, has what was asked, and comes in the table's order", () => {
  const names = fc.subarray(
    accelerators.map(({ name }) => name),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(names, fc.constantFrom(...awsRegions), fc.constantFrom(1, 2, 4, 8, 16), (list, region, perMachine) => {
      try {
        const choice = choose(list, perMachine, region);
        const types = awsInstanceTypes.filter(({ name }) => choice.instanceTypes.includes(name));
        expect(types.map(({ name }) => name)).toEqual(choice.instanceTypes);
        expect(list).toContain(choice.accelerator.name);
        for (const type of types) {
          expect(type).toMatchObject({ accelerator: choice.accelerator.name, count: perMachine });
          expect(type.regions).toContain(region);
          expect(type.localNvme).toBe(choice.localNvme);
        }
      } catch (error) {
        if (!(error instanceof SizingError)) throw error;
      }
    }),
  );
});
