import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { TpuSlice, type TpuSliceArgs } from "../../../../components/gcp/tpu-slice/tpu-slice.js";
import { deploy } from "../../../support/mocks.js";

const COMPONENT = "ai-stack:gcp:TpuSlice::tune"; // spelled out: a changed token replaces users' state
const VM = "gcp:tpu/v2Vm:V2Vm::tune";
const QUEUED = "gcp:tpu/v2QueuedResource:V2QueuedResource::tune";
const ACCOUNT = "gcp:serviceaccount/account:Account::tune-service-account";
const LOG_WRITER = "gcp:projects/iAMMember:IAMMember::tune-log-writer";
const METRIC_WRITER = "gcp:projects/iAMMember:IAMMember::tune-metric-writer";

const BASE = {
  projectId: "ml-dev-1",
  zone: "us-east5-b",
  networkId: "projects/ml-dev-1/global/networks/main",
  subnetId: "projects/ml-dev-1/regions/us-east5/subnetworks/private",
  acceleratorType: "v6e-8",
};
const slice = (args: Partial<TpuSliceArgs> = {}) => deploy(() => new TpuSlice("tune", { ...BASE, ...args }));

test("registers a TPU VM, and a service account with two roles", async () => {
  const { tree } = await slice();
  expect(tree).toEqual([
    "ai-stack:gcp:TpuSlice tune",
    "  gcp:projects/iAMMember:IAMMember tune-log-writer",
    "  gcp:projects/iAMMember:IAMMember tune-metric-writer",
    "  gcp:serviceaccount/account:Account tune-service-account",
    "  gcp:tpu/v2Vm:V2Vm tune",
  ]);
});

test("a slice is in the private network, with an account of its own and Secure Boot", async () => {
  const { inputs } = await slice();
  expect(inputs[VM]).toEqual({
    project: "ml-dev-1",
    zone: "us-east5-b",
    name: "ai-stack-test-tune",
    acceleratorType: "v6e-8",
    runtimeVersion: "v2-alpha-tpuv6e",
    networkConfig: {
      network: "projects/ml-dev-1/global/networks/main",
      subnetwork: "projects/ml-dev-1/regions/us-east5/subnetworks/private",
      enableExternalIps: false,
    },
    serviceAccount: {
      email: "<tune-service-account.email>",
      scopes: ["https://www.googleapis.com/auth/cloud-platform"],
    },
    shieldedInstanceConfig: { enableSecureBoot: true },
  });
});

test.each([
  ["v5litepod-1", "v2-alpha-tpuv5-lite"],
  ["v5litepod-256", "v2-alpha-tpuv5-lite"],
  ["v5p-8", "v2-alpha-tpuv5"],
  ["v5p-12288", "v2-alpha-tpuv5"],
  ["v6e-1", "v2-alpha-tpuv6e"],
  ["v6e-256", "v2-alpha-tpuv6e"],
])("%s runs the software of its generation, %s", async (acceleratorType, runtimeVersion) => {
  const { inputs } = await slice({ acceleratorType });
  expect(inputs[VM]).toMatchObject({ acceleratorType, runtimeVersion });
});

test("takes another runtime version", async () => {
  const { inputs } = await slice({ runtimeVersion: pulumi.output("tpu-vm-tf-2.19.0") });
  expect(inputs[VM]?.runtimeVersion).toBe("tpu-vm-tf-2.19.0");
});

test("a slice may write logs and metrics, and nothing else", async () => {
  const { inputs } = await slice();
  const member = "<tune-service-account.member>";
  expect(inputs[ACCOUNT]?.accountId).toBe("ai-stack-test-tune");
  expect(inputs[LOG_WRITER]).toEqual({ project: "ml-dev-1", role: "roles/logging.logWriter", member });
  expect(inputs[METRIC_WRITER]).toEqual({ project: "ml-dev-1", role: "roles/monitoring.metricWriter", member });
});

test("it starts after its account's roles, and is tried again until the account is known everywhere", async () => {
  const { resources } = await slice();
  expect(resources[VM]?.dependencies).toEqual(expect.arrayContaining([LOG_WRITER, METRIC_WRITER]));
  expect(resources[VM]?.errorHooks).toEqual(["gcp-service-propagation"]);
});

test("it is deleted before its replacement, which has the same name, and gets time for both", async () => {
  const { resources } = await slice();
  expect(resources[VM]?.deleteBeforeReplace).toBe(true);
  expect(resources[VM]?.customTimeouts).toEqual({ create: "60m", delete: "30m" });
});

test("publishes the contract and the slice's name", async () => {
  const { outputs, result } = await slice();
  expect(result.cloud).toBe("gcp");
  expect(outputs[COMPONENT]).toEqual({
    poolId: "<tune.id>",
    nodeName: "ai-stack-test-tune",
    startCommand: "gcloud compute tpus tpu-vm start ai-stack-test-tune --project=ml-dev-1 --zone=us-east5-b",
  });
});

test("passes documented inputs with their defaults to the engine", async () => {
  const { inputs } = await slice({ transform: { vm: {} } });
  expect(inputs[COMPONENT]).toEqual({
    ...BASE,
    runtimeVersion: "v2-alpha-tpuv6e",
    queued: false,
    spot: false,
    reserved: false,
  });
});

