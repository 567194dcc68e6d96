import { beforeEach, expect, test } from "vitest";
import { AZURE } from "../../../plan/immutable/azure.js";
import type { Properties } from "../../support/value-paths.js";
import { azure } from "./azure.js";
import constraints from "./azure-constraints.json" with { type: "json" };
import {
  APP,
  APPS,
  AUTOSCALE,
  BLOBS,
  CONTAINER,
  child,
  contents,
  create,
  DEPLOYMENT,
  DIAGNOSTICS,
  ENDPOINT,
  found,
  GROUP,
  GUID,
  grant,
  group,
  IDENTITY,
  identity,
  key,
  LOGS,
  lock,
  make,
  NETWORK,
  network,
  ONLINE,
  online,
  PRIVATE_ENDPOINT,
  REGISTRY,
  ROLE,
  ROLES,
  RULES,
  remove,
  reset,
  STORAGE,
  SUBNET,
  SUBSCRIPTION,
  served,
  storage,
  update,
  VAULT,
  vault,
  WORKSPACE,
  workspace,
} from "./azure-fixture.js";

beforeEach(reset);

test("a name that the program leaves open ends at random, a child's is the resource's own", () => {
  expect(group.outputs.name).toMatch(/^group[0-9a-f]{8}$/);
  const { net } = network();
  expect(net.id).toMatch(new RegExp(`^${group.id}/providers/Microsoft\\.Network/virtualNetworks/net[0-9a-f]{8}$`));
  const subnet = child(SUBNET, "machines", { virtualNetworkName: net.outputs.name, addressPrefix: "10.20.1.0/24" });
  expect(subnet.id).toBe(`${net.id}/subnets/machines`);
  expect(lock(group.id).outputs.lockName).toMatch(/^lock[0-9a-f]{8}$/);
});

test("an online endpoint that the program leaves unnamed ends at random although it is a child", () => {
  const { studio } = workspace();
  const endpoint = online(studio, identity("chat-identity"), { endpointName: undefined });
  expect(endpoint.outputs.name).toMatch(/^chat[0-9a-f]{8}$/);
});

test("a role assignment's name is a GUID", () => {
  const server = identity("server");
  expect(grant(server, ROLES.contributor, group.id).outputs.name).toMatch(GUID);
  const named = { principalId: server.outputs.principalId, principalType: "ServicePrincipal", scope: group.id };
  const roleDefinitionId = `/providers/Microsoft.Authorization/roleDefinitions/${ROLES.pull}`;
  expect(() => create(ROLE, "grant", { ...named, roleDefinitionId, roleAssignmentName: "server-pull" })).toThrow(
    "InvalidParameter: roleAssignmentName must match",
  );
});

test("a made-up name that breaks its kind's rules is refused as any other", () => {
  expect(() => storage("studio-data")).toThrow("InvalidParameter: accountName must match");
  expect(() => vault({}, "a-vault-of-a-long-name")).toThrow("vaultName must match");
});

test("refuses what the API would refuse", () => {
  expect(() => make(NETWORK, "net", { addressSpace: { addressPrefixes: ["10.20.0.1/16"] } })).toThrow(
    "must be an IPv4 block that begins at its boundary",
  );
});

test("what the program leaves without a place is where the settings say, or in its group's place", () => {
  const elsewhere = create(GROUP, "other", { location: "westus3" });
  const placed = () => create(IDENTITY, "server", { resourceGroupName: elsewhere.outputs.name }).outputs.location;
  expect(placed()).toBe("swedencentral");
  azure.configure({ subscriptionId: SUBSCRIPTION.slice("/subscriptions/".length) });
  expect(placed()).toBe("westus3");
});

