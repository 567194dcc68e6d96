import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { parseSettings, placeholders, SettingsError } from "../../stacks/config.js";

const LEAST = { "aws:region": "us-east-1", "ai-stack:cloud": "aws" };

/** A configuration as the engine hands it over: objects are JSON. */
function configOf(settings: Record<string, unknown>): Record<string, string> {
  const entries = Object.entries({ ...LEAST, ...settings }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

const parse = (settings: Record<string, unknown>) => parseSettings(configOf(settings), () => false).settings;

/** The lines of the error that `settings` give. */
function errorsOf(settings: Record<string, unknown>, isSecret: (key: string) => boolean = () => false) {
  try {
    parseSettings(configOf(settings), isSecret);
  } catch (error) {
    if (error instanceof SettingsError) return error.errors;
    throw error;
  }
  return [];
}

const pool = (changes: object) => ({ "ai-stack:compute": { train: { accelerator: "L4", ...changes } } });
const endpoint = (changes: object) => ({
  "ai-stack:endpoints": { chat: { model: "Qwen/Qwen3-8B", accelerator: "L4", ...changes } },
});

describe("defaults", () => {
  test("of a stack: everything that is left out stays out", () => {
    expect(parseSettings(configOf({}), () => false)).toEqual({
      cloud: "aws",
      region: "us-east-1",
      settings: { cloud: "aws", environment: "dev", compute: {}, endpoints: {}, teardown: false, tags: {} },
    });
  });

  test("of a network", () => {
    expect(parse({ "ai-stack:network": { cidr: "10.20.0.0/16" } }).network).toEqual({ cidr: "10.20.0.0/16", zones: 2 });
  });

  test("of a network that exists: none", () => {
    const existing = { vpcId: "vpc-0a1b2c3d", subnetIds: ["subnet-0a1b2c3d4e5f67891"] };
    expect(parse({ "ai-stack:network": { existing } }).network).toEqual({
      existing: { networkId: "vpc-0a1b2c3d", subnetIds: ["subnet-0a1b2c3d4e5f67891"] },
    });
  });

  test("of a pool", () => {
    expect(parse(pool({})).compute).toEqual({
      train: { accelerator: ["L4"], perMachine: 1, machines: { min: 0, max: 1 }, capacity: "on-demand", rdma: false },
    });
  });

  test("of a schedule: UTC", () => {
    expect(parse(pool({ schedule: { start: "08:00", stop: "20:00" } })).compute.train?.schedule).toEqual({
      timezone: "Etc/UTC",
      start: "08:00",
      stop: "20:00",
    });
  });

  test("of a platform", () => {
    expect(parse({ "ai-stack:platform": { users: ["ana"] } }).platform).toEqual({ users: ["ana"], idleMinutes: 60 });
  });

  test("of an endpoint", () => {
    expect(parse(endpoint({})).endpoints).toEqual({
      chat: {
        model: "Qwen/Qwen3-8B",
        accelerator: ["L4"],
        replicas: { min: 0, max: 1 },
        concurrency: 1,
        precision: "auto",
      },
    });
  });

  test("of capture: every request", () => {
    expect(parse(endpoint({ capture: {} })).endpoints.chat?.capture).toEqual({ percent: 100 });
  });
});

describe("values", () => {
  test("accelerators keep their order of preference", () => {
    expect(parse(pool({ accelerator: ["L4", "A100", "H100"] })).compute.train?.accelerator).toEqual([
      "L4",
      "A100",
      "H100",
    ]);
  });

  test("true and false arrive as texts", () => {
    expect(parse({ "ai-stack:teardown": "true" }).teardown).toBe(true);
    expect(parse({ "ai-stack:teardown": "false" }).teardown).toBe(false);
  });

  test.each(["10.0.0.0/16", "10.255.255.0/24", "172.16.0.0/16", "172.31.240.0/20", "192.168.0.0/16", "192.168.7.0/24"])(
    "a network may be %s",
    (cidr) => {
      expect(errorsOf({ "ai-stack:network": { cidr } })).toEqual([]);
    },
  );

  test.each(["Europe/Berlin", "Etc/UTC", "America/Argentina/Buenos_Aires", "Asia/Kolkata", "Etc/GMT+9"])(
    "a schedule may be in %s",
    (timezone) => {
      expect(errorsOf(pool({ schedule: { timezone, start: "00:00", stop: "23:59" } }))).toEqual([]);
    },
  );

  test("a schedule may last over midnight", () => {
    expect(errorsOf(pool({ schedule: { start: "20:00", stop: "08:00" } }))).toEqual([]);
  });

  test.each(["s3://abc/", "s3://models.acme/qwen/qwen3-8b/"])("weights may be in %s", (weights) => {
    expect(errorsOf(endpoint({ weights }))).toEqual([]);
  });

  test.each(["a", "a1", "my-chat", "a23456789012345678901234"])("an endpoint may be named %s", (name) => {
    expect(
      Object.keys(parse({ "ai-stack:endpoints": { [name]: { model: "m", accelerator: "L4" } } }).endpoints),
    ).toEqual([name]);
  });

  test("names that objects have by themselves are names like any other", () => {
    const settings = parse({ "ai-stack:endpoints": { constructor: { model: "m", accelerator: "L4" } } });
    expect(settings.endpoints.constructor).toMatchObject({ model: "m" });
  });

  test("a reservation's pool", () => {
    const reserved = { capacity: "reservation", reservation: "cr-0a1b2c3d4e5f67891" };
    expect(parse(pool(reserved)).compute.train).toMatchObject(reserved);
  });

  test("subnets keep their order", () => {
    const existing = { vpcId: "vpc-0a1b2c3d", subnetIds: ["subnet-0a1b2c3d", "subnet-0a1b2c3e", "subnet-0a1b2c3f"] };
    expect(parse({ "ai-stack:network": { existing } }).network?.existing?.subnetIds).toEqual(existing.subnetIds);
  });

  test("keys of other namespaces are left to their owners", () => {
    const others = { "aws:profile": "work", "pulumi:disable-default-providers": ["aws"], "other:key": "x" };
    expect(errorsOf({ ...others, "gcp:region": "nowhere", "gcp:project": "X" })).toEqual([]);
  });
});

describe("errors", () => {
  test("come all at once, with their number and where to look", () => {
    const settings = {
      "aws:region": undefined,
      "ai-stack:cloud": "awss",
      ...endpoint({ contxtTokens: 1, concurrency: 0 }),
    };
    expect(() => parseSettings(configOf(settings), () => false)).toThrow(
      new SettingsError([
        "aws:region: missing; must be the code of an AWS region, such as us-east-1",
        'ai-stack:cloud: must be one of aws, gcp, azure, got "awss"; did you mean aws?',
        "ai-stack:endpoints.chat.concurrency: must be a whole number from 1 to 1024, got 0",
        "ai-stack:endpoints.chat.contxtTokens: unknown key; did you mean ai-stack:endpoints.chat.contextTokens? (allowed: " +
          "model, accelerator, replicas, contextTokens, concurrency, precision, weights, shape, capture)",
      ]),
    );
  });

  test("read as one message", () => {
    const error = new SettingsError(["a:b: wrong", "a:c: wrong too"]);
    expect(error.message).toBe(
      "2 errors in the settings of the stack (stacks/Pulumi.<stack>.yaml; stacks/config.schema.json has every key):\n" +
        "  a:b: wrong\n" +
        "  a:c: wrong too",
    );
    expect(new SettingsError(["a:b: wrong"]).message).toMatch(/^1 error in /);
  });

  test("are of the kind that Pulumi prints without a stack trace", () => {
    expect(pulumi.RunError.isInstance(new SettingsError([]))).toBe(true);
  });

  const ACCELERATORS =
    "A100, T4, A10G, L4, A10, L40S, RTX-PRO-6000, A100-40GB, A100-80GB, H100, H100-NVL, H200, B200, MI300X, Inferentia2, Trainium1, Trainium2, TPU-v5e, TPU-v5p, TPU-v6e";
  const TOP =
    "cloud, environment, network, compute, platform, endpoints, alertEmail, budget, gcpBillingAccount, huggingFaceToken, teardown, tags";
  const NAME = "1 to 24 lower-case letters, digits and single inner hyphens that start with a letter";
  const BLOCK = "a private IPv4 block of /16 to /24 that starts on its own boundary, such as 10.20.0.0/16";
  const subnets = ["subnet-0a1b2c3d"];

  test.each<[string, Record<string, unknown>, string]>([
    // the region
    [
      "a region that is none",
      { "aws:region": "N. Virginia" },
      'aws:region: must be the code of an AWS region, such as us-east-1, got "N. Virginia"',
    ],
    [
      "a misspelt region key",
      { "aws:region": undefined, "aws:regoin": "us-east-1" },
      'aws:region: missing; must be the code of an AWS region, such as us-east-1 (the key "aws:regoin" looks like it)',
    ],
    // keys
    ["no cloud", { "ai-stack:cloud": undefined }, "ai-stack:cloud: missing; must be one of aws, gcp, azure"],
    [
      "a misspelt key",
      { "ai-stack:enviroment": "dev" },
      `ai-stack:enviroment: unknown key; did you mean ai-stack:environment? (allowed: ${TOP})`,
    ],
    ["a key like no other", { "ai-stack:warehouse": "x" }, `ai-stack:warehouse: unknown key; allowed: ${TOP}`],
    [
      "a misspelt namespace",
      { "aistack:teardown": "true" },
      "aistack:teardown: unknown key; did you mean ai-stack:teardown?",
    ],
    [
      "two letters that changed places",
      endpoint({ capture: { precent: 5 } }),
      "ai-stack:endpoints.chat.capture.precent: unknown key; did you mean ai-stack:endpoints.chat.capture.percent? (allowed: percent)",
    ],
    [
      "a key with a space",
      pool({ "my key": 1 }),
      'ai-stack:compute.train["my key"]: unknown key; allowed: accelerator, perMachine, machines, capacity, reservation, rdma, schedule, image',
    ],
    ["a key with a line break", { "ai-stack:a\nb": "1" }, `ai-stack:"a\\nb": unknown key; allowed: ${TOP}`],
    // scalars
    [
      "a word that is not allowed",
      { "ai-stack:environment": "staging" },
      'ai-stack:environment: must be one of dev, prod, got "staging"',
    ],
    [
      "a misspelt word",
      pool({ capacity: "sopt" }),
      'ai-stack:compute.train.capacity: must be one of on-demand, spot, reservation, got "sopt"; did you mean spot?',
    ],
    ["yes for true", { "ai-stack:teardown": "yes" }, 'ai-stack:teardown: must be true or false, got "yes"'],
    [
      "an address without @",
      { "ai-stack:alertEmail": "ops" },
      'ai-stack:alertEmail: must be an e-mail address, got "ops"',
    ],
    [
      "a budget as a bare number",
      { "ai-stack:budget": 500 },
      'ai-stack:budget: must be a mapping with monthlyUsd, got "500"',
    ],
    [
      "a budget of nothing",
      { "ai-stack:budget": { monthlyUsd: 0 } },
      "ai-stack:budget.monthlyUsd: must be a whole number from 1 to 10000000, got 0",
    ],
    [
      "a billing account in small letters",
      { "ai-stack:gcpBillingAccount": "0a1b2c-3d4e5f-607182" },
      'ai-stack:gcpBillingAccount: must be the id of a Cloud Billing account, such as ABCDEF-012345-6789AB, got "0a1b2c-3d4e5f-607182"',
    ],
    [
      "an empty token",
      { "ai-stack:huggingFaceToken": "" },
      'ai-stack:huggingFaceToken: must be a token of Hugging Face, got ""; remove the key to leave it out',
    ],
    // shapes
    [
      "an empty key",
      { "ai-stack:endpoints": "" },
      'ai-stack:endpoints: must be a mapping from endpoint names to endpoints, got ""; remove the key to leave it out',
    ],
    [
      "a text for a mapping",
      { "ai-stack:network": "10.20.0.0/16" },
      'ai-stack:network: must be a mapping with cidr, zones, nat, existing, got "10.20.0.0/16"',
    ],
    [
      "broken JSON",
      { "ai-stack:network": '{"cidr"' },
      'ai-stack:network: must be a mapping with cidr, zones, nat, existing, got "{\\"cidr\\""',
    ],
    [
      "a list for a mapping",
      { "ai-stack:compute": [1, 2] },
      "ai-stack:compute: must be a mapping from pool names to pools, got a list of 2",
    ],
    [
      "a mapping for a word",
      { "ai-stack:cloud": { aws: true } },
      "ai-stack:cloud: must be one of aws, gcp, azure, got a mapping with aws",
    ],
    [
      "a number for a mapping",
      endpoint({ replicas: 2 }),
      "ai-stack:endpoints.chat.replicas: must be a mapping with min, max, got 2",
    ],
    // numbers
    [
      "a text for a number",
      endpoint({ replicas: { min: "two" } }),
      'ai-stack:endpoints.chat.replicas.min: must be a whole number from 0 to 1000, got "two"',
    ],
    [
      "a fraction",
      pool({ perMachine: 1.5 }),
      "ai-stack:compute.train.perMachine: must be a whole number from 1 to 16, got 1.5",
    ],
    [
      "min above max",
      endpoint({ replicas: { min: 3, max: 2 } }),
      "ai-stack:endpoints.chat.replicas.min: must be at most max, which is 2, got 3",
    ],
    [
      "min above the default max",
      pool({ machines: { min: 3 } }),
      "ai-stack:compute.train.machines.min: must be at most max, which is 1, got 3",
    ],
    [
      "too short an idle time",
      { "ai-stack:platform": { users: ["ana"], idleMinutes: 30 } },
      "ai-stack:platform.idleMinutes: must be a whole number from 60 to 525600, got 30",
    ],
    [
      "a model without parameters",
      endpoint({ shape: { parameters: 0, layers: 1, kvHeads: 1, headSize: 1 } }),
      "ai-stack:endpoints.chat.shape.parameters: must be a number above 0 and up to 10000, in billions, got 0",
    ],
    [
      "half a shape",
      endpoint({ shape: { parameters: 8, kvHeads: 1, headSize: 1 } }),
      "ai-stack:endpoints.chat.shape.layers: missing; must be a whole number from 1 to 1000",
    ],
    [
      "nothing captured",
      endpoint({ capture: { percent: 0 } }),
      "ai-stack:endpoints.chat.capture.percent: must be a whole number from 1 to 100, got 0",
    ],
    // accelerators
    [
      "no accelerator",
      pool({ accelerator: undefined }),
      `ai-stack:compute.train.accelerator: missing; must be one of ${ACCELERATORS}`,
    ],
    [
      "a misspelt accelerator",
      pool({ accelerator: "l40ss" }),
      `ai-stack:compute.train.accelerator: must be one of ${ACCELERATORS}, got "l40ss"; did you mean L40S?`,
    ],
    [
      "a misspelt accelerator in a list",
      endpoint({ accelerator: ["L4", "H1000"] }),
      `ai-stack:endpoints.chat.accelerator[1]: must be one of ${ACCELERATORS}, got "H1000"; did you mean H100?`,
    ],
    [
      "an empty list",
      endpoint({ accelerator: [] }),
      "ai-stack:endpoints.chat.accelerator: must be a list of 1 to 8 accelerators without repeats, got an empty list",
    ],
    [
      "a name twice",
      endpoint({ accelerator: ["L4", "L4"] }),
      "ai-stack:endpoints.chat.accelerator: must be a list of 1 to 8 accelerators without repeats, got a list of 2",
    ],
    [
      "a mapping for an accelerator",
      endpoint({ accelerator: { L4: 1 } }),
      "ai-stack:endpoints.chat.accelerator: must be the name of an accelerator, or a list of names in order of preference, got a mapping with L4",
    ],
    // names
    [
      "an upper-case name",
      { "ai-stack:compute": { Train: { accelerator: "L4" } } },
      `ai-stack:compute.Train: the name must be ${NAME}, got "Train"`,
    ],
    [
      "a name that ends in a hyphen",
      { "ai-stack:endpoints": { "a-": { model: "m", accelerator: "L4" } } },
      `ai-stack:endpoints.a-: the name must be ${NAME}, got "a-"`,
    ],
    [
      "a name with two hyphens in a row",
      { "ai-stack:endpoints": { "a--b": { model: "m", accelerator: "L4" } } },
      `ai-stack:endpoints.a--b: the name must be ${NAME}, got "a--b"`,
    ],
    [
      "a name of 25 characters",
      { "ai-stack:platform": { users: ["a234567890123456789012345"] } },
      `ai-stack:platform.users[0]: must be ${NAME}, got "a234567890123456789012345"`,
    ],
    [
      "the same user twice",
      { "ai-stack:platform": { users: ["ana", "ana"] } },
      "ai-stack:platform.users: must be a list of 1 to 100 user names without repeats, got a list of 2",
    ],
    [
      "a name that JavaScript swallows",
      { "ai-stack:tags": '{"__proto__": "x"}' },
      "ai-stack:tags.__proto__: must not be used as a name",
    ],
    // the network
    [
      "neither a block nor an existing network",
      { "ai-stack:network": { zones: 2 } },
      "ai-stack:network.cidr: missing; must be given for a new network (or existing, for one that exists)",
    ],
    [
      "a block and an existing network",
      { "ai-stack:network": { cidr: "10.0.0.0/16", existing: { vpcId: "vpc-0a1b2c3d", subnetIds: subnets } } },
      "ai-stack:network.existing: must be given without cidr, zones and nat, which describe a new network, got a mapping with vpcId, subnetIds",
    ],
    [
      "zones for an existing network",
      { "ai-stack:network": { zones: 2, existing: { vpcId: "vpc-0a1b2c3d", subnetIds: subnets } } },
      "ai-stack:network.existing: must be given without cidr, zones and nat, which describe a new network, got a mapping with vpcId, subnetIds",
    ],
    [
      "a public block",
      { "ai-stack:network": { cidr: "8.8.0.0/16" } },
      `ai-stack:network.cidr: must be ${BLOCK}, got "8.8.0.0/16"`,
    ],
    [
      "a block beside the private ones",
      { "ai-stack:network": { cidr: "172.32.0.0/16" } },
      `ai-stack:network.cidr: must be ${BLOCK}, got "172.32.0.0/16"`,
    ],
    [
      "the block that SageMaker and Docker use",
      { "ai-stack:network": { cidr: "172.17.0.0/16" } },
      'ai-stack:network.cidr: must be a block outside 172.17.0.0/16, which SageMaker and Docker use themselves, got "172.17.0.0/16"',
    ],
    [
      "a block within another",
      { "ai-stack:network": { cidr: "10.20.1.0/16" } },
      `ai-stack:network.cidr: must be ${BLOCK}, got "10.20.1.0/16"`,
    ],
    [
      "too large a block",
      { "ai-stack:network": { cidr: "10.0.0.0/8" } },
      `ai-stack:network.cidr: must be ${BLOCK}, got "10.0.0.0/8"`,
    ],
    [
      "too small a block",
      { "ai-stack:network": { cidr: "10.0.0.0/25" } },
      `ai-stack:network.cidr: must be ${BLOCK}, got "10.0.0.0/25"`,
    ],
    [
      "an address above 255",
      { "ai-stack:network": { cidr: "10.256.0.0/16" } },
      `ai-stack:network.cidr: must be ${BLOCK}, got "10.256.0.0/16"`,
    ],
    [
      "an id of something else",
      { "ai-stack:network": { existing: { vpcId: "subnet-0a1b2c3d", subnetIds: subnets } } },
      'ai-stack:network.existing.vpcId: must be an id such as vpc-0a1b2c3d4e5f67890, got "subnet-0a1b2c3d"',
    ],
    [
      "a network of Google Cloud",
      { "ai-stack:network": { existing: { vpcId: "vpc-0a1b2c3d", subnetIds: subnets, networkId: "n" } } },
      "ai-stack:network.existing.networkId: unknown key; allowed: vpcId, subnetIds",
    ],
    [
      "one zone",
      { "ai-stack:network": { cidr: "10.0.0.0/16", zones: 1 } },
      "ai-stack:network.zones: must be a whole number from 2 to 3, got 1",
    ],
    // pools
    [
      "a reservation without its id",
      pool({ capacity: "reservation" }),
      "ai-stack:compute.train.reservation: missing; must be given for capacity: reservation, as an id such as cr-0a1b2c3d4e5f67890",
    ],
    [
      "an id without a reservation",
      pool({ reservation: "cr-0a1b2c3d" }),
      'ai-stack:compute.train.reservation: must be left out unless capacity is reservation, got "cr-0a1b2c3d"',
    ],
    [
      "a short time of day",
      pool({ schedule: { start: "8:00", stop: "20:00" } }),
      'ai-stack:compute.train.schedule.start: must be a time of day HH:MM from 00:00 to 23:59, got "8:00"',
    ],
    [
      "a time of day past midnight",
      pool({ schedule: { start: "08:00", stop: "24:00" } }),
      'ai-stack:compute.train.schedule.stop: must be a time of day HH:MM from 00:00 to 23:59, got "24:00"',
    ],
    [
      "a schedule of no length",
      pool({ schedule: { start: "08:00", stop: "08:00" } }),
      'ai-stack:compute.train.schedule.stop: must be another time than start, got "08:00"',
    ],
    [
      "an abbreviated time zone",
      pool({ schedule: { timezone: "CET", start: "08:00", stop: "20:00" } }),
      'ai-stack:compute.train.schedule.timezone: must be the name of an IANA time zone, such as Europe/Berlin or Etc/UTC, got "CET"',
    ],
    [
      "a time zone in lower case",
      pool({ schedule: { timezone: "Europe/berlin", start: "08:00", stop: "20:00" } }),
      'ai-stack:compute.train.schedule.timezone: must be the name of an IANA time zone, such as Europe/Berlin or Etc/UTC, got "Europe/berlin"',
    ],
    [
      "a time zone of no place",
      pool({ schedule: { timezone: "Europe/Atlantis", start: "08:00", stop: "20:00" } }),
      'ai-stack:compute.train.schedule.timezone: must be the name of an IANA time zone, such as Europe/Berlin or Etc/UTC, got "Europe/Atlantis"',
    ],
    [
      "an image's name",
      pool({ image: "ubuntu" }),
      'ai-stack:compute.train.image: must be an id such as ami-0a1b2c3d4e5f67890, got "ubuntu"',
    ],
    [
      "flex-start, which AWS does not have",
      pool({
        ...{ flexStart: { hours: 8 }, capacity: "spot", machines: { min: 1 } },
        schedule: { start: "08:00", stop: "20:00" },
      }),
      "ai-stack:compute.train.flexStart: must be left out on aws, which has no flex-start; the nearest is capacity: reservation, got a mapping with hours",
    ],
    // endpoints
    [
      "a way of serving, which is not chosen by name on AWS",
      endpoint({ serving: "model-garden" }),
      'ai-stack:endpoints.chat.serving: must be left out on aws, where replicas.min decides: 0 for an inference component of SageMaker, 1 and more for instances of its own, got "model-garden"',
    ],
    [
      "a way in, of which SageMaker has one",
      endpoint({ access: "private" }),
      'ai-stack:endpoints.chat.access: must be left out on aws, where SageMaker answers at AWS\'s own address, and only whom IAM allows, got "private"',
    ],
    [
      "no model",
      endpoint({ model: undefined }),
      "ai-stack:endpoints.chat.model: missing; must be the id of a model on Hugging Face, such as Qwen/Qwen3-8B",
    ],
    [
      "a model's web address",
      endpoint({ model: "https://huggingface.co/Qwen/Qwen3-8B" }),
      'ai-stack:endpoints.chat.model: must be the id of a model on Hugging Face, such as Qwen/Qwen3-8B, got "https://huggingface.co/Qwen/Qwen3-8B"',
    ],
    [
      "weights without a slash at the end",
      endpoint({ weights: "s3://bucket/qwen" }),
      'ai-stack:endpoints.chat.weights: must be an address s3://bucket/folder/ that ends with a slash, got "s3://bucket/qwen"',
    ],
    [
      "weights elsewhere",
      endpoint({ weights: "gs://bucket/qwen/" }),
      'ai-stack:endpoints.chat.weights: must be an address s3://bucket/folder/ that ends with a slash, got "gs://bucket/qwen/"',
    ],
    [
      "a precision that is not served",
      endpoint({ precision: "int4" }),
      'ai-stack:endpoints.chat.precision: must be one of auto, bf16, fp8, got "int4"',
    ],
    // tags
    [
      "a tag of AWS's own",
      { "ai-stack:tags": { "AWS:x": "y" } },
      `ai-stack:tags["AWS:x"]: the name must be a name that does not start with aws:, which is AWS's own, got "AWS:x"`,
    ],
    [
      "a character that tags do not have",
      { "ai-stack:tags": { "team✓": "a" } },
      'ai-stack:tags["team✓"]: the name must be 1 to 128 letters, digits, spaces and _.:/=+-@, got "team✓"',
    ],
    [
      "an empty tag name",
      { "ai-stack:tags": { "": "a" } },
      'ai-stack:tags[""]: the name must be 1 to 128 letters, digits, spaces and _.:/=+-@, got ""',
    ],
    [
      "a number for a tag",
      { "ai-stack:tags": { cost: 5 } },
      "ai-stack:tags.cost: must be a text of up to 256 letters, digits, spaces and _.:/=+-@, got 5",
    ],
    [
      "tags that differ in case",
      { "ai-stack:tags": { Team: "a", team: "b" } },
      "ai-stack:tags: must be tags whose names differ in more than case, got a mapping with Team, team",
    ],
  ])("%s", (_mistake, settings, line) => {
    expect(errorsOf(settings)).toEqual([line]);
  });

  test("cut long values short", () => {
    const [line] = errorsOf({ "ai-stack:alertEmail": "x".repeat(500) });
    expect(line).toBe(`ai-stack:alertEmail: must be an e-mail address, got "${"x".repeat(60)}…"`);
  });

  test("more than 40 tags leave too few for the components", () => {
    const tags = Object.fromEntries(Array.from({ length: 41 }, (_, index) => [`t${index}`, ""]));
    expect(errorsOf({ "ai-stack:tags": tags })[0]).toMatch(
      /^ai-stack:tags: must be at most 40 tags, got a mapping with/,
    );
  });

  test.each([
    ["a number that is a text", { perMachine: "one" }, 'perMachine: must be a whole number from 1 to 16, got "one"'],
    ["a fraction", { perMachine: 1.5 }, "perMachine: must be a whole number from 1 to 16, got 1.5"],
    [
      "an unknown key",
      { disk: 5 },
      "disk: unknown key; allowed: accelerator, perMachine, machines, capacity, reservation, rdma, schedule, image",
    ],
  ])("rules between keys are checked also beside %s", (_mistake, mistake, line) => {
    expect(errorsOf(pool({ ...mistake, capacity: "reservation", machines: { min: 3, max: 2, mx: 2 } }))).toEqual([
      ...("disk" in mistake ? [] : [`ai-stack:compute.train.${line}`]),
      "ai-stack:compute.train.machines.mx: unknown key; did you mean ai-stack:compute.train.machines.max? (allowed: min, max)",
      "ai-stack:compute.train.machines.min: must be at most max, which is 2, got 3",
      ...("disk" in mistake ? [`ai-stack:compute.train.${line}`] : []),
      "ai-stack:compute.train.reservation: missing; must be given for capacity: reservation, as an id such as cr-0a1b2c3d4e5f67890",
    ]);
  });

  test.each([
    [
      { zones: "two" },
      [
        'ai-stack:network.zones: must be a whole number from 2 to 3, got "two"',
        "ai-stack:network.cidr: missing; must be given for a new network (or existing, for one that exists)",
      ],
    ],
    [
      { zones: "two", existing: { vpcId: "vpc-0a1b2c3d", subnetIds: ["subnet-0a1b2c3d"] } },
      [
        'ai-stack:network.zones: must be a whole number from 2 to 3, got "two"',
        "ai-stack:network.existing: must be given without cidr, zones and nat, which describe a new network, got a mapping with vpcId, subnetIds",
      ],
    ],
  ])("rules of a network are checked also beside a wrong number: %j", (network, lines) => {
    expect(errorsOf({ "ai-stack:network": network })).toEqual(lines);
  });

  test("an id without a reservation and a schedule of no length are found beside wrong types", () => {
    const schedule = { start: "08:00", stop: "08:00", timezone: 1 };
    expect(errorsOf(pool({ perMachine: "one", reservation: "cr-0a1b2c3d", schedule }))).toEqual([
      'ai-stack:compute.train.perMachine: must be a whole number from 1 to 16, got "one"',
      "ai-stack:compute.train.schedule.timezone: must be the name of an IANA time zone, got 1",
      'ai-stack:compute.train.schedule.stop: must be another time than start, got "08:00"',
      'ai-stack:compute.train.reservation: must be left out unless capacity is reservation, got "cr-0a1b2c3d"',
    ]);
  });

  test("are told once where two rules say the same", () => {
    expect(errorsOf(endpoint({ accelerator: Array(9).fill("L4") }))).toEqual([
      "ai-stack:endpoints.chat.accelerator: must be a list of 1 to 8 accelerators without repeats, got a list of 9",
    ]);
  });
});

describe("secrets", () => {
  test("the token becomes a secret", async () => {
    const token = parse({ "ai-stack:huggingFaceToken": "hf_abc" }).huggingFaceToken;
    expect(await pulumi.isSecret(token as pulumi.Output<string>)).toBe(true);
  });

  test("the token is not taken apart and not printed", () => {
    const settings = { "ai-stack:huggingFaceToken": '{"hf_abc": 1}', "ai-stack:cloud": "x" };
    expect(errorsOf(settings, () => true)).toEqual([
      "ai-stack:cloud: must not hold an encrypted value; only ai-stack:huggingFaceToken may",
    ]);
  });

  test("an encrypted value elsewhere is refused and not printed", () => {
    expect(errorsOf({ "ai-stack:alertEmail": "hidden" }, (key) => key === "ai-stack:alertEmail")).toEqual([
      "ai-stack:alertEmail: must not hold an encrypted value; only ai-stack:huggingFaceToken may",
    ]);
  });

  test("by default the SDK says what is encrypted", () => {
    const config = configOf({ "ai-stack:alertEmail": "a@b.test" });
    pulumi.runtime.setAllConfig(config, ["ai-stack:alertEmail"]);
    expect(() => parseSettings(config)).toThrow("must not hold an encrypted value");
    pulumi.runtime.setAllConfig({});
    expect(() => parseSettings(config)).not.toThrow();
  });
});

describe("placeholders", () => {
  test("name every sample value and what to put there", () => {
    const config = configOf({
      "aws:allowedAccountIds": ["123456789012"],
      "ai-stack:alertEmail": "you@example.com",
      ...endpoint({ weights: "s3://example-models/qwen3-8b/" }),
      "ai-stack:network": { existing: { vpcId: "vpc-0a1b2c3d4e5f67890", subnetIds: ["subnet-0a1b2c3d4e5f67890"] } },
    });
    expect(placeholders(config)).toEqual([
      "aws:allowedAccountIds[0]: 123456789012 is a sample; put the id of your AWS account there",
      "ai-stack:alertEmail: you@example.com is a sample; put your own address there",
      "ai-stack:endpoints.chat.weights: s3://example-models/qwen3-8b/ is a sample; put a bucket of yours there",
      "ai-stack:network.existing.vpcId: vpc-0a1b2c3d4e5f67890 is a sample; put an id of your own there",
      "ai-stack:network.existing.subnetIds[0]: subnet-0a1b2c3d4e5f67890 is a sample; put an id of your own there",
    ]);
  });

  test("are none in a user's own values", () => {
    const config = configOf({
      "aws:allowedAccountIds": ["210987654321"],
      "ai-stack:alertEmail": "ops@acme.test",
      ...endpoint({ weights: "s3://acme-models/example/" }),
    });
    expect(placeholders(config)).toEqual([]);
  });
});
