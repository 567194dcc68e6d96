import { beforeEach, expect, test } from "vitest";
import type { Properties } from "../../support/value-paths.js";
import { aws } from "./aws.js";
import type { Contents, Entry } from "./inventory.js";

let contents: Contents;
beforeEach(() => {
  aws.configure({ region: "us-east-1" });
  contents = { entries: [], changes: [], refusals: [] };
});

/** Creates a resource as the core does. */
function create(type: string, name: string, inputs: Properties): Entry {
  const entry = { type, name, ...aws.create({ type, name, inputs }, contents) };
  contents.entries.push(entry);
  return entry;
}

function remove(entry: Entry): void {
  const left = aws.delete(entry, contents);
  contents.entries = [...contents.entries.filter((other) => other !== entry), ...left];
}

const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const GATEWAY = "aws:ec2/internetGateway:InternetGateway";
const ROLE = "aws:iam/role:Role";
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "sagemaker.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

function network() {
  const vpc = create(VPC, "net", { cidrBlock: "10.0.0.0/16" });
  const subnet = create(SUBNET, "net-a", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
  return { vpc, subnet };
}

function domain(inputs: Properties = {}) {
  const { vpc, subnet } = network();
  const role = create(ROLE, "studio-role", { assumeRolePolicy: TRUST });
  const studio = create("aws:sagemaker/domain:Domain", "studio", {
    domainName: "studio",
    authMode: "IAM",
    vpcId: vpc.id,
    subnetIds: [subnet.id],
    defaultUserSettings: { executionRole: role.outputs.arn },
    ...inputs,
  });
  return { vpc, subnet, role, studio };
}

test("refuses a child of what does not exist", () => {
  expect(() => create(SUBNET, "net-a", { vpcId: "vpc-0", cidrBlock: "10.0.1.0/24" })).toThrow(
    "NotFound: vpcId: there is no aws:ec2/vpc:Vpc vpc-0",
  );
});

test("refuses a subnet out of its VPC, or over another one", () => {
  const { vpc } = network();
  const subnet = (cidrBlock: string) => () => create(SUBNET, "net-b", { vpcId: vpc.id, cidrBlock });
  expect(subnet("10.1.0.0/24")).toThrow("InvalidSubnet.Range");
  expect(subnet("10.0.0.0/20")).toThrow("InvalidSubnet.Conflict");
  expect(subnet("10.0.2.0/24")).not.toThrow();
});

test("refuses a public NAT gateway where no internet gateway is, and to detach one from under it", () => {
  const { vpc, subnet } = network();
  const address = create("aws:ec2/eip:Eip", "address", { domain: "vpc" });
  const nat = () =>
    create("aws:ec2/natGateway:NatGateway", "nat", { subnetId: subnet.id, allocationId: address.outputs.allocationId });
  expect(nat).toThrow("Gateway.NotAttached");
  const gateway = create(GATEWAY, "internet", { vpcId: vpc.id });
  nat();
  expect(() => remove(gateway)).toThrow("DependencyViolation");
});

test("an address is of one NAT gateway at a time", () => {
  const { vpc, subnet } = network();
  create(GATEWAY, "internet", { vpcId: vpc.id });
  const address = create("aws:ec2/eip:Eip", "address", { domain: "vpc" });
  const nat = (name: string) =>
    create("aws:ec2/natGateway:NatGateway", name, { subnetId: subnet.id, allocationId: address.outputs.allocationId });
  const first = nat("first");
  expect(() => nat("second")).toThrow("AlreadyExists");
  remove(first);
  expect(() => nat("second")).not.toThrow();
});

test("refuses to delete a VPC with a subnet in it", () => {
  const { vpc, subnet } = network();
  expect(() => remove(vpc)).toThrow(`DependencyViolation: aws:ec2/vpc:Vpc ${vpc.id} has a dependent object`);
  remove(subnet);
  remove(vpc);
  expect(contents.entries).toEqual([]);
});

test("refuses to delete a role with an inline policy", () => {
  const role = create(ROLE, "server", { assumeRolePolicy: TRUST });
  const policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::models/*" }],
  });
  create("aws:iam/rolePolicy:RolePolicy", "server-policy", { role: role.outputs.name, policy });
  expect(() => remove(role)).toThrow("DependencyViolation");
});

test("refuses a fixed name that is taken, and makes up names that are not", () => {
  const endpoint = () => create(ROLE, "server", { name: "server", assumeRolePolicy: TRUST });
  endpoint();
  expect(endpoint).toThrow("AlreadyExists: there is a aws:iam/role:Role already: server");
  const made = create(ROLE, "server", { namePrefix: "server-", assumeRolePolicy: TRUST });
  expect(made.outputs.name).toMatch(/^server-\d{26}$/);
});

test("a made-up name that is too long is refused as any other", () => {
  expect(() => create(ROLE, "r".repeat(60), { assumeRolePolicy: TRUST })).toThrow("name must have 1 to 64 characters");
});

test("keeps a domain's home directories by default, and they hold the subnet", () => {
  const { studio, subnet } = domain();
  remove(studio);
  expect(contents.entries.filter(({ kept }) => kept).map(({ type }) => type)).toEqual([
    "AWS::EFS::FileSystem",
    "aws:cloudwatch/logGroup:LogGroup",
  ]);
  expect(() => remove(subnet)).toThrow("AWS::EFS::FileSystem");
});

test("deletes a domain's home directories where its policy says so", () => {
  const { studio, subnet } = domain({ retentionPolicy: { homeEfsFileSystem: "Delete" } });
  remove(studio);
  expect(() => remove(subnet)).not.toThrow();
});

test("refuses to delete a domain that has users", () => {
  const { studio } = domain();
  create("aws:sagemaker/userProfile:UserProfile", "ana", { domainId: studio.id, userProfileName: "ana" });
  expect(() => remove(studio)).toThrow("DependencyViolation");
});

test("keeps a key for its waiting time, and a log group that is not to be destroyed", () => {
  const key = create("aws:kms/key:Key", "key", { deletionWindowInDays: 7 });
  const group = create("aws:cloudwatch/logGroup:LogGroup", "logs", { retentionInDays: 30, skipDestroy: true });
  remove(key);
  remove(group);
  expect(contents.entries.map(({ kept }) => kept)).toEqual([
    "can be restored for 7 days, then goes by itself",
    "skipDestroy",
  ]);
});

test("makes a budget with a name of its own, and none that alerts a topic that is not there", () => {
  const budget = (topic: unknown) =>
    create("aws:budgets/budget:Budget", "budget", {
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: "60",
      notifications: [
        {
          notificationType: "ACTUAL",
          comparisonOperator: "GREATER_THAN",
          threshold: 80,
          subscriberSnsTopicArns: [topic],
        },
      ],
    });
  expect(() => budget("arn:aws:sns:us-east-1:123456789012:alarms")).toThrow("there is no aws:sns/topic:Topic");
  const topic = create("aws:sns/topic:Topic", "alarms", {});
  expect(budget(topic.outputs.arn).id).toMatch(/^123456789012:budget-[0-9a-f]+$/);
});

test("a launch template's version grows with each update", () => {
  const type = "aws:ec2/launchTemplate:LaunchTemplate";
  const template = create(type, "machine", { imageId: "ami-1" });
  const updated = aws.update(template, { type, name: "machine", inputs: { imageId: "ami-2" } }, contents);
  expect([template.outputs.latestVersion, updated.outputs.latestVersion]).toEqual([1, 2]);
  expect(updated.outputs.name).toBe(template.outputs.name);
});

test("replaces a Cloud Control resource only for a create-only property", () => {
  const type = "aws:cloudcontrol/resource:Resource";
  const typeName = "AWS::SageMaker::EndpointConfig";
  const state = (Tags: string, InstanceType: string) => ({
    typeName,
    desiredState: JSON.stringify({ Tags, ProductionVariants: [{ InstanceType }] }),
  });
  const replaces = (news: Properties) => aws.diff(type, state("a", "b"), news).map((change) => change.replaces);
  expect(replaces(state("c", "b"))).toEqual([false]);
  expect(replaces(state("a", "c"))).toEqual([true]);
});

test("an update of a Cloud Control resource leaves what is the same in both desired states", () => {
  const inputs = (Value: string) => ({
    typeName: "AWS::SageMaker::EndpointConfig",
    desiredState: JSON.stringify({
      ProductionVariants: [{ VariantName: "AllTraffic", InstanceType: "ml.g6.xlarge", InitialInstanceCount: 1 }],
      EnableNetworkIsolation: false,
      Tags: [{ Key: "team", Value }],
    }),
  });
  const made = create("aws:cloudcontrol/resource:Resource", "chat", inputs("a"));
  const now = { ...JSON.parse(String(made.outputs.properties)), EnableNetworkIsolation: true };
  made.outputs.properties = JSON.stringify(now);
  const updated = aws.update(made, { ...made, inputs: inputs("b") }, contents);
  expect(JSON.parse(String(updated.outputs.properties))).toEqual({ ...now, Tags: [{ Key: "team", Value: "b" }] });
});

test("an endpoint has the instances of its configuration, again with each other one, and what scaled it else", () => {
  const role = create(ROLE, "role", { assumeRolePolicy: TRUST });
  const model = create("aws:sagemaker/model:Model", "model", {
    executionRoleArn: role.outputs.arn,
    primaryContainer: { image: "123456789012.dkr.ecr.us-east-1.amazonaws.com/vllm:1" },
  });
  const configuration = (name: string) =>
    create("aws:sagemaker/endpointConfiguration:EndpointConfiguration", name, {
      productionVariants: [{ modelName: model.outputs.name, instanceType: "ml.g6.xlarge", initialInstanceCount: 2 }],
    }).outputs.name;
  const inputs = { name: "chat", endpointConfigName: configuration("one") };
  const endpoint = create("aws:sagemaker/endpoint:Endpoint", "chat", inputs);
  expect(endpoint.outputs.desiredInstanceCount).toBe(2);
  endpoint.outputs.desiredInstanceCount = 5;
  const count = (change: Properties) =>
    aws.update(endpoint, { ...endpoint, inputs: { ...inputs, ...change } }, contents).outputs.desiredInstanceCount;
  expect(count({ tags: { team: "ml" } })).toBe(5);
  expect(count({ endpointConfigName: configuration("two") })).toBe(2);
});

test("an input that comes or goes replaces where the provider counts the block as a whole", () => {
  const type = "aws:sagemaker/domain:Domain";
  const policy = (homeEfsFileSystem: string) => ({ retentionPolicy: { homeEfsFileSystem } });
  expect(aws.diff(type, policy("Retain"), policy("Delete"))[0]?.replaces).toBe(false);
  expect(aws.diff(type, {}, policy("Delete"))[0]?.replaces).toBe(true);
});

test("a security group rule changes in place, unless the kind of its source changes", () => {
  const type = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
  const replaces = (news: Properties) => aws.diff(type, { cidrIpv4: "10.0.0.0/16" }, news).map((one) => one.replaces);
  expect(replaces({ cidrIpv4: "10.1.0.0/16" })).toEqual([false]);
  expect(replaces({ referencedSecurityGroupId: "sg-1" })).toEqual([true, true]);
});

test("a fixed name is freed first by a replacement, a made-up one need not be", () => {
  const type = "aws:sagemaker/endpoint:Endpoint";
  const deletesFirst = (olds: Properties, inputs: Properties) =>
    aws.deletesFirst({ type, name: "chat", inputs }, aws.diff(type, olds, inputs));
  expect(deletesFirst({ name: "chat" }, { name: "chat" })).toBe(true);
  expect(deletesFirst({ name: "chat" }, { name: "talk" })).toBe(false);
  expect(deletesFirst({}, {})).toBe(false);
});
