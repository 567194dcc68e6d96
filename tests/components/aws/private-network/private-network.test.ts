import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { zoneAt } from "../../../../components/aws/private-network/network-zones.js";
import { PrivateNetwork, type PrivateNetworkArgs } from "../../../../components/aws/private-network/private-network.js";
import { deploy } from "../../../support/mocks.js";

const COMPONENT = "ai-stack:aws:PrivateNetwork::network"; // spelled out: a changed token replaces users' state
const VPC = "aws:ec2/vpc:Vpc::network";
const INTERNET = "aws:ec2/internetGateway:InternetGateway::network-internet";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup::network-flow-logs-group";
const LOG_ROLE = "aws:iam/role:Role::network-flow-logs-role";
const LOG_POLICY = "aws:iam/rolePolicy:RolePolicy::network-flow-logs-policy";
const FLOW_LOG = "aws:ec2/flowLog:FlowLog::network-flow-logs";
const subnet = (name: string) => `aws:ec2/subnet:Subnet::network-${name}`;
const routeTable = (name: string) => `aws:ec2/routeTable:RouteTable::network-${name}-routes`;
const route = (name: string) => `aws:ec2/route:Route::network-${name}-route`;
const association = (name: string) =>
  `aws:ec2/routeTableAssociation:RouteTableAssociation::network-${name}-association`;
const nat = (zone: string) => `aws:ec2/natGateway:NatGateway::network-nat-${zone}`;
const address = (zone: string) => `aws:ec2/eip:Eip::network-nat-${zone}-address`;
const endpoint = (name: string) => `aws:ec2/vpcEndpoint:VpcEndpoint::network-${name}`;

/** Something that is placed in subnets. */
class Placed extends pulumi.CustomResource {
  constructor(name: string, subnetIds: pulumi.Input<string[]>) {
    super("test:index:Placed", name, { subnetIds });
  }
}

const deployNetwork = (args?: PrivateNetworkArgs) => deploy(() => new PrivateNetwork("network", args));

describe("by default", () => {
  test("registers two zones, one NAT gateway, the S3 endpoint and flow logs under the component", async () => {
    const { tree } = await deployNetwork();
    expect(tree).toEqual([
      "ai-stack:aws:PrivateNetwork network",
      "  aws:cloudwatch/logGroup:LogGroup network-flow-logs-group",
      "  aws:ec2/defaultSecurityGroup:DefaultSecurityGroup network-default",
      "  aws:ec2/eip:Eip network-nat-a-address",
      "  aws:ec2/flowLog:FlowLog network-flow-logs",
      "  aws:ec2/internetGateway:InternetGateway network-internet",
      "  aws:ec2/natGateway:NatGateway network-nat-a",
      "  aws:ec2/route:Route network-private-a-route",
      "  aws:ec2/route:Route network-private-b-route",
      "  aws:ec2/route:Route network-public-route",
      "  aws:ec2/routeTable:RouteTable network-private-a-routes",
      "  aws:ec2/routeTable:RouteTable network-private-b-routes",
      "  aws:ec2/routeTable:RouteTable network-public-routes",
      "  aws:ec2/routeTableAssociation:RouteTableAssociation network-private-a-association",
      "  aws:ec2/routeTableAssociation:RouteTableAssociation network-private-b-association",
      "  aws:ec2/routeTableAssociation:RouteTableAssociation network-public-a-association",
      "  aws:ec2/subnet:Subnet network-private-a",
      "  aws:ec2/subnet:Subnet network-private-b",
      "  aws:ec2/subnet:Subnet network-public-a",
      "  aws:ec2/vpc:Vpc network",
      "  aws:ec2/vpcEndpoint:VpcEndpoint network-s3",
      "  aws:iam/role:Role network-flow-logs-role",
      "  aws:iam/rolePolicy:RolePolicy network-flow-logs-policy",
    ]);
  });

  test("is documented by its args, defaults included", async () => {
    const { inputs } = await deployNetwork();
    expect(inputs[COMPONENT]).toEqual({
      cidr: "10.20.0.0/16",
      zones: 2,
      nat: "single",
      interfaceEndpoints: [],
      flowLogRetentionDays: 30,
    });
  });

  test("resolves names inside the VPC, which endpoints need", async () => {
    const { inputs } = await deployNetwork();
    expect(inputs[VPC]).toEqual({
      cidrBlock: "10.20.0.0/16",
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: "network" },
    });
  });

  test("empties the default security group", async () => {
    const { inputs } = await deployNetwork();
    expect(inputs["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup::network-default"]).toEqual({
      vpcId: "<network.id>",
      tags: { Name: "network-default" },
    });
  });

  test("publishes the VPC and the private subnets", async () => {
    const { outputs } = await deployNetwork();
    expect(outputs[COMPONENT]).toEqual({
      networkId: "<network.id>",
      subnetIds: ["<network-private-a.id>", "<network-private-b.id>"],
    });
  });
});

