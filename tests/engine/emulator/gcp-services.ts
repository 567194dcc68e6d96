import { isObject, type Properties, places, stringsAt } from "../../support/value-paths.js";
import {
  compute,
  digits,
  grantOn,
  hex,
  type Kind,
  located,
  type Making,
  namedBy,
  PROJECT_NUMBER,
} from "./gcp-kinds.js";
import { NETWORK, SUBNET } from "./gcp-network.js";
import type { Contents, Entry } from "./inventory.js";

export const SERVICE = "gcp:projects/service:Service";
const IDENTITY = "gcp:projects/serviceIdentity:ServiceIdentity";
const ACCOUNT = "gcp:serviceaccount/account:Account";
const KEY_RING = "gcp:kms/keyRing:KeyRing";
export const KEY = "gcp:kms/cryptoKey:CryptoKey";
export const KEY_GRANT = "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember";
const BUCKET = "gcp:storage/bucket:Bucket";
const REPOSITORY = "gcp:artifactregistry/repository:Repository";
const TEMPLATE = "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate";
const GROUP = "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager";
const SECRET = "gcp:secretmanager/secret:Secret";
const SECRET_VERSION = "gcp:secretmanager/secretVersion:SecretVersion";
const CHANNEL = "gcp:monitoring/notificationChannel:NotificationChannel";
const RUN_SERVICE = "gcp:cloudrunv2/service:Service";
const MODEL_GARDEN = "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment";
const ENDPOINT = "gcp:vertex/aiEndpoint:AiEndpoint";

/**
 * Agents that `projects.ServiceIdentity` asks for: API, and domain of the address.
 * @see https://cloud.google.com/iam/docs/service-agents
 */
const IDENTITIES: Readonly<Record<string, string>> = {
  "aiplatform.googleapis.com": "gcp-sa-aiplatform",
  "artifactregistry.googleapis.com": "gcp-sa-artifactregistry",
  "notebooks.googleapis.com": "gcp-sa-notebooks",
  "pubsub.googleapis.com": "gcp-sa-pubsub",
  "run.googleapis.com": "serverless-robot-prod",
  "secretmanager.googleapis.com": "gcp-sa-secretmanager",
};

/** Agents that are there once the API is, or the project. */
const BORN_WITH: Readonly<Record<string, string | undefined>> = {
  "compute-system": "compute.googleapis.com",
  "gs-project-accounts": undefined,
};

const project = "project";