test("outputs have the names of the typings and values of Azure's form", () => {
  const { keys, key: made } = key();
  const name = keys.outputs.name;
  expect(keys.outputs.properties).toMatchObject({ vaultUri: `https://${name}.vault.azure.net/` });
  expect(made.outputs.keyUri).toBe(`https://${name}.vault.azure.net/keys/key`);
  expect(made.outputs.keyUriWithVersion).toMatch(/\.vault\.azure\.net\/keys\/key\/[0-9a-f]{32}$/);
  const account = storage("data");
  expect(account.outputs.primaryEndpoints).toMatchObject({
    blob: `https://${account.outputs.name}.blob.core.windows.net/`,
  });
  const server = identity("server");
  expect(server.outputs).toMatchObject({
    principalId: expect.stringMatching(GUID),
    clientId: expect.stringMatching(GUID),
    tenantId: "00000000-0000-0000-0000-000000000003",
  });
  expect(make(LOGS, "logs", { sku: { name: "PerGB2018" } }).outputs.customerId).toMatch(GUID);
  const registry = make(REGISTRY, "images", { sku: { name: "Premium" } });
  expect(registry.outputs.loginServer).toBe(`${registry.outputs.name}.azurecr.io`);
  const set = make("azure-native:compute:VirtualMachineScaleSet", "train", {
    sku: { name: "Standard_NC4as_T4_v3", capacity: 0 },
    platformFaultDomainCount: 1,
    identity: { type: "SystemAssigned" },
    virtualMachineProfile: {},
  });
  expect(set.outputs.identity).toMatchObject({ type: "SystemAssigned", principalId: expect.stringMatching(GUID) });
});

test("refuses an id that is taken: two resources cannot own one object", () => {
  const account = storage("data");
  const blobs = () => child(CONTAINER, "blobs", { accountName: account.outputs.name, containerName: "blobs" });
  const first = blobs();
  expect(blobs).toThrow(`cannot create already existing resource '${first.id}'`);
});

test("a setting that its parent always has is set, and reset without what is below", () => {
  const accountName = storage("data").outputs.name;
  const blobs = child(BLOBS, "blobs", { accountName, blobServicesName: "default" });
  const container = child(CONTAINER, "models", { accountName, containerName: "models" });
  remove(blobs);
  expect(found(container.id)).toBeDefined();
  expect(() => child(BLOBS, "blobs", { accountName, blobServicesName: "default" })).not.toThrow();
});

test("refuses a child of what does not exist", () => {
  expect(() => create(IDENTITY, "a", { resourceGroupName: "nowhere", location: "swedencentral" })).toThrow(
    "ResourceGroupNotFound: Resource group 'nowhere' could not be found",
  );
  expect(() => child(SUBNET, "a", { virtualNetworkName: "net", addressPrefix: "10.0.0.0/24" })).toThrow(
    "ParentResourceNotFound",
  );
  expect(() =>
    create(DIAGNOSTICS, "logs", {
      resourceUri: `${group.id}/providers/Microsoft.App/managedEnvironments/apps`,
      workspaceId: "any",
      logs: [{ category: "all", enabled: true }],
    }),
  ).toThrow("ParentResourceNotFound");
});

test("refuses a reference to what does not exist here, and takes one to another resource group", () => {
  const { net } = network();
  const subnet = (id: string) => () =>
    child(SUBNET, "a", {
      virtualNetworkName: net.outputs.name,
      addressPrefix: "10.20.9.0/24",
      networkSecurityGroup: { id },
    });
  const rules = "/providers/Microsoft.Network/networkSecurityGroups/none";
  expect(subnet(`${group.id}${rules}`)).toThrow("ResourceNotFound: networkSecurityGroup.id: there is no");
  expect(subnet(`${SUBSCRIPTION}/resourceGroups/hub${rules}`)).not.toThrow();
});

test("ids do not tell cases apart", () => {
  const { net, rules } = network();
  child(SUBNET, "a", {
    virtualNetworkName: net.outputs.name,
    addressPrefix: "10.20.9.0/24",
    networkSecurityGroup: { id: rules.id.replace("resourceGroups", "resourcegroups") },
  });
  expect(() => remove(rules)).toThrow("InUseNetworkSecurityGroupCannotBeDeleted");
});

