import { describe, expect, test } from "vitest";
import { resourcesOf } from "../../plan/components.js";
import { valueAt } from "../../plan/property-path.js";
import { parseUrn } from "../../plan/urn.js";
import { violations } from "../support/azure-api.js";
import { inputsOf, preview, resources, settingsErrors, typesOf } from "./support.js";

const APP = "azure-native:app:ContainerApp";
const ENDPOINT = "azure-native:machinelearningservices:OnlineEndpoint";
const DEPLOYMENT = "azure-native:machinelearningservices:OnlineDeployment";
const WORKSPACE = "azure-native:machinelearningservices:Workspace";
const SCALE_SET = "azure-native:compute:VirtualMachineScaleSet";
const LOCK = "azure-native:authorization:ManagementLockByScope";

const chat = { model: "Qwen/Qwen3-8B", accelerator: "A100" };
const endpoint = (more: object) => ({ endpoints: { chat: { ...chat, ...more } } });

describe("a key left out leaves that part out", () => {
  test.each([
    ["compute", "ai-stack:azure:GpuScaleSet"],
    ["platform", "ai-stack:azure:MachineLearningWorkspace"],
    ["endpoints", "ai-stack:azure:ContainerAppsEndpoint"],
  ])("%s", async (key, type) => {
    expect(typesOf(await resources("azure-dev"))).toContain(type);
    expect(typesOf(await resources("azure-dev", { [key]: undefined }))).not.toContain(type);
  });
});

describe("an endpoint goes to Container Apps or to Azure Machine Learning", () => {
  const servedBy = async (more: object) => {
    const { plan } = await preview("azure-dev", endpoint(more));
    const types = [...typesOf(resourcesOf(plan))].filter((type) => /^ai-stack:azure:.*Endpoint$/.test(type));
    const why = plan.diagnostics?.find(({ message }) => message.startsWith("chat: "))?.message ?? "";
    return `${types.join(", ")} (${why.split(";")[0]})`;
  };

  test.each([
    [{ replicas: { min: 0 } }, "ai-stack:azure:ContainerAppsEndpoint (chat: Container Apps for zero replicas)"],
    [
      { replicas: { min: 1 } },
      "ai-stack:azure:OnlineEndpoint (chat: Azure Machine Learning for replicas.min 1 or more)",
    ],
    [
      { replicas: { min: 1 }, serving: "container-apps" },
      "ai-stack:azure:ContainerAppsEndpoint (chat: Container Apps for serving: container-apps)",
    ],
  ])("%j: %s", async (more, expected) => {
    expect(await servedBy(more)).toBe(expected);
  });
});

test("an online endpoint brings a workspace along, without users, where there is no platform", async () => {
  const states = await resources("azure-dev", { platform: undefined, ...endpoint({ replicas: { min: 1 } }) });
  expect(typesOf(states)).toContain(WORKSPACE);
  expect(typesOf(states)).not.toContain("azure-native:machinelearningservices:Compute");
  const outputs = await preview("azure-dev", { platform: undefined, ...endpoint({ replicas: { min: 1 } }) });
  expect(Object.keys(outputs.outputs).filter((name) => name.startsWith("studio"))).toEqual([]);
});

test("an online endpoint lets in requests through the network only, unless told otherwise", async () => {
  const access = async (word?: string) => {
    const states = await resources("azure-dev", endpoint({ replicas: { min: 1 }, access: word }));
    return inputsOf(states, ENDPOINT, "chat").properties.publicNetworkAccess;
  };
  expect(await access()).toBe("Disabled");
  expect(await access("internet")).toBe("Enabled");
});

test("deployments share the requests, one with a model of its own", async () => {
  const rollout = { blue: { share: 90 }, green: { share: 10, model: "Qwen/Qwen3-4B" } };
  const states = await resources("azure-dev", endpoint({ replicas: { min: 1 }, rollout }));
  const served = (deployment: string) =>
    inputsOf(states, DEPLOYMENT, `chat-${deployment}`).properties.environmentVariables;
  expect(served("blue")).toMatchObject({
    SM_VLLM_MODEL: "Qwen/Qwen3-8B",
    SM_VLLM_SERVED_MODEL_NAME: "Qwen/Qwen3-8B",
  });
  expect(served("green")).toMatchObject({
    SM_VLLM_MODEL: "Qwen/Qwen3-4B",
    SM_VLLM_SERVED_MODEL_NAME: "Qwen/Qwen3-8B",
  });
  const traffic = states.find(({ type }) => type === "azure-native:resources:Deployment");
  expect(JSON.stringify(traffic?.inputs)).toContain('"traffic":{"blue":90,"green":10}');
});

