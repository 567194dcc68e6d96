import { beforeEach, expect, test } from "vitest";
import type { Properties } from "../../support/value-paths.js";
import { gcp } from "./gcp.js";
import type { Contents, Entry } from "./inventory.js";

const NETWORK = "gcp:compute/network:Network";
const SUBNET = "gcp:compute/subnetwork:Subnetwork";
const SERVICE = "gcp:projects/service:Service";
const IDENTITY = "gcp:projects/serviceIdentity:ServiceIdentity";
const ACCOUNT = "gcp:serviceaccount/account:Account";
const PROJECT_GRANT = "gcp:projects/iAMMember:IAMMember";
const KEY_RING = "gcp:kms/keyRing:KeyRing";
const KEY = "gcp:kms/cryptoKey:CryptoKey";
const KEY_GRANT = "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember";
const BUCKET = "gcp:storage/bucket:Bucket";
const REPOSITORY = "gcp:artifactregistry/repository:Repository";
const TEMPLATE = "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate";
const GROUP = "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager";
const RUN_SERVICE = "gcp:cloudrunv2/service:Service";
const SECRET = "gcp:secretmanager/secret:Secret";
const CHANNEL = "gcp:monitoring/notificationChannel:NotificationChannel";
const ALERT = "gcp:monitoring/alertPolicy:AlertPolicy";
const MODEL_GARDEN = "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment";
const ENDPOINT = "gcp:vertex/aiEndpoint:AiEndpoint";

const APIS = ["aiplatform", "artifactregistry", "cloudkms", "compute", "dns", "iam", "run", "secretmanager", "tpu"];
const STORAGE_AGENT = "serviceAccount:service-123456789012@gs-project-accounts.iam.gserviceaccount.com";

let contents: Contents;
beforeEach(() => {
  gcp.configure({ project: "ml-dev", region: "us-central1" });
  contents = { entries: [], changes: [], refusals: [] };
  for (const api of APIS) create(SERVICE, api, { service: `${api}.googleapis.com`, disableOnDestroy: false });
});

/** Creates a resource as the core does. */
function create(type: string, name: string, inputs: Properties): Entry {
  const entry = { type, name, ...gcp.create({ type, name, inputs }, contents) };
  contents.entries.push(entry);
  return entry;
}

function remove(entry: Entry): void {
  const left = gcp.delete(entry, contents);
  contents.entries = [...contents.entries.filter((other) => other !== entry), ...left];
}

function network() {
  const vpc = create(NETWORK, "net", { autoCreateSubnetworks: false });
  const subnet = create(SUBNET, "net-subnet", { network: vpc.id, region: "us-central1", ipCidrRange: "10.0.0.0/20" });
  return { vpc, subnet };
}

function key() {
  const ring = create(KEY_RING, "key-ring", { location: "us-central1" });
  return { ring, key: create(KEY, "key", { keyRing: ring.id }) };
}

function template(scheduling: Properties = {}): Entry {
  return create(TEMPLATE, "train-template", {
    region: "us-central1",
    machineType: "g2-standard-4",
    disks: [{ boot: true, sourceImage: "image", diskType: "pd-balanced" }],
    scheduling: { onHostMaintenance: "TERMINATE", ...scheduling },
    ...(scheduling.provisioningModel === "FLEX_START" && { reservationAffinity: { type: "NO_RESERVATION" } }),
  });
}

function group(made: Entry, inputs: Properties = {}): Entry {
  return create(GROUP, "train", {
    region: "us-central1",
    baseInstanceName: "train",
    versions: [{ instanceTemplate: made.outputs.selfLink }],
    targetSize: 0,
    updatePolicy: { type: "OPPORTUNISTIC", minimalAction: "REPLACE", instanceRedistributionType: "NONE" },
    ...inputs,
  });
}

function runService(inputs: Properties = {}): Entry {
  return create(RUN_SERVICE, "chat", {
    location: "us-central1",
    name: "chat",
    template: { containers: [{ image: "image" }] },
    ...inputs,
  });
}