export const SERVICES: Readonly<Record<string, Kind>> = {
  [SERVICE]: {
    setting: true,
    make: ({ inputs, project }) => ({ id: `${project}/${inputs.service}` }),
    keeps: (entry) => (entry.inputs.disableOnDestroy === true ? [] : [{ ...entry, kept: "stays enabled" }]),
  },
  [IDENTITY]: {
    setting: true,
    make: ({ inputs, project }) => {
      const email = `service-${PROJECT_NUMBER}@${IDENTITIES[String(inputs.service)]}.iam.gserviceaccount.com`;
      const id = `projects/${project}/services/${inputs.service}`;
      return { id, email, member: `serviceAccount:${email}` };
    },
    refuse: ({ inputs, contents }) => {
      if (IDENTITIES[String(inputs.service)] === undefined)
        return `Unsupported: the emulator knows no agent of ${inputs.service}`;
      return disabled(contents, String(inputs.service));
    },
    keeps: (entry) => [{ ...entry, kept: "a service agent cannot be deleted" }],
  },
  "gcp:projects/iAMMember:IAMMember": {
    setting: true,
    make: grantOn(project),
    refuse: unknownMember,
  },
  [ACCOUNT]: {
    api: "iam",
    make: ({ inputs, project }) => {
      const email = `${inputs.accountId}@${project}.iam.gserviceaccount.com`;
      const name = `projects/${project}/serviceAccounts/${email}`;
      return { id: name, name, email, member: `serviceAccount:${email}`, uniqueId: digits(21) };
    },
  },
  "gcp:serviceaccount/iAMMember:IAMMember": {
    api: "iam",
    setting: true,
    make: grantOn("serviceAccountId"),
    refers: { serviceAccountId: { to: [ACCOUNT] } },
    refuse: unknownMember,
  },
  [KEY_RING]: {
    api: "cloudkms",
    named: "name",
    make: located("keyRings"),
    keeps: (entry) => [{ ...entry, kept: "the provider never deletes a key ring" }],
  },
  [KEY]: {
    api: "cloudkms",
    named: "name",
    make: ({ inputs }) => {
      const id = `${inputs.keyRing}/cryptoKeys/${inputs.name}`;
      return { id, primaries: [{ name: `${id}/cryptoKeyVersions/1`, state: "ENABLED" }] };
    },
    refers: { keyRing: { to: [KEY_RING] } },
    keeps: (entry) => [{ ...entry, kept: "the provider deletes only the versions of a key" }],
  },
  [KEY_GRANT]: {
    api: "cloudkms",
    setting: true,
    make: grantOn("cryptoKeyId"),
    refers: { cryptoKeyId: { to: [KEY] } },
    refuse: unknownMember,
  },
  [BUCKET]: {
    named: "name",
    make: ({ inputs }) => ({
      id: String(inputs.name),
      selfLink: `https://www.googleapis.com/storage/v1/b/${inputs.name}`,
      url: `gs://${inputs.name}`,
      projectNumber: Number(PROJECT_NUMBER),
    }),
    encrypted: { keys: ["encryption.defaultKmsKeyName"], agent: "gs-project-accounts" },
    refuseDeletion: (entry, { entries }) =>
      entry.inputs.forceDestroy !== true &&
      entries.some(({ type, inputs }) => type === "object" && inputs.bucket === entry.id)
        ? `conflict: the bucket ${entry.id} is not empty`
        : undefined,
  },
  "gcp:storage/bucketIAMMember:BucketIAMMember": {
    setting: true,
    make: ({ inputs }) => ({ id: `b/${inputs.bucket}/${inputs.role}/${inputs.member}`, etag: "CAE=" }),
    refuse: (making) =>
      namedBy(making.contents, [BUCKET], String(making.inputs.bucket)).length === 0 &&
      !isForeign(making.inputs.bucket, making)
        ? `notFound: the bucket ${making.inputs.bucket} does not exist`
        : unknownMember(making),
  },
  [REPOSITORY]: {
    api: "artifactregistry",
    make: located("repositories", "repositoryId", ({ inputs, project, location }) => ({
      name: inputs.repositoryId,
      registryUri: `${location}-${String(inputs.format).toLowerCase()}.pkg.dev/${project}/${inputs.repositoryId}`,
    })),
    encrypted: { keys: ["kmsKeyName"], agent: "gcp-sa-artifactregistry" },
  },
  "gcp:artifactregistry/repositoryIamMember:RepositoryIamMember": {
    api: "artifactregistry",
    setting: true,
    make: grantOn("repository"),
    refers: { repository: { to: [REPOSITORY] } },
    refuse: unknownMember,
  },
  [TEMPLATE]: {
    api: "compute",
    named: "name",
    make: compute("regions/<location>/instanceTemplates", () => ({ numericId: digits(19) })),
    refers: {
      "networkInterfaces[].network": { to: [NETWORK] },
      "networkInterfaces[].subnetwork": { to: [SUBNET] },
      "serviceAccount.email": { to: [ACCOUNT] },
    },
    encrypted: { keys: ["disks[].diskEncryptionKey.kmsKeySelfLink"], agent: "compute-system" },
  },
  [GROUP]: {
    api: "compute",
    named: "name",
    make: compute("regions/<location>/instanceGroupManagers", ({ inputs, project, location }) => ({
      instanceGroup: `https://www.googleapis.com/compute/v1/projects/${project}/regions/${location}/instanceGroups/${inputs.name}`,
      instanceGroupManagerId: Number(digits(15)),
      fingerprint: hex(8),
    })),
    refers: { "versions[].instanceTemplate": { to: [TEMPLATE], holds: true } },
    refuse: flexStart,
  },
  "gcp:compute/regionAutoscaler:RegionAutoscaler": {
    api: "compute",
    named: "name",
    make: compute("regions/<location>/autoscalers"),
    refers: { target: { to: [GROUP] } },
    refuse: ({ inputs, contents }) => {
      const [group] = namedBy(contents, [GROUP], String(inputs.target));
      return group !== undefined && templatesOf(group.inputs, contents).some(isFlexStart)
        ? `invalid: ${group.outputs.name} makes flex-start machines and takes no autoscaler`
        : undefined;
    },
  },
  "gcp:workbench/instance:Instance": {
    api: "notebooks",
    named: "name",
    make: located("instances", "name", ({ location, project }) => ({
      creator: "deployer@example.com",
      state: "ACTIVE",
      proxyUri: `${hex(12)}-dot-${location}.notebooks.googleusercontent.com/${project}`,
    })),
    refers: {
      "gceSetup.networkInterfaces[].network": { to: [NETWORK], holds: true },
      "gceSetup.networkInterfaces[].subnet": { to: [SUBNET], holds: true },
      "gceSetup.serviceAccounts[].email": { to: [ACCOUNT] },
    },
    encrypted: { keys: ["gceSetup.bootDisk.kmsKey", "gceSetup.dataDisks.kmsKey"], agent: "compute-system" },
    refuseDeletion: ({ inputs, id }) =>
      inputs.enableDeletionProtection === true ? `failedPrecondition: ${id} is protected from deletion` : undefined,
  },
  "gcp:vertex/aiTensorboard:AiTensorboard": {
    api: "aiplatform",
    make: ({ project, location }) => {
      const name = `projects/${PROJECT_NUMBER}/locations/${location}/tensorboards/${digits(19)}`;
      const blobStoragePathPrefix = `cloud-ai-platform-${crypto.randomUUID()}`;
      return { id: name.replace(PROJECT_NUMBER, project), name, blobStoragePathPrefix, runCount: "0" };
    },
    encrypted: { keys: ["encryptionSpec.kmsKeyName"], agent: "gcp-sa-aiplatform" },
  },
  "gcp:vertex/aiMetadataStore:AiMetadataStore": {
    api: "aiplatform",
    named: "name",
    make: located("metadataStores"),
    encrypted: { keys: ["encryptionSpec.kmsKeyName"], agent: "gcp-sa-aiplatform" },
  },
  [MODEL_GARDEN]: {
    api: "aiplatform",
    make: ({ project, location }) => {
      const endpoint = `mg-endpoint-${crypto.randomUUID()}`;
      const id = `projects/${project}/locations/${location}/endpoints/${endpoint}`;
      return { id, endpoint, deployedModelId: digits(19), deployedModelDisplayName: "model" };
    },
    beside: ({ id, inputs, outputs }, { project, location }) => [
      {
        type: ENDPOINT,
        id,
        name: "",
        inputs: {},
        outputs: {
          project,
          location,
          region: location,
          name: outputs.endpoint,
          displayName: (inputs.endpointConfig as Properties | undefined)?.endpointDisplayName ?? outputs.endpoint,
          dedicatedEndpointEnabled: true,
          dedicatedEndpointDns: `${outputs.endpoint}.${location}-${PROJECT_NUMBER}.prediction.vertexai.goog`,
        },
      },
    ],
  },
  [RUN_SERVICE]: {
    api: "run",
    named: "name",
    make: located("services", "name", ({ inputs, location }) => {
      const uri = `https://${inputs.name}-${PROJECT_NUMBER}.${location}.run.app`;
      return {
        uri,
        urls: [uri],
        uid: crypto.randomUUID(),
        generation: "1",
        latestReadyRevision: `${inputs.name}-00001`,
      };
    }),
    updates: { generation: (old) => String(Number(old) + 1) },
    refers: {
      "template.serviceAccount": { to: [ACCOUNT] },
      "template.vpcAccess.networkInterfaces[].network": { to: [NETWORK], holds: true },
      "template.vpcAccess.networkInterfaces[].subnetwork": { to: [SUBNET], holds: true },
    },
    encrypted: { keys: ["template.encryptionKey"], agent: "serverless-robot-prod" },
    refuse: unreadable,
    // The provider protects where the program says nothing.
    refuseDeletion: ({ inputs, id }) =>
      inputs.deletionProtection === false
        ? undefined
        : `cannot destroy service without setting deletionProtection=false and running an update: ${id}`,
  },
  "gcp:cloudrunv2/serviceIamMember:ServiceIamMember": {
    api: "run",
    setting: true,
    make: grantOn("name"),
    refers: { name: { to: [RUN_SERVICE] } },
    refuse: unknownMember,
  },
  [SECRET]: {
    api: "secretmanager",
    named: "secretId",
    make: ({ inputs, project }) => ({
      id: `projects/${project}/secrets/${inputs.secretId}`,
      name: `projects/${PROJECT_NUMBER}/secrets/${inputs.secretId}`,
    }),
    encrypted: {
      keys: [
        "replication.userManaged.replicas[].customerManagedEncryption.kmsKeyName",
        "replication.auto.customerManagedEncryption.kmsKeyName",
      ],
      agent: "gcp-sa-secretmanager",
    },
    refuseDeletion: ({ inputs, id }) =>
      inputs.deletionProtection === true ? `cannot destroy ${id} without setting deletionProtection=false` : undefined,
  },
  [SECRET_VERSION]: {
    api: "secretmanager",
    make: ({ inputs, contents }) => {
      const version = String(
        1 + contents.changes.filter(({ id }) => id.startsWith(`${inputs.secret}/versions/`)).length,
      );
      const id = `${inputs.secret}/versions/${version}`;
      return { id, name: id, version };
    },
    refers: { secret: { to: [SECRET] } },
  },
  "gcp:secretmanager/secretIamMember:SecretIamMember": {
    api: "secretmanager",
    setting: true,
    make: grantOn("secretId"),
    refers: { secretId: { to: [SECRET] } },
    refuse: unknownMember,
  },
  "gcp:monitoring/alertPolicy:AlertPolicy": {
    make: ({ project }) => {
      const id = `projects/${project}/alertPolicies/${digits(20)}`;
      return { id, name: id };
    },
    refers: { "notificationChannels[]": { to: [CHANNEL], holds: true } },
  },
  [CHANNEL]: {
    make: ({ project }) => {
      const id = `projects/${project}/notificationChannels/${digits(20)}`;
      return { id, name: id, verificationStatus: "" };
    },
  },
  "gcp:billing/budget:Budget": {
    api: "billingbudgets",
    make: ({ inputs }) => {
      const name = crypto.randomUUID();
      return { id: `billingAccounts/${inputs.billingAccount}/budgets/${name}`, name };
    },
    refers: { "allUpdatesRule.monitoringNotificationChannels[]": { to: [CHANNEL] } },
  },
  "gcp:tpu/v2Vm:V2Vm": {
    api: "tpu",
    named: "name",
    make: located("nodes", "name", () => ({ state: "READY", apiVersion: "V2", networkEndpoints: [], symptoms: [] })),
    refers: {
      "networkConfig.network": { to: [NETWORK], holds: true },
      "networkConfig.subnetwork": { to: [SUBNET], holds: true },
      "serviceAccount.email": { to: [ACCOUNT] },
    },
  },
  "gcp:tpu/v2QueuedResource:V2QueuedResource": {
    api: "tpu",
    named: "name",
    make: located("queuedResources"),
    refers: {
      "tpu.nodeSpecs[].node.networkConfig.network": { to: [NETWORK], holds: true },
      "tpu.nodeSpecs[].node.networkConfig.subnetwork": { to: [SUBNET], holds: true },
    },
  },
  // Only there as what a deployment from Model Garden makes.
  [ENDPOINT]: { api: "aiplatform", make: () => ({ id: "" }) },
};