test("weights in Blob Storage are read by the endpoint's own identity, and nothing is cached", async () => {
  const own = {
    weights: "https://acmemodels.blob.core.windows.net/models/qwen3-8b/",
    weightsResourceGroup: "models",
    replicas: { min: 0 },
  };
  const states = await resources("azure-dev", endpoint(own));
  const account =
    "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/models/providers/Microsoft.Storage/storageAccounts/acmemodels";
  const roles = states.filter(({ type }) => type === "azure-native:authorization:RoleAssignment");
  expect(roles.map(({ inputs }) => inputs?.scope)).toContain(`${account}/blobServices/default/containers/models`);
  expect(typesOf(states)).not.toContain("azure-native:app:ManagedEnvironmentsStorage");
});

test("room for weights from Hugging Face is for each model and the largest once more, and no less than Azure sells", async () => {
  const share = async (...models: string[]) => {
    const one = (model: string) => ({ ...chat, model, replicas: { min: 0 } });
    const endpoints = Object.fromEntries(models.map((model, index) => [`chat-${index}`, one(model)]));
    const states = await resources("azure-dev", { endpoints });
    return states.find(({ type }) => type === "azure-native:storage:FileShare")?.inputs?.shareQuota;
  };
  expect(await share("Qwen/Qwen3-8B")).toBe(32); // 15.3 GiB of weights
  expect(await share("Qwen/Qwen3-32B")).toBe(123); // 61.0 GiB of weights
  expect(await share("Qwen/Qwen3-32B", "Qwen/Qwen3-8B")).toBe(138);
});

const gated = { ...chat, model: "meta-llama/Llama-3.1-8B-Instruct" };
const token = { huggingFaceToken: "hf_abcdefghijklmnopqrstuvwxyz" };

test.each([
  ["Container Apps", { min: 0 }],
  ["an online endpoint", { min: 1 }],
])(
  "a Hugging Face token is handed to %s as a secret, and only for a model that may need it",
  async (_way, replicas) => {
    const secretly = async (one: object) => {
      const { plan } = await preview("azure-dev", { ...token, endpoints: { chat: { ...one, replicas } } }, [
        "huggingFaceToken",
      ]);
      expect(JSON.stringify(plan)).not.toContain(token.huggingFaceToken);
      return JSON.stringify(plan).includes("HF_TOKEN");
    };
    expect(await secretly(gated)).toBe(true);
    expect(await secretly(chat)).toBe(false);
  },
);

test.each([
  ["spot", { capacity: "spot" }, { priority: "Spot", evictionPolicy: "Delete" }],
  ["on demand", {}, { priority: "Regular" }],
])("a pool is had as %s", async (_how, more, profile) => {
  const states = await resources("azure-dev", { compute: { train: { accelerator: "T4", ...more } } });
  expect(inputsOf(states, SCALE_SET, "train").virtualMachineProfile).toMatchObject(profile);
});

test("RDMA puts the machines of a pool together", async () => {
  const pool = (rdma: boolean) => ({ compute: { train: { accelerator: "H100", perMachine: 8, rdma } } });
  const together = async (rdma: boolean) =>
    inputsOf(await resources("azure-dev", pool(rdma)), SCALE_SET, "train").singlePlacementGroup;
  expect(await together(true)).toBe(true);
  expect(await together(false)).toBe(false);
});

test("users are who their identities say", async () => {
  const ana = "99999999-aaaa-bbbb-cccc-dddddddddddd";
  const states = await resources("azure-dev", { platform: { users: ["ana", "ben"], identities: { ana } } });
  const instance = (user: string) =>
    inputsOf(states, "azure-native:machinelearningservices:Compute", `studio-user-${user}`).properties.properties;
  expect(instance("ana").personalComputeInstanceSettings.assignedUser.objectId).toBe(ana);
  expect(instance("ben")).not.toHaveProperty("personalComputeInstanceSettings");
});