const FLEX_START = {
  provisioningModel: "FLEX_START",
  automaticRestart: false,
  instanceTerminationAction: "DELETE",
  maxRunDuration: { seconds: 3600 },
};

test("ids, URLs and made-up names have Google's form", () => {
  const { vpc, subnet } = network();
  expect(vpc.id).toMatch(/^projects\/ml-dev\/global\/networks\/net-[0-9a-f]{7}$/);
  expect(vpc.outputs.selfLink).toBe(`https://www.googleapis.com/compute/v1/${vpc.id}`);
  expect(subnet.id).toMatch(/^projects\/ml-dev\/regions\/us-central1\/subnetworks\/net-subnet-[0-9a-f]{7}$/);
  expect(subnet.outputs.gatewayAddress).toBe("10.0.0.1");
  expect(create(ACCOUNT, "server", { accountId: "server-1" }).outputs).toMatchObject({
    email: "server-1@ml-dev.iam.gserviceaccount.com",
    member: "serviceAccount:server-1@ml-dev.iam.gserviceaccount.com",
  });
});

test("labels come back with the provider's own", () => {
  const made = create(BUCKET, "data", { location: "us-central1", labels: { team: "ml" } });
  expect(made.outputs).toMatchObject({
    pulumiLabels: { team: "ml" },
    effectiveLabels: { team: "ml", "goog-pulumi-provisioned": "true" },
  });
});

test("refuses what the API would refuse", () => {
  expect(() => create(NETWORK, "net", { mtu: 9000 })).toThrow("invalid: mtu must be 1300 to 8896, got 9000");
});

test("a made-up name that is too long is refused as any other", () => {
  expect(() => create(NETWORK, "n".repeat(60), {})).toThrow("name must match");
});

test("refuses to use an API that nobody has enabled", () => {
  expect(() => create("gcp:workbench/instance:Instance", "ana", { location: "us-central1-a" })).toThrow(
    "SERVICE_DISABLED: notebooks.googleapis.com has not been used in project 123456789012 before or it is disabled",
  );
});

test("refuses a child of what does not exist", () => {
  const subnet = () => create(SUBNET, "net-subnet", { network: "net", ipCidrRange: "10.0.0.0/20" });
  expect(subnet).toThrow("notFound: network: there is no gcp:compute/network:Network net");
});

test("takes a network by its id, its URL and its name", () => {
  const { vpc } = network();
  const subnet = (network: unknown, third: number) => () =>
    create(SUBNET, "other", { network, region: "us-central1", ipCidrRange: `10.0.${third}.0/24` });
  expect(subnet(vpc.id, 16)).not.toThrow();
  expect(subnet(vpc.outputs.selfLink, 17)).not.toThrow();
  expect(subnet(vpc.outputs.name, 18)).not.toThrow();
});

test("refuses a subnet over another one of its network", () => {
  const { vpc } = network();
  const subnet = (ipCidrRange: string) => () => create(SUBNET, "b", { network: vpc.id, ipCidrRange });
  expect(subnet("10.0.8.0/24")).toThrow("overlaps");
  expect(subnet("10.0.16.0/24")).not.toThrow();
});

test("refuses to delete a network with a subnet in it", () => {
  const { vpc, subnet } = network();
  expect(() => remove(vpc)).toThrow(`resourceInUseByAnotherResource: ${vpc.id} is already being used by ${subnet.id}`);
  remove(subnet);
  expect(() => remove(vpc)).not.toThrow();
});

test("refuses a record out of its zone", () => {
  const zone = create("gcp:dns/managedZone:ManagedZone", "apis", { dnsName: "run.app." });
  const record = (name: string) => () =>
    create("gcp:dns/recordSet:RecordSet", "all", {
      managedZone: zone.outputs.name,
      name,
      type: "A",
      rrdatas: ["10.0.0.1"],
    });
  expect(record("*.pkg.dev.")).toThrow("is not in the zone of run.app.");
  expect(record("*.run.app.")).not.toThrow();
});

test("refuses a fixed name that is taken", () => {
  runService();
  expect(runService).toThrow("alreadyExists: there is a gcp:cloudrunv2/service:Service already");
});

