import { expect, test } from "vitest";
import {
  VertexWorkbench,
  type VertexWorkbenchArgs,
} from "../../../../components/gcp/vertex-workbench/vertex-workbench.js";
import { deploy } from "../../../support/mocks.js";

const COMPONENT = "ai-stack:gcp:VertexWorkbench::studio"; // spelled out: a changed token replaces users' state
const BUCKET = "ai-stack:gcp:PrivateBucket::studio-artifacts";
const CONTAINERS = "gcp:artifactregistry/repository:Repository::studio-containers";
const PIPELINES = "gcp:artifactregistry/repository:Repository::studio-pipelines";
const TENSORBOARD = "gcp:vertex/aiTensorboard:AiTensorboard::studio-tensorboard";
const ACCOUNT = "gcp:serviceaccount/account:Account::studio-service-account";
const LOGS = "gcp:projects/iAMMember:IAMMember::studio-log-writer";
const METRICS = "gcp:projects/iAMMember:IAMMember::studio-metric-writer";
const VERTEX = "gcp:projects/iAMMember:IAMMember::studio-vertex-user";
const BUCKET_OBJECTS = "gcp:storage/bucketIAMMember:BucketIAMMember::studio-bucket-objects";
const BUCKET_READER = "gcp:storage/bucketIAMMember:BucketIAMMember::studio-bucket-reader";
const CONTAINERS_WRITER = "gcp:artifactregistry/repositoryIamMember:RepositoryIamMember::studio-containers-writer";
const PIPELINES_WRITER = "gcp:artifactregistry/repositoryIamMember:RepositoryIamMember::studio-pipelines-writer";
const JOBS = "gcp:serviceaccount/iAMMember:IAMMember::studio-jobs";
const notebook = (user: string) => `gcp:workbench/instance:Instance::studio-user-${user}`;
const access = (user: string) => `gcp:serviceaccount/iAMMember:IAMMember::studio-user-${user}-access`;

const KEY = "projects/ml-dev-123456/locations/us-central1/keyRings/ring/cryptoKeys/key";
const MEMBER = "<studio-service-account.member>";

const args: VertexWorkbenchArgs = {
  projectId: "ml-dev-123456",
  zone: "us-central1-a",
  networkId: "projects/ml-dev-123456/global/networks/network",
  subnetId: "projects/ml-dev-123456/regions/us-central1/subnetworks/subnet",
  users: ["ana"],
};
const deployed = (more: Partial<VertexWorkbenchArgs> = {}) =>
  deploy(() => new VertexWorkbench("studio", { ...args, ...more }));
const gceSetup = async (more: Partial<VertexWorkbenchArgs> = {}) =>
  (await deployed(more)).inputs[notebook("ana")]?.gceSetup;

test("registers a notebook, its service account and where work goes under the component", async () => {
  const { tree } = await deployed();
  expect(tree).toEqual([
    "ai-stack:gcp:VertexWorkbench studio",
    "  ai-stack:gcp:PrivateBucket studio-artifacts",
    "    gcp:storage/bucket:Bucket studio-artifacts",
    "  gcp:artifactregistry/repository:Repository studio-containers",
    "  gcp:artifactregistry/repository:Repository studio-pipelines",
    "  gcp:artifactregistry/repositoryIamMember:RepositoryIamMember studio-containers-writer",
    "  gcp:artifactregistry/repositoryIamMember:RepositoryIamMember studio-pipelines-writer",
    "  gcp:projects/iAMMember:IAMMember studio-log-writer",
    "  gcp:projects/iAMMember:IAMMember studio-metric-writer",
    "  gcp:projects/iAMMember:IAMMember studio-vertex-user",
    "  gcp:serviceaccount/account:Account studio-service-account",
    "  gcp:serviceaccount/iAMMember:IAMMember studio-jobs",
    "  gcp:storage/bucketIAMMember:BucketIAMMember studio-bucket-objects",
    "  gcp:storage/bucketIAMMember:BucketIAMMember studio-bucket-reader",
    "  gcp:vertex/aiTensorboard:AiTensorboard studio-tensorboard",
    "  gcp:workbench/instance:Instance studio-user-ana",
  ]);
});

