import { describe, expect, test } from "vitest";
import {
  PrivateNetwork,
  type PrivateNetworkArgs,
} from "../../../../components/azure/private-network/private-network.js";
import { deploy } from "../../../support/mocks.js";

const COMPONENT = "ai-stack:azure:PrivateNetwork::network"; // spelled out: a changed token replaces users' state
const NETWORK = "azure-native:network:VirtualNetwork::network";
const NAT = "azure-native:network:NatGateway::network-nat";
const ADDRESS = "azure-native:network:PublicIPAddress::network-nat-address";
const subnet = (role: string) => `azure-native:network:Subnet::network-${role}`;
const rules = (role: string) => `azure-native:network:NetworkSecurityGroup::network-${role}-rules`;
const zone = (domain: string) => `azure-native:privatedns:PrivateZone::network-${domain}`;
const link = (domain: string) => `azure-native:privatedns:VirtualNetworkLink::network-${domain}-link`;

const ZONES = {
  blob: "privatelink.blob.core.windows.net",
  file: "privatelink.file.core.windows.net",
  vault: "privatelink.vaultcore.azure.net",
  registry: "privatelink.azurecr.io",
  workspace: "privatelink.api.azureml.ms",
  notebooks: "privatelink.notebooks.azure.net",
};

const args = { resourceGroupName: "ml", location: "swedencentral" };
const deployNetwork = (more?: Partial<PrivateNetworkArgs>) =>
  deploy(() => new PrivateNetwork("network", { ...args, ...more }));

