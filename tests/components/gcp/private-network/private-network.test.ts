import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { PrivateNetwork, type PrivateNetworkArgs } from "../../../../components/gcp/private-network/private-network.js";
import { deploy } from "../../../support/mocks.js";

const COMPONENT = "ai-stack:gcp:PrivateNetwork::network"; // spelled out: a changed token replaces users' state
const NETWORK = "gcp:compute/network:Network::network";
const SUBNET = "gcp:compute/subnetwork:Subnetwork::network-subnet";
const ROUTER = "gcp:compute/router:Router::network-router";
const NAT = "gcp:compute/routerNat:RouterNat::network-nat";
const firewall = (role: string) => `gcp:compute/firewall:Firewall::network-${role}`;
const zone = (role: string) => `gcp:dns/managedZone:ManagedZone::network-${role}`;
const records = (role: string) => `gcp:dns/recordSet:RecordSet::network-${role}-records`;

const args = { projectId: "ml-dev", region: "us-central1" };
const deployNetwork = (more?: Partial<PrivateNetworkArgs>) =>
  deploy(() => new PrivateNetwork("network", { ...args, ...more }));

/** Something that is placed in subnets. */
class Placed extends pulumi.CustomResource {
  constructor(name: string, subnetIds: pulumi.Input<string[]>) {
    super("test:index:Placed", name, { subnetIds });
  }
}

describe("by default", () => {
  test("registers a subnet, NAT, firewall rules and zones for Google's domains under the component", async () => {
    const { tree } = await deployNetwork();
    expect(tree).toEqual([
      "ai-stack:gcp:PrivateNetwork network",
      "  gcp:compute/firewall:Firewall network-allow-google-apis",
      "  gcp:compute/firewall:Firewall network-allow-https",
      "  gcp:compute/firewall:Firewall network-allow-internal-egress",
      "  gcp:compute/firewall:Firewall network-allow-internal-ingress",
      "  gcp:compute/firewall:Firewall network-deny-egress",
      "  gcp:compute/firewall:Firewall network-deny-ingress",
      "  gcp:compute/network:Network network",
      "  gcp:compute/router:Router network-router",
      "  gcp:compute/routerNat:RouterNat network-nat",
      "  gcp:compute/subnetwork:Subnetwork network-subnet",
      "  gcp:dns/managedZone:ManagedZone network-apis",
      "  gcp:dns/managedZone:ManagedZone network-notebooks",
      "  gcp:dns/managedZone:ManagedZone network-notebooks-proxy",
      "  gcp:dns/managedZone:ManagedZone network-registry",
      "  gcp:dns/managedZone:ManagedZone network-run",
      "  gcp:dns/recordSet:RecordSet network-apis-records",
      "  gcp:dns/recordSet:RecordSet network-notebooks-proxy-records",
      "  gcp:dns/recordSet:RecordSet network-notebooks-records",
      "  gcp:dns/recordSet:RecordSet network-registry-records",
      "  gcp:dns/recordSet:RecordSet network-run-records",
    ]);
  });

  test("is documented by its args, defaults included", async () => {
    const { inputs } = await deployNetwork();
    expect(inputs[COMPONENT]).toEqual({ ...args, cidr: "10.20.0.0/16", nat: true, mtu: 1460 });
  });

  test("the network makes no subnets by itself", async () => {
    const { inputs } = await deployNetwork();
    expect(inputs[NETWORK]).toEqual({
      project: "ml-dev",
      autoCreateSubnetworks: false,
      routingMode: "REGIONAL",
      mtu: 1460,
    });
  });

  test("the subnet reaches Google's APIs privately and logs every flow", async () => {
    const { inputs } = await deployNetwork();
    expect(inputs[SUBNET]).toEqual({
      project: "ml-dev",
      region: "us-central1",
      network: "<network.id>",
      ipCidrRange: "10.20.0.0/16",
      privateIpGoogleAccess: true,
      logConfig: { aggregationInterval: "INTERVAL_10_MIN", flowSampling: 1, metadata: "INCLUDE_ALL_METADATA" },
    });
  });

  test("publishes the network and the subnet by their ids", async () => {
    const { outputs } = await deployNetwork();
    expect(outputs[COMPONENT]).toEqual({ networkId: "<network.id>", subnetIds: ["<network-subnet.id>"] });
  });

  test("what first calls an API waits until it answers", async () => {
    const { resources } = await deployNetwork();
    const waiting = Object.keys(resources).filter((key) => resources[key]?.errorHooks.length);
    expect(waiting.sort()).toEqual(
      [NETWORK, zone("apis"), zone("notebooks"), zone("notebooks-proxy"), zone("registry"), zone("run")].sort(),
    );
    expect(resources[NETWORK]?.errorHooks).toEqual(["gcp-service-propagation"]);
  });
});