test("is documented by its args, defaults included", async () => {
  const { inputs } = await deployed();
  expect(inputs[COMPONENT]).toEqual({
    ...args,
    idleTimeoutMinutes: 60,
    machineType: "e2-standard-4",
    dataDiskGb: 50,
    keepNotebooks: true,
    keepArtifacts: true,
  });
});

test("creates a notebook stopped, in the project and zone, named after project, stack, component and user", async () => {
  const { inputs } = await deployed();
  expect(inputs[notebook("ana")]).toMatchObject({
    project: "ml-dev-123456",
    location: "us-central1-a",
    name: "ai-stack-test-studio-ana",
    desiredState: "STOPPED",
  });
});

test("gives a notebook a private address in the subnet only", async () => {
  expect(await gceSetup()).toMatchObject({
    disablePublicIp: true,
    networkInterfaces: [{ network: args.networkId, subnet: args.subnetId }],
  });
});

test("starts only signed software on a notebook, and measures it", async () => {
  expect((await gceSetup()).shieldedInstanceConfig).toEqual({
    enableSecureBoot: true,
    enableVtpm: true,
    enableIntegrityMonitoring: true,
  });
});

test("stops an idle notebook after an hour, without root access or the project's SSH keys", async () => {
  expect((await gceSetup()).metadata).toEqual({
    "idle-timeout-seconds": "3600",
    "notebook-disable-root": "true",
    "block-project-ssh-keys": "true",
  });
});

test.each([10, 1440])("stops an idle notebook after %s minutes", async (idleTimeoutMinutes) => {
  const { metadata } = await gceSetup({ idleTimeoutMinutes });
  expect(metadata["idle-timeout-seconds"]).toBe(String(idleTimeoutMinutes * 60));
});

test("runs a notebook on 4 vCPU, with 50 GB for files on a balanced disk", async () => {
  expect(await gceSetup()).toMatchObject({
    machineType: "e2-standard-4",
    bootDisk: { diskType: "PD_BALANCED" },
    dataDisks: { diskType: "PD_BALANCED", diskSizeGb: "50" },
  });
});

test("takes a machine type and a disk's size", async () => {
  expect(await gceSetup({ machineType: "n2-standard-8", dataDiskGb: 200 })).toMatchObject({
    machineType: "n2-standard-8",
    dataDisks: { diskSizeGb: "200" },
  });
});

test("a short name's notebook is for whoever may act as its service account", async () => {
  const { inputs } = await deployed();
  expect(inputs[notebook("ana")]).not.toHaveProperty("instanceOwners");
  expect(inputs[notebook("ana")]?.gceSetup.serviceAccounts).toEqual([{ email: "<studio-service-account.email>" }]);
});

test("an e-mail address' notebook is for that user alone, who may act as its service account", async () => {
  const { inputs } = await deployed({ users: ["ana@example.com"] });
  expect(inputs[notebook("ana@example.com")]).toMatchObject({
    name: "ai-stack-test-studio-ana-example-com",
    instanceOwners: ["ana@example.com"],
  });
  expect(inputs[access("ana@example.com")]).toEqual({
    serviceAccountId: "<studio-service-account.name>",
    role: "roles/iam.serviceAccountUser",
    member: "user:ana@example.com",
  });
});

test("keys notebooks by user: another one before leaves the first alone", async () => {
  const one = await deployed();
  const two = await deployed({ users: ["bo", "ana"] });
  expect(two.inputs[notebook("ana")]).toEqual(one.inputs[notebook("ana")]);
});