describe("subnets", () => {
  test("are large, in different zones, and give no public addresses", async () => {
    const { inputs } = await deployNetwork();
    expect(inputs[subnet("private-a")]).toEqual({
      vpcId: "<network.id>",
      availabilityZone: "us-east-1a",
      cidrBlock: "10.20.0.0/18",
      mapPublicIpOnLaunch: false,
      tags: { Name: "network-private-a" },
    });
    expect(inputs[subnet("private-b")]).toMatchObject({ availabilityZone: "us-east-1b", cidrBlock: "10.20.64.0/18" });
    expect(inputs[subnet("public-a")]).toEqual({
      vpcId: "<network.id>",
      availabilityZone: "us-east-1a",
      cidrBlock: "10.20.192.0/24",
      mapPublicIpOnLaunch: false,
      tags: { Name: "network-public-a" },
    });
  });

  test("span three zones when asked to", async () => {
    const { outputs, inputs } = await deployNetwork({ zones: 3, cidr: "172.30.16.0/20" });
    expect(outputs[COMPONENT]?.subnetIds).toEqual([
      "<network-private-a.id>",
      "<network-private-b.id>",
      "<network-private-c.id>",
    ]);
    expect(inputs[subnet("private-c")]).toMatchObject({ availabilityZone: "us-east-1c", cidrBlock: "172.30.24.0/22" });
  });

  test("look for zones that are open and no Local Zones", async () => {
    const asked: unknown[] = [];
    await deploy(() => {
      const monitor = pulumi.runtime.getMonitor() as any;
      const invoke = monitor.invoke.bind(monitor);
      monitor.invoke = (request: any, done: any) => {
        if (request.getTok().includes("getAvailabilityZones")) asked.push(request.getArgs().toJavaScript());
        invoke(request, done);
      };
      return new PrivateNetwork("network");
    });
    expect(asked).toEqual([
      { state: "available", filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }] },
    ]);
  });

  test("stay in the zone that was found first, whatever the region offers later", async () => {
    const { resources } = await deployNetwork();
    expect(resources[subnet("private-a")]?.ignoreChanges).toEqual(["availabilityZone"]);
    expect(resources[subnet("public-a")]?.ignoreChanges).toEqual(["availabilityZone"]);
  });

  test("are in the zones named, called by their letters, and move with the names", async () => {
    const { inputs, resources, tree } = await deployNetwork({ zones: ["us-west-2d", "us-west-2b"] });
    expect(tree.filter((line) => line.includes(":Subnet "))).toEqual([
      "  aws:ec2/subnet:Subnet network-private-b",
      "  aws:ec2/subnet:Subnet network-private-d",
      "  aws:ec2/subnet:Subnet network-public-d",
    ]);
    expect(inputs[subnet("private-d")]).toMatchObject({ availabilityZone: "us-west-2d", cidrBlock: "10.20.0.0/18" });
    expect(inputs[subnet("private-b")]).toMatchObject({ availabilityZone: "us-west-2b", cidrBlock: "10.20.64.0/18" });
    expect(resources[subnet("private-d")]?.ignoreChanges).toEqual([]);
    expect(resources[subnet("public-d")]?.ignoreChanges).toEqual([]);
  });

  test("wait on deletion for network interfaces that SageMaker lets go of late", async () => {
    const { resources } = await deployNetwork();
    expect(resources[subnet("private-a")]?.customTimeouts).toEqual({ delete: "30m" });
    expect(resources[subnet("private-b")]?.customTimeouts).toEqual({ delete: "30m" });
  });

  test("each have the route table of their zone", async () => {
    const { inputs } = await deployNetwork();
    expect(inputs[association("private-a")]).toEqual({
      subnetId: "<network-private-a.id>",
      routeTableId: "<network-private-a-routes.id>",
    });
    expect(inputs[association("private-b")]).toEqual({
      subnetId: "<network-private-b.id>",
      routeTableId: "<network-private-b-routes.id>",
    });
    expect(inputs[routeTable("private-b")]).toEqual({
      vpcId: "<network.id>",
      tags: { Name: "network-private-b-routes" },
    });
  });

  test("are published once their routes and endpoints exist", async () => {
    const build = () => {
      const network = new PrivateNetwork("network", { interfaceEndpoints: ["logs"] });
      return new Placed("placed", network.subnetIds);
    };
    const { resources } = await deploy(build);
    expect(resources["test:index:Placed::placed"]?.dependencies).toEqual([
      route("private-a"),
      route("private-b"),
      association("private-a"),
      association("private-b"),
      subnet("private-a"),
      subnet("private-b"),
      endpoint("endpoint-logs"),
      endpoint("s3"),
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule::network-endpoints-https",
    ]);
  });
});