test("takes another block and jumbo frames", async () => {
  const { inputs } = await deployNetwork({ cidr: "192.168.64.0/20", mtu: 8896 });
  expect(inputs[NETWORK]).toMatchObject({ mtu: 8896 });
  expect(inputs[SUBNET]).toMatchObject({ ipCidrRange: "192.168.64.0/20" });
  expect(inputs[firewall("allow-internal-ingress")]).toMatchObject({ sourceRanges: ["192.168.64.0/20"] });
  expect(inputs[firewall("allow-internal-egress")]).toMatchObject({ destinationRanges: ["192.168.64.0/20"] });
});

describe("NAT", () => {
  test("is for the subnet alone, at addresses that Google gives, and logs what failed", async () => {
    const { inputs } = await deployNetwork();
    expect(inputs[ROUTER]).toEqual({ project: "ml-dev", region: "us-central1", network: "<network.id>" });
    expect(inputs[NAT]).toEqual({
      project: "ml-dev",
      region: "us-central1",
      router: "<network-router.name>",
      natIpAllocateOption: "AUTO_ONLY",
      sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS",
      subnetworks: [{ name: "<network-subnet.id>", sourceIpRangesToNats: ["ALL_IP_RANGES"] }],
      logConfig: { enable: true, filter: "ERRORS_ONLY" },
    });
  });

  test("without it there is no gateway, and no rule that lets anything out to the internet", async () => {
    const { tree } = await deployNetwork({ nat: false });
    expect(tree.filter((line) => line.includes("gcp:compute/"))).toEqual([
      "  gcp:compute/firewall:Firewall network-allow-google-apis",
      "  gcp:compute/firewall:Firewall network-allow-internal-egress",
      "  gcp:compute/firewall:Firewall network-allow-internal-ingress",
      "  gcp:compute/firewall:Firewall network-deny-egress",
      "  gcp:compute/firewall:Firewall network-deny-ingress",
      "  gcp:compute/network:Network network",
      "  gcp:compute/subnetwork:Subnetwork network-subnet",
    ]);
  });
});

describe("the firewall", () => {
  test.each([
    ["ingress", { direction: "INGRESS", sourceRanges: ["0.0.0.0/0"] }],
    ["egress", { direction: "EGRESS", destinationRanges: ["0.0.0.0/0"] }],
  ])("denies and logs all other %s", async (direction, rule) => {
    const { inputs } = await deployNetwork();
    expect(inputs[firewall(`deny-${direction}`)]).toEqual({
      project: "ml-dev",
      network: "<network.id>",
      priority: 65534,
      denies: [{ protocol: "all" }],
      logConfig: { metadata: "INCLUDE_ALL_METADATA" },
      ...rule,
    });
  });

  test.each([
    ["ingress", { direction: "INGRESS", sourceRanges: ["10.20.0.0/16"] }],
    ["egress", { direction: "EGRESS", destinationRanges: ["10.20.0.0/16"] }],
  ])("allows all %s inside the subnet", async (direction, rule) => {
    const { inputs } = await deployNetwork();
    expect(inputs[firewall(`allow-internal-${direction}`)]).toEqual({
      project: "ml-dev",
      network: "<network.id>",
      priority: 1000,
      allows: [{ protocol: "all" }],
      ...rule,
    });
  });

  test.each([
    ["google-apis", "199.36.153.8/30"],
    ["https", "0.0.0.0/0"],
  ])("allows HTTPS, and nothing else, out: %s", async (role, range) => {
    const { inputs } = await deployNetwork();
    expect(inputs[firewall(`allow-${role}`)]).toEqual({
      project: "ml-dev",
      network: "<network.id>",
      priority: 1000,
      direction: "EGRESS",
      destinationRanges: [range],
      allows: [{ protocol: "tcp", ports: ["443"] }],
    });
  });

  test("lets nothing in from outside the subnet", async () => {
    const { inputs } = await deployNetwork();
    const open = Object.keys(inputs).filter((key) => inputs[key]?.direction === "INGRESS" && inputs[key]?.allows);
    expect(open).toEqual([firewall("allow-internal-ingress")]);
  });
});