test("sits under its caller's parent", async () => {
  const { resources } = await deploy(() => {
    const parent = new pulumi.ComponentResource("test:index:Team", "team");
    return new TpuSlice("tune", BASE, { parent });
  });
  expect(resources[COMPONENT]?.parent).toBe("test:index:Team::team");
});

test.each([
  ["spot", { spot: true }],
  ["reserved", { reserved: true }],
])("a slice may be %s", async (arg, schedulingConfig) => {
  const { inputs } = await slice({ [arg]: true });
  expect(inputs[VM]?.schedulingConfig).toEqual(schedulingConfig);
});

test("labels reach the slice", async () => {
  const { inputs } = await slice({ labels: { team: pulumi.output("ml") } });
  expect(inputs[VM]?.labels).toEqual({ team: "ml" });
});

test("queued, it is a queue entry for one node and nothing else", async () => {
  const { tree, inputs } = await slice({ queued: true });
  expect(tree).toEqual(["ai-stack:gcp:TpuSlice tune", "  gcp:tpu/v2QueuedResource:V2QueuedResource tune"]);
  expect(inputs[QUEUED]).toEqual({
    project: "ml-dev-1",
    zone: "us-east5-b",
    tpu: {
      nodeSpecs: [
        {
          parent: "projects/ml-dev-1/locations/us-east5-b",
          nodeId: "ai-stack-test-tune",
          node: {
            acceleratorType: "v6e-8",
            runtimeVersion: "v2-alpha-tpuv6e",
            networkConfig: {
              network: "projects/ml-dev-1/global/networks/main",
              subnetwork: "projects/ml-dev-1/regions/us-east5/subnetworks/private",
              enableExternalIps: false,
            },
          },
        },
      ],
    },
  });
});

test("queued, it is deleted before its replacement, which has a node of the same name", async () => {
  const { resources } = await slice({ queued: true });
  expect(resources[QUEUED]?.deleteBeforeReplace).toBe(true);
});

test("queued, it publishes the contract with the node's name", async () => {
  const { outputs } = await slice({ queued: true });
  expect(outputs[COMPONENT]).toEqual({
    poolId: "<tune.id>",
    nodeName: "ai-stack-test-tune",
    startCommand: "gcloud compute tpus tpu-vm start ai-stack-test-tune --project=ml-dev-1 --zone=us-east5-b",
  });
});

test("transform has the last word on each child", async () => {
  const { inputs } = await slice({
    transform: { vm: { description: "mine" }, serviceAccount: { accountId: "mine-all-mine" } },
  });
  expect(inputs[VM]?.description).toBe("mine");
  expect(inputs[ACCOUNT]?.accountId).toBe("mine-all-mine");
  const queued = await slice({ queued: true, transform: { queuedResource: { name: "mine" } } });
  expect(queued.inputs[QUEUED]?.name).toBe("mine");
});

const SHAPE =
  "'acceleratorType' must be v5litepod-N (N 1, 4, 8, 16, 32, 64, 128, 256) or v5p-N (N a multiple of 8 up to 12288) or v6e-N (N 1, 4, 8, 16, 32, 64, 128, 256), got ";
test.each<[string, Partial<TpuSliceArgs>]>([
  [`${SHAPE}"v4-8"`, { acceleratorType: "v4-8" }],
  [`${SHAPE}"v6e-2"`, { acceleratorType: "v6e-2" }],
  [`${SHAPE}"v5litepod-512"`, { acceleratorType: "v5litepod-512" }],
  [`${SHAPE}"v5p-4"`, { acceleratorType: "v5p-4" }],
  [`${SHAPE}"v5p-12"`, { acceleratorType: "v5p-12" }],
  [`${SHAPE}"v5p-12296"`, { acceleratorType: "v5p-12296" }],
  [`${SHAPE}"v6e"`, { acceleratorType: "v6e", runtimeVersion: "v2-alpha-tpuv6e" }],
  ["'zone' must be a zone such as us-east5-b, got \"us-east5\"", { zone: "us-east5" }],
  ["'spot' must not be given with 'reserved': a slice is one or the other", { spot: true, reserved: true }],
  [
    "'spot' must not be given with 'queued', which takes a network, a runtime version and an accelerator type alone: leave out 'queued'",
    { queued: true, spot: true },
  ],
  ["'reserved' must not be given with 'queued'", { queued: true, reserved: true }],
  ["'labels' must not be given with 'queued'", { queued: true, labels: {} }],
])("fails before anything registers: %s", async (message, args) => {
  const { tree } = await deploy(() => {
    const build = () => new TpuSlice("tune", { ...BASE, ...args });
    expect(build).toThrow(pulumi.RunError);
    expect(build).toThrow(message);
  });
  expect(tree).toEqual([]);
});

test.each(["Tune", "6tune", "tu_ne", "t".repeat(40), "tune-"])(
  "fails before anything registers: the name %s, which a slice could not have",
  async (name) => {
    const { tree } = await deploy(() => {
      expect(() => new TpuSlice(name, BASE)).toThrow("'name' must be");
    });
    expect(tree).toEqual([]);
  },
);
