import { beforeEach, expect, test } from "vitest";
import type { Properties } from "../../support/value-paths.js";
import { azure } from "./azure.js";
import {
  COMPUTE,
  child,
  contents,
  deployment,
  ENDPOINT,
  ENVIRONMENT_VERSION,
  found,
  grant,
  group,
  identity,
  lock,
  make,
  mapped,
  ONLINE,
  online,
  ROLES,
  remove,
  reset,
  served,
  storage,
  traffic,
  trafficOf,
  update,
  vault,
  WORKSPACE,
  workspace,
} from "./azure-fixture.js";
import type { Entry } from "./inventory.js";

beforeEach(reset);

test("a lock on a workspace's account refuses to delete the workspace, whose network reaches it", () => {
  const { studio, account } = workspace();
  lock(account.id);
  expect(() => remove(studio)).toThrow("ScopeLocked");
});

test.each(["storage", "blobs", "vault", "secrets", "registry", "insights"])(
  "a workspace's identity needs its role first: %s",
  (role) => {
    expect(() => workspace(role)).toThrow("AuthorizationFailed");
  },
);

test("a workspace takes no account with a hierarchical namespace, and keeps its parts", () => {
  const { studio, account } = workspace();
  const other = storage("other");
  expect(() => update(studio, { storageAccount: other.id })).toThrow(
    "PropertyChangeNotAllowed: Changing property 'storageAccount'",
  );
  expect(() => update(studio, { friendlyName: "studio" })).not.toThrow();
  const lake = storage("lake", { isHnsEnabled: true });
  expect(() => make(WORKSPACE, "two", { ...studio.inputs, storageAccount: lake.id })).toThrow("hierarchical namespace");
  expect(() => make(WORKSPACE, "two", { ...studio.inputs, storageAccount: account.id })).not.toThrow();
});

test("a workspace encrypts its records with a key whose vault has a firewall, and none whose vault is closed", () => {
  const { studio } = workspace();
  const made = (name: string, publicNetworkAccess: string) =>
    make(WORKSPACE, name, {
      ...studio.inputs,
      enableServiceSideCMKEncryption: true,
      encryption: {
        status: "Enabled",
        keyVaultProperties: {
          keyVaultArmId: vault({ publicNetworkAccess }, name).id,
          keyIdentifier: "https://elsewhere.vault.azure.net/keys/key/1",
        },
      },
    });
  expect(() => made("closed", "Disabled")).toThrow("must not be disabled");
  expect(() => made("guarded", "Enabled")).not.toThrow();
});

test.each(["pull", "blobReader"] as const)("a deployment's identity needs its role first: %s", (missing) => {
  const { studio, account, registry } = workspace();
  const server = identity("chat-identity");
  const endpoint = online(studio, server);
  if (missing !== "pull") grant(server, ROLES.pull, registry.id);
  if (missing !== "blobReader") grant(server, ROLES.blobReader, account.id);
  expect(() => deployment(studio, endpoint, "blue")).toThrow("AuthorizationFailed");
});

test("an endpoint's name is unique in its region", () => {
  const { studio } = workspace();
  const server = identity("chat-identity");
  online(studio, server);
  const second = make(WORKSPACE, "two", studio.inputs);
  expect(() => online(second, server)).toThrow("EndpointNameAlreadyInUse");
  expect(() => online(second, server, { endpointName: "chat-2" })).not.toThrow();
});

test("an instance's name is unique in its region, a cluster's in its workspace", () => {
  const { studio } = workspace();
  const second = make(WORKSPACE, "two", studio.inputs);
  const compute = (at: Entry, computeType: string) => () =>
    make(COMPUTE, `${computeType}-${at.name}`, {
      workspaceName: at.outputs.name,
      computeName: "ana",
      properties: {
        computeType,
        properties: {
          vmSize: "Standard_DS3_v2",
          ...(computeType === "AmlCompute" && { scaleSettings: { maxNodeCount: 1 } }),
        },
      },
    });
  compute(studio, "ComputeInstance")();
  expect(compute(second, "ComputeInstance")).toThrow("ComputeNameAlreadyInUse");
  expect(compute(second, "AmlCompute")).not.toThrow();
});

test("a version of an asset never changes", () => {
  const { studio } = workspace();
  const environment = child(ENVIRONMENT_VERSION, "chat", {
    workspaceName: studio.outputs.name,
    name: "chat",
    version: "1",
    properties: { image: "registry/vllm:1", osType: "Linux" },
  });
  expect(environment.id).toBe(`${studio.id}/environments/chat/versions/1`);
  expect(() => update(environment, { properties: { image: "registry/vllm:2", osType: "Linux" } })).toThrow(
    "PropertyChangeNotAllowed: Changing property 'properties.image'",
  );
});