describe("NAT", () => {
  test("single: every private subnet goes out by the first zone's gateway", async () => {
    const { inputs } = await deployNetwork({ zones: 3, nat: "single" });
    expect(inputs[route("private-a")]).toEqual({
      routeTableId: "<network-private-a-routes.id>",
      destinationCidrBlock: "0.0.0.0/0",
      natGatewayId: "<network-nat-a.id>",
    });
    expect(inputs[route("private-b")]).toEqual({
      routeTableId: "<network-private-b-routes.id>",
      destinationCidrBlock: "0.0.0.0/0",
      natGatewayId: "<network-nat-a.id>",
    });
    expect(inputs[route("private-c")]).toMatchObject({ natGatewayId: "<network-nat-a.id>" });
  });

  test("per zone: every private subnet goes out by its own zone's gateway", async () => {
    const { inputs } = await deployNetwork({ zones: 3, nat: "per-zone" });
    expect(inputs[route("private-a")]).toMatchObject({
      routeTableId: "<network-private-a-routes.id>",
      natGatewayId: "<network-nat-a.id>",
    });
    expect(inputs[route("private-b")]).toMatchObject({
      routeTableId: "<network-private-b-routes.id>",
      natGatewayId: "<network-nat-b.id>",
    });
    expect(inputs[route("private-c")]).toMatchObject({
      routeTableId: "<network-private-c-routes.id>",
      natGatewayId: "<network-nat-c.id>",
    });
  });

  test("per zone: each gateway is in its zone's public subnet, at its own address", async () => {
    const { inputs } = await deployNetwork({ nat: "per-zone" });
    expect(inputs[nat("b")]).toEqual({
      subnetId: "<network-public-b.id>",
      allocationId: "<network-nat-b-address.allocationId>",
      tags: { Name: "network-nat-b" },
    });
    expect(inputs[subnet("public-b")]).toMatchObject({ availabilityZone: "us-east-1b", cidrBlock: "10.20.193.0/24" });
    expect(inputs[address("b")]).toEqual({ domain: "vpc", tags: { Name: "network-nat-b-address" } });
  });

  test("public subnets go out by the internet gateway", async () => {
    const { inputs } = await deployNetwork({ nat: "per-zone" });
    expect(inputs[INTERNET]).toEqual({ vpcId: "<network.id>", tags: { Name: "network-internet" } });
    expect(inputs[routeTable("public")]).toEqual({ vpcId: "<network.id>", tags: { Name: "network-public-routes" } });
    expect(inputs[route("public")]).toEqual({
      routeTableId: "<network-public-routes.id>",
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: "<network-internet.id>",
    });
    expect(inputs[association("public-b")]).toEqual({
      subnetId: "<network-public-b.id>",
      routeTableId: "<network-public-routes.id>",
    });
  });

  test("to another VPC a NAT gateway takes its address along, which no two have at once, through another gateway", async () => {
    const { resources } = await deployNetwork();
    expect(resources[nat("a")]?.deleteBeforeReplace).toBe(true);
    expect(resources[INTERNET]?.replaceOnChanges).toEqual(["vpcId"]);
  });

  test("a gateway is made once its own way out exists", async () => {
    const { resources } = await deployNetwork();
    expect(resources[nat("a")]?.dependencies).toEqual([
      address("a"),
      route("public"),
      association("public-a"),
      subnet("public-a"),
    ]);
  });

  test("none: no public subnet, no internet gateway, no way out", async () => {
    const { tree } = await deployNetwork({ nat: "none" });
    expect(tree).toEqual([
      "ai-stack:aws:PrivateNetwork network",
      "  aws:cloudwatch/logGroup:LogGroup network-flow-logs-group",
      "  aws:ec2/defaultSecurityGroup:DefaultSecurityGroup network-default",
      "  aws:ec2/flowLog:FlowLog network-flow-logs",
      "  aws:ec2/routeTable:RouteTable network-private-a-routes",
      "  aws:ec2/routeTable:RouteTable network-private-b-routes",
      "  aws:ec2/routeTableAssociation:RouteTableAssociation network-private-a-association",
      "  aws:ec2/routeTableAssociation:RouteTableAssociation network-private-b-association",
      "  aws:ec2/subnet:Subnet network-private-a",
      "  aws:ec2/subnet:Subnet network-private-b",
      "  aws:ec2/vpc:Vpc network",
      "  aws:ec2/vpcEndpoint:VpcEndpoint network-s3",
      "  aws:iam/role:Role network-flow-logs-role",
      "  aws:iam/rolePolicy:RolePolicy network-flow-logs-policy",
    ]);
  });
});