describe("Google's domains", () => {
  test.each([
    ["apis", "googleapis.com"],
    ["run", "run.app"],
    ["registry", "pkg.dev"],
    ["notebooks", "notebooks.cloud.google.com"],
    ["notebooks-proxy", "notebooks.googleusercontent.com"],
  ])("%s: every name under %s is at private.googleapis.com, in this network alone", async (role, domain) => {
    const { inputs } = await deployNetwork();
    expect(inputs[zone(role)]).toEqual({
      project: "ml-dev",
      dnsName: `${domain}.`,
      description: `${domain} at private.googleapis.com`,
      visibility: "private",
      privateVisibilityConfig: { networks: [{ networkUrl: "<network.selfLink>" }] },
    });
    expect(inputs[records(role)]).toEqual({
      project: "ml-dev",
      managedZone: `<network-${role}.name>`,
      name: `*.${domain}.`,
      type: "A",
      ttl: 300,
      rrdatas: ["199.36.153.8", "199.36.153.9", "199.36.153.10", "199.36.153.11"],
    });
  });
});

test("what is placed in the subnet waits until traffic passes", async () => {
  const { resources } = await deploy(() => new Placed("placed", new PrivateNetwork("network", args).subnetIds));
  expect(resources["test:index:Placed::placed"]?.dependencies).toEqual([
    firewall("allow-google-apis"),
    firewall("allow-https"),
    firewall("allow-internal-egress"),
    firewall("allow-internal-ingress"),
    firewall("deny-egress"),
    firewall("deny-ingress"),
    NAT,
    SUBNET,
    records("apis"),
    records("notebooks-proxy"),
    records("notebooks"),
    records("registry"),
    records("run"),
  ]);
});

test("labels everything that takes labels", async () => {
  const { inputs } = await deployNetwork({ labels: { team: "ml" } });
  const labelled = Object.keys(inputs).filter((key) => inputs[key]?.labels?.team === "ml" && key !== COMPONENT);
  expect(labelled.sort()).toEqual(
    [zone("apis"), zone("notebooks"), zone("notebooks-proxy"), zone("registry"), zone("run")].sort(),
  );
});

describe("an existing network", () => {
  const existing = {
    networkId: "projects/host/global/networks/shared",
    subnetId: "projects/host/regions/us-central1/subnetworks/ml",
  };

  test("is published as it is, with nothing made", async () => {
    const { tree, inputs, outputs } = await deployNetwork({ existing, labels: { team: "ml" } });
    expect(tree).toEqual(["ai-stack:gcp:PrivateNetwork network"]);
    expect(inputs[COMPONENT]).toEqual({ ...args, existing, labels: { team: "ml" } });
    expect(outputs[COMPONENT]).toEqual({ networkId: existing.networkId, subnetIds: [existing.subnetId] });
  });

  test.each([
    [{ cidr: "10.20.0.0/16" }, "'cidr'"],
    [{ nat: false }, "'nat'"],
    [{ nat: true, mtu: 1460 }, "'nat', 'mtu'"],
  ])("fails: beside %o", async (described, named) => {
    const { tree } = await deploy(() => {
      expect(() => new PrivateNetwork("network", { ...args, existing, ...described })).toThrow(
        `'existing' leaves nothing to decide for ${named}`,
      );
    });
    expect(tree).toEqual([]);
  });
});