test("refuses a grant to a service account that does not exist", () => {
  const grant = (member: unknown) => () =>
    create(PROJECT_GRANT, "log-writer", { project: "ml-dev", role: "roles/logging.logWriter", member });
  expect(grant("serviceAccount:server-1@ml-dev.iam.gserviceaccount.com")).toThrow("does not exist");
  const account = create(ACCOUNT, "server", { accountId: "server-1" });
  expect(grant(account.outputs.member)).not.toThrow();
});

test("a service's agent is there once it was asked for, Compute Engine's with its API", () => {
  const { key: made } = key();
  const grant = (agent: string) => () =>
    create(KEY_GRANT, "grant", {
      cryptoKeyId: made.id,
      role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
      member: `serviceAccount:service-123456789012@${agent}.iam.gserviceaccount.com`,
    });
  expect(grant("compute-system")).not.toThrow();
  expect(grant("gcp-sa-artifactregistry")).toThrow("does not exist");
  const agent = create(IDENTITY, "agent", { service: "artifactregistry.googleapis.com" });
  expect(agent.outputs.email).toBe("service-123456789012@gcp-sa-artifactregistry.iam.gserviceaccount.com");
  expect(grant("gcp-sa-artifactregistry")).not.toThrow();
});

test("refuses a customer-managed key before the service's agent may use it, and one of another region", () => {
  const { key: made } = key();
  const bucket = (location: string) => () =>
    create(BUCKET, "data", { location, encryption: { defaultKmsKeyName: made.id } });
  expect(bucket("us-central1")).toThrow("PERMISSION_DENIED: permission denied on Cloud KMS key");
  create(KEY_GRANT, "grant", {
    cryptoKeyId: made.id,
    role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
    member: STORAGE_AGENT,
  });
  expect(bucket("us-central1")).not.toThrow();
  expect(bucket("europe-west4")).toThrow("is not in europe-west4");
  const encryption = { defaultKmsKeyName: key().key.id };
  expect(() => create(BUCKET, "data", { location: "us-central1", encryption })).toThrow("PERMISSION_DENIED");
});

test("keeps key rings and keys, and never gives their names again", () => {
  const ring = create(KEY_RING, "key-ring", { name: "ring", location: "us-central1" });
  const made = create(KEY, "key", { name: "key", keyRing: ring.id });
  remove(made);
  remove(ring);
  expect(contents.entries.filter(({ kept }) => kept).map(({ id }) => id)).toEqual([made.id, ring.id]);
  expect(() => create(KEY_RING, "key-ring", { name: "ring", location: "us-central1" })).toThrow("alreadyExists");
});

test("keeps an API enabled, unless it is to be disabled", () => {
  const [stays] = contents.entries as [Entry];
  const goes = create(SERVICE, "file", { service: "file.googleapis.com", disableOnDestroy: true });
  remove(stays);
  remove(goes);
  expect(contents.entries.find(({ id }) => id === stays.id)?.kept).toBe("stays enabled");
  expect(contents.entries.some(({ id }) => id === goes.id)).toBe(false);
});

test("deletes a Cloud Run service only where its protection was lifted", () => {
  const service = runService();
  expect(() => remove(service)).toThrow("deletionProtection=false");
  const request = { type: RUN_SERVICE, name: "chat", inputs: { ...service.inputs, deletionProtection: false } };
  const lifted = gcp.update(service, request, contents);
  contents.entries = contents.entries.map((entry) => (entry === service ? lifted : entry));
  expect(() => remove(lifted)).not.toThrow();
});

test("deletionPolicy prevents a deletion, or leaves the object behind", () => {
  const repository = (repositoryId: string, deletionPolicy: string) =>
    create(REPOSITORY, repositoryId, { location: "us-central1", repositoryId, format: "DOCKER", deletionPolicy });
  expect(() => remove(repository("a", "PREVENT"))).toThrow("deletionPolicy");
  const left = repository("b", "ABANDON");
  remove(left);
  expect(contents.entries.find(({ id }) => id === left.id)?.kept).toBe("deletionPolicy: ABANDON");
});