describe("by default", () => {
  test("registers three subnets, NAT and the zones of private endpoints under the component", async () => {
    const { tree } = await deployNetwork();
    expect(tree).toEqual([
      "ai-stack:azure:PrivateNetwork network",
      "  azure-native:network:NatGateway network-nat",
      "  azure-native:network:NetworkSecurityGroup network-container-apps-rules",
      "  azure-native:network:NetworkSecurityGroup network-machines-rules",
      "  azure-native:network:NetworkSecurityGroup network-private-endpoints-rules",
      "  azure-native:network:PublicIPAddress network-nat-address",
      "  azure-native:network:Subnet network-container-apps",
      "  azure-native:network:Subnet network-machines",
      "  azure-native:network:Subnet network-private-endpoints",
      "  azure-native:network:VirtualNetwork network",
      ...Object.keys(ZONES)
        .sort()
        .map((domain) => `  azure-native:privatedns:PrivateZone network-${domain}`),
      ...Object.keys(ZONES)
        .sort()
        .map((domain) => `  azure-native:privatedns:VirtualNetworkLink network-${domain}-link`),
    ]);
  });

  test("is documented by its args, defaults included", async () => {
    const { inputs } = await deployNetwork();
    expect(inputs[COMPONENT]).toEqual({ ...args, cidr: "10.20.0.0/16", nat: true });
  });

  test("the network's subnets are resources of their own, so that an update of the one does not drop the others", async () => {
    const { inputs } = await deployNetwork();
    expect(inputs[NETWORK]).toMatchObject({ ...args, addressSpace: { addressPrefixes: ["10.20.0.0/16"] } });
    expect(inputs[NETWORK]).not.toHaveProperty("subnets");
  });

  test("machines have half of the addresses, no public one by default, and the way out through NAT", async () => {
    const { inputs } = await deployNetwork();
    expect(inputs[subnet("machines")]).toEqual({
      resourceGroupName: "ml",
      virtualNetworkName: "<network.name>",
      subnetName: "machines",
      addressPrefix: "10.20.0.0/17",
      networkSecurityGroup: { id: "<network-machines-rules.id>" },
      defaultOutboundAccess: false,
      natGateway: { id: "<network-nat.id>" },
      privateEndpointNetworkPolicies: "Disabled",
      privateLinkServiceNetworkPolicies: "Enabled",
    });
  });

  test("private endpoints have a quarter, no way out, and obey their security group", async () => {
    const { inputs } = await deployNetwork();
    expect(inputs[subnet("private-endpoints")]).toMatchObject({
      addressPrefix: "10.20.128.0/18",
      defaultOutboundAccess: false,
      privateEndpointNetworkPolicies: "Enabled",
    });
    expect(inputs[subnet("private-endpoints")]).not.toHaveProperty("natGateway");
  });

  test("Container Apps have a quarter that is delegated to them, and the way out through NAT", async () => {
    const { inputs } = await deployNetwork();
    expect(inputs[subnet("container-apps")]).toMatchObject({
      addressPrefix: "10.20.192.0/18",
      defaultOutboundAccess: false,
      delegations: [{ name: "container-apps", serviceName: "Microsoft.App/environments" }],
      natGateway: { id: "<network-nat.id>" },
    });
  });

  test("subnets are made one after the other, since Azure refuses two changes of a network at a time", async () => {
    const { resources } = await deployNetwork();
    expect(resources[subnet("machines")]?.dependencies).toContain(subnet("private-endpoints"));
    expect(resources[subnet("container-apps")]?.dependencies).toContain(subnet("machines"));
  });

  test("only HTTPS leaves Container Apps for the internet", async () => {
    const { inputs } = await deployNetwork();
    const to = { direction: "Outbound", sourceAddressPrefix: "*", sourcePortRange: "*" };
    expect(inputs[rules("container-apps")]).toEqual({
      ...args,
      securityRules: [
        {
          ...to,
          name: "allow-https-out",
          priority: 1000,
          protocol: "Tcp",
          destinationAddressPrefix: "Internet",
          destinationPortRange: "443",
          access: "Allow",
        },
        {
          ...to,
          name: "deny-internet-out",
          priority: 4096,
          protocol: "*",
          destinationAddressPrefix: "Internet",
          destinationPortRange: "*",
          access: "Deny",
        },
      ],
    });
  });

  test("machines get Ubuntu's packages too, which Azure has a copy of over HTTP", async () => {
    const { inputs } = await deployNetwork();
    const [first, second, last] = inputs[rules("machines")]?.securityRules ?? [];
    expect([first.name, last.name]).toEqual(["allow-https-out", "deny-internet-out"]);
    expect(second).toEqual({
      name: "allow-packages-out",
      priority: 1010,
      direction: "Outbound",
      sourceAddressPrefix: "*",
      sourcePortRange: "*",
      protocol: "Tcp",
      destinationAddressPrefix: "AzureCloud",
      destinationPortRange: "80",
      access: "Allow",
    });
  });

  test("nothing leaves the private endpoints for the internet", async () => {
    const { inputs } = await deployNetwork();
    const names = inputs[rules("private-endpoints")]?.securityRules.map(({ name }: { name: string }) => name);
    expect(names).toEqual(["deny-internet-out"]);
  });

  test("NAT has one fixed address", async () => {
    const { inputs } = await deployNetwork();
    expect(inputs[NAT]).toEqual({
      ...args,
      sku: { name: "Standard" },
      publicIpAddresses: [{ id: "<network-nat-address.id>" }],
    });
    expect(inputs[ADDRESS]).toMatchObject({
      ...args,
      sku: { name: "Standard" },
      publicIPAllocationMethod: "Static",
    });
  });

  test.each(Object.entries(ZONES))("the network looks the names of %s up in %s", async (domain, zoneName) => {
    const { inputs } = await deployNetwork();
    expect(inputs[zone(domain)]).toEqual({ resourceGroupName: "ml", privateZoneName: zoneName, location: "global" });
    expect(inputs[link(domain)]).toEqual({
      resourceGroupName: "ml",
      privateZoneName: `<network-${domain}.name>`,
      location: "global",
      virtualNetwork: { id: "<network.id>" },
      registrationEnabled: false,
    });
  });

  test("publishes where machines, private endpoints and Container Apps go", async () => {
    const { outputs } = await deployNetwork();
    expect(outputs[COMPONENT]).toEqual({
      networkId: "<network.id>",
      subnetIds: ["<network-machines.id>"],
      containerAppsSubnetId: "<network-container-apps.id>",
      privateLink: {
        subnetId: "<network-private-endpoints.id>",
        zoneIds: Object.fromEntries(Object.keys(ZONES).map((domain) => [domain, `<network-${domain}.id>`])),
      },
    });
  });
});

test("another address block is another network, with links of its own: Azure refuses to change them", async () => {
  const { resources } = await deployNetwork();
  expect(resources[NETWORK]?.replaceOnChanges).toEqual(["addressSpace"]);
  expect(resources[link("blob")]).toMatchObject({ replaceOnChanges: ["virtualNetwork"], deleteBeforeReplace: true });
});

