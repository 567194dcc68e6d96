import { describe, expect, test } from "vitest";
import { parseSettings, placeholders, SettingsError } from "../../stacks/config.js";

const SUBSCRIPTION = "0a1b2c3d-1111-2222-3333-444455556666";
const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/hub`;
const NETWORK = `${GROUP}/providers/Microsoft.Network/virtualNetworks/main`;
const LEAST = {
  "azure-native:location": "swedencentral",
  "azure-native:subscriptionId": SUBSCRIPTION,
  "ai-stack:cloud": "azure",
};

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

const pool = (changes: object) => ({ "ai-stack:compute": { train: { accelerator: "T4", ...changes } } });
const endpoint = (changes: object) => ({
  "ai-stack:endpoints": { chat: { model: "Qwen/Qwen3-8B", accelerator: "A100-80GB", ...changes } },
});
const platform = (changes: object) => ({ "ai-stack:platform": { users: ["ana", "ben"], ...changes } });
const existing = (changes: object) => ({
  "ai-stack:network": {
    existing: { virtualNetworkId: NETWORK, machinesSubnetId: `${NETWORK}/subnets/gpu`, ...changes },
  },
});
const WEIGHTS = "https://acmemodels.blob.core.windows.net/models/qwen3-8b/";
const ANA = "99999999-aaaa-bbbb-cccc-dddddddddddd";

describe("values", () => {
  test("a stack is in a subscription and a region", () => {
    expect(parseSettings(configOf({}), () => false)).toEqual({
      cloud: "azure",
      location: "swedencentral",
      subscriptionId: SUBSCRIPTION,
      settings: { cloud: "azure", environment: "dev", compute: {}, endpoints: {}, teardown: false, tags: {} },
    });
  });

  test.each(["westus3", "francecentral"])("a region may be %s", (location) => {
    expect(parseSettings(configOf({ "azure-native:location": location }), () => false)).toMatchObject({ location });
  });

  test("an existing network is named in the words that the clouds share, its further places in Azure's", () => {
    const places = {
      containerAppsSubnetId: `${NETWORK}/subnets/apps`,
      privateDnsZonesResourceGroupId: `${GROUP}-dns`,
    };
    expect(parse(existing(places)).network).toEqual({
      existing: { networkId: NETWORK, subnetIds: [`${NETWORK}/subnets/gpu`], azure: places },
    });
  });

  test("a reservation is a capacity reservation group", () => {
    const reserved = {
      capacity: "reservation",
      reservation: `${GROUP}/providers/Microsoft.Compute/capacityReservationGroups/train`,
    };
    expect(parse(pool(reserved)).compute.train).toMatchObject(reserved);
  });

  test("an image may be pinned", () => {
    const image = `${GROUP}/providers/Microsoft.Compute/galleries/ours/images/trainer/versions/3.0.1`;
    expect(parse(pool({ image })).compute.train?.image).toBe(image);
  });

  test("weights may be in Blob Storage", () => {
    const own = { weights: WEIGHTS, weightsResourceGroup: "models" };
    expect(parse(endpoint(own)).endpoints.chat).toMatchObject(own);
  });

  test.each(["container-apps", "online-endpoint"])("%s may serve a model", (serving) => {
    expect(parse(endpoint({ serving })).endpoints.chat?.serving).toBe(serving);
  });

  test("requests and answers may be kept, and requests come from the internet", () => {
    const more = { capture: { percent: 5 }, access: "internet" };
    expect(parse(endpoint(more)).endpoints.chat).toMatchObject(more);
  });

  test.each([
    ["one deployment", { blue: { share: 100 } }],
    ["two that share the requests", { blue: { share: 90 }, green: { share: 10, model: "Qwen/Qwen3-14B" } }],
    ["two that take none yet", { blue: { share: 0 }, green: { share: 0 } }],
  ])("an endpoint may have %s", (_what, rollout) => {
    expect(parse(endpoint({ rollout })).endpoints.chat?.rollout).toEqual(rollout);
  });

  test("users may be known by their object ids", () => {
    expect(parse(platform({ identities: { ana: ANA } })).platform?.identities).toEqual({ ana: ANA });
  });

  test("a compute instance may stop after 15 minutes, or 3 days", () => {
    for (const idleMinutes of [15, 4320])
      expect(parse(platform({ idleMinutes })).platform?.idleMinutes).toBe(idleMinutes);
  });
});

describe("errors", () => {
  test.each<[string, Record<string, unknown>, string]>([
    [
      "a region's display name",
      { "azure-native:location": "Sweden Central" },
      'azure-native:location: must be the name of an Azure region, such as swedencentral, got "Sweden Central"',
    ],
    [
      "a misspelt subscription key",
      { "azure-native:subscriptionId": undefined, "azure-native:subscriptionID": SUBSCRIPTION },
      'azure-native:subscriptionId: missing; must be the id of an Azure subscription, such as 11111111-2222-3333-4444-555555555555 (the key "azure-native:subscriptionID" looks like it)',
    ],
    [
      "a network's short name",
      existing({ virtualNetworkId: "main" }),
      'ai-stack:network.existing.virtualNetworkId: must be an id such as /subscriptions/…/resourceGroups/…/providers/Microsoft.Network/virtualNetworks/my-network, got "main"',
    ],
    [
      "a network for a subnet",
      existing({ containerAppsSubnetId: NETWORK }),
      `ai-stack:network.existing.containerAppsSubnetId: must be an id such as /subscriptions/…/resourceGroups/…/providers/Microsoft.Network/virtualNetworks/…/subnets/my-subnet, got "/subscriptions/${SUBSCRIPTION}/resource…"`,
    ],
    [
      "flex-start, which Azure has not",
      pool({ flexStart: { hours: 4 } }),
      "ai-stack:compute.train.flexStart: must be left out on azure, which has no flex-start; the nearest is capacity: reservation, got a mapping with hours",
    ],
    [
      "a queue, which Azure has not",
      pool({ queued: true }),
      "ai-stack:compute.train.queued: must be left out on azure, which queues no machines; the nearest is capacity: reservation, got true",
    ],
    [
      "an idle time of more than 3 days",
      platform({ idleMinutes: 4321 }),
      "ai-stack:platform.idleMinutes: must be a whole number from 15 to 4320, got 4321",
    ],
    [
      "an identity of nobody",
      platform({ identities: { eva: ANA } }),
      "ai-stack:platform.identities: must be a mapping whose names are among users, got a mapping with eva",
    ],
    [
      "an address for an object id",
      platform({ identities: { ana: "ana@acme.io" } }),
      'ai-stack:platform.identities.ana: must be the object id of a user in Microsoft Entra ID, such as 11111111-2222-3333-4444-555555555555, got "ana@acme.io"',
    ],
    [
      "weights of AWS",
      endpoint({ weights: "s3://acme-models/qwen/", weightsResourceGroup: "models" }),
      'ai-stack:endpoints.chat.weights: must be an address https://account.blob.core.windows.net/container/folder/ that ends with a slash, got "s3://acme-models/qwen/"',
    ],
    [
      "weights of nobody's resource group",
      endpoint({ weights: WEIGHTS }),
      "ai-stack:endpoints.chat.weightsResourceGroup: missing; must be given with weights, and only then: the resource group of their storage account",
    ],
    [
      "a resource group without weights",
      endpoint({ weightsResourceGroup: "models" }),
      'ai-stack:endpoints.chat.weightsResourceGroup: must be given with weights, and only then: the resource group of their storage account, got "models"',
    ],
    [
      "the way of another cloud",
      endpoint({ serving: "cloud-run" }),
      'ai-stack:endpoints.chat.serving: must be one of container-apps, online-endpoint, got "cloud-run"',
    ],
    [
      "shares of 90 percent together",
      endpoint({ rollout: { blue: { share: 80 }, green: { share: 10 } } }),
      "ai-stack:endpoints.chat.rollout: must be deployments whose shares sum to 100, or to 0 where none takes requests yet, got a mapping with blue, green",
    ],
    [
      "three deployments",
      endpoint({ rollout: { one: { share: 50 }, two: { share: 50 }, three: { share: 0 } } }),
      "ai-stack:endpoints.chat.rollout: must be one or two deployments, got a mapping with one, two, three",
    ],
    [
      "a deployment of two letters",
      endpoint({ rollout: { ok: { share: 100 } } }),
      'ai-stack:endpoints.chat.rollout.ok: the name must be 3 to 24 lower-case letters, digits and single inner hyphens that start with a letter, got "ok"',
    ],
    [
      "a tag with a slash",
      { "ai-stack:tags": { "acme/team": "ml" } },
      'ai-stack:tags["acme/team"]: the name must be a name without a slash, which no tag on azure has, got "acme/team"',
    ],
    [
      "a tag of Azure's own",
      { "ai-stack:tags": { "Microsoft.team": "ml" } },
      'ai-stack:tags["Microsoft.team"]: the name must be a name that does not start with microsoft, azure or windows, which are Azure\'s own, got "Microsoft.team"',
    ],
  ])("%s", (_mistake, settings, line) => {
    expect(errorsOf(settings)).toEqual([line]);
  });
});

describe("placeholders", () => {
  test("name every sample value and what to put there", () => {
    const sample = "11111111-2222-3333-4444-555555555555";
    const config = configOf({
      "azure-native:subscriptionId": sample,
      ...endpoint({ weights: "https://examplemodels.blob.core.windows.net/models/qwen3-8b/" }),
      ...pool({
        reservation: `/subscriptions/${sample}/resourceGroups/g/providers/Microsoft.Compute/capacityReservationGroups/r`,
      }),
    });
    expect(placeholders(config)).toEqual([
      `azure-native:subscriptionId: ${sample} is a sample; put an id of your own there`,
      "ai-stack:endpoints.chat.weights: https://examplemodels.blob.core.windows.net/models/qwen3-8b/ is a sample; put a storage account of yours there",
      `ai-stack:compute.train.reservation: /subscriptions/${sample}/resourceGroups/g/providers/Microsoft.Compute/capacityReservationGroups/r is a sample; put an id of your own there`,
    ]);
  });

  test("are none in the keys of the other clouds", () => {
    expect(placeholders(configOf({ "gcp:project": "my-project-id" }))).toEqual([]);
    const there = { "ai-stack:cloud": "aws", "azure-native:subscriptionId": "11111111-2222-3333-4444-555555555555" };
    expect(placeholders(there)).toEqual([]);
  });
});
