import { describe, expect, test } from "vitest";
import { awsInstanceTypes } from "../../../catalog/aws/instance-types.js";
import { ec2VcpuQuota, ec2VcpuQuotas, sageMakerEndpointQuotas } from "../../../catalog/aws/quotas.js";
import type { Plan, ResourceState } from "../../../plan/plan.js";
import { quotasOf } from "../../../plan/quota/quota.js";
import { record } from "../../../plan/record.js";
import { readStack } from "../../../plan/stack-file.js";
import program from "../../../stacks/index.js";

/** The plan of a sample stack with other settings; `undefined` takes a key away. */
async function planOf(stack: string, settings: Readonly<Record<string, unknown>> = {}): Promise<Plan> {
  const file = readStack(process.cwd(), stack);
  const config: Record<string, string> = { ...file.config };
  for (const [key, value] of Object.entries(settings)) {
    if (value === undefined) delete config[`ai-stack:${key}`];
    else config[`ai-stack:${key}`] = JSON.stringify(value);
  }
  return (await record(program, { ...file, config, mode: "preview" })).plan;
}

const withoutComponents = (plan: Plan): Plan => ({
  ...plan,
  steps: plan.steps?.filter(({ newState }) => newState?.custom),
});

/** Needs in short: how many of what. */
const short = (plan: Plan) =>
  quotasOf(plan).map(({ name, code = "no code", needed, unit }) => `${needed} ${unit} of ${name} (${code})`);

test("aws-dev needs spot vCPUs for its pool and machines for its endpoint", async () => {
  expect(quotasOf(await planOf("aws-dev"))).toEqual([
    {
      cloud: "aws",
      region: "us-east-1",
      service: "SageMaker",
      name: "ml.g6.xlarge for endpoint usage",
      code: "L-D470D954",
      needed: 2,
      unit: "instances",
      where: "https://us-east-1.console.aws.amazon.com/servicequotas/home/services/sagemaker/quotas/L-D470D954",
    },
    {
      cloud: "aws",
      region: "us-east-1",
      service: "EC2",
      name: "All G and VT Spot Instance Requests",
      code: "L-3819A6DF",
      needed: 8, // two g6.xlarge of 4 vCPUs
      unit: "vCPUs",
      where: "https://us-east-1.console.aws.amazon.com/servicequotas/home/services/ec2/quotas/L-3819A6DF",
    },
  ]);
});

const PROD = [
  "16 vCPUs of Running On-Demand G and VT instances (L-DB2E81BA)", // four g6e.xlarge of 4
  "6 instances of ml.g6e.xlarge for endpoint usage (L-B0729CB4)",
];

test("aws-prod needs on-demand vCPUs and machines of another type", async () => {
  expect(short(await planOf("aws-prod"))).toEqual(PROD);
});

test("aws-prod without its components, as a foreign plan, needs the same: what autoscaling adds is counted", async () => {
  expect(short(withoutComponents(await planOf("aws-prod")))).toEqual(PROD);
});

const pools = (compute: Readonly<Record<string, unknown>>) => ({ compute, platform: undefined, endpoints: undefined });

test.each([
  ["T4", 1, "on-demand", "4 vCPUs of Running On-Demand G and VT instances (L-DB2E81BA)"],
  ["H100", 8, "on-demand", "192 vCPUs of Running On-Demand P instances (L-417A185B)"],
  ["Inferentia2", 1, "on-demand", "4 vCPUs of Running On-Demand Inf instances (L-1945791B)"],
  ["Trainium1", 16, "on-demand", "128 vCPUs of Running On-Demand Trn instances (L-2C3B7624)"],
  ["L40S", 4, "spot", "48 vCPUs of All G and VT Spot Instance Requests (L-3819A6DF)"],
  ["A100", 8, "spot", "96 vCPUs of All P4, P3 and P2 Spot Instance Requests (L-7212CCBC)"],
  ["H200", 8, "spot", "192 vCPUs of All P5 Spot Instance Requests (L-C4BD4855)"],
  ["Inferentia2", 12, "spot", "192 vCPUs of All Inf Spot Instance Requests (L-B5D1601B)"],
  ["Trainium1", 1, "spot", "8 vCPUs of All Trn Spot Instance Requests (L-6B0D517C)"],
  ["B200", 8, "spot", "192 vCPUs of p6-b200.48xlarge as spot, in a quota that no source names (no code)"],
])("a machine of %s, %i a machine, %s needs %s", async (accelerator, perMachine, capacity, need) => {
  expect(short(await planOf("aws-dev", pools({ train: { accelerator, perMachine, capacity } })))).toEqual([need]);
});

test("pools of one quota are summed up, at their largest", async () => {
  const compute = {
    small: { accelerator: "L4", machines: { min: 0, max: 3 } }, // 3 × 4
    large: { accelerator: "L40S", perMachine: 8, machines: { min: 1, max: 2 } }, // 2 × 192
    cheap: { accelerator: "L4", capacity: "spot" }, // 1 × 4
  };
  expect(short(await planOf("aws-dev", pools(compute))).sort()).toEqual([
    "396 vCPUs of Running On-Demand G and VT instances (L-DB2E81BA)",
    "4 vCPUs of All G and VT Spot Instance Requests (L-3819A6DF)",
  ]);
});