describe("endpoints", () => {
  test("S3 has a gateway endpoint on every private route table, open to the buckets of AWS", async () => {
    const { inputs } = await deployNetwork({ zones: 3 });
    expect(inputs[endpoint("s3")]).toEqual({
      vpcId: "<network.id>",
      vpcEndpointType: "Gateway",
      serviceName: "com.amazonaws.us-east-1.s3",
      routeTableIds: [
        "<network-private-a-routes.id>",
        "<network-private-b-routes.id>",
        "<network-private-c-routes.id>",
      ],
      tags: { Name: "network-s3" },
    });
  });

  test("services have interface endpoints in the private subnets, under their own names", async () => {
    const { inputs } = await deployNetwork({ interfaceEndpoints: ["sagemaker.api", "bedrock-runtime"] });
    expect(inputs[endpoint("endpoint-sagemaker.api")]).toEqual({
      vpcId: "<network.id>",
      vpcEndpointType: "Interface",
      serviceName: "com.amazonaws.us-east-1.sagemaker.api",
      privateDnsEnabled: true,
      subnetIds: ["<network-private-a.id>", "<network-private-b.id>"],
      securityGroupIds: ["<network-endpoints.id>"],
      tags: { Name: "network-endpoint-sagemaker.api" },
    });
    expect(inputs[endpoint("endpoint-bedrock-runtime")]).toMatchObject({
      serviceName: "com.amazonaws.us-east-1.bedrock-runtime",
    });
  });

  test.each([
    ["sagemaker.studio", "aws.sagemaker.us-east-1.studio"],
    ["sagemaker.notebook", "aws.sagemaker.us-east-1.notebook"],
    ["sagemaker.experiments", "aws.sagemaker.us-east-1.experiments"],
  ])("%s has a name of its own pattern, %s", async (service, serviceName) => {
    const { inputs } = await deployNetwork({ interfaceEndpoints: [service] });
    expect(inputs[endpoint(`endpoint-${service}`)]).toMatchObject({ serviceName });
  });

  test("take HTTPS from the VPC and nothing else", async () => {
    const { inputs, tree } = await deployNetwork({ interfaceEndpoints: ["logs"] });
    expect(tree.filter((line) => /SecurityGroup/.test(line))).toEqual([
      "  aws:ec2/defaultSecurityGroup:DefaultSecurityGroup network-default",
      "  aws:ec2/securityGroup:SecurityGroup network-endpoints",
      "  aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule network-endpoints-https",
    ]);
    expect(inputs["aws:ec2/securityGroup:SecurityGroup::network-endpoints"]).toEqual({
      vpcId: "<network.id>",
      description: "VPC endpoints",
      tags: { Name: "network-endpoints" },
    });
    expect(inputs["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule::network-endpoints-https"]).toEqual({
      securityGroupId: "<network-endpoints.id>",
      cidrIpv4: "10.20.0.0/16",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      tags: { Name: "network-endpoints-https" },
    });
  });
});

