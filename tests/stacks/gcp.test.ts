import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { resourcesOf } from "../../plan/components.js";
import { readStack } from "../../plan/stack-file.js";
import { parseUrn } from "../../plan/urn.js";
import program from "../../stacks/index.js";
import { violations } from "../support/gcp-api.js";
import { deploy } from "../support/mocks.js";
import { inputsOf, preview, resources, settingsErrors, typesOf } from "./support.js";

const chat = { model: "Qwen/Qwen3-8B", accelerator: "L4" };

describe("a key left out leaves that part out", () => {
  test.each([
    ["compute", "ai-stack:gcp:GpuManagedInstanceGroup"],
    ["platform", "ai-stack:gcp:VertexWorkbench"],
    ["endpoints", "ai-stack:gcp:CloudRunEndpoint"],
  ])("%s", async (key, type) => {
    expect(typesOf(await resources("gcp-dev"))).toContain(type);
    expect(typesOf(await resources("gcp-dev", { [key]: undefined }))).not.toContain(type);
  });
});

test("everything waits for the project's APIs, which a destroy leaves enabled", async () => {
  const states = await resources("gcp-dev");
  const services = states.filter(({ type }) => type === "gcp:projects/service:Service");
  expect(services.map(({ inputs }) => inputs?.service)).toEqual([
    "aiplatform.googleapis.com",
    "artifactregistry.googleapis.com",
    "compute.googleapis.com",
    "dns.googleapis.com",
    "iam.googleapis.com",
    "monitoring.googleapis.com",
    "notebooks.googleapis.com",
    "run.googleapis.com",
    "secretmanager.googleapis.com",
    "storage.googleapis.com",
    "tpu.googleapis.com",
  ]);
  for (const { inputs } of services) expect(inputs?.disableOnDestroy).toBe(false);
  const enabled = services.map(({ urn }) => urn);
  const others = states.filter(({ urn, type, custom }) => custom && type.startsWith("gcp:") && !enabled.includes(urn));
  for (const { urn, dependencies = [] } of others) expect(dependencies, urn).toEqual(expect.arrayContaining(enabled));
});

describe("an endpoint goes to Cloud Run or to Model Garden", () => {
  const servedBy = async (endpoint: object) => {
    const { plan } = await preview("gcp-dev", { endpoints: { chat: { ...chat, ...endpoint } } });
    const types = [...typesOf(resourcesOf(plan))].filter((type) => /^ai-stack:gcp:.*Endpoint$/.test(type));
    const why = plan.diagnostics?.find(({ message }) => message.startsWith("chat: "))?.message ?? "";
    return `${types.join(", ")} (${why.split(";")[0]})`;
  };

  test.each([
    [{ replicas: { min: 0 } }, "ai-stack:gcp:CloudRunEndpoint (chat: Cloud Run for zero replicas)"],
    [
      { replicas: { min: 1 } },
      "ai-stack:gcp:VertexModelGardenEndpoint (chat: Model Garden for replicas.min 1 or more)",
    ],
    [
      { replicas: { min: 1 }, serving: "cloud-run" },
      "ai-stack:gcp:CloudRunEndpoint (chat: Cloud Run for serving: cloud-run)",
    ],
    [
      { replicas: { min: 1 }, weights: "gs://acme-models/x/" },
      "ai-stack:gcp:CloudRunEndpoint (chat: Cloud Run for weights in Cloud Storage)",
    ],
  ])("%j: %s", async (endpoint, expected) => {
    expect(await servedBy(endpoint)).toBe(expected);
  });
});

test("Cloud Run lets in requests from the project's networks only, unless told otherwise", async () => {
  const ingress = async (access?: string) => {
    const states = await resources("gcp-dev", { endpoints: { chat: { ...chat, access } } });
    return inputsOf(states, "gcp:cloudrunv2/service:Service", "chat").ingress;
  };
  expect(await ingress()).toBe("INGRESS_TRAFFIC_INTERNAL_ONLY");
  expect(await ingress("internet")).toBe("INGRESS_TRAFFIC_ALL");
});

const gated = { ...chat, model: "meta-llama/Llama-3.1-8B-Instruct" };

test("a Hugging Face token is kept in Secret Manager and nowhere in plain", async () => {
  const settings = { huggingFaceToken: "hf_abcdefghijklmnopqrstuvwxyz", endpoints: { chat: gated } };
  const { plan } = await preview("gcp-dev", settings, ["huggingFaceToken"]);
  expect(typesOf(resourcesOf(plan))).toContain("gcp:secretmanager/secretVersion:SecretVersion");
  expect(JSON.stringify(plan)).not.toContain("hf_abcdefghijklmnopqrstuvwxyz");
});

test("a Hugging Face token is handed to no endpoint whose model anyone may fetch", async () => {
  const settings = { huggingFaceToken: "hf_abcdefghijklmnopqrstuvwxyz", endpoints: { chat } };
  const { plan } = await preview("gcp-dev", settings, ["huggingFaceToken"]);
  expect(typesOf(resourcesOf(plan))).not.toContain("gcp:secretmanager/secret:Secret");
});

