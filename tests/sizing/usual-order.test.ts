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