test("the service account uses Vertex AI, writes logs and metrics, and has no other role in the project", async () => {
  const { inputs } = await deployed();
  const project = "ml-dev-123456";
  expect(Object.fromEntries(Object.entries(inputs).filter(([key]) => key.startsWith("gcp:projects/")))).toEqual({
    [LOGS]: { project, role: "roles/logging.logWriter", member: MEMBER },
    [METRICS]: { project, role: "roles/monitoring.metricWriter", member: MEMBER },
    [VERTEX]: { project, role: "roles/aiplatform.user", member: MEMBER },
  });
});

test("the service account reads and writes the bucket's objects, and sees whose the bucket is", async () => {
  const { inputs } = await deployed();
  const bucket = "<studio-artifacts.name>";
  expect(inputs[BUCKET_OBJECTS]).toEqual({ bucket, role: "roles/storage.objectUser", member: MEMBER });
  expect(inputs[BUCKET_READER]).toEqual({ bucket, role: "roles/storage.legacyBucketReader", member: MEMBER });
});

test("the service account pushes to both repositories", async () => {
  const { inputs } = await deployed();
  const writer = { project: "ml-dev-123456", location: "us-central1", role: "roles/artifactregistry.writer" };
  expect(inputs[CONTAINERS_WRITER]).toEqual({
    ...writer,
    repository: "ai-stack-test-studio-containers",
    member: MEMBER,
  });
  expect(inputs[PIPELINES_WRITER]).toEqual({
    ...writer,
    repository: "ai-stack-test-studio-pipelines",
    member: MEMBER,
  });
});

test("the service account starts jobs as itself", async () => {
  const { inputs } = await deployed();
  expect(inputs[JOBS]).toEqual({
    serviceAccountId: "<studio-service-account.name>",
    role: "roles/iam.serviceAccountUser",
    member: MEMBER,
  });
});

test("a notebook starts once its service account has its roles", async () => {
  const { resources } = await deployed();
  const grants = [LOGS, METRICS, VERTEX, BUCKET_OBJECTS, BUCKET_READER, CONTAINERS_WRITER, PIPELINES_WRITER, JOBS];
  expect(resources[notebook("ana")]?.dependencies).toEqual([...grants, ACCOUNT].sort());
});

test("keeps artifacts in the notebooks' region", async () => {
  const { inputs } = await deployed();
  expect(inputs[BUCKET]).toMatchObject({ projectId: "ml-dev-123456", location: "us-central1" });
  expect(inputs[TENSORBOARD]).toMatchObject({
    project: "ml-dev-123456",
    region: "us-central1",
    displayName: "ai-stack-test-studio",
  });
});

test("has a repository for container images and one for pipeline templates", async () => {
  const { inputs } = await deployed();
  const place = { project: "ml-dev-123456", location: "us-central1" };
  expect(inputs[CONTAINERS]).toMatchObject({
    ...place,
    repositoryId: "ai-stack-test-studio-containers",
    format: "DOCKER",
  });
  expect(inputs[PIPELINES]).toMatchObject({ ...place, repositoryId: "ai-stack-test-studio-pipelines", format: "KFP" });
});

test("refuses to delete what holds data", async () => {
  const { inputs } = await deployed();
  expect(inputs[notebook("ana")]).toMatchObject({ deletionPolicy: "PREVENT" });
  expect(inputs[BUCKET]).toMatchObject({ keep: true });
  for (const store of [CONTAINERS, PIPELINES, TENSORBOARD])
    expect(inputs[store]).toMatchObject({ deletionPolicy: "PREVENT" });
});

test("keepNotebooks: false lets notebooks be deleted, and nothing else", async () => {
  const { inputs } = await deployed({ keepNotebooks: false });
  expect(inputs[notebook("ana")]).toMatchObject({ deletionPolicy: "DELETE" });
  expect(inputs[BUCKET]).toMatchObject({ keep: true });
  expect(inputs[TENSORBOARD]).toMatchObject({ deletionPolicy: "PREVENT" });
});

