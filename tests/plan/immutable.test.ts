import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { diffPlans } from "../../plan/diff.js";
import { AWS } from "../../plan/immutable/aws.js";
import type { Plan } from "../../plan/plan.js";

const ROOT = new URL("../../", import.meta.url);
const SDK = new URL("node_modules/@pulumi/aws/", ROOT);
const read = (path: string, base = ROOT) => readFileSync(new URL(path, base), "utf8");

/** The properties of an interface in a typings file, each with the text of its type; undefined where there is none. */
function propertiesOf(typings: string, name: string): Map<string, string> | undefined {
  const body = new RegExp(`\\n( *)(?:export )?interface ${name} {\\n([\\s\\S]*?)\\n\\1}`).exec(typings)?.[2];
  const properties = body?.matchAll(/^ +(?:readonly )?(\w+)\??: ([\s\S]*?);$/gm);
  return properties && new Map([...properties].map(([, property = "", type = ""]) => [property, type]));
}

/** The inputs of a resource of a type such as "aws:ec2/vpc:Vpc". */
function inputsOf(type: string): Map<string, string> | undefined {
  const [, path, name] = type.split(":");
  return propertiesOf(read(`${path}.d.ts`, SDK), `${name}Args`);
}

const blocks = read("types/input.d.ts", SDK);

/** The properties of the block that a property's type names, as "pulumi.Input<inputs.ec2.VpcEndpointDnsOptions>". */
function blockOf(type: string): Map<string, string> | undefined {
  const [, module, name = ""] = /inputs\.(\w+)\.(\w+)/.exec(type) ?? [];
  const start = blocks.indexOf(`\nexport declare namespace ${module} {\n`);
  return propertiesOf(blocks.slice(start, blocks.indexOf("\n}\n", start)), name);
}

/** Whether a path leads to an input of the typings; one that ends in `.*` to a block. */
function isInput(type: string, path: string): boolean {
  let properties = inputsOf(type);
  for (const key of path.split(".")) {
    if (properties === undefined) return false;
    if (key === "*") return true;
    const property: string | undefined = properties.get(key);
    if (property === undefined) return false;
    properties = blockOf(property);
  }
  return true;
}

/** The types of the resources that the sources of the AWS components make, such as "aws:ec2/vpc:Vpc". */
function registeredTypes(): string[] {
  const types = readdirSync(new URL("components/aws/", ROOT), { recursive: true, encoding: "utf8" }).flatMap((file) => {
    if (!file.endsWith(".ts")) return [];
    const source = read(`components/aws/${file}`);
    return [...source.matchAll(/^import (\* as )?([^;]+?) from "@pulumi\/aws\/(\w+)\/index\.js";$/gm)].flatMap(
      ([, isNamespace, names = "", module]) => {
        const made = isNamespace
          ? [...source.matchAll(new RegExp(`new ${names}\\.(\\w+)\\(`, "g"))].map(([, name]) => name)
          : (names.match(/\w+/g) ?? []).filter((name) => source.includes(`new ${name}(`));
        return made.map((name = "") => `aws:${module}/${name[0]?.toLowerCase()}${name.slice(1)}:${name}`);
      },
    );
  });
  return [...new Set(types)].sort();
}

function operation(type: string, before: object, after: object): string | undefined {
  const plan = (inputs: object): Plan => {
    const urn = `urn:pulumi:dev::ai-stack::${type}::it`;
    return { steps: [{ op: "create", urn, newState: { urn, type, custom: true, inputs: { ...inputs } } }] };
  };
  return diffPlans(plan(before), plan(after), AWS).steps?.[0]?.op;
}

const MODEL = "aws:sagemaker/model:Model";
const CONFIGURATION = "aws:sagemaker/endpointConfiguration:EndpointConfiguration";
const ENDPOINT = "aws:sagemaker/endpoint:Endpoint";
const DOMAIN = "aws:sagemaker/domain:Domain";
const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const GROUP = "aws:autoscaling/group:Group";
const CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource";

test.each(Object.keys(AWS))("%s is a type of the SDK", (type) => {
  const source = read(`${type.split(":")[1]}.js`, SDK);
  expect(/static __pulumiType = '(.*)';/.exec(source)?.[1]).toBe(type);
});

test.each(Object.entries(AWS))("%s: each path leads to an input of the SDK's typings", (type, paths) => {
  expect(paths.filter((path) => !isInput(type, path))).toEqual([]);
});

test.each([
  [VPC, "cidrBlok"],
  [VPC, "cidrBlock.inner"],
  ["aws:ec2/vpcEndpoint:VpcEndpoint", "dnsOptions.privateDns"],
  [DOMAIN, "subnetIds.*"],
])("%s has no input %s", (type, path) => {
  expect(isInput(type, path)).toBe(false);
});