describe("other settings", () => {
  test("another block is halved and quartered", async () => {
    const { inputs } = await deployNetwork({ cidr: "192.168.0.0/25" });
    const prefixes = ["machines", "private-endpoints", "container-apps"].map(
      (role) => inputs[subnet(role)]?.addressPrefix,
    );
    expect(prefixes).toEqual(["192.168.0.0/26", "192.168.0.64/27", "192.168.0.96/27"]);
  });

  test("without NAT nothing leaves for the internet", async () => {
    const { tree, inputs } = await deployNetwork({ nat: false });
    expect(tree.filter((line) => /NatGateway|PublicIP/.test(line))).toEqual([]);
    expect(inputs[subnet("machines")]).not.toHaveProperty("natGateway");
    expect(inputs[subnet("container-apps")]).not.toHaveProperty("natGateway");
    const names = inputs[rules("machines")]?.securityRules.map(({ name }: { name: string }) => name);
    expect(names).toEqual(["deny-internet-out"]);
  });

  test("tags are on everything that takes them", async () => {
    const tags = { team: "ml" };
    const { inputs } = await deployNetwork({ tags });
    const untagged = Object.entries(inputs).filter(([, own]) => own.tags === undefined);
    expect(untagged.map(([key]) => key)).toEqual(
      ["private-endpoints", "machines", "container-apps"].map((role) => subnet(role)),
    );
  });

  test("transform has the last word on every child's args", async () => {
    const { inputs } = await deployNetwork({
      transform: {
        network: { location: "a" },
        subnets: { machines: { addressPrefix: "b" } },
        securityGroups: { "container-apps": { location: "c" } },
        nat: { zones: ["1"] },
        natAddress: { zones: ["2"] },
        zones: { location: "d" },
        zoneLinks: { registrationEnabled: true },
      },
    });
    expect(inputs[NETWORK]?.location).toBe("a");
    expect(inputs[subnet("machines")]?.addressPrefix).toBe("b");
    expect(inputs[rules("container-apps")]?.location).toBe("c");
    expect(inputs[NAT]?.zones).toEqual(["1"]);
    expect(inputs[ADDRESS]?.zones).toEqual(["2"]);
    expect(inputs[zone("vault")]?.location).toBe("d");
    expect(inputs[link("vault")]?.registrationEnabled).toBe(true);
  });
});

describe("an existing network", () => {
  const networkId = "/subscriptions/s/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub";
  const existing = { networkId, subnetId: `${networkId}/subnets/gpu` };

  test("gets the zones of private endpoints, and nothing else", async () => {
    const { tree, inputs } = await deployNetwork({ existing });
    expect(tree).toHaveLength(1 + 2 * Object.keys(ZONES).length);
    expect(inputs[link("blob")]?.virtualNetwork).toEqual({ id: networkId });
  });

  test("has private endpoints beside the machines unless it says where", async () => {
    const { outputs } = await deployNetwork({ existing });
    expect(outputs[COMPONENT]).toMatchObject({
      networkId,
      subnetIds: [existing.subnetId],
      containerAppsSubnetId: "",
      privateLink: { subnetId: existing.subnetId },
    });
    const elsewhere = {
      privateEndpointSubnetId: `${networkId}/subnets/endpoints`,
      containerAppsSubnetId: `${networkId}/subnets/apps`,
    };
    const { outputs: told } = await deployNetwork({ existing: { ...existing, ...elsewhere } });
    expect(told[COMPONENT]).toMatchObject({
      containerAppsSubnetId: elsewhere.containerAppsSubnetId,
      privateLink: { subnetId: elsewhere.privateEndpointSubnetId },
    });
  });

  test("may have its zones already, since a network is linked to one zone of a name", async () => {
    const hub = "/subscriptions/s/resourceGroups/dns";
    const { tree, outputs } = await deployNetwork({ existing: { ...existing, privateDnsZonesResourceGroupId: hub } });
    expect(tree).toEqual(["ai-stack:azure:PrivateNetwork network"]);
    expect(outputs[COMPONENT]?.privateLink.zoneIds).toEqual(
      Object.fromEntries(
        Object.entries(ZONES).map(([domain, name]) => [
          domain,
          `${hub}/providers/Microsoft.Network/privateDnsZones/${name}`,
        ]),
      ),
    );
  });
});

test.each<[string, string, Partial<PrivateNetworkArgs>, string]>([
  ["a public block", "network", { cidr: "8.8.0.0/16" }, "'cidr' must be a private IPv4 block of /8 to /25"],
  ["a block too small for Container Apps", "network", { cidr: "10.0.0.0/26" }, "'cidr' must be a private IPv4 block"],
  ["a name that begins with a hyphen", "-net", {}, "'name' must be up to 56 letters"],
  ["a name of 57 characters", "n".repeat(57), {}, "'name' must be up to 56 letters"],
  ["a region's display name", "network", { location: "West US 3" }, "'location' must be a region's name"],
  [
    "a block beside an existing network",
    "network",
    { cidr: "10.0.0.0/16", nat: true, existing: { networkId: "n", subnetId: "s" } },
    "'existing' leaves nothing to decide for 'cidr', 'nat'",
  ],
])("fails on %s, before anything registers", async (_mistake, name, more, message) => {
  const { tree } = await deploy(() => {
    expect(() => new PrivateNetwork(name, { ...args, ...more })).toThrow(message);
  });
  expect(tree).toEqual([]);
});
