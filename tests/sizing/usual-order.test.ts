import fc from "fast-check";
import { expect, test } from "vitest";
import { accelerators } from "../../catalog/accelerators.js";
import { awsRegions } from "../../catalog/aws/instance-types.js";
import { azureRegions } from "../../catalog/azure/regions.js";
import { gcpRegions } from "../../catalog/gcp/regions.js";
import { models } from "../../catalog/models.js";
import { modelLoad } from "../../sizing/fit.js";
import { chooseServing } from "../../sizing/serving.js";
import { usualAccelerators, usualMachines } from "../../sizing/usual-order.js";
import { type ServingName, type WayOfServing, waysOfServing } from "../../sizing/ways.js";

const regions = { aws: awsRegions, gcp: gcpRegions, azure: azureRegions };
const baseRegions = { aws: "us-east-1", gcp: "us-central1", azure: "westus3" };
const clouds = ["aws", "gcp", "azure"] as const;
const wayNamed = (name: ServingName) => waysOfServing.find(({ serving }) => serving === name)!;

/** What vLLM serves on by a way of serving, anywhere. */
function machinesOf(way: WayOfServing) {
  const served = accelerators.filter(({ runtime }) => runtime === "cuda").map(({ name }) => name);
  const all = regions[way.cloud].flatMap((region) => way.machines(region));
  return all.filter(({ accelerator }) => served.includes(accelerator));
}

function accelerate(serving: ServingName, model: string, contextTokens = 8192) {
  const way = wayNamed(serving);
  const request = { model, contextTokens, concurrency: 1, precision: "auto" as const, region: baseRegions[way.cloud] };
  const { demand, ...load } = modelLoad({ ...request, accelerators: [] });
  return usualAccelerators(way, request, { ...load, demand: demand! });
}

test.each(clouds)("%s: the order has each number of each accelerator that is served on, once", (cloud) => {
  const offered = waysOfServing.filter((way) => way.cloud === cloud).flatMap(machinesOf);
  const names = new Set(offered.map(({ count, accelerator }) => `${count} × ${accelerator}`));
  expect([...usualMachines[cloud]].sort()).toEqual([...names].sort());
});

test.each(waysOfServing.map((way) => [way.name, way] as const))(
  "%s: the order agrees with today's prices",
  (_, way) => {
    const region = baseRegions[way.cloud];
    const prices = usualMachines[way.cloud].flatMap((machine) => {
      const type = machinesOf(way).find(({ count, accelerator }) => `${count} × ${accelerator}` === machine);
      const price = type && way.hourly(way.cloud === "aws" ? `ml.${type.name}` : type.name, region);
      return price === undefined ? [] : [price.usd];
    });
    expect(prices.length).toBeGreaterThan(0);
    expect(prices).toEqual([...prices].sort((a, b) => a - b));
  },
);

test.each<[ServingName, string, string]>([
  ["inference-component", "Qwen/Qwen3-8B", "L4"],
  ["instances", "meta-llama/Llama-3.3-70B-Instruct", "RTX-PRO-6000"],
  ["cloud-run", "Qwen/Qwen3-8B", "L4"],
  ["model-garden", "Qwen/Qwen3-14B", "L4"],
  ["container-apps", "Qwen/Qwen3-8B", "A100-80GB"],
  ["online-endpoint", "Qwen/Qwen3-8B", "A10"],
])("%s: %s is served on %s first", (serving, model, accelerator) => {
  expect(accelerate(serving, model)[0]).toBe(accelerator);
});

test("a small number of a large accelerator comes before a large number of a small one", () => {
  const names = accelerate("instances", "meta-llama/Llama-3.3-70B-Instruct");
  expect(names.slice(0, 3)).toEqual(["RTX-PRO-6000", "L40S", "L4"]); // 2, 4 and 8 of them
  expect(names.at(-1)).toBe("T4"); // four, the most there are, do not hold it
});

test("accelerators that a model does not fit come last, in the order", () => {
  expect(accelerate("instances", "deepseek-ai/DeepSeek-R1")).toEqual([
    ...["RTX-PRO-6000", "H200", "B200"],
    ...["T4", "L4", "A10G", "L40S", "H100", "A100-40GB", "A100-80GB"],
  ]);
});

test("the first that a stack would choose from the order is the earliest that the model fits", () => {
  const asked = fc.record({
    model: fc.constantFrom(...models.map(({ id }) => id)),
    contextTokens: fc.integer({ min: 256, max: 16_384 }),
  });
  fc.assert(
    fc.property(asked, ({ model, contextTokens }) => {
      const room = Math.min(contextTokens, models.find(({ id }) => id === model)!.contextTokens);
      const names = accelerate("instances", model, room);
      const request = { cloud: "aws", region: "us-east-1", model, concurrency: 1, precision: "auto" } as const;
      const choose = (list: string[]) =>
        chooseServing({ ...request, accelerators: list, contextTokens: room, minReplicas: 1 });
      const step = ({ acceleratorCount, accelerator }: ReturnType<typeof choose>) =>
        usualMachines.aws.indexOf(`${acceleratorCount} × ${accelerator.name}`);
      const chosen = step(choose(names));
      for (const name of names) {
        try {
          expect(step(choose([name]))).toBeGreaterThanOrEqual(chosen);
        } catch (error) {
          if ((error as Error).name !== "SizingError") throw error;
        }
      }
    }),
    { numRuns: 40 },
  );
});

const unnamed = { accelerators: [], concurrency: 1, precision: "auto" } as const;

test("an endpoint that names no accelerator gets the first of the order that fits, and the reason says so", () => {
  const choice = chooseServing({
    ...unnamed,
    cloud: "aws",
    region: "us-east-1",
    model: "Qwen/Qwen3-8B",
    minReplicas: 0,
  });
  expect(choice.sageMakerInstanceType).toBe("ml.g6.xlarge");
  expect(choice.reason).toBe(
    "ml.g6.xlarge (1 × L4): the smallest with this accelerator that Qwen/Qwen3-8B fits; " +
      "no accelerator is named: L4 is the first of the usual order that it fits",
  );
});

test.each([
  ["cloud-run", 0, "L4"],
  ["model-garden", 1, "L4"],
] as const)("on Google Cloud the order is that of the way of serving: %s", (serving, minReplicas, accelerator) => {
  const choice = chooseServing({
    ...unnamed,
    cloud: "gcp",
    region: "us-central1",
    model: "Qwen/Qwen3-8B",
    minReplicas,
  });
  expect([choice.serving, choice.accelerator.name]).toEqual([serving, accelerator]);
});

test.each([
  ["container-apps", 0, "A100-80GB"],
  ["online-endpoint", 1, "A10"],
] as const)("on Azure likewise: %s", (serving, minReplicas, accelerator) => {
  const choice = chooseServing({
    ...unnamed,
    cloud: "azure",
    region: "westus3",
    model: "Qwen/Qwen3-8B",
    minReplicas,
  });
  expect([choice.serving, choice.accelerator.name]).toEqual([serving, accelerator]);
});

test("a model that nobody described needs the name of an accelerator", () => {
  const request = { ...unnamed, cloud: "aws", region: "us-east-1", model: "acme/own-8b", minReplicas: 0 } as const;
  expect(() => chooseServing(request)).toThrow(
    "accelerator must be named for acme/own-8b, which the catalog does not know, unless shape describes it",
  );
  const shape = { parametersB: 8.2, layers: 36, kvHeads: 8, headSize: 128 };
  expect(chooseServing({ ...request, shape, contextTokens: 8192 }).accelerator.name).toBe("L4");
});