test("refuses to delete a bucket that holds objects, unless it may", () => {
  const bucket = (forceDestroy: boolean) => {
    const made = create(BUCKET, "data", { location: "us-central1", forceDestroy });
    contents.entries.push({ type: "object", id: "a", name: "", inputs: { bucket: made.id }, outputs: {} });
    return made;
  };
  expect(() => remove(bucket(false))).toThrow("is not empty");
  expect(() => remove(bucket(true))).not.toThrow();
});

test("refuses to delete a channel that an alert names, unless by force", () => {
  const channel = (forceDelete: boolean) => {
    const made = create(CHANNEL, "alerts", { type: "email", labels: { email_address: "a@b.test" }, forceDelete });
    const filter = 'resource.type = "cloud_run_revision" AND metric.type = "run.googleapis.com/request_count"';
    create(ALERT, "errors", {
      displayName: "errors",
      combiner: "OR",
      notificationChannels: [made.id],
      conditions: [
        { displayName: "errors", conditionThreshold: { filter, duration: "60s", comparison: "COMPARISON_GT" } },
      ],
    });
    return made;
  };
  expect(() => remove(channel(false))).toThrow("already being used");
  expect(() => remove(channel(true))).not.toThrow();
});

test("makes a budget once its API is enabled, and none that mails through what is not there", () => {
  const budget = (channel: string) =>
    create("gcp:billing/budget:Budget", "budget", {
      billingAccount: "ABCDEF-012345-6789AB",
      amount: { specifiedAmount: { currencyCode: "USD", units: "60" } },
      thresholdRules: [{ thresholdPercent: 1 }],
      allUpdatesRule: { monitoringNotificationChannels: [channel] },
    });
  const made = create(CHANNEL, "budget-email", { type: "email", labels: { email_address: "a@b.test" } });
  expect(() => budget(made.id)).toThrow("SERVICE_DISABLED: billingbudgets.googleapis.com");
  create(SERVICE, "billingbudgets", { service: "billingbudgets.googleapis.com", disableOnDestroy: false });
  expect(() => budget("projects/ml-dev/notificationChannels/1")).toThrow("there is no gcp:monitoring");
  expect(budget(made.id).id).toMatch(/^billingAccounts\/ABCDEF-012345-6789AB\/budgets\/[0-9a-f-]{36}$/);
});

test("refuses to delete a template that a group makes machines of", () => {
  const made = template();
  const train = group(made);
  expect(() => remove(made)).toThrow("already being used");
  remove(train);
  expect(() => remove(made)).not.toThrow();
});

test("refuses a group of flex-start machines that repairs, moves or starts them, and its autoscaler", () => {
  const made = template(FLEX_START);
  const lifecycle = { instanceLifecyclePolicy: { defaultActionOnFailure: "DO_NOTHING" } };
  expect(() => group(made)).toThrow("DO_NOTHING");
  expect(() => group(made, { ...lifecycle, targetSize: 1 })).toThrow("targetSize");
  expect(() =>
    group(made, { ...lifecycle, updatePolicy: { type: "OPPORTUNISTIC", minimalAction: "REPLACE" } }),
  ).toThrow("instanceRedistributionType must be NONE");
  const train = group(made, lifecycle);
  expect(() =>
    create("gcp:compute/regionAutoscaler:RegionAutoscaler", "train-autoscaler", {
      target: train.outputs.selfLink,
      autoscalingPolicy: { minReplicas: 0, maxReplicas: 1 },
    }),
  ).toThrow("takes no autoscaler");
});

test("a Cloud Run service reads a secret only once its account may", () => {
  const account = create(ACCOUNT, "chat", { accountId: "chat-run" });
  const secret = create(SECRET, "token", { replication: { auto: {} } });
  const secretId = secret.outputs.secretId;
  const envs = [{ name: "HF_TOKEN", valueSource: { secretKeyRef: { secret: secretId, version: "1" } } }];
  const service = () =>
    runService({ template: { serviceAccount: account.outputs.email, containers: [{ image: "image", envs }] } });
  expect(service).toThrow("Permission denied on secret");
  create("gcp:secretmanager/secretIamMember:SecretIamMember", "access", {
    secretId,
    role: "roles/secretmanager.secretAccessor",
    member: account.outputs.member,
  });
  expect(service).not.toThrow();
});