describe("prod", () => {
  test("encrypts the stores and the disks with a key of the stack", async () => {
    const states = await resources("azure-prod");
    const storage = states.find(({ type }) => type === "azure-native:storage:StorageAccount")?.inputs;
    expect(storage?.encryption).toMatchObject({ keySource: "Microsoft.Keyvault" });
    const { storageProfile } = inputsOf(states, SCALE_SET, "train").virtualMachineProfile;
    expect(storageProfile.osDisk.managedDisk.diskEncryptionSet).toEqual({ id: "<key-disks.id>" });
    expect(states.find(({ type }) => type === WORKSPACE)?.inputs?.encryption).toMatchObject({ status: "Enabled" });
    const registry = states.find(({ type }) => type === "azure-native:containerregistry:Registry")?.inputs;
    expect(registry?.encryption).toMatchObject({ status: "enabled" });
  });

  test("reaches the hosts of the image and of Hugging Face, and no others", async () => {
    const states = await resources("azure-prod");
    const rules = states.filter(
      ({ type }) => type === "azure-native:machinelearningservices:ManagedNetworkSettingsRule",
    );
    expect(rules.map(({ inputs }) => valueAt(inputs, ["properties", "destination"])).sort()).toEqual([
      "*.xethub.hf.co",
      "cdn-lfs-us-1.hf.co",
      "cdn-lfs.huggingface.co",
      "d2glxqk2uabbnd.cloudfront.net",
      "d5l0dvt14r5h8.cloudfront.net",
      "huggingface.co",
      "public.ecr.aws",
    ]);
  });

  test("dev starts no firewall: it reaches the internet, and has no key and no lock", async () => {
    const types = typesOf(await resources("azure-dev"));
    expect(types).not.toContain("azure-native:machinelearningservices:ManagedNetworkSettingsRule");
    expect(types).not.toContain("azure-native:keyvault:Key");
    expect(types).not.toContain(LOCK);
  });

  test.each([
    ["false", true],
    ["true", false],
  ])("with teardown %s the lock outlives a destroy: %s", async (teardown, retained) => {
    const states = await resources("azure-prod", { teardown });
    const locks = states.filter(({ type }) => type === LOCK);
    expect(locks.map(({ retainOnDelete = false }) => retainOnDelete)).toEqual([retained]);
    const others = states.filter((state) => state.protect || (state.retainOnDelete && state.type !== LOCK));
    // Roles on the account, which the lock keeps: with who had them gone they give nothing.
    expect(new Set(others.map(({ type }) => type))).toEqual(new Set(["azure-native:authorization:RoleAssignment"]));
  });
});

test("tags are on everything that takes them", async () => {
  const states = await resources("azure-prod");
  const untagged = states.filter(
    ({ custom, type, inputs }) => custom && type.startsWith("azure-native:") && !inputs?.tags,
  );
  const types = new Set(untagged.map(({ type }) => type.replace("azure-native:", "")));
  expect([...types].sort()).toEqual([
    "authorization:ManagementLockByScope",
    "authorization:RoleAssignment",
    "consumption:Budget",
    "keyvault:Key",
    "machinelearningservices:DataVersion",
    "machinelearningservices:EnvironmentVersion",
    "machinelearningservices:ManagedNetworkSettingsRule",
    "monitor:DiagnosticSetting",
    "network:PrivateDnsZoneGroup",
    "network:Subnet",
    "resources:Deployment",
    "storage:BlobServiceProperties",
    "storage:ManagementPolicy",
  ]);
});

const HUB =
  "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub";
const subnets = {
  virtualNetworkId: HUB,
  machinesSubnetId: `${HUB}/subnets/gpu`,
  containerAppsSubnetId: `${HUB}/subnets/apps`,
};