test("transform has the last word on each child, and is no input of the component", async () => {
  const { inputs } = await deployNetwork({
    transform: {
      network: { routingMode: "GLOBAL" },
      subnet: { stackType: "IPV4_IPV6" },
      router: { description: "ours" },
      nat: { minPortsPerVm: 1024 },
      firewalls: { "allow-https": { allows: [{ protocol: "tcp", ports: ["80", "443"] }] } },
      zones: { cloudLoggingConfig: { enableLogging: true } },
      records: { ttl: 60 },
    },
  });
  expect(inputs[COMPONENT]).not.toHaveProperty("transform");
  expect(inputs[NETWORK]).toMatchObject({ routingMode: "GLOBAL" });
  expect(inputs[SUBNET]).toMatchObject({ stackType: "IPV4_IPV6" });
  expect(inputs[ROUTER]).toMatchObject({ description: "ours" });
  expect(inputs[NAT]).toMatchObject({ minPortsPerVm: 1024 });
  expect(inputs[firewall("allow-https")]).toMatchObject({ allows: [{ protocol: "tcp", ports: ["80", "443"] }] });
  expect(inputs[firewall("allow-google-apis")]).toMatchObject({ allows: [{ protocol: "tcp", ports: ["443"] }] });
  expect(inputs[zone("run")]).toMatchObject({ cloudLoggingConfig: { enableLogging: true } });
  expect(inputs[records("run")]).toMatchObject({ ttl: 60 });
});

test.each<[Partial<PrivateNetworkArgs>, string]>([
  [{ region: "us-central1-a" }, `'region' must be a region like us-central1, got "us-central1-a"`],
  [{ region: "" }, "'region' must be a region like us-central1"],
  [{ cidr: "10.20.0.0/27" }, "'cidr' must be a private IPv4 block of /8 to /26 on its own boundary"],
  [{ cidr: "10.0.0.0/7" }, "'cidr' must be a private IPv4 block"],
  [{ cidr: "10.20.0.1/16" }, "'cidr' must be a private IPv4 block"],
  [
    { cidr: "8.8.0.0/16" },
    `'cidr' must be a private IPv4 block of /8 to /26 on its own boundary, such as 10.20.0.0/16`,
  ],
  [{ cidr: "172.16.0.0/11" }, "'cidr' must be a private IPv4 block"],
  [{ cidr: "192.168.0.0/13" }, "'cidr' must be a private IPv4 block"],
  [{ cidr: "10.256.0.0/16" }, "'cidr' must be a private IPv4 block"],
  [{ cidr: "10.20.0.0" }, `got "10.20.0.0"`],
  [{ cidr: "any" }, `got "any"`],
  [{ mtu: 1299 }, "'mtu' must be a whole number from 1300 to 8896, got 1299"],
  [{ mtu: 8897 }, "'mtu' must be a whole number from 1300 to 8896, got 8897"],
])("fails: %o, before anything registers", async (more, message) => {
  const { tree } = await deploy(() => {
    expect(() => new PrivateNetwork("network", { ...args, ...more })).toThrow(message);
  });
  expect(tree).toEqual([]);
});

test.each(["10.0.0.0/8", "172.16.0.0/12", "192.168.255.192/26"])("takes the block %s", async (cidr) => {
  const { inputs } = await deployNetwork({ cidr });
  expect(inputs[SUBNET]).toMatchObject({ ipCidrRange: cidr });
});

describe("names", () => {
  const longest = "n".repeat(32);

  test("with a random ending have at most 63 characters", async () => {
    const { resources } = await deploy(() => new PrivateNetwork(longest, args));
    // Record sets are named by what they answer.
    const named = Object.values(resources).filter(({ type }) => type !== "gcp:dns/recordSet:RecordSet");
    expect(Math.max(...named.map(({ name }) => `${name}-1a2b3c4`.length))).toBe(63);
  });

  test.each([`${longest}n`, "Network", "1network", "net.work", ""])("fail: %o", async (name) => {
    const { tree } = await deploy(() => {
      expect(() => new PrivateNetwork(name, args)).toThrow(
        "'name' must be up to 32 lower-case letters, digits and hyphens, the first a letter",
      );
    });
    expect(tree).toEqual([]);
  });
});