test.each([
  ["H200", 8, "RESERVATION_BOUND"],
  ["A100-40GB", 1, "STANDARD"],
])("a reservation of %s, %d a machine, is had as %s", async (accelerator, perMachine, model) => {
  const pool = { accelerator, perMachine, capacity: "reservation", reservation: "mine" };
  const states = await resources("gcp-dev", { compute: { train: pool } });
  const template = states.find(({ type }) => type === "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate");
  expect(template?.inputs?.scheduling).toMatchObject({ provisioningModel: model });
});

describe("prod", () => {
  test("grants the key to the agents of the services before anything is encrypted with it", async () => {
    const states = await resources("gcp-prod");
    const grants = states.filter(({ type }) => type === "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember");
    expect(grants.map(({ urn }) => parseUrn(urn).name).sort()).toEqual([
      "key-aiplatform-grant",
      "key-artifactregistry-grant",
      "key-compute-grant",
      "key-notebooks-grant",
      "key-run-grant",
      "key-secretmanager-grant",
      "key-storage-grant",
    ]);
    const bucket = states.find(({ type }) => type === "gcp:storage/bucket:Bucket");
    for (const { urn } of grants) expect(bucket?.dependencies).toContain(urn);
  });

  test.each([
    ["false", false, "PREVENT"],
    ["true", true, "DELETE"],
  ])("with teardown %s: buckets emptied %s, notebooks %s", async (teardown, empties, policy) => {
    const states = await resources("gcp-prod", { teardown });
    for (const { inputs } of states.filter(({ type }) => type === "gcp:storage/bucket:Bucket"))
      expect(inputs?.forceDestroy).toBe(empties);
    expect(inputsOf(states, "gcp:workbench/instance:Instance", "workbench-user-ana").deletionPolicy ?? "DELETE").toBe(
      policy,
    );
  });

  test("nothing is protected by Pulumi itself: teardown must be able to lift it", async () => {
    expect((await resources("gcp-prod")).filter((state) => state.protect || state.retainOnDelete)).toEqual([]);
  });
});