/** Why an API cannot be used: nobody has enabled it. */
export function disabled({ entries }: Contents, service: string): string | undefined {
  return entries.some(({ type, inputs }) => type === SERVICE && inputs.service === service)
    ? undefined
    : `SERVICE_DISABLED: ${service} has not been used in project ${PROJECT_NUMBER} before or it is disabled`;
}

/** Why a service's agent cannot use a key, and so the service not encrypt with it. */
export function cannotEncrypt(
  keys: readonly string[],
  agent: string,
  { contents, location }: Making,
): string | undefined {
  const member = `serviceAccount:service-${PROJECT_NUMBER}@${agent}.iam.gserviceaccount.com`;
  for (const key of keys) {
    const granted = contents.entries.some(
      ({ type, inputs }) => type === KEY_GRANT && inputs.cryptoKeyId === key && inputs.member === member,
    );
    if (!granted) return `PERMISSION_DENIED: permission denied on Cloud KMS key ${key} of ${member}`;
    const [, place = ""] = /\/locations\/([^/]+)\//.exec(key) ?? [];
    if (!location.toLowerCase().startsWith(place)) return `INVALID_ARGUMENT: ${key} is not in ${location}`;
  }
  return undefined;
}

/** Service accounts must exist, the services' agents too. */
function unknownMember({ inputs, project, contents }: Making): string | undefined {
  const [, email] = /^serviceAccount:(.*)$/.exec(String(inputs.member)) ?? [];
  if (email === undefined) return undefined;
  const missing = `INVALID_ARGUMENT: Service account ${email} does not exist`;
  if (email.endsWith(`@${project}.iam.gserviceaccount.com`))
    return namedBy(contents, [ACCOUNT], email).length > 0 ? undefined : missing;
  const [, number, domain] = /^service-(\d+)@([a-z-]+)\.iam\.gserviceaccount\.com$/.exec(email) ?? [];
  if (domain === undefined || number !== PROJECT_NUMBER) return undefined;
  if (domain in BORN_WITH) {
    const api = BORN_WITH[domain];
    return api === undefined || disabled(contents, api) === undefined ? undefined : missing;
  }
  return contents.entries.some(({ type, outputs }) => type === IDENTITY && outputs.email === email)
    ? undefined
    : missing;
}

