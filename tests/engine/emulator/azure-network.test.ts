import { beforeEach, expect, test } from "vitest";
import type { Properties } from "../../support/value-paths.js";
import { azure } from "./azure.js";
import {
  ADDRESS,
  APP,
  app,
  apps,
  child,
  create,
  DELEGATED,
  found,
  GROUP,
  group,
  LINK,
  link,
  make,
  NAT,
  network,
  privateEndpoint,
  RECORD,
  remove,
  reset,
  SUBNET,
  storage,
  update,
  ZONE_GROUP,
  zone,
} from "./azure-fixture.js";

beforeEach(reset);

test("refuses to take addresses away from a network that its subnets have", () => {
  const { net, subnet } = network();
  subnet("a", 1);
  const space = (block: string) => () => update(net, { addressSpace: { addressPrefixes: [block] } });
  expect(space("10.30.0.0/16")).toThrow("InUsePrefixCannotBeDeleted");
  expect(space("10.20.0.0/15")).not.toThrow();
});

test("refuses a subnet outside its network and one over another", () => {
  const { net, subnet } = network();
  subnet("a", 1);
  const range = (addressPrefix: string) => () =>
    child(SUBNET, "b", { virtualNetworkName: net.outputs.name, addressPrefix });
  expect(range("10.21.0.0/24")).toThrow("NetcfgSubnetRangeOutsideVnet");
  expect(range("10.20.0.0/22")).toThrow("NetcfgSubnetRangesOverlap");
  expect(range("10.20.2.0/24")).not.toThrow();
});

test("refuses to delete what a network's parts use", () => {
  const { net, rules, subnet } = network();
  const address = make(ADDRESS, "nat-address", { sku: { name: "Standard" }, publicIPAllocationMethod: "Static" });
  const nat = make(NAT, "nat", { sku: { name: "Standard" }, publicIpAddresses: [{ id: address.id }] });
  const machines = subnet("machines", 1, { natGateway: { id: nat.id } });
  const endpoint = privateEndpoint(machines, storage("data"));
  expect(() => remove(rules)).toThrow("InUseNetworkSecurityGroupCannotBeDeleted");
  expect(() => remove(nat)).toThrow("InUseNatGatewayCannotBeDeleted");
  expect(() => remove(address)).toThrow("PublicIPAddressCannotBeDeleted");
  expect(() => remove(machines)).toThrow(`InUseSubnetCannotBeDeleted: ${machines.id} is in use by ${endpoint.id}`);
  expect(() => remove(net)).toThrow("InUseSubnetCannotBeDeleted");
  remove(endpoint);
  remove(net);
  expect(found(machines.id)).toBeUndefined();
  expect(() => remove(rules)).not.toThrow();
});

test("refuses to delete a private zone with links, and a second zone of a name for a network", () => {
  const { net } = network();
  const made = zone();
  const linked = link(made, net);
  expect(() => link(zone("privatelink.azurecr.io"), net)).not.toThrow();
  child(RECORD, "record", {
    privateZoneName: made.outputs.name,
    recordType: "A",
    relativeRecordSetName: "*",
    aRecords: [{ ipv4Address: "10.20.1.4" }],
    ttl: 300,
  });
  expect(() => remove(made)).toThrow("because it has links");
  const other = create(GROUP, "other", { location: "swedencentral" });
  const again = zone(undefined, { resourceGroupName: other.outputs.name });
  const twice = () =>
    create(LINK, "link", {
      resourceGroupName: other.outputs.name,
      privateZoneName: again.outputs.name,
      location: "global",
      virtualNetwork: { id: net.id },
    });
  expect(twice).toThrow("cannot be linked to multiple zones");
  remove(linked);
  expect(twice).not.toThrow();
  expect(() => remove(made)).not.toThrow();
});

test("refuses a zone group of an unknown zone", () => {
  const endpoint = privateEndpoint(network().subnet("private", 2), storage("data"));
  expect(() =>
    child(ZONE_GROUP, "zones", {
      privateEndpointName: endpoint.outputs.name,
      privateDnsZoneGroupName: "default",
      privateDnsZoneConfigs: [
        { name: "blob", privateDnsZoneId: `${group.id}/providers/Microsoft.Network/privateDnsZones/none` },
      ],
    }),
  ).toThrow("ResourceNotFound");
});

test("an environment has a domain and an address in its subnet, an app a name under the domain", () => {
  const environment = apps(network().subnet("apps", 4, DELEGATED));
  const { defaultDomain, staticIp } = environment.outputs;
  expect(defaultDomain).toMatch(/^[a-z]+-[0-9a-f]{8}\.swedencentral\.azurecontainerapps\.io$/);
  expect(staticIp).toBe("10.20.4.16");
  const chat = app(environment);
  const { ingress } = chat.outputs.configuration as { ingress: Properties };
  expect(ingress).toEqual({ external: true, targetPort: 8000, fqdn: `${chat.outputs.name}.${defaultDomain}` });
  const inner = app(environment, { configuration: { ingress: { external: false, targetPort: 8000 } } });
  expect(inner.outputs.configuration).toMatchObject({
    ingress: { fqdn: `${inner.outputs.name}.internal.${defaultDomain}` },
  });
});

test("another revision is known only once the app is updated", () => {
  const chat = app(apps(network().subnet("apps", 4, DELEGATED)));
  const updated = update(chat, { template: { containers: [{ name: "server", image: "other" }] } });
  expect(azure.volatile(APP)).toEqual(["latestRevisionName", "latestReadyRevisionName"]);
  expect(updated.outputs.latestRevisionName).toMatch(new RegExp(`^${chat.outputs.name}--[0-9a-f]{7}$`));
  expect(updated.outputs.latestRevisionName).not.toBe(chat.outputs.latestRevisionName);
});

test("an environment's subnet is delegated, and its alone", () => {
  const { subnet } = network();
  expect(() => apps(subnet("machines", 1))).toThrow("must be delegated to Microsoft.App/environments");
  const delegated = subnet("apps", 4, DELEGATED);
  const environment = apps(delegated);
  expect(() => apps(delegated)).toThrow(`ManagedEnvironmentSubnetInUse: ${delegated.id}`);
  expect(() => remove(delegated)).toThrow("InUseSubnetCannotBeDeleted");
  const chat = app(environment);
  expect(() => remove(environment)).toThrow("ManagedEnvironmentInUse");
  remove(chat);
  remove(environment);
  expect(() => remove(delegated)).not.toThrow();
});

test("an app names a profile and a storage of its environment", () => {
  const environment = apps(network().subnet("apps", 4, DELEGATED));
  expect(() => app(environment, { workloadProfileName: "NC24-A100" })).toThrow("has no workload profile NC24-A100");
  const template = {
    containers: [{ name: "server", image: "image", volumeMounts: [{ volumeName: "cache", mountPath: "/cache" }] }],
    volumes: [{ name: "cache", storageType: "NfsAzureFile", storageName: "models" }],
  };
  expect(() => app(environment, { template })).toThrow("has no storage models");
  child("azure-native:app:ManagedEnvironmentsStorage", "models", {
    environmentName: environment.outputs.name,
    storageName: "models",
    properties: { nfsAzureFile: { server: "server", shareName: "/a/b", accessMode: "ReadWrite" } },
  });
  expect(() => app(environment, { template })).not.toThrow();
});
