import { describe, expect, test } from "vitest";
import { parseSettings, placeholders, SettingsError } from "../../stacks/config.js";

const LEAST = { "gcp:project": "acme-ml-dev", "gcp:region": "us-central1", "ai-stack:cloud": "gcp" };

/** A configuration as the engine hands it over: objects are JSON. */
function configOf(settings: Record<string, unknown>): Record<string, string> {
  const entries = Object.entries({ ...LEAST, ...settings }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

const parse = (settings: Record<string, unknown>) => parseSettings(configOf(settings), () => false).settings;

/** The lines of the error that `settings` give. */
function errorsOf(settings: Record<string, unknown>): readonly string[] {
  try {
    parseSettings(configOf(settings), () => false);
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
const existing = (changes: object) => ({
  "ai-stack:network": {
    existing: {
      networkId: "projects/acme-ml-dev/global/networks/main",
      subnetId: "projects/acme-ml-dev/regions/us-central1/subnetworks/gpu",
      ...changes,
    },
  },
});

describe("values", () => {
  test("a stack is in a project and a region", () => {
    expect(parseSettings(configOf({}), () => false)).toEqual({
      cloud: "gcp",
      region: "us-central1",
      projectId: "acme-ml-dev",
      settings: { cloud: "gcp", environment: "dev", compute: {}, endpoints: {}, teardown: false, tags: {} },
    });
  });

  test("a zone may be named", () => {
    expect(parseSettings(configOf({ "gcp:zone": "us-central1-c" }), () => false)).toMatchObject({
      zone: "us-central1-c",
    });
  });

  test.each(["europe-west12", "northamerica-northeast1", "me-central2"])("a region may be %s", (region) => {
    expect(parseSettings(configOf({ "gcp:region": region }), () => false)).toMatchObject({ region });
  });

  test("an existing network is named in the words that the clouds share", () => {
    expect(parse(existing({})).network).toEqual({
      existing: {
        networkId: "projects/acme-ml-dev/global/networks/main",
        subnetIds: ["projects/acme-ml-dev/regions/us-central1/subnetworks/gpu"],
      },
    });
  });

  test.each(["train-h100", "projects/acme-shared/reservations/train-h100"])(
    "a reservation may be %s",
    (reservation) => {
      const reserved = { capacity: "reservation", reservation };
      expect(parse(pool(reserved)).compute.train).toMatchObject(reserved);
    },
  );

  test("machines may be queued for", () => {
    expect(parse(pool({ flexStart: { hours: 168 } })).compute.train).toEqual({
      accelerator: ["L4"],
      perMachine: 1,
      machines: { min: 0, max: 1 },
      capacity: "on-demand",
      flexStart: { hours: 168 },
      rdma: false,
    });
  });

  test("an image may be pinned", () => {
    const image = "projects/acme-ml-dev/global/images/trainer-v3";
    expect(parse(pool({ image })).compute.train?.image).toBe(image);
  });

  test.each(["gs://abc/", "gs://models_acme/qwen/date=2026-11/"])("weights may be in %s", (weights) => {
    expect(parse(endpoint({ weights })).endpoints.chat?.weights).toBe(weights);
  });

  test.each(["cloud-run", "model-garden"])("%s may serve a model", (serving) => {
    expect(parse(endpoint({ serving })).endpoints.chat?.serving).toBe(serving);
  });

  test.each(["private", "internet"])("requests may come from %s", (access) => {
    expect(parse(endpoint({ access })).endpoints.chat?.access).toBe(access);
  });

  test("notebooks may stop after 10 minutes", () => {
    const platform = { users: ["ana"], idleMinutes: 10 };
    expect(parse({ "ai-stack:platform": platform }).platform).toEqual(platform);
  });

  test("the keys of AWS are left aside", () => {
    expect(errorsOf({ "aws:region": "nowhere", "aws:allowedAccountIds": ["123456789012"] })).toEqual([]);
  });
});

describe("errors", () => {
  test("of the provider's keys and of the settings come all at once", () => {
    const settings = { "gcp:project": undefined, "gcp:region": "us-east-1", ...endpoint({ concurrency: 0 }) };
    expect(errorsOf({ ...settings, "ai-stack:tags": { Team: "ml" } })).toEqual([
      "gcp:project: missing; must be the id of a Google Cloud project, such as ml-dev-123456",
      'gcp:region: must be the name of a Google Cloud region, such as us-central1, got "us-east-1"',
      "ai-stack:endpoints.chat.concurrency: must be a whole number from 1 to 1024, got 0",
      'ai-stack:tags.Team: the name must be 1 to 63 lower-case letters, digits, _ and - that start with a letter, as labels on gcp are, got "Team"',
    ]);
  });

  test("of a file without a cloud are those that every cloud has", () => {
    const settings = { "ai-stack:cloud": undefined, "gcp:region": undefined, ...endpoint({ weights: "/tmp" }) };
    expect(errorsOf({ ...settings, ...pool({ capacity: "reservation" }) })).toEqual([
      "ai-stack:cloud: missing; must be one of aws, gcp, azure",
      "ai-stack:compute.train.reservation: missing; must be given for capacity: reservation, as an id on aws and azure, a name on gcp",
      "ai-stack:endpoints.chat.weights: must be on aws an address s3://bucket/folder/ that ends with a slash, " +
        'on gcp an address gs://bucket/folder/ that ends with a slash, on azure an address https://account.blob.core.windows.net/container/folder/ that ends with a slash, got "/tmp"',
    ]);
  });

  const POOL = "accelerator, perMachine, machines, capacity, reservation, flexStart, queued, rdma, schedule, image";
  const RESERVATION =
    "the name of a reservation, such as my-reservation or projects/my-project-id/reservations/my-reservation";
  const WEIGHTS = "an address gs://bucket/folder/ that ends with a slash";
  const nineToFive = { start: "09:00", stop: "17:00" };

  test.each<[string, Record<string, unknown>, string]>([
    // the place
    [
      "a project's number",
      { "gcp:project": "123456789012" },
      'gcp:project: must be the id of a Google Cloud project, such as ml-dev-123456, got "123456789012"',
    ],
    [
      "a misspelt project key",
      { "gcp:project": undefined, "gcp:projectId": "acme-ml-dev" },
      'gcp:project: missing; must be the id of a Google Cloud project, such as ml-dev-123456 (the key "gcp:projectId" looks like it)',
    ],
    [
      "the region of AWS alone",
      { "gcp:region": undefined, "aws:region": "us-east-1" },
      "gcp:region: missing; must be the name of a Google Cloud region, such as us-central1",
    ],
    [
      "a zone for a region",
      { "gcp:region": "us-central1-a" },
      'gcp:region: must be the name of a Google Cloud region, such as us-central1, got "us-central1-a"',
    ],
    [
      "a region for a zone",
      { "gcp:zone": "us-central1" },
      'gcp:zone: must be the name of a Google Cloud zone, such as us-central1-a, got "us-central1"',
    ],
    [
      "a zone elsewhere",
      { "gcp:zone": "us-central10-a" },
      'gcp:zone: must be a zone of gcp:region, which is us-central1, got "us-central10-a"',
    ],
    // the network
    [
      "a network's short name",
      existing({ networkId: "main" }),
      'ai-stack:network.existing.networkId: must be a name such as projects/my-project-id/global/networks/my-network, got "main"',
    ],
    [
      "a subnet's self link",
      existing({ subnetId: "https://www.googleapis.com/x" }),
      'ai-stack:network.existing.subnetId: must be a name such as projects/my-project-id/regions/us-central1/subnetworks/my-subnet, got "https://www.googleapis.com/x"',
    ],
    [
      "subnets as on AWS",
      existing({ subnetIds: ["subnet-0a1b2c3d"] }),
      "ai-stack:network.existing.subnetIds: unknown key; did you mean ai-stack:network.existing.subnetId? (allowed: networkId, subnetId)",
    ],
    // pools
    ["a key that pools do not have", pool({ disk: 5 }), `ai-stack:compute.train.disk: unknown key; allowed: ${POOL}`],
    [
      "a reservation without its name",
      pool({ capacity: "reservation" }),
      "ai-stack:compute.train.reservation: missing; must be given for capacity: reservation, as a name such as my-reservation",
    ],
    [
      "a reservation's zone and name",
      pool({ capacity: "reservation", reservation: "us-central1-a/train" }),
      `ai-stack:compute.train.reservation: must be ${RESERVATION}, got "us-central1-a/train"`,
    ],
    [
      "an image of AWS",
      pool({ image: "ami-0a1b2c3d4e5f67890" }),
      'ai-stack:compute.train.image: must be a name such as projects/my-project-id/global/images/my-image, got "ami-0a1b2c3d4e5f67890"',
    ],
    [
      "a run of more than a week",
      pool({ flexStart: { hours: 169 } }),
      "ai-stack:compute.train.flexStart.hours: must be a whole number from 1 to 168, got 169",
    ],
    [
      "flex-start without its hours",
      pool({ flexStart: {} }),
      "ai-stack:compute.train.flexStart.hours: missing; must be a whole number from 1 to 168",
    ],
    [
      "flex-start and spot",
      pool({ flexStart: { hours: 8 }, capacity: "spot" }),
      'ai-stack:compute.train.capacity: must be on-demand with flexStart, which is a way of buying of its own, got "spot"',
    ],
    [
      "flex-start and a schedule",
      pool({ flexStart: { hours: 8 }, schedule: nineToFive }),
      "ai-stack:compute.train.schedule: must be left out with flexStart, whose machines start on request; use capacity: spot with a schedule, got a mapping with start, stop",
    ],
    [
      "flex-start and machines that run always",
      pool({ flexStart: { hours: 8 }, machines: { min: 1, max: 2 } }),
      "ai-stack:compute.train.machines.min: must be 0 with flexStart, whose machines start on request, got 1",
    ],
    [
      "a schedule of 4 minutes",
      pool({ schedule: { start: "23:58", stop: "00:02" } }),
      'ai-stack:compute.train.schedule.stop: must be 5 minutes or more after start, got "00:02"',
    ],
    // the platform
    [
      "an idle time of more than a day",
      { "ai-stack:platform": { users: ["ana"], idleMinutes: 1441 } },
      "ai-stack:platform.idleMinutes: must be a whole number from 10 to 1440, got 1441",
    ],
    // endpoints
    [
      "weights of AWS",
      endpoint({ weights: "s3://acme-models/qwen/" }),
      `ai-stack:endpoints.chat.weights: must be ${WEIGHTS}, got "s3://acme-models/qwen/"`,
    ],
    [
      "weights without a slash at the end",
      endpoint({ weights: "gs://acme-models/qwen" }),
      `ai-stack:endpoints.chat.weights: must be ${WEIGHTS}, got "gs://acme-models/qwen"`,
    ],
    [
      "a misspelt way of serving",
      endpoint({ serving: "cloudrun" }),
      'ai-stack:endpoints.chat.serving: must be one of cloud-run, model-garden, got "cloudrun"; did you mean cloud-run?',
    ],
    [
      "a way in that is none",
      endpoint({ access: "public" }),
      'ai-stack:endpoints.chat.access: must be one of private, internet, got "public"',
    ],
    [
      "capture, which no endpoint of Google Cloud has",
      endpoint({ capture: { percent: 10 } }),
      "ai-stack:endpoints.chat.capture: must be left out on gcp, where neither Cloud Run nor Model Garden keeps requests and answers; keep them where they are sent from, got a mapping with percent",
    ],
    [
      "a number for an endpoint",
      { "ai-stack:endpoints": { chat: 1 } },
      "ai-stack:endpoints.chat: must be a mapping with model, accelerator, replicas, contextTokens, concurrency, precision, weights, shape, serving, access, got 1",
    ],
    // labels
    [
      "a label with a space",
      { "ai-stack:tags": { team: "ML platform" } },
      'ai-stack:tags.team: must be a text of up to 63 lower-case letters, digits, _ and -, as labels on gcp are, got "ML platform"',
    ],
  ])("%s", (_mistake, settings, line) => {
    expect(errorsOf(settings)).toEqual([line]);
  });

  test("are told of mappings that have no text and no number", () => {
    const odd = { toString: 1, valueOf: 1 };
    const flexStart = { hours: 8 };
    expect(errorsOf(pool({ schedule: { ...nineToFive, stop: odd } }))).toEqual([
      "ai-stack:compute.train.schedule.stop: must be a time of day HH:MM from 00:00 to 23:59, got a mapping with toString, valueOf",
    ]);
    expect(errorsOf(pool({ flexStart, machines: { min: odd, max: 2 } }))).toEqual([
      "ai-stack:compute.train.machines.min: must be a whole number from 0 to 1000, got a mapping with toString, valueOf",
    ]);
  });

  test("of flex-start are told also beside a wrong type", () => {
    expect(errorsOf(pool({ flexStart: { hours: 8 }, capacity: "spot", machines: 1, schedule: nineToFive }))).toEqual([
      "ai-stack:compute.train.machines: must be a mapping with min, max, got 1",
      'ai-stack:compute.train.capacity: must be on-demand with flexStart, which is a way of buying of its own, got "spot"',
      "ai-stack:compute.train.schedule: must be left out with flexStart, whose machines start on request; use capacity: spot with a schedule, got a mapping with start, stop",
    ]);
  });
});

describe("placeholders", () => {
  test("name every sample value and what to put there", () => {
    const config = configOf({
      "gcp:project": "my-project-id",
      ...endpoint({ weights: "gs://example-models/qwen3-8b/" }),
      ...pool({ reservation: "my-reservation", image: "projects/my-project-id/global/images/my-image" }),
    });
    expect(placeholders(config)).toEqual([
      "gcp:project: my-project-id is a sample; put the id of your Google Cloud project there",
      "ai-stack:endpoints.chat.weights: gs://example-models/qwen3-8b/ is a sample; put a bucket of yours there",
      "ai-stack:compute.train.reservation: my-reservation is a sample; put a name of your own there",
      "ai-stack:compute.train.image: projects/my-project-id/global/images/my-image is a sample; put a name of your own there",
    ]);
  });

  test("are none in the keys of the other cloud", () => {
    expect(placeholders(configOf({ "aws:allowedAccountIds": ["123456789012"] }))).toEqual([]);
    expect(placeholders({ "ai-stack:cloud": "aws", "gcp:project": "my-project-id" })).toEqual([]);
  });
});