describe("what Azure cannot do is an error with the nearest thing that works", () => {
  test.each<[string, Record<string, unknown>, string]>([
    [
      "zero replicas of an online endpoint",
      endpoint({ replicas: { min: 0 }, serving: "online-endpoint" }),
      "ai-stack:endpoints.chat: replicas.min must be 1 or more with serving: online-endpoint, got 0: on Azure only serving: container-apps has zero replicas",
    ],
    [
      "an accelerator that Azure does not rent",
      { compute: { train: { accelerator: "L4" } } },
      "ai-stack:compute.train: accelerator [L4] with perMachine 1 and capacity on-demand is not offered in westus3: L4 is not offered there.",
    ],
    [
      "RDMA of a size without InfiniBand",
      { compute: { train: { accelerator: "T4", rdma: true } } },
      "ai-stack:compute.train: rdma must be false: Standard_NC4as_T4_v3 has no InfiniBand network; Standard_ND96asr_v4, Standard_ND96amsr_A100_v4, ",
    ],
    [
      "Container Apps from the internet",
      endpoint({ replicas: { min: 0 }, access: "internet" }),
      "ai-stack:endpoints.chat: access must be private for Container Apps, which does not ask who sends a request; serving: online-endpoint, with replicas.min 1 or more, takes it",
    ],
    [
      "capture by Container Apps",
      endpoint({ replicas: { min: 0 }, capture: { percent: 10 } }),
      "ai-stack:endpoints.chat: capture must be left out for Container Apps, which keeps no requests; serving: online-endpoint",
    ],
    [
      "a rollout by Container Apps",
      endpoint({ replicas: { min: 0 }, rollout: { blue: { share: 100 } } }),
      "ai-stack:endpoints.chat: rollout must be left out for Container Apps, where all requests go to the newest revision; serving: online-endpoint",
    ],
    [
      "51 replicas",
      endpoint({ replicas: { min: 1, max: 51 } }),
      "ai-stack:endpoints.chat: replicas.max must be at most 50 for an online endpoint, got 51: name another endpoint",
    ],
    [
      "a gated model without a token",
      { endpoints: { chat: gated } },
      "ai-stack:endpoints.chat: meta-llama/Llama-3.1-8B-Instruct is gated on Hugging Face: accept its licence there, then `pulumi config set --secret ai-stack:huggingFaceToken`, or name a folder of your own in weights, https://account.blob.core.windows.net/container/folder/",
    ],
    [
      "RDMA between more machines than one network has",
      { compute: { train: { accelerator: "H100", perMachine: 8, rdma: true, machines: { min: 0, max: 101 } } } },
      "ai-stack:compute.train: machines.max must be at most 100 with rdma, got 101: name another pool",
    ],
    [
      "hours in a time zone that Azure has not",
      {
        compute: {
          train: { accelerator: "T4", schedule: { timezone: "Pacific/Marquesas", start: "08:00", stop: "18:00" } },
        },
      },
      "ai-stack:compute.train: 'schedule.timezone' must be a time zone that Azure Monitor has, such as Europe/Berlin or Etc/UTC, got \"Pacific/Marquesas\", whose clocks go as those of none",
    ],
    [
      "a network in the addresses of Container Apps",
      { network: { cidr: "172.31.0.0/16" } },
      'ai-stack:network.cidr: must be outside 172.30.0.0/15, which Container Apps keeps for itself, for endpoints.chat; such as 10.20.0.0/16, got "172.31.0.0/16"',
    ],
    [
      "users whose instances would have one name",
      { platform: { users: ["an-a", "ben", "a-na"] } },
      "ai-stack:platform.users: must differ in more than hyphens on azure, got an-a, a-na",
    ],
    [
      "a region that the catalog does not know",
      { "azure-native:location": "westus9" },
      'region "westus9" is not in the catalog',
    ],
  ])("%s", async (_what, settings, message) => {
    expect(await settingsErrors("azure-dev", settings)).toContain(message);
  });

  test("a network in those addresses is fine where nothing is on Container Apps", async () => {
    expect(await settingsErrors("azure-dev", { network: { cidr: "172.31.0.0/16" }, endpoints: undefined })).toBe("");
  });

  test("RDMA between 100 machines is fine", async () => {
    const train = { accelerator: "H100", perMachine: 8, rdma: true, machines: { min: 0, max: 100 } };
    expect(await settingsErrors("azure-dev", { compute: { train } })).toBe("");
  });

  test.each<[string, object, string]>([
    [
      "a subnet of another network",
      { machinesSubnetId: `${HUB}-2/subnets/gpu` },
      `ai-stack:network.existing.machinesSubnetId: must be a subnet of virtualNetworkId, ${HUB}/subnets/…, got "${HUB}-2/subnets/gpu"`,
    ],
    [
      "private endpoints in another network",
      { privateEndpointSubnetId: `${HUB}-2/subnets/links` },
      `ai-stack:network.existing.privateEndpointSubnetId: must be a subnet of virtualNetworkId, ${HUB}/subnets/…, got "${HUB}-2/subnets/links"`,
    ],
    [
      "machines in the subnet of Container Apps",
      { containerAppsSubnetId: `${HUB}/subnets/GPU` },
      `ai-stack:network.existing.containerAppsSubnetId: must differ from machinesSubnetId: Container Apps needs a subnet of its own, got "${HUB}/subnets/GPU"`,
    ],
    [
      "private endpoints in the subnet of Container Apps",
      { privateEndpointSubnetId: `${HUB}/subnets/apps` },
      `ai-stack:network.existing.containerAppsSubnetId: must differ from privateEndpointSubnetId: Container Apps needs a subnet of its own, got "${HUB}/subnets/apps"`,
    ],
  ])("%s", async (_what, places, message) => {
    const network = { existing: { ...subnets, ...places } };
    expect((await settingsErrors("azure-dev", { network })).split("\n  ").slice(1)).toEqual([message]);
  });

  test("an existing network's ids may be in letters of either case", async () => {
    const existing = { ...subnets, machinesSubnetId: `${HUB.replace("/hub/", "/HUB/")}/subnets/gpu` };
    expect(await settingsErrors("azure-dev", { network: { existing } })).toBe("");
  });

  test("an existing network without a subnet for Container Apps", async () => {
    const network = { existing: { ...subnets, containerAppsSubnetId: undefined } };
    expect(await settingsErrors("azure-dev", { network })).toContain(
      "ai-stack:network.existing.containerAppsSubnetId: missing; must be given for endpoints.chat on Container Apps",
    );
    const { plan } = await preview("azure-dev", { network, endpoints: undefined });
    expect(typesOf(resourcesOf(plan))).not.toContain("azure-native:network:VirtualNetwork");
    expect(typesOf(resourcesOf(plan))).not.toContain(APP);
  });
});