test("keepArtifacts: false lets bucket, repositories and TensorBoard be deleted, and nothing else", async () => {
  const { inputs } = await deployed({ keepArtifacts: false });
  expect(inputs[notebook("ana")]).toMatchObject({ deletionPolicy: "PREVENT" });
  expect(inputs[BUCKET]).toMatchObject({ keep: false });
  for (const store of [CONTAINERS, PIPELINES, TENSORBOARD])
    expect(inputs[store]).toMatchObject({ deletionPolicy: "DELETE" });
});

test("encrypts with Google's keys by default", async () => {
  const { inputs } = await deployed();
  expect(inputs[notebook("ana")]?.gceSetup.bootDisk).toEqual({ diskType: "PD_BALANCED" });
  expect(inputs[notebook("ana")]?.gceSetup.dataDisks).toEqual({ diskType: "PD_BALANCED", diskSizeGb: "50" });
  for (const store of [BUCKET, CONTAINERS, PIPELINES]) expect(inputs[store]).not.toHaveProperty("kmsKeyName");
  expect(inputs[TENSORBOARD]).not.toHaveProperty("encryptionSpec");
});

test("encrypts everything with a given Cloud KMS key", async () => {
  const { inputs } = await deployed({ kmsKeyName: KEY });
  const disk = { diskEncryption: "CMEK", kmsKey: KEY };
  expect(inputs[notebook("ana")]?.gceSetup).toMatchObject({ bootDisk: disk, dataDisks: disk });
  for (const store of [BUCKET, CONTAINERS, PIPELINES]) expect(inputs[store]).toMatchObject({ kmsKeyName: KEY });
  expect(inputs[TENSORBOARD]).toMatchObject({ encryptionSpec: { kmsKeyName: KEY } });
});

test("labels everything that takes labels", async () => {
  const { inputs } = await deployed({ labels: { team: "ml" } });
  for (const labelled of [notebook("ana"), BUCKET, CONTAINERS, PIPELINES, TENSORBOARD])
    expect(inputs[labelled]).toMatchObject({ labels: { team: "ml" } });
});

test("deletes a named notebook or repository before it makes its replacement", async () => {
  const { resources } = await deployed();
  for (const named of [notebook("ana"), CONTAINERS, PIPELINES])
    expect(resources[named]?.deleteBeforeReplace).toBe(true);
});

test("waits for service accounts, grants and APIs that are not known everywhere yet", async () => {
  const { resources } = await deployed({ users: ["ana@example.com"] });
  const waiting = [notebook("ana@example.com"), access("ana@example.com"), VERTEX, BUCKET_OBJECTS, CONTAINERS_WRITER];
  for (const key of [...waiting, JOBS, CONTAINERS, TENSORBOARD])
    expect(resources[key]?.errorHooks).toEqual(["gcp-service-propagation"]);
});

test("publishes the contract, and what notebooks and jobs need", async () => {
  const { outputs } = await deployed({ users: ["ana", "bo@example.com"] });
  expect(outputs[COMPONENT]).toEqual({
    platformId: "projects/ml-dev-123456/locations/us-central1",
    url: "https://console.cloud.google.com/vertex-ai/workbench/instances?project=ml-dev-123456",
    artifactsUrl: "gs://<studio-artifacts.name>",
    instanceIds: { ana: "<studio-user-ana.id>", "bo@example.com": "<studio-user-bo@example.com.id>" },
    serviceAccountEmail: "<studio-service-account.email>",
    containersUrl: "<studio-containers.registryUri>",
    pipelinesUrl: "https://us-central1-kfp.pkg.dev/ml-dev-123456/ai-stack-test-studio-pipelines",
    tensorboardId: "<studio-tensorboard.id>",
  });
});

const SHAPE = "short names (letters, digits and inner hyphens) or e-mail addresses in lower case";