/** Whether a bucket is not this stack's: its name has not the form of those that the provider makes up. */
function isForeign(bucket: unknown, { contents }: Making): boolean {
  return (
    !contents.changes.some(({ type, id }) => type === BUCKET && id === bucket) && !/-[0-9a-f]{7}$/.test(String(bucket))
  );
}

/** Secrets that a service reads must be there, and its account allowed to. */
function unreadable({ inputs, contents }: Making): string | undefined {
  const account = stringsAt(inputs, "template.serviceAccount")[0];
  for (const { value } of places(inputs, "template.containers[].envs[].valueSource.secretKeyRef")) {
    if (!isObject(value)) continue;
    const [secret] = namedBy(contents, [SECRET], String(value.secret));
    if (secret === undefined) return `NOT_FOUND: secret ${value.secret} was not found`;
    const allowed = contents.entries.some(
      ({ type, inputs }) =>
        type === "gcp:secretmanager/secretIamMember:SecretIamMember" &&
        namedBy(contents, [SECRET], String(inputs.secretId)).includes(secret) &&
        inputs.member === `serviceAccount:${account}`,
    );
    if (!allowed) return `Permission denied on secret: ${value.secret} for Revision service account ${account}`;
  }
  return undefined;
}

function templatesOf(group: Properties, contents: Contents): Entry[] {
  return stringsAt(group, "versions[].instanceTemplate").flatMap((text) => namedBy(contents, [TEMPLATE], text));
}

function isFlexStart({ inputs }: Entry): boolean {
  return stringsAt(inputs, "scheduling.provisioningModel").includes("FLEX_START");
}

/** What a group of flex-start machines must be: https://cloud.google.com/compute/docs/instance-groups/create-mig-with-gpu-vms */
function flexStart({ inputs, contents }: Making): string | undefined {
  if (!templatesOf(inputs, contents).some(isFlexStart)) return undefined;
  const { targetSize, instanceLifecyclePolicy, updatePolicy } = inputs;
  if (targetSize !== undefined && targetSize !== 0) return `invalid: targetSize of flex-start machines must be 0`;
  if (!isObject(instanceLifecyclePolicy) || instanceLifecyclePolicy.defaultActionOnFailure !== "DO_NOTHING")
    return "invalid: flex-start machines are not repaired: defaultActionOnFailure must be DO_NOTHING";
  if (!isObject(updatePolicy) || updatePolicy.instanceRedistributionType !== "NONE")
    return "invalid: flex-start machines are not moved: instanceRedistributionType must be NONE";
  return undefined;
}
