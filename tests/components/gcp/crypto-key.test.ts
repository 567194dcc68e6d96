import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { type AgentService, CryptoKey, type CryptoKeyArgs } from "../../../components/gcp/crypto-key.js";
import { deploy } from "../../support/mocks.js";

const COMPONENT = "ai-stack:gcp:CryptoKey::data"; // spelled out: a changed token replaces users' state
const RING = "gcp:kms/keyRing:KeyRing::data-ring";
const KEY = "gcp:kms/cryptoKey:CryptoKey::data";
const identity = (service: string) => `gcp:projects/serviceIdentity:ServiceIdentity::data-${service}`;
const grant = (service: string) => `gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember::data-${service}-grant`;

const args = { projectId: "ml-dev", location: "us-central1" };
const GET_PROJECT = "gcp:organizations/getProject:getProject";
const GET_STORAGE_AGENT = "gcp:storage/getProjectServiceAccount:getProjectServiceAccount";
const calls = {
  [GET_PROJECT]: { number: "123456789012" },
  [GET_STORAGE_AGENT]: {
    member: "serviceAccount:service-123456789012@gs-project-accounts.iam.gserviceaccount.com",
  },
};

const deployKey = (more?: Partial<CryptoKeyArgs>) => deploy(() => new CryptoKey("data", { ...args, ...more }), calls);

/** Something that is encrypted. */
class Encrypted extends pulumi.CustomResource {
  constructor(name: string, keyId: pulumi.Input<string>) {
    super("test:index:Encrypted", name, { keyId });
  }
}

test("registers a key ring and a key under the component", async () => {
  const { tree } = await deployKey();
  expect(tree).toEqual([
    "ai-stack:gcp:CryptoKey data",
    "  gcp:kms/cryptoKey:CryptoKey data",
    "  gcp:kms/keyRing:KeyRing data-ring",
  ]);
});

test("is documented by its args, defaults included", async () => {
  const { inputs } = await deployKey();
  expect(inputs[COMPONENT]).toEqual({ ...args, serviceAgents: [], rotationDays: 90, destroyScheduledDays: 30 });
});

test("leaves the ring's name to Pulumi, which ends it at random: a ring outlives its stack", async () => {
  const { inputs } = await deployKey();
  expect(inputs[RING]).toEqual({ project: "ml-dev", location: "us-central1" });
});

test("rotates every 90 days, and its versions can be restored for 30 days", async () => {
  const { inputs } = await deployKey();
  expect(inputs[KEY]).toEqual({
    keyRing: "<data-ring.id>",
    purpose: "ENCRYPT_DECRYPT",
    rotationPeriod: "7776000s",
    destroyScheduledDuration: "2592000s",
  });
});

test("takes other periods and labels", async () => {
  const { inputs } = await deployKey({ rotationDays: 1, destroyScheduledDays: 7, labels: { team: "ml" } });
  expect(inputs[KEY]).toMatchObject({
    rotationPeriod: "86400s",
    destroyScheduledDuration: "604800s",
    labels: { team: "ml" },
  });
});

test("publishes the key's id", async () => {
  const { outputs } = await deployKey();
  expect(outputs[COMPONENT]).toEqual({ keyId: "<data.id>" });
});

test("makes the agents that can be asked for, and grants each the key", async () => {
  const { tree } = await deployKey({ serviceAgents: ["aiplatform", "compute", "storage"] });
  expect(tree).toEqual([
    "ai-stack:gcp:CryptoKey data",
    "  gcp:kms/cryptoKey:CryptoKey data",
    "  gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember data-aiplatform-grant",
    "  gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember data-compute-grant",
    "  gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember data-storage-grant",
    "  gcp:kms/keyRing:KeyRing data-ring",
    "  gcp:projects/serviceIdentity:ServiceIdentity data-aiplatform",
  ]);
});

test.each<AgentService>(["aiplatform", "artifactregistry", "notebooks", "pubsub", "run", "secretmanager"])(
  "the agent of %s is asked for and may encrypt and decrypt with the key",
  async (service) => {
    const { inputs } = await deployKey({ serviceAgents: [service] });
    expect(inputs[identity(service)]).toEqual({ project: "ml-dev", service: `${service}.googleapis.com` });
    expect(inputs[grant(service)]).toEqual({
      cryptoKeyId: "<data.id>",
      role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
      member: `<data-${service}.member>`,
    });
  },
);