test.each([
  [{ zone: "us-central1" }, `'zone' must be a zone such as us-central1-a, got "us-central1"`],
  [{ users: [] }, "'users' must hold at least one user, got none"],
  [{ users: ["ana b"] }, `'users' must be ${SHAPE}, got "ana b"`],
  [{ users: ["-ana"] }, `'users' must be ${SHAPE}, got "-ana"`],
  [{ users: ["ana-"] }, `'users' must be ${SHAPE}, got "ana-"`],
  [{ users: ["ana.b"] }, `'users' must be ${SHAPE}, got "ana.b"`],
  [{ users: ["Ana@example.com"] }, `'users' must be ${SHAPE}, got "Ana@example.com"`],
  [{ users: ["ana@example"] }, `'users' must be ${SHAPE}, got "ana@example"`],
  [{ users: ["user:ana@example.com"] }, `'users' must be ${SHAPE}, got "user:ana@example.com"`],
  [{ users: ["ana", "Ana"] }, "'users' must differ from each other in letters and digits, got ana, Ana"],
  [
    { users: ["a.b@x.org", "a-b@x.org"] },
    "'users' must differ from each other in letters and digits, got a.b@x.org, a-b@x.org",
  ],
  [{ idleTimeoutMinutes: 9 }, "'idleTimeoutMinutes' must be a whole number from 10 to 1440, got 9"],
  [{ idleTimeoutMinutes: 1441 }, "'idleTimeoutMinutes' must be a whole number from 10 to 1440, got 1441"],
  [{ dataDiskGb: 9 }, "'dataDiskGb' must be a whole number from 10 to 64000, got 9"],
  [{ dataDiskGb: 64_001 }, "'dataDiskGb' must be a whole number from 10 to 64000, got 64001"],
] satisfies [Partial<VertexWorkbenchArgs>, string][])(
  "fails: %j, before anything registers",
  async (wrong, message) => {
    const { tree } = await deploy(() => {
      expect(() => new VertexWorkbench("studio", { ...args, ...wrong })).toThrow(message);
    });
    expect(tree).toEqual([]);
  },
);

test.each(["Studio", "a".repeat(46), "goog-studio"])("fails: name %s, before anything registers", async (name) => {
  const { tree } = await deploy(() => {
    expect(() => new VertexWorkbench(name, args)).toThrow(
      `'name' must be up to 45 lower-case letters, digits and hyphens that may begin a bucket's name, got "${name}"`,
    );
  });
  expect(tree).toEqual([]);
});

test("takes a name of 45 characters", async () => {
  const name = "a".repeat(45);
  const { tree } = await deploy(() => new VertexWorkbench(name, args));
  expect(tree).toContain(`    gcp:storage/bucket:Bucket ${name}-artifacts`);
});

test("shortens a long notebook's name to 47 characters, 16 less than the longest", async () => {
  const user = "a".repeat(63);
  const { inputs } = await deployed({ users: [user] });
  expect(inputs[notebook(user)]?.name).toMatch(/^ai-stack-test-studio-a+-[0-9a-f]{8}$/);
  expect(inputs[notebook(user)]?.name).toHaveLength(47);
});

test("transform has the last word on each child, and is no input of the component", async () => {
  const { inputs } = await deployed({
    transform: {
      instance: { desiredState: "ACTIVE" },
      serviceAccount: { displayName: "ours" },
      artifacts: { keep: false },
      containers: { description: "ours" },
      pipelines: { repositoryId: "ours" },
      tensorboard: { displayName: "ours" },
    },
  });
  expect(inputs[COMPONENT]).not.toHaveProperty("transform");
  expect(inputs).toMatchObject({
    [notebook("ana")]: { desiredState: "ACTIVE", location: "us-central1-a" },
    [ACCOUNT]: { displayName: "ours" },
    [BUCKET]: { keep: false },
    [CONTAINERS]: { description: "ours", format: "DOCKER" },
    [PIPELINES]: { repositoryId: "ours" },
    [TENSORBOARD]: { displayName: "ours" },
  });
});