test.each(["gcp-dev", "gcp-prod"])("everything in %s that can have labels has those of the stack", async (stack) => {
  const require = createRequire(import.meta.url);
  const takesLabels = (type: string) => {
    const [, module = "", name = ""] = type.split(":");
    if (/IAMMember|IamMember/.test(name)) return false;
    const typings = readFileSync(require.resolve(`@pulumi/gcp/${module}.d.ts`), "utf8");
    return /^export interface \w+Args \{[\s\S]*^ {4}labels\?: pulumi\.Input<\{$/m.test(typings);
  };
  const states = (await resources(stack)).filter(
    ({ type, external }) =>
      external !== true &&
      // A notification channel's `labels` are its address; its labels are `userLabels`.
      type.startsWith("gcp:") &&
      !type.includes("NotificationChannel") &&
      takesLabels(type),
  );
  expect(states.length).toBeGreaterThan(5);
  for (const { urn, inputs } of states)
    expect({ urn, labels: inputs?.labels }).toMatchObject({ urn, labels: { stack } });
});

test("an endpoint's outputs say where to send a request, and from where it works", async () => {
  const { outputs } = await preview("gcp-dev");
  expect(outputs.chatUrl).toContain("<chat.uri>");
  expect(outputs.chatRequest).toContain("curl");
  expect(outputs.chatRequestFrom).toContain("VPC");
});

describe("what Google Cloud cannot follow is told before anything registers", () => {
  test.each([
    [
      "zero replicas on Model Garden",
      { endpoints: { chat: { ...chat, serving: "model-garden" } } },
      "replicas.min must be 1 or more with serving: model-garden, got 0",
    ],
    [
      "an accelerator that it does not rent",
      { compute: { train: { accelerator: "L40S" } } },
      "ai-stack:compute.train: accelerator [L40S] with perMachine 1 and capacity on-demand is not offered in us-central1",
    ],
    [
      "a model that neither way can serve",
      { endpoints: { chat: { ...chat, model: "deepseek-ai/DeepSeek-R1" } } },
      "replicas.min 0 needs Cloud Run on Google Cloud, and model deepseek-ai/DeepSeek-R1 cannot be served by it",
    ],
    [
      "flex-start with a schedule",
      {
        compute: { train: { accelerator: "L4", flexStart: { hours: 4 }, schedule: { start: "08:00", stop: "18:00" } } },
      },
      "ai-stack:compute.train.schedule: must be left out with flexStart",
    ],
    [
      "a gated model without a token",
      { endpoints: { chat: gated } },
      "ai-stack:endpoints.chat: meta-llama/Llama-3.1-8B-Instruct is gated on Hugging Face",
    ],
    ["RDMA", { compute: { train: { accelerator: "L4", rdma: true } } }, "ai-stack:compute.train: rdma must be false"],
    [
      "a private address for Model Garden",
      { endpoints: { chat: { ...chat, replicas: { min: 1 }, access: "private" } } },
      "access must be left out for Model Garden",
    ],
    [
      "an endpoint called as the platform",
      { endpoints: { workbench: chat } },
      "ai-stack:endpoints.workbench: the output workbenchUrl is the platform's",
    ],
    [
      "machines that no queue gives",
      { compute: { train: { accelerator: "L4", queued: true } } },
      "ai-stack:compute.train: queued must be false for g2-standard-4; flexStart queues for it",
    ],
    [
      "a subnet of another region",
      {
        network: {
          existing: {
            networkId: "projects/ml-dev-123456/global/networks/main",
            subnetId: "projects/ml-dev-123456/regions/us-east1/subnetworks/gpu",
          },
        },
      },
      "ai-stack:network.existing.subnetId: must be in gcp:region, which is us-central1, got one in us-east1",
    ],
    [
      "parts without a network",
      { network: undefined },
      "ai-stack:network: missing; compute.train, platform, endpoints.chat must be placed in one",
    ],
  ])("%s", async (_, settings, message) => {
    expect(await settingsErrors("gcp-dev", settings)).toContain(message);
  });
});

test("a slice of TPUs may be queued for", async () => {
  const queued = { accelerator: "TPU-v5e", machines: { min: 1, max: 1 }, queued: true };
  const types = typesOf(await resources("gcp-dev", { compute: { train: queued } }));
  expect(types).toContain("gcp:tpu/v2QueuedResource:V2QueuedResource");
  expect(types).not.toContain("gcp:tpu/v2Vm:V2Vm");
});

test("a notebook of a user who is known by their account is theirs alone", async () => {
  const platform = { users: ["ana", "ben"], identities: { ana: "ana@acme.io" } };
  const states = await resources("gcp-dev", { platform });
  const owners = states
    .filter(({ type }) => type === "gcp:workbench/instance:Instance")
    .map(({ inputs }) => inputs?.instanceOwners);
  expect(owners).toContainEqual(["ana@acme.io"]);
  expect(owners).toContainEqual(undefined);
});

test("a deployment refuses sample values before anything registers", async () => {
  const { config } = readStack(process.cwd(), "gcp-prod");
  const { result, tree } = await deploy(async () => {
    pulumi.runtime.setAllConfig({ ...config });
    return program().catch((error: Error) => error);
  });
  expect((result as Error).message).toContain("gcp:project: my-project-id is a sample");
  expect(tree).toEqual([]);
});

// What Google's discovery documents and documentation say of each field.
describe("Google Cloud would accept every input", () => {
  test.each<[string, string, Record<string, unknown>]>([
    ["the dev sample", "gcp-dev", {}],
    ["the prod sample", "gcp-prod", {}],
    ["prod at teardown", "gcp-prod", { teardown: "true" }],
    [
      "flex-start, a reservation, N1",
      "gcp-dev",
      {
        compute: {
          queued: { accelerator: "H100", perMachine: 8, flexStart: { hours: 12 } },
          kept: { accelerator: "A100", capacity: "reservation", reservation: "mine" },
          old: { accelerator: "T4", perMachine: 2 },
        },
      },
    ],
    [
      "names as long as they may be",
      "gcp-dev",
      {
        compute: { "a-pool-of-24-characters1": { accelerator: "L4" } },
        endpoints: {
          "endpoint-of-24-character": chat,
          "endpoint-of-24-characte2": { ...chat, replicas: { min: 1, max: 2 } },
        },
        platform: { users: ["a-user-of-24-characters1"] },
      },
    ],
    [
      "alerted, from a bucket",
      "gcp-dev",
      {
        alertEmail: "ops@acme.io",
        budget: { monthlyUsd: 500 },
        gcpBillingAccount: "0A1B2C-3D4E5F-607182",
        endpoints: { chat: { ...chat, weights: "gs://acme-models/qwen/" } },
      },
    ],
  ])("%s", async (_, stack, settings) => {
    const refused = (await resources(stack, settings))
      .filter(({ custom, type }) => custom && type.startsWith("gcp:"))
      .flatMap(({ urn, type, inputs = {} }) => violations(type, inputs).map((why) => `${parseUrn(urn).name}: ${why}`));
    expect(refused).toEqual([]);
  });
});

test("a budget without a billing account makes none in the cloud, and the preview says so", async () => {
  const { plan } = await preview("gcp-dev", { alertEmail: "ops@acme.io", budget: { monthlyUsd: 500 } });
  const messages = plan.diagnostics?.map(({ message }) => message).join("\n");
  expect(messages).toContain(
    "ai-stack:budget is checked in previews alone: its alerts need ai-stack:gcpBillingAccount",
  );
  expect(resourcesOf(plan).filter(({ type }) => type === "gcp:billing/budget:Budget")).toEqual([]);
});