test("a pool in a reservation needs none: the reservation has taken it", async () => {
  const reserved = { accelerator: "L4", capacity: "reservation", reservation: "cr-0a1b2c3d4e5f67890" };
  expect(short(await planOf("aws-dev", pools({ train: reserved })))).toEqual([]);
});

test("endpoints of one type are summed up", async () => {
  const endpoint = { model: "Qwen/Qwen3-8B", accelerator: "L4", contextTokens: 8192 };
  const endpoints = {
    a: { ...endpoint, replicas: { min: 0, max: 2 } },
    b: { ...endpoint, replicas: { min: 1, max: 3 } },
  };
  expect(short(await planOf("aws-dev", { compute: undefined, platform: undefined, endpoints }))).toEqual([
    "5 instances of ml.g6.xlarge for endpoint usage (L-D470D954)",
  ]);
});

interface Resource {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  readonly refers?: Readonly<Record<string, string>>;
}
const urnOf = ({ type, name }: Resource) => `urn:pulumi:dev::any::${type}::${name}`;

/** A plan of resources that no component of ours makes, which refer to each other by name. */
function foreign(resources: readonly Resource[]): Plan {
  const urns = new Map(resources.map((resource) => [resource.name, urnOf(resource)]));
  return {
    steps: resources.map((resource) => {
      const { type, inputs, refers = {} } = resource;
      const propertyDependencies = Object.fromEntries(
        Object.entries(refers).map(([input, name]) => [input, [urns.get(name) ?? name]]),
      );
      const newState: ResourceState = { urn: urnOf(resource), type, custom: true, inputs, propertyDependencies };
      return { op: "create", urn: newState.urn, newState };
    }),
  };
}

describe("a foreign endpoint", () => {
  const endpoint = {
    type: "aws:sagemaker/endpoint:Endpoint",
    name: "chat",
    inputs: {},
    refers: { endpointConfigName: "config" },
  };
  const config = {
    type: "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
    name: "config",
    inputs: {
      productionVariants: [
        { variantName: "small", instanceType: "ml.g6.2xlarge", initialInstanceCount: 2 },
        { variantName: "large", instanceType: "ml.p5en.48xlarge", initialInstanceCount: 1 },
      ],
    },
  };
  const target = (variant: string, maxCapacity: number) => ({
    type: "aws:appautoscaling/target:Target",
    name: `${variant}-${maxCapacity}`,
    inputs: { resourceId: `endpoint/chat/variant/${variant}`, minCapacity: 1, maxCapacity },
    refers: { resourceId: "chat" },
  });

  test("needs what its configuration starts, without a code where no source gives one", () => {
    expect(short(foreign([endpoint, config]))).toEqual([
      "2 instances of ml.g6.2xlarge for endpoint usage (L-98BDE811)",
      "1 instances of ml.p5en.48xlarge for endpoint usage (no code)",
    ]);
  });

  test("needs what its autoscaler adds to a variant, and no less than it starts with", () => {
    expect(short(foreign([endpoint, config, target("large", 4), target("small", 1)]))).toEqual([
      "2 instances of ml.g6.2xlarge for endpoint usage (L-98BDE811)",
      "4 instances of ml.p5en.48xlarge for endpoint usage (no code)",
    ]);
  });

  test("is asked for in the console, without a code among the service's quotas", () => {
    expect(quotasOf(foreign([endpoint, config])).map(({ where }) => where)).toEqual([
      "https://console.aws.amazon.com/servicequotas/home/services/sagemaker/quotas/L-98BDE811",
      "https://console.aws.amazon.com/servicequotas/home/services/sagemaker/quotas",
    ]);
  });
});

describe("the quotas of the catalog", () => {
  const codes = [...ec2VcpuQuotas.map(({ code }) => code), ...Object.values(sageMakerEndpointQuotas.codes)];

  test("have codes of Service Quotas' form, each its own", () => {
    expect(codes.filter((code) => !/^L-[0-9A-F]{8}$/.test(code))).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
  });

  test("of endpoints are of types that SageMaker serves on", () => {
    const served = awsInstanceTypes.filter((type) => type.sageMakerEndpoint).map(({ name }) => `ml.${name}`);
    expect(Object.keys(sageMakerEndpointQuotas.codes).filter((type) => !served.includes(type))).toEqual([]);
  });

  test.each(["on-demand", "spot"] as const)("of EC2 count each type of the catalog %s, but p6 as spot", (capacity) => {
    const uncounted = awsInstanceTypes.filter(({ name }) => ec2VcpuQuota(name, capacity) === undefined);
    expect(uncounted.map(({ name }) => name)).toEqual(capacity === "spot" ? ["p6-b200.48xlarge"] : []);
  });
});