test("an ARM deployment sets an endpoint's traffic", () => {
  const { endpoint } = served();
  expect((endpoint.outputs.properties as Properties).scoringUri).toBe(
    "https://chat-1.swedencentral.inference.ml.azure.com/score",
  );
  traffic(endpoint, { blue: 100 });
  expect(found(endpoint.id)?.outputs.name).toBe("chat-1");
  expect(found(endpoint.id)?.outputs.properties).toMatchObject({
    scoringUri: "https://chat-1.swedencentral.inference.ml.azure.com/score",
    authMode: "AADToken",
    traffic: { blue: 100 },
  });
});

test("an update of the endpoint drops the traffic, the deployment run again brings it back", () => {
  const { endpoint } = served();
  const shares = traffic(endpoint, { blue: 100 });
  const request = { type: ENDPOINT, name: "chat", inputs: endpoint.inputs };
  const updated = azure.update(found(endpoint.id) as Entry, request, contents);
  contents.entries = contents.entries.map((entry) => (entry.id === endpoint.id ? updated : entry));
  expect(trafficOf(endpoint)).toBeUndefined();
  update(shares, {});
  expect(trafficOf(endpoint)).toEqual({ blue: 100 });
});

test("what a template leaves out of an endpoint is gone", () => {
  const { endpoint } = served();
  traffic(endpoint, { blue: 100 }, { tags: undefined, properties: { authMode: "AADToken", traffic: { blue: 100 } } });
  const { outputs } = found(endpoint.id) as Entry;
  expect(outputs.tags).toBeUndefined();
  expect((outputs.properties as Properties).publicNetworkAccess).toBeUndefined();
});

test("traffic names deployments that are there, and sums to a whole or nothing", () => {
  const { studio, endpoint } = served();
  expect(() => traffic(endpoint, { blue: 90, green: 10 })).toThrow(
    `DeploymentFailed: BadRequest: The traffic names the deployment green`,
  );
  deployment(studio, endpoint, "green");
  expect(() => traffic(endpoint, { blue: 90, green: 20 })).toThrow("must be whole shares that sum to 0 or 100");
  expect(() => traffic(endpoint, { blue: 90, green: 10 })).not.toThrow();
});

test("refuses in a template what it would refuse of the endpoint itself", () => {
  const { endpoint } = served();
  expect(() => traffic(endpoint, {}, { properties: { traffic: { blue: 100 } } })).toThrow(
    "DeploymentFailed: properties.authMode is required",
  );
  const gone = mapped({ type: "UserAssigned", userAssignedIdentities: [`${group.id}/providers/none`] });
  expect(() => traffic(endpoint, { blue: 100 }, { identity: gone })).toThrow("FailedIdentityOperation");
  expect(() => traffic(endpoint, { blue: 100 }, { name: "none/chat-1" })).toThrow("ParentResourceNotFound");
});

test("refuses an endpoint that names a deployment before it is there", () => {
  const { studio } = workspace();
  const properties = { authMode: "AADToken", traffic: { blue: 100 } };
  expect(() => online(studio, identity("server"), { properties })).toThrow("The traffic names the deployment blue");
});

test("a deployment with live traffic cannot be deleted, its endpoint takes it along", () => {
  const { studio, endpoint, blue } = served();
  deployment(studio, endpoint, "green");
  traffic(endpoint, { blue: 90, green: 10 });
  expect(() => remove(blue)).toThrow("blue has 90% of the live traffic");
  traffic(endpoint, { blue: 0, green: 100 }, {}, "chat-traffic-2");
  expect(() => remove(blue)).not.toThrow();
  remove(endpoint);
  expect(contents.entries.some(({ type }) => type === ONLINE)).toBe(false);
});

test("an ARM deployment of anything else, or with expressions, is not one that the emulator executes", () => {
  const { endpoint } = served();
  expect(() => traffic(endpoint, {}, { type: "Microsoft.Web/sites/slots" })).toThrow("executes no Microsoft.Web/sites");
  expect(() => traffic(endpoint, {}, { location: "[resourceGroup().location]" })).toThrow("evaluates no expression");
  traffic(endpoint, {}, { tags: { note: "[[a]" } });
  expect(found(endpoint.id)?.outputs.tags).toEqual({ note: "[a]" });
});