test("each resource type that the AWS components make has an entry", () => {
  const types = registeredTypes();
  expect(types).toEqual(
    expect.arrayContaining([VPC, GROUP, DOMAIN, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"]),
  );
  expect(types.filter((type) => AWS[type] === undefined)).toEqual([]);
});

test("a resource that has a region cannot change it in place", () => {
  const regional = Object.keys(AWS).filter((type) => inputsOf(type)?.has("region"));
  const listed = Object.keys(AWS).filter((type) => AWS[type]?.includes("region"));
  expect(listed).toEqual(regional);
});

test.each([
  [MODEL, "another image", { primaryContainer: { image: "a" } }, { primaryContainer: { image: "b" } }],
  [
    MODEL,
    "another variable",
    { primaryContainer: { environment: { SM_VLLM_DTYPE: "auto" } } },
    { primaryContainer: { environment: { SM_VLLM_DTYPE: "bfloat16" } } },
  ],
  [MODEL, "another subnet", { vpcConfig: { subnets: ["a"] } }, { vpcConfig: { subnets: ["b"] } }],
  [
    CONFIGURATION,
    "another machine",
    { productionVariants: [{ instanceType: "ml.g6.xlarge" }] },
    { productionVariants: [{ instanceType: "ml.g6.2xlarge" }] },
  ],
  [ENDPOINT, "another name", { name: "a" }, { name: "b" }],
  [
    ENDPOINT,
    "rollback alarms where there were none",
    { deploymentConfig: { blueGreenUpdatePolicy: {} } },
    { deploymentConfig: { blueGreenUpdatePolicy: {}, autoRollbackConfiguration: { alarms: [{ alarmName: "a" }] } } },
  ],
  [DOMAIN, "another network", { vpcId: "a" }, { vpcId: "b" }],
  [DOMAIN, "one more subnet", { subnetIds: ["a"] }, { subnetIds: ["a", "b"] }],
  [DOMAIN, "another key", { kmsKeyId: "a" }, { kmsKeyId: "b" }],
  [DOMAIN, "another way to log in", { authMode: "IAM" }, { authMode: "SSO" }],
  [DOMAIN, "a retention policy where there was none", {}, { retentionPolicy: { homeEfsFileSystem: "Delete" } }],
  [VPC, "another range", { cidrBlock: "10.0.0.0/16" }, { cidrBlock: "10.1.0.0/16" }],
  [SUBNET, "another range", { cidrBlock: "10.0.0.0/20" }, { cidrBlock: "10.0.16.0/20" }],
  [SUBNET, "another zone", { availabilityZone: "us-east-1a" }, { availabilityZone: "us-east-1b" }],
  [TEMPLATE, "another name", { name: "a" }, { name: "b" }],
  [GROUP, "another name", { name: "a" }, { name: "b" }],
  [CLOUD_CONTROL, "another kind", { typeName: "AWS::A::A" }, { typeName: "AWS::B::B" }],
])("%s: %s replaces it", (type, _, before, after) => {
  expect(operation(type, before, after)).toBe("replace");
});

test.each([
  [MODEL, "another tag", { tags: { team: "a" } }, { tags: { team: "b" } }],
  [CONFIGURATION, "another tag", { tags: { team: "a" } }, { tags: { team: "b" } }],
  [ENDPOINT, "another configuration", { endpointConfigName: "a" }, { endpointConfigName: "b" }],
  [
    ENDPOINT,
    "another rollback alarm",
    { deploymentConfig: { autoRollbackConfiguration: { alarms: [{ alarmName: "a" }] } } },
    { deploymentConfig: { autoRollbackConfiguration: { alarms: [{ alarmName: "b" }] } } },
  ],
  [
    DOMAIN,
    "another retention",
    { retentionPolicy: { homeEfsFileSystem: "Retain" } },
    { retentionPolicy: { homeEfsFileSystem: "Delete" } },
  ],
  [DOMAIN, "another role", { defaultUserSettings: { executionRole: "a" } }, { defaultUserSettings: {} }],
  [VPC, "host names", { enableDnsHostnames: false }, { enableDnsHostnames: true }],
  [TEMPLATE, "another image", { imageId: "a" }, { imageId: "b" }],
  [GROUP, "another template version", { launchTemplate: { version: "1" } }, { launchTemplate: { version: "2" } }],
  [GROUP, "another size", { maxSize: 1 }, { maxSize: 2 }],
  [CLOUD_CONTROL, "another state", { desiredState: "{}" }, { desiredState: '{"a":1}' }],
])("%s: %s updates it in place", (type, _, before, after) => {
  expect(operation(type, before, after)).toBe("update");
});