test("a deployment from Model Garden makes an endpoint with a DNS name, and takes it along", () => {
  const deployment = create(MODEL_GARDEN, "chat", { location: "us-central1", huggingFaceModelId: "Qwen/Qwen3-8B" });
  const endpoint = contents.entries.find(({ type }) => type === ENDPOINT);
  expect(endpoint?.id).toBe(deployment.id);
  expect(endpoint?.outputs.dedicatedEndpointDns).toBe(
    `${deployment.outputs.endpoint}.us-central1-123456789012.prediction.vertexai.goog`,
  );
  remove(deployment);
  expect(contents.entries.some(({ type }) => type === ENDPOINT)).toBe(false);
});

test("versions of a secret are counted", () => {
  const secret = create(SECRET, "token", { replication: { auto: {} } });
  const version = () => {
    const made = create("gcp:secretmanager/secretVersion:SecretVersion", "version", {
      secret: secret.id,
      secretData: "a",
    });
    contents.changes.push({ action: "create", type: made.type, name: made.name, id: made.id });
    return made.outputs.version;
  };
  expect([version(), version()]).toEqual(["1", "2"]);
});

test.each([
  ["a network's MTU", NETWORK, { mtu: 1460 }, { mtu: 8896 }, false],
  ["a network's mode", NETWORK, { autoCreateSubnetworks: true }, { autoCreateSubnetworks: false }, true],
  ["a subnet's range that grows", SUBNET, { ipCidrRange: "10.0.0.0/24" }, { ipCidrRange: "10.0.0.0/20" }, false],
  ["a subnet's range that shrinks", SUBNET, { ipCidrRange: "10.0.0.0/20" }, { ipCidrRange: "10.0.0.0/24" }, true],
  ["a subnet's range that moves", SUBNET, { ipCidrRange: "10.0.0.0/24" }, { ipCidrRange: "10.1.0.0/24" }, true],
  ["anything of a template", TEMPLATE, { labels: { a: "b" } }, { labels: { a: "c" } }, true],
  [
    "a group's template",
    GROUP,
    { versions: [{ instanceTemplate: "a" }] },
    { versions: [{ instanceTemplate: "b" }] },
    false,
  ],
  ["a key's rotation", KEY, { rotationPeriod: "86400s" }, { rotationPeriod: "86401s" }, false],
  ["a key's waiting time", KEY, { destroyScheduledDuration: "1s" }, { destroyScheduledDuration: "2s" }, true],
  ["a region", BUCKET, { location: "US" }, { location: "EU" }, true],
  ["what is served", MODEL_GARDEN, { huggingFaceModelId: "a/b" }, { huggingFaceModelId: "a/c" }, true],
  ["what deletes a deployment", MODEL_GARDEN, { deletionPolicy: "PREVENT" }, { deletionPolicy: "DELETE" }, false],
  ["a secret's region", SECRET, regions("us-central1"), regions("us-east1"), true],
])("%s changes in place or by a new object", (_, type, olds, news, replaces) => {
  expect(gcp.diff(type, olds, news).map((change) => change.replaces)).toEqual([replaces]);
});

function regions(location: string): Properties {
  return { replication: { userManaged: { replicas: [{ location }] } } };
}

test("a fixed name is freed first by a replacement, a made-up one need not be", () => {
  const deletesFirst = (olds: Properties, inputs: Properties) =>
    gcp.deletesFirst({ type: NETWORK, name: "net", inputs }, gcp.diff(NETWORK, olds, inputs));
  expect(deletesFirst({ name: "net", description: "a" }, { name: "net", description: "b" })).toBe(true);
  expect(deletesFirst({ name: "net" }, { name: "other" })).toBe(false);
  expect(deletesFirst({ description: "a" }, { description: "b" })).toBe(false);
});