test("refuses an identity that does not exist", () => {
  const userAssignedIdentities = [`${group.id}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/none`];
  expect(() => storage("data", { identity: { type: "UserAssigned", userAssignedIdentities } })).toThrow(
    "FailedIdentityOperation",
  );
});

test("a resource group takes along what is in it, and not what has its name and more", () => {
  const { net, subnet } = network();
  const machines = subnet("machines", 1);
  const longer = create(GROUP, "longer", { resourceGroupName: `${group.outputs.name}-2`, location: "swedencentral" });
  remove(group);
  expect(found(longer.id)).toBeDefined();
  expect([found(net.id), found(machines.id), found(group.id)]).toEqual([undefined, undefined, undefined]);
});

test("a resource has one autoscale setting", () => {
  const { blue } = served();
  const scale = (name: string) => () =>
    make(AUTOSCALE, name, {
      targetResourceUri: blue.id,
      profiles: [{ name: "all", capacity: { minimum: "1", maximum: "2", default: "1" }, rules: [] }],
    });
  scale("one")();
  expect(scale("two")).toThrow("Conflict");
});

test("a deleted vault and a deleted workspace keep their names", () => {
  const { studio } = workspace();
  const kept = vault({ enablePurgeProtection: true, softDeleteRetentionInDays: 30 }, "kept");
  remove(kept);
  remove(studio);
  expect(contents.entries.filter((entry) => entry.kept).map(({ id, kept }) => [id, kept])).toEqual([
    [kept.id, "soft-deleted for 30 days, and nobody can purge it before"],
    [studio.id, "soft-deleted for 14 days"],
  ]);
  const again = (vaultName: unknown) => () => make(VAULT, "again", { ...kept.inputs, vaultName });
  expect(again(kept.outputs.vaultName)).toThrow("exists already in a deleted state");
  expect(() => make(WORKSPACE, "again", { ...studio.inputs, workspaceName: studio.outputs.name })).toThrow(
    "exists already in a deleted state",
  );
  expect(again(undefined)).not.toThrow();
});

test("so does a vault that goes with its resource group, even from another group", () => {
  const kept = vault();
  remove(group);
  const other = create(GROUP, "other", { location: "swedencentral" });
  const inputs = { ...kept.inputs, resourceGroupName: other.outputs.name, vaultName: kept.outputs.vaultName };
  expect(() => create(VAULT, "again", inputs)).toThrow("exists already in a deleted state");
});

test.each([
  [STORAGE, "accountName", "StorageAccountAlreadyTaken", { kind: "StorageV2", sku: { name: "Standard_LRS" } }],
  [REGISTRY, "registryName", "AlreadyInUse", { sku: { name: "Premium" } }],
])("a name of %s is unique in all of Azure", (type, input, code, inputs) => {
  make(type, "one", { ...inputs, [input]: "acmedata" });
  const resourceGroupName = create(GROUP, "other", { location: "westus3" }).outputs.name;
  const two = () => make(type, "two", { ...inputs, [input]: "acmedata", resourceGroupName, location: "westus3" });
  expect(two).toThrow(code);
});

test("an update keeps the name and what Azure made up", () => {
  const server = identity("server");
  const updated = update(server, { tags: { team: "ml" } });
  expect(updated.id).toBe(server.id);
  expect(updated.outputs).toEqual({ ...server.outputs, tags: { team: "ml" } });
});

test("what an update leaves out is gone", () => {
  const server = make(IDENTITY, "server", { tags: { team: "ml" } });
  expect(update(server, { tags: undefined }).outputs.tags).toBeUndefined();
});

test("an object does not move to another region while it stays", () => {
  const { rules } = network();
  expect(() => update(rules, { location: "westus3" })).toThrow("InvalidResourceLocation");
});

const located = (location: string) => ({ location });