test("the agent of Compute Engine is known by the project's number: no identity can be asked for", async () => {
  const { inputs } = await deployKey({ serviceAgents: ["compute"] });
  expect(inputs[grant("compute")]).toMatchObject({
    member: "serviceAccount:service-123456789012@compute-system.iam.gserviceaccount.com",
  });
});

test("the agent of Cloud Storage is looked up, which makes it", async () => {
  const { inputs } = await deployKey({ serviceAgents: ["storage"] });
  expect(inputs[grant("storage")]).toMatchObject({
    member: "serviceAccount:service-123456789012@gs-project-accounts.iam.gserviceaccount.com",
  });
});

test("what takes the key from it waits for the grants", async () => {
  const { resources } = await deploy(() => {
    const { keyId } = new CryptoKey("data", { ...args, serviceAgents: ["run", "aiplatform"] });
    return new Encrypted("encrypted", keyId);
  });
  expect(resources["test:index:Encrypted::encrypted"]?.dependencies).toEqual([KEY, grant("aiplatform"), grant("run")]);
});

test("the ring, the agents and the grants wait until APIs and agents are known everywhere", async () => {
  const { resources } = await deployKey({ serviceAgents: ["run"] });
  const waiting = Object.keys(resources).filter((key) => resources[key]?.errorHooks.length);
  expect(waiting.sort()).toEqual([grant("run"), RING, identity("run")].sort());
  expect(resources[RING]?.errorHooks).toEqual(["gcp-service-propagation"]);
});

test("agents are looked up after what the component depends on, such as their APIs", async () => {
  const order: string[] = [];
  class Api extends pulumi.CustomResource {
    constructor(name: string) {
      super("test:index:Api", name, {});
      this.urn.apply(() => order.push("api"));
    }
  }
  const looked = (token: string, answer: object) => ({
    get [token]() {
      order.push("look-up");
      return answer;
    },
  });
  await deploy(
    () => new CryptoKey("data", { ...args, serviceAgents: ["storage"] }, { dependsOn: [new Api("api")] }),
    looked(GET_STORAGE_AGENT, calls[GET_STORAGE_AGENT] ?? {}),
  );
  expect(order).toEqual(["api", "look-up"]);
});

test("transform has the last word on each child, and is no input of the component", async () => {
  const { inputs } = await deployKey({
    serviceAgents: ["run"],
    transform: {
      keyRing: { location: "us" },
      key: { versionTemplate: { algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION", protectionLevel: "HSM" } },
      grants: { role: "roles/cloudkms.cryptoKeyEncrypter" },
    },
  });
  expect(inputs[COMPONENT]).not.toHaveProperty("transform");
  expect(inputs[RING]).toMatchObject({ location: "us" });
  expect(inputs[KEY]).toMatchObject({ versionTemplate: { protectionLevel: "HSM" } });
  expect(inputs[grant("run")]).toMatchObject({ role: "roles/cloudkms.cryptoKeyEncrypter" });
});

test.each<[Partial<CryptoKeyArgs>, string]>([
  [{ rotationDays: 0 }, "'rotationDays' must be a whole number from 1 to 36500, got 0"],
  [{ rotationDays: 36_501 }, "'rotationDays' must be a whole number from 1 to 36500, got 36501"],
  [{ destroyScheduledDays: 0 }, "'destroyScheduledDays' must be a whole number from 1 to 120, got 0"],
  [{ destroyScheduledDays: 121 }, "'destroyScheduledDays' must be a whole number from 1 to 120, got 121"],
  [{ serviceAgents: ["dns" as AgentService] }, "'serviceAgents' must be one of aiplatform, artifactregistry, compute"],
  [{ serviceAgents: ["run", "run"] }, "'serviceAgents' must differ from each other, got run, run"],
])("fails: %o, before anything registers", async (more, message) => {
  const { tree } = await deploy(() => {
    expect(() => new CryptoKey("data", { ...args, ...more })).toThrow(message);
  });
  expect(tree).toEqual([]);
});

test.each(["my key", "my.key", "k".repeat(51)])("fails: the name %s", async (name) => {
  const { tree } = await deploy(() => {
    expect(() => new CryptoKey(name, args)).toThrow("'name' must be up to 50 letters, digits, hyphens and underscores");
  });
  expect(tree).toEqual([]);
});
