import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { diffPlans } from "../../plan/diff.js";
import { AWS } from "../../plan/immutable/aws.js";
import { AZURE } from "../../plan/immutable/azure.js";
import { GCP } from "../../plan/immutable/gcp.js";
import { immutableInputs } from "../../plan/immutable/index.js";
import type { Plan } from "../../plan/plan.js";

/** By package of the SDK. */
const CLOUDS = { aws: AWS, "azure-native": AZURE, gcp: GCP };
type Cloud = keyof typeof CLOUDS;

/** Inputs that say where a resource is. Of Azure's, the provider sends some another location, for Azure to refuse. */
const PLACES = {
  aws: ["region"],
  "azure-native": ["resourceGroupName"],
  gcp: ["project", "location", "region", "zone"],
};

const ROOT = new URL("../../", import.meta.url);
const read = (path: string, base = ROOT) => readFileSync(new URL(path, base), "utf8");
const sdkOf = (cloud: string) => new URL(`node_modules/@pulumi/${cloud}/`, ROOT);
const listed = Object.entries(CLOUDS).flatMap(([, table]) => Object.entries(table));

/** The text of a file of the SDK, by a resource's type and an extension; file names differ from types in their case. */
function fileOf(type: string, extension: string): string {
  const [cloud = "", path = "", className = ""] = type.split(":");
  const [module, name = className] = path.split("/");
  const folder = new URL(`${module}/`, sdkOf(cloud));
  const wanted = `${name}.${extension}`.toLowerCase();
  const file = readdirSync(folder).find((entry) => entry.toLowerCase() === wanted);
  if (file === undefined) throw new Error(`the SDK has no file for ${type}`);
  return read(file, folder);
}

/** The properties of an interface in a typings file, each with the text of its type; undefined where there is none. */
function propertiesOf(typings: string, name: string): Map<string, string> | undefined {
  const body = new RegExp(`\\n( *)(?:export )?interface ${name} {\\n([\\s\\S]*?)\\n\\1}`).exec(typings)?.[2];
  const properties = body?.matchAll(/^ +(?:readonly )?(\w+)\??: ([\s\S]*?);$/gm);
  return properties && new Map([...properties].map(([, property = "", type = ""]) => [property, type]));
}

/** The inputs of a resource of a type such as "aws:ec2/vpc:Vpc". */
function inputsOf(type: string): Map<string, string> | undefined {
  return propertiesOf(fileOf(type, "d.ts"), `${type.split(":")[2]}Args`);
}

const blocks = {
  aws: read("types/input.d.ts", sdkOf("aws")),
  "azure-native": read("types/input.d.ts", sdkOf("azure-native")),
  gcp: read("types/input.d.ts", sdkOf("gcp")),
};

/** The properties of the block that a property's type names, as "pulumi.Input<inputs.ec2.VpcEndpointDnsOptions>". */
function blockOf(cloud: Cloud, type: string): Map<string, string> | undefined {
  const [, module, name = ""] = /inputs\.(\w+)\.(\w+)/.exec(type) ?? [];
  const start = blocks[cloud].indexOf(`\nexport declare namespace ${module} {\n`);
  return propertiesOf(blocks[cloud].slice(start, blocks[cloud].indexOf("\n}\n", start)), name);
}

/** Whether a path leads to an input of the typings; one that ends in `.*` to a block. */
function isInput(type: string, path: string): boolean {
  const cloud = type.split(":")[0] as Cloud;
  let properties = inputsOf(type);
  for (const key of path.split(".")) {
    if (properties === undefined) return false;
    if (key === "*") return true;
    const property: string | undefined = properties.get(key);
    if (property === undefined) return false;
    properties = blockOf(cloud, property);
  }
  return true;
}