test("outputs are named as on the other clouds, and say from where a request works", async () => {
  const { outputs } = await preview("azure-dev");
  expect(Object.keys(outputs).sort()).toEqual([
    "chatId",
    "chatRequest",
    "chatRequestFrom",
    "chatUrl",
    "networkId",
    "resourceGroup",
    "studioArtifacts",
    "studioId",
    "studioUrl",
    "trainGroup",
    "trainStart",
  ]);
});

describe("Resource Manager's own models take everything", () => {
  const token = { huggingFaceToken: "hf_abcdefghijklmnopqrstuvwxyz" };
  const ana = "99999999-aaaa-bbbb-cccc-dddddddddddd";
  const own = { weights: "https://acmemodels.blob.core.windows.net/models/own/", weightsResourceGroup: "models" };

  test.each<[string, string, Record<string, unknown>]>([
    [
      "of names as long as they may be",
      "azure-prod",
      {
        compute: { "a-pool-of-24-characters1": { accelerator: "T4", schedule: { start: "08:00", stop: "18:00" } } },
        endpoints: {
          "endpoint-of-24-character": { ...chat, replicas: { min: 0 } },
          "endpoint-of-24-characte2": {
            ...chat,
            replicas: { min: 1 },
            rollout: { "deployment-of-24-charact": { share: 100 } },
          },
        },
        platform: { users: ["a-user-of-24-characters1"], identities: { "a-user-of-24-characters1": ana } },
      },
    ],
    ["of the dev stack", "azure-dev", {}],
    ["of the prod stack", "azure-prod", {}],
    ["of the prod stack on its way down", "azure-prod", { teardown: "true" }],
    [
      "of a reservation by the clock",
      "azure-dev",
      {
        compute: {
          train: {
            accelerator: "T4",
            capacity: "reservation",
            reservation:
              "/subscriptions/0a1b2c3d-1111-2222-3333-444455556666/resourceGroups/g/providers/Microsoft.Compute/capacityReservationGroups/r",
            schedule: { timezone: "America/New_York", start: "08:00", stop: "18:00" },
          },
        },
      },
    ],
    [
      "of InfiniBand machines",
      "azure-dev",
      { compute: { train: { accelerator: "MI300X", perMachine: 8, rdma: true } } },
    ],
    ["of machines with a vGPU driver", "azure-dev", { compute: { train: { accelerator: "A10" } } }],
    ["of people known by their ids", "azure-prod", { platform: { users: ["ana"], identities: { ana } } }],
    ["of a gated model on Container Apps", "azure-dev", { ...token, endpoints: { chat: gated } }],
    ["of own weights on Container Apps", "azure-dev", endpoint({ ...own, replicas: { min: 0 } })],
    [
      "of a gated model on an online endpoint",
      "azure-dev",
      { ...token, endpoints: { chat: { ...gated, replicas: { min: 1 } } } },
    ],
    ["of own weights on an online endpoint", "azure-dev", endpoint({ ...own, replicas: { min: 1 } })],
    [
      "of an endpoint on the internet with two models",
      "azure-dev",
      endpoint({
        replicas: { min: 1 },
        access: "internet",
        capture: { percent: 100 },
        rollout: { blue: { share: 90 }, green: { share: 10, model: "Qwen/Qwen3-14B" } },
      }),
    ],
  ])("%s", async (_what, stack, settings) => {
    const refused = (await resources(stack, settings))
      .filter(({ custom, type }) => custom && type.startsWith("azure-native:"))
      .flatMap(({ urn, type, inputs = {} }) => violations(type, inputs).map((why) => `${parseUrn(urn).name}: ${why}`));
    expect(refused).toEqual([]);
  });
});