describe("flow logs", () => {
  test("record all traffic of the VPC", async () => {
    const { inputs } = await deployNetwork();
    expect(inputs[FLOW_LOG]).toEqual({
      vpcId: "<network.id>",
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: "<network-flow-logs-group.arn>",
      iamRoleArn: "<network-flow-logs-role.arn>",
      tags: { Name: "network-flow-logs" },
    });
  });

  test("are kept for 30 days", async () => {
    const { inputs } = await deployNetwork();
    expect(inputs[LOG_GROUP]).toEqual({ retentionInDays: 30 });
  });

  test("are kept longer, and encrypted by a given key", async () => {
    const { inputs } = await deployNetwork({ flowLogRetentionDays: 365, kmsKeyArn: "arn:key" });
    expect(inputs[LOG_GROUP]).toEqual({ retentionInDays: 365, kmsKeyId: "arn:key" });
  });

  test("are written by a role that only this account's flow logs can assume", async () => {
    const { inputs } = await deployNetwork();
    expect(JSON.parse(inputs[LOG_ROLE]?.assumeRolePolicy).Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnLike: { "aws:SourceArn": "arn:aws:ec2:us-east-1:123456789012:vpc-flow-log/*" },
        },
      },
    ]);
  });

  test("the role can do nothing but write to their log group", async () => {
    const { inputs } = await deployNetwork();
    expect(inputs[LOG_POLICY]?.role).toBe("<network-flow-logs-role.name>");
    expect(JSON.parse(inputs[LOG_POLICY]?.policy).Statement).toEqual([
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: ["<network-flow-logs-group.arn>", "<network-flow-logs-group.arn>:*"],
      },
    ]);
  });

  test("begin once the role may write", async () => {
    const { resources } = await deployNetwork();
    expect(resources[FLOW_LOG]?.dependencies).toEqual([VPC, LOG_GROUP, LOG_ROLE, LOG_POLICY].sort());
  });
});

test("flow logs begin once the role is known everywhere", async () => {
  const { resources } = await deployNetwork();
  expect(resources[FLOW_LOG]?.errorHooks).toEqual(["aws-iam-propagation"]);
});