test.each([
  ["a network's place", NETWORK, located("swedencentral"), located("westus3"), [true]],
  ["a place in other words", NETWORK, located("swedencentral"), located("Sweden Central"), []],
  ["a network's range", NETWORK, { addressSpace: { a: 1 } }, { addressSpace: { a: 2 } }, [false]],
  ["a resource group's name", SUBNET, { resourceGroupName: "a" }, { resourceGroupName: "b" }, [true]],
  ["a subnet's network", SUBNET, { virtualNetworkName: "a" }, { virtualNetworkName: "b" }, [true]],
  ["a subnet's range", SUBNET, { addressPrefix: "10.0.0.0/24" }, { addressPrefix: "10.1.0.0/24" }, [false]],
  ["rules' place", RULES, located("swedencentral"), located("westus3"), [false]],
  ["a private endpoint's subnet", PRIVATE_ENDPOINT, { subnet: { id: "a" } }, { subnet: { id: "b" } }, [true]],
  ["a principal", ROLE, { principalId: "a" }, { principalId: "b" }, [true]],
  ["an account's namespace", STORAGE, { isHnsEnabled: false }, { isHnsEnabled: true }, [true]],
  ["an account's access", STORAGE, { allowSharedKeyAccess: true }, { allowSharedKeyAccess: false }, [false]],
  [
    "an endpoint's traffic",
    ENDPOINT,
    { properties: { traffic: {} } },
    { properties: { traffic: { a: 100 } } },
    [false],
  ],
  [
    "a deployment's machine",
    ONLINE,
    { properties: { instanceType: "a" } },
    { properties: { instanceType: "b" } },
    [false],
  ],
  ["a workspace's vault", WORKSPACE, { keyVault: "a" }, { keyVault: "b" }, [false]],
  ["an app's environment", APP, { environmentId: "a" }, { environmentId: "b" }, [true]],
  [
    "an app's image",
    APP,
    { template: { containers: [{ image: "a" }] } },
    { template: { containers: [{ image: "b" }] } },
    [false],
  ],
  ["an environment's zones", APPS, { zoneRedundant: false }, { zoneRedundant: true }, [true]],
  ["an ARM deployment's template", DEPLOYMENT, { properties: { a: 1 } }, { properties: { a: 2 } }, [false]],
  ["a name that is no longer given", NETWORK, { virtualNetworkName: "a" }, {}, []],
])("%s changes in place or by a new object", (_, type, olds, news, replaces) => {
  expect(azure.diff(type, olds, news).map((change) => change.replaces)).toEqual(replaces);
});

test("a replacement is there first where its name ends at random, and last where it does not", () => {
  const deletesFirst = (type: string, olds: Properties, inputs: Properties) =>
    azure.deletesFirst({ type, name: "net", inputs }, azure.diff(type, olds, inputs));
  expect(deletesFirst(NETWORK, located("swedencentral"), located("westus3"))).toBe(false);
  const named = { virtualNetworkName: "net" };
  expect(deletesFirst(NETWORK, { ...named, ...located("a") }, { ...named, ...located("b") })).toBe(true);
  expect(deletesFirst(NETWORK, named, { virtualNetworkName: "other" })).toBe(true);
  expect(deletesFirst(NETWORK, {}, named)).toBe(false);
  expect(deletesFirst(SUBNET, { virtualNetworkName: "a" }, { virtualNetworkName: "b" })).toBe(true);
  expect(deletesFirst(ROLE, { scope: "/a" }, { scope: "/b" })).toBe(false);
});

const MODELS: Readonly<Record<string, Readonly<Record<string, object>>>> = constraints.types;

test.each(Object.entries(AZURE))(
  "of %s, the offline diff and the provider replace for the same inputs",
  (type, paths) => {
    const names = Object.entries(MODELS[type] ?? {}).flatMap(([name, model]) => ("readOnly" in model ? [] : [name]));
    const replacing = [...new Set([...names, ...paths])].filter((name) =>
      azure.diff(type, { [name]: "a" }, { [name]: "b" }).some(({ replaces }) => replaces),
    );
    expect(replacing.sort()).toEqual([...paths].sort());
  },
);