/** The types of the resources that the sources of a cloud's components make, such as "aws:ec2/vpc:Vpc". */
function registeredTypes(cloud: Cloud): string[] {
  const folder = new URL(`components/${cloud.replace("-native", "")}/`, ROOT);
  const modules = new RegExp(`^import (\\* as )?([^;]+?) from "@pulumi/${cloud}/(\\w+)/index\\.js";$`, "gm");
  const types = readdirSync(folder, { recursive: true, encoding: "utf8" }).flatMap((file) => {
    if (!file.endsWith(".ts")) return [];
    const source = read(file, folder);
    return [...source.matchAll(modules)].flatMap(([, isNamespace, names = "", module]) => {
      const made = isNamespace
        ? [...source.matchAll(new RegExp(`new ${names}\\.(\\w+)\\(`, "g"))].map(([, name]) => name)
        : (names.match(/\w+/g) ?? []).filter((name) => source.includes(`new ${name}(`));
      return made.map((name = "") =>
        cloud === "azure-native"
          ? `${cloud}:${module}:${name}`
          : `${cloud}:${module}/${name[0]?.toLowerCase()}${name.slice(1)}:${name}`,
      );
    });
  });
  return [...new Set(types)].sort();
}

function operation(type: string, before: object, after: object): string | undefined {
  const plan = (inputs: object): Plan => {
    const urn = `urn:pulumi:dev::ai-stack::${type}::it`;
    return { steps: [{ op: "create", urn, newState: { urn, type, custom: true, inputs: { ...inputs } } }] };
  };
  return diffPlans(plan(before), plan(after), immutableInputs).steps?.[0]?.op;
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
const NETWORK = "gcp:compute/network:Network";
const GCP_SUBNET = "gcp:compute/subnetwork:Subnetwork";
const GCP_TEMPLATE = "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate";
const GCP_GROUP = "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager";
const NOTEBOOK = "gcp:workbench/instance:Instance";
const MODEL_GARDEN = "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment";
const CLOUD_RUN = "gcp:cloudrunv2/service:Service";
const CRYPTO_KEY = "gcp:kms/cryptoKey:CryptoKey";
const BUCKET = "gcp:storage/bucket:Bucket";
const REPOSITORY = "gcp:artifactregistry/repository:Repository";
const SECRET = "gcp:secretmanager/secret:Secret";
const GRANT = "gcp:projects/iAMMember:IAMMember";
const TPU = "gcp:tpu/v2Vm:V2Vm";
const QUEUED_TPU = "gcp:tpu/v2QueuedResource:V2QueuedResource";
const AZURE_NETWORK = "azure-native:network:VirtualNetwork";
const AZURE_SUBNET = "azure-native:network:Subnet";
const PRIVATE_ENDPOINT = "azure-native:network:PrivateEndpoint";
const ROLE = "azure-native:authorization:RoleAssignment";
const STORAGE = "azure-native:storage:StorageAccount";
const SCALE_SET = "azure-native:compute:VirtualMachineScaleSet";
const WORKSPACE = "azure-native:machinelearningservices:Workspace";
const ONLINE_ENDPOINT = "azure-native:machinelearningservices:OnlineEndpoint";
const ONLINE_DEPLOYMENT = "azure-native:machinelearningservices:OnlineDeployment";
const CONTAINER_APP = "azure-native:app:ContainerApp";
const CONTAINER_APPS = "azure-native:app:ManagedEnvironment";

test.each(listed.map(([type]) => type))("%s is a type of the SDK", (type) => {
  expect(/static __pulumiType = '(.*)';/.exec(fileOf(type, "js"))?.[1]).toBe(type);
});

test.each(listed)("%s: each path leads to an input of the SDK's typings", (type, paths) => {
  expect(paths.filter((path) => !isInput(type, path))).toEqual([]);
});

test.each([
  [VPC, "cidrBlok"],
  [VPC, "cidrBlock.inner"],
  ["aws:ec2/vpcEndpoint:VpcEndpoint", "dnsOptions.privateDns"],
  [DOMAIN, "subnetIds.*"],
  [NETWORK, "mtuu"],
  [NOTEBOOK, "gceSetup.bootDisk.size"],
  [GRANT, "member.*"],
  [AZURE_NETWORK, "networkName"],
  [PRIVATE_ENDPOINT, "subnet.name.inner"],
])("%s has no input %s", (type, path) => {
  expect(isInput(type, path)).toBe(false);
});

test.each<[Cloud, string[]]>([
  ["aws", [VPC, GROUP, DOMAIN, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"]],
  [
    "azure-native",
    [
      AZURE_NETWORK,
      AZURE_SUBNET,
      PRIVATE_ENDPOINT,
      ROLE,
      STORAGE,
      SCALE_SET,
      WORKSPACE,
      ONLINE_DEPLOYMENT,
      CONTAINER_APP,
    ],
  ],
  ["gcp", [NETWORK, GCP_GROUP, NOTEBOOK, MODEL_GARDEN, CLOUD_RUN, GRANT, TPU, QUEUED_TPU]],
])("%s: each resource type that the components make has an entry", (cloud, some) => {
  const types = registeredTypes(cloud);
  expect(types).toEqual(expect.arrayContaining(some));
  expect(types.filter((type) => immutableInputs[type] === undefined)).toEqual([]);
});

test.each(Object.keys(CLOUDS) as Cloud[])("%s: no resource moves to another place while it stays", (cloud) => {
  const placesOf = (names: Iterable<string>) => [...names].filter((name) => PLACES[cloud].includes(name)).sort();
  for (const [type, paths] of Object.entries(CLOUDS[cloud]))
    expect([type, placesOf(paths)]).toEqual([type, placesOf(inputsOf(type)?.keys() ?? [])]);
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
  [NETWORK, "another profile", { networkProfile: "a" }, { networkProfile: "b" }],
  [GCP_SUBNET, "another range", { ipCidrRange: "10.20.0.0/16" }, { ipCidrRange: "10.30.0.0/16" }],
  [GCP_TEMPLATE, "another machine", { machineType: "g2-standard-8" }, { machineType: "g2-standard-12" }],
  [GCP_TEMPLATE, "another label", { labels: { team: "a" } }, { labels: { team: "b" } }],
  [
    GCP_TEMPLATE,
    "another way to be had",
    { scheduling: { provisioningModel: "STANDARD" } },
    { scheduling: { provisioningModel: "SPOT" } },
  ],
  [GCP_GROUP, "another zone", { distributionPolicyZones: ["a"] }, { distributionPolicyZones: ["a", "b"] }],
  [
    NOTEBOOK,
    "another key of the boot disk",
    { gceSetup: { bootDisk: { kmsKey: "a" } } },
    { gceSetup: { bootDisk: { kmsKey: "b" } } },
  ],
  [
    NOTEBOOK,
    "another subnet",
    { gceSetup: { networkInterfaces: [{ subnet: "a" }] } },
    { gceSetup: { networkInterfaces: [{ subnet: "b" }] } },
  ],
  [NOTEBOOK, "another owner", { instanceOwners: ["a@example.com"] }, { instanceOwners: ["b@example.com"] }],
  [
    MODEL_GARDEN,
    "one more replica",
    { deployConfig: { dedicatedResources: { maxReplicaCount: 1 } } },
    { deployConfig: { dedicatedResources: { maxReplicaCount: 2 } } },
  ],
  [MODEL_GARDEN, "another model", { huggingFaceModelId: "a/b" }, { huggingFaceModelId: "a/c" }],
  [CLOUD_RUN, "another name", { name: "a" }, { name: "b" }],
  [CLOUD_RUN, "another region", { location: "us-central1" }, { location: "us-east4" }],
  [CRYPTO_KEY, "another time to restore", { destroyScheduledDuration: "1s" }, { destroyScheduledDuration: "2s" }],
  [BUCKET, "another place", { location: "us-central1" }, { location: "us-east4" }],
  [REPOSITORY, "another key", { kmsKeyName: "a" }, { kmsKeyName: "b" }],
  [
    SECRET,
    "another place",
    { replication: { userManaged: { replicas: [{ location: "us-central1" }] } } },
    { replication: { userManaged: { replicas: [{ location: "us-east4" }] } } },
  ],
  [GRANT, "another role", { role: "roles/logging.logWriter" }, { role: "roles/aiplatform.user" }],
  [TPU, "another size", { acceleratorType: "v6e-4" }, { acceleratorType: "v6e-8" }],
  [TPU, "spot", {}, { schedulingConfig: { spot: true } }],
  [
    QUEUED_TPU,
    "another size",
    { tpu: { nodeSpecs: [{ node: { acceleratorType: "v6e-4" } }] } },
    { tpu: { nodeSpecs: [{ node: { acceleratorType: "v6e-8" } }] } },
  ],
  [AZURE_NETWORK, "another region", { location: "swedencentral" }, { location: "westus3" }],
  [AZURE_SUBNET, "another resource group", { resourceGroupName: "a" }, { resourceGroupName: "b" }],
  [PRIVATE_ENDPOINT, "another subnet", { subnet: { id: "a" } }, { subnet: { id: "b" } }],
  [ROLE, "another principal", { principalId: "a" }, { principalId: "b" }],
  [STORAGE, "a hierarchical namespace", {}, { isHnsEnabled: true }],
  [ONLINE_DEPLOYMENT, "another endpoint", { endpointName: "a" }, { endpointName: "b" }],
  [CONTAINER_APP, "another environment", { environmentId: "a" }, { environmentId: "b" }],
  [CONTAINER_APPS, "zones", { zoneRedundant: false }, { zoneRedundant: true }],
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
  [NETWORK, "another packet size", { mtu: 1460 }, { mtu: 8896 }],
  [GCP_GROUP, "another template", { versions: [{ instanceTemplate: "a" }] }, { versions: [{ instanceTemplate: "b" }] }],
  [GCP_GROUP, "another size", { targetSize: 1 }, { targetSize: 2 }],
  [
    NOTEBOOK,
    "another machine",
    { gceSetup: { machineType: "e2-standard-4" } },
    { gceSetup: { machineType: "e2-standard-8" } },
  ],
  [
    NOTEBOOK,
    "a larger disk",
    { gceSetup: { dataDisks: { diskSizeGb: "50" } } },
    { gceSetup: { dataDisks: { diskSizeGb: "100" } } },
  ],
  [
    CLOUD_RUN,
    "another image",
    { template: { containers: [{ image: "a" }] } },
    { template: { containers: [{ image: "b" }] } },
  ],
  [CLOUD_RUN, "open to the internet", { ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY" }, { ingress: "INGRESS_TRAFFIC_ALL" }],
  [CRYPTO_KEY, "another rotation", { rotationPeriod: "1s" }, { rotationPeriod: "2s" }],
  [BUCKET, "another key", { encryption: { defaultKmsKeyName: "a" } }, { encryption: { defaultKmsKeyName: "b" } }],
  [
    SECRET,
    "another key",
    { replication: { userManaged: { replicas: [{ location: "a", customerManagedEncryption: { kmsKeyName: "a" } }] } } },
    { replication: { userManaged: { replicas: [{ location: "a", customerManagedEncryption: { kmsKeyName: "b" } }] } } },
  ],
  [TPU, "another label", { labels: { team: "a" } }, { labels: { team: "b" } }],
  [AZURE_NETWORK, "another tag", { tags: { team: "a" } }, { tags: { team: "b" } }],
  [AZURE_SUBNET, "another range", { addressPrefix: "10.20.0.0/24" }, { addressPrefix: "10.20.1.0/24" }],
  [STORAGE, "no more keys", { allowSharedKeyAccess: true }, { allowSharedKeyAccess: false }],
  [SCALE_SET, "another machine", { sku: { name: "Standard_NC4as_T4_v3" } }, { sku: { name: "Standard_NC8as_T4_v3" } }],
  [WORKSPACE, "another vault, which Azure refuses", { keyVault: "a" }, { keyVault: "b" }],
  [ONLINE_ENDPOINT, "open to the internet", { properties: {} }, { properties: { publicNetworkAccess: "Enabled" } }],
  [ONLINE_DEPLOYMENT, "another model", { properties: { model: "a" } }, { properties: { model: "b" } }],
  [
    CONTAINER_APP,
    "another image",
    { template: { containers: [{ image: "a" }] } },
    { template: { containers: [{ image: "b" }] } },
  ],
])("%s: %s updates it in place", (type, _, before, after) => {
  expect(operation(type, before, after)).toBe("update");
});