describe("an existing network", () => {
  const existing = { vpcId: "vpc-1", privateSubnetIds: ["subnet-1", "subnet-2"] };

  test("is published as it is, with nothing made", async () => {
    const { tree, outputs, inputs } = await deployNetwork({ existing, kmsKeyArn: "arn:key", tags: { team: "ml" } });
    expect(tree).toEqual(["ai-stack:aws:PrivateNetwork network"]);
    expect(outputs[COMPONENT]).toEqual({ networkId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"] });
    expect(inputs[COMPONENT]).toEqual({ existing, kmsKeyArn: "arn:key", tags: { team: "ml" } });
  });

  test.each([
    [{ cidr: "10.20.0.0/16" }, "'cidr'"],
    [{ zones: 2 }, "'zones'"],
    [{ nat: "none" as const }, "'nat'"],
    [{ interfaceEndpoints: ["logs"], flowLogRetentionDays: 7 }, "'interfaceEndpoints', 'flowLogRetentionDays'"],
  ])("fails: beside %o", async (described, args) => {
    const { tree } = await deploy(() => {
      expect(() => new PrivateNetwork("network", { existing, ...described })).toThrow(
        `'existing' leaves nothing to decide for ${args}`,
      );
    });
    expect(tree).toEqual([]);
  });
});

test("tags everything that takes tags, over the name that each gets", async () => {
  const { inputs } = await deployNetwork({
    nat: "per-zone",
    interfaceEndpoints: ["logs"],
    tags: { team: "ml", Name: "ours" },
  });
  const untagged = Object.keys(inputs).filter((key) => inputs[key]?.tags?.team !== "ml");
  expect(untagged.sort()).toEqual([
    route("private-a"),
    route("private-b"),
    route("public"),
    association("private-a"),
    association("private-b"),
    association("public-a"),
    association("public-b"),
    LOG_POLICY,
  ]);
  expect(inputs[VPC]?.tags).toEqual({ team: "ml", Name: "ours" });
});

test("transform has the last word on each child, and is no input of the component", async () => {
  const { inputs } = await deployNetwork({
    interfaceEndpoints: ["logs", "sts"],
    transform: {
      vpc: { instanceTenancy: "dedicated" },
      defaultSecurityGroup: { revokeRulesOnDelete: true },
      privateSubnets: { mapPublicIpOnLaunch: true },
      privateRouteTables: { propagatingVgws: ["vgw-1"] },
      privateRoutes: { destinationCidrBlock: "198.51.100.0/24" },
      internetGateway: { tags: {} },
      publicRouteTable: { tags: {} },
      publicRoute: { destinationCidrBlock: "203.0.113.0/24" },
      publicSubnets: { mapPublicIpOnLaunch: true },
      elasticIps: { publicIpv4Pool: "pool" },
      natGateways: { privateIp: "10.20.192.9" },
      s3Endpoint: { policy: "{}" },
      interfaceEndpoints: { logs: { subnetIds: ["subnet-1"] } },
      endpointSecurityGroup: { description: "ours" },
      endpointIngress: { cidrIpv4: "10.20.0.0/18" },
      logGroup: { skipDestroy: true },
      logRole: { path: "/ours/" },
      logPolicy: { policy: "{}" },
      flowLog: { trafficType: "REJECT" },
    },
  });
  expect(inputs[COMPONENT]).not.toHaveProperty("transform");
  expect(inputs[VPC]).toMatchObject({ instanceTenancy: "dedicated" });
  expect(inputs["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup::network-default"]).toMatchObject({
    revokeRulesOnDelete: true,
  });
  expect(inputs[subnet("private-b")]).toMatchObject({ mapPublicIpOnLaunch: true });
  expect(inputs[routeTable("private-b")]).toMatchObject({ propagatingVgws: ["vgw-1"] });
  expect(inputs[route("private-b")]).toMatchObject({ destinationCidrBlock: "198.51.100.0/24" });
  expect(inputs[INTERNET]).toMatchObject({ tags: {} });
  expect(inputs[routeTable("public")]).toMatchObject({ tags: {} });
  expect(inputs[route("public")]).toMatchObject({ destinationCidrBlock: "203.0.113.0/24" });
  expect(inputs[subnet("public-a")]).toMatchObject({ mapPublicIpOnLaunch: true });
  expect(inputs[address("a")]).toMatchObject({ publicIpv4Pool: "pool" });
  expect(inputs[nat("a")]).toMatchObject({ privateIp: "10.20.192.9" });
  expect(inputs[endpoint("s3")]).toMatchObject({ policy: "{}" });
  expect(inputs[endpoint("endpoint-logs")]).toMatchObject({ subnetIds: ["subnet-1"] });
  expect(inputs[endpoint("endpoint-sts")]?.subnetIds).toHaveLength(2);
  expect(inputs["aws:ec2/securityGroup:SecurityGroup::network-endpoints"]).toMatchObject({ description: "ours" });
  expect(inputs["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule::network-endpoints-https"]).toMatchObject({
    cidrIpv4: "10.20.0.0/18",
  });
  expect(inputs[LOG_GROUP]).toMatchObject({ skipDestroy: true });
  expect(inputs[LOG_ROLE]).toMatchObject({ path: "/ours/" });
  expect(inputs[LOG_POLICY]).toMatchObject({ policy: "{}" });
  expect(inputs[FLOW_LOG]).toMatchObject({ trafficType: "REJECT" });
});

test.each<[PrivateNetworkArgs, string]>([
  [{ cidr: "10.20.0.0/25" }, "'cidr' must be a private IPv4 block of /16 to /24 on its own boundary"],
  [{ cidr: "172.17.0.0/16" }, "'cidr' must not be in 172.17.0.0/16"],
  [{ zones: 1 }, "'zones' must be a whole number from 2 to 3, got 1"],
  [{ zones: 4 }, "'zones' must be a whole number from 2 to 3, got 4"],
  [{ zones: ["us-east-1a"] }, "'zones' must be 2 or 3 zones, got 1"],
  [{ zones: ["us-east-1a", "us-east-1"] }, `'zones' must be names of zones like us-east-1a, got "us-east-1"`],
  [{ zones: ["us-east-1a", "us-east-1-bos-1a"] }, "'zones' must be names of zones like us-east-1a, got"],
  [{ zones: ["us-east-1a", "us-east-1a"] }, "'zones' must differ from each other, got us-east-1a, us-east-1a"],
  [{ zones: ["us-east-1a", "us-west-2b"] }, "'zones' must be in one region, got us-east-1a, us-west-2b"],
  [{ nat: "one" as "single" }, `'nat' must be one of none, single, per-zone, got "one"`],
  [{ interfaceEndpoints: ["com.amazonaws.us-east-1.logs"] }, "'interfaceEndpoints' must be ends of names of services"],
  [
    { interfaceEndpoints: ["aws.sagemaker.us-east-1.studio"] },
    "'interfaceEndpoints' must be ends of names of services",
  ],
  [{ interfaceEndpoints: ["ECR"] }, "'interfaceEndpoints' must be ends of names of services"],
  [{ interfaceEndpoints: ["s3"] }, "'interfaceEndpoints' must not name s3"],
  [{ interfaceEndpoints: ["logs", "logs"] }, "'interfaceEndpoints' must differ from each other, got logs, logs"],
  [{ flowLogRetentionDays: 31 }, "'flowLogRetentionDays' must be one of 1, 3, 5, 7, 14, 30"],
])("fails: %o, before anything registers", async (args, message) => {
  const { tree } = await deploy(() => {
    expect(() => new PrivateNetwork("network", args)).toThrow(message);
  });
  expect(tree).toEqual([]);
});

test("fails where the region has fewer zones than asked for", () => {
  expect(zoneAt(["us-west-1a", "us-west-1c"], 1)).toBe("us-west-1c");
  expect(() => zoneAt(["us-west-1a", "us-west-1c"], 2)).toThrow(
    "'zones' must be at most 2 here: the account has us-west-1a, us-west-1c",
  );
});
