import fc from "fast-check";

/** A YAML value as it is written; mappings are pairs, so that a key may be given twice or be `__proto__`. */
type Written = { scalar: string } | { items: Written[] } | { pairs: [string, Written][] };

/** A valid configuration that uses every setting of AWS. */
const AWS = {
  "aws:region": "us-east-1",
  "aws:allowedAccountIds": ["123456789012"],
  "ai-stack:cloud": "aws",
  "ai-stack:environment": "dev",
  "ai-stack:network": { cidr: "10.20.0.0/16", zones: 2, nat: "one" },
  "ai-stack:compute": {
    train: { accelerator: ["L4", "A100"], perMachine: 1, machines: { min: 0, max: 2 }, capacity: "spot" },
    block: {
      accelerator: "H100",
      perMachine: 8,
      capacity: "reservation",
      reservation: "cr-0a1b2c3d4e5f67890",
      image: "ami-0a1b2c3d4e5f67890",
      schedule: { timezone: "Europe/Berlin", start: "08:00", stop: "20:00" },
    },
  },
  "ai-stack:platform": { users: ["ana", "ben"], idleMinutes: 90 },
  "ai-stack:endpoints": {
    chat: {
      model: "Qwen/Qwen3-8B",
      accelerator: ["L4", "A100"],
      replicas: { min: 0, max: 2 },
      contextTokens: 16384,
      concurrency: 2,
      precision: "auto",
      capture: { percent: 10 },
    },
    own: {
      model: "acme/own-8b",
      accelerator: "L40S",
      weights: "s3://acme-models/own-8b/",
      shape: { parameters: 8.2, layers: 36, kvHeads: 8, headSize: 128 },
    },
  },
  "ai-stack:alertEmail": "ops@acme.test",
  "ai-stack:budget": { monthlyUsd: 5000 },
  "ai-stack:huggingFaceToken": { secure: "v1:abc" },
  "ai-stack:teardown": false,
  "ai-stack:tags": { team: "ml" },
};

/** A valid configuration that uses every setting of Google Cloud. */
const GCP = {
  "gcp:project": "acme-ml-dev",
  "gcp:region": "us-central1",
  "gcp:zone": "us-central1-a",
  "ai-stack:cloud": "gcp",
  "ai-stack:environment": "dev",
  "ai-stack:network": {
    existing: {
      networkId: "projects/acme-ml-dev/global/networks/main",
      subnetId: "projects/acme-ml-dev/regions/us-central1/subnetworks/gpu",
    },
  },
  "ai-stack:compute": {
    train: { accelerator: ["L4", "A100"], perMachine: 1, machines: { min: 0, max: 2 }, flexStart: { hours: 8 } },
    block: {
      accelerator: "H100",
      perMachine: 8,
      capacity: "reservation",
      reservation: "train-h100",
      image: "projects/acme-ml-dev/global/images/trainer",
      schedule: { timezone: "Europe/Berlin", start: "08:00", stop: "20:00" },
    },
  },
  "ai-stack:platform": { users: ["ana", "ben"], idleMinutes: 90 },
  "ai-stack:endpoints": {
    chat: {
      model: "Qwen/Qwen3-8B",
      accelerator: ["L4", "A100"],
      replicas: { min: 0, max: 2 },
      contextTokens: 16384,
      concurrency: 2,
      precision: "auto",
      serving: "cloud-run",
      access: "private",
    },
    own: {
      model: "acme/own-8b",
      accelerator: "L4",
      weights: "gs://acme-models/own-8b/",
      shape: { parameters: 8.2, layers: 36, kvHeads: 8, headSize: 128 },
    },
  },
  "ai-stack:alertEmail": "ops@acme.test",
  "ai-stack:budget": { monthlyUsd: 5000 },
  "ai-stack:gcpBillingAccount": "0A1B2C-3D4E5F-607182",
  "ai-stack:huggingFaceToken": { secure: "v1:abc" },
  "ai-stack:teardown": false,
  "ai-stack:tags": { team: "ml" },
};

const ARM = "/subscriptions/0a1b2c3d-1111-2222-3333-444455556666/resourceGroups/hub";

/** A valid configuration that uses every setting of Azure. */
const AZURE = {
  "azure-native:location": "westus3",
  "azure-native:subscriptionId": "0a1b2c3d-1111-2222-3333-444455556666",
  "ai-stack:cloud": "azure",
  "ai-stack:environment": "dev",
  "ai-stack:network": {
    existing: {
      virtualNetworkId: `${ARM}/providers/Microsoft.Network/virtualNetworks/main`,
      machinesSubnetId: `${ARM}/providers/Microsoft.Network/virtualNetworks/main/subnets/gpu`,
      containerAppsSubnetId: `${ARM}/providers/Microsoft.Network/virtualNetworks/main/subnets/apps`,
      privateDnsZonesResourceGroupId: ARM,
    },
  },
  "ai-stack:compute": {
    train: { accelerator: ["L4", "A100"], perMachine: 1, machines: { min: 0, max: 2 }, capacity: "spot" },
    block: {
      accelerator: "T4",
      capacity: "reservation",
      reservation: `${ARM}/providers/Microsoft.Compute/capacityReservationGroups/train`,
      image: `${ARM}/providers/Microsoft.Compute/galleries/ours/images/trainer/versions/1.0.0`,
      schedule: { timezone: "Europe/Berlin", start: "08:00", stop: "20:00" },
    },
  },
  "ai-stack:platform": {
    users: ["ana", "ben"],
    idleMinutes: 90,
    identities: { ana: "99999999-aaaa-bbbb-cccc-dddddddddddd" },
  },
  "ai-stack:endpoints": {
    chat: {
      model: "Qwen/Qwen3-8B",
      accelerator: ["L4", "A100"],
      replicas: { min: 1, max: 2 },
      contextTokens: 16384,
      concurrency: 2,
      precision: "auto",
      serving: "online-endpoint",
      access: "private",
      capture: { percent: 10 },
      rollout: { blue: { share: 90 }, green: { share: 10, model: "Qwen/Qwen3-14B" } },
    },
    own: {
      model: "acme/own-8b",
      accelerator: "A100-80GB",
      weights: "https://acmemodels.blob.core.windows.net/models/own-8b/",
      weightsResourceGroup: "models",
      shape: { parameters: 8.2, layers: 36, kvHeads: 8, headSize: 128 },
    },
  },
  "ai-stack:alertEmail": "ops@acme.test",
  "ai-stack:budget": { monthlyUsd: 5000 },
  "ai-stack:huggingFaceToken": { secure: "v1:abc" },
  "ai-stack:teardown": false,
  "ai-stack:tags": { team: "ml" },
};

function written(value: unknown): Written {
  if (Array.isArray(value)) return { items: value.map(written) };
  if (value === null || typeof value !== "object") return { scalar: JSON.stringify(value) };
  return { pairs: Object.entries(value).map(([key, inner]) => [key, written(inner)]) };
}

/** One line of YAML flow style. */
function yamlOf(value: Written): string {
  if ("scalar" in value) return value.scalar;
  if ("items" in value) return `[${value.items.map(yamlOf).join(", ")}]`;
  return `{${value.pairs.map(([key, inner]) => `${JSON.stringify(key)}: ${yamlOf(inner)}`).join(", ")}}`;
}

function fileOf(config: Written): string {
  if (!("pairs" in config)) return `config: ${yamlOf(config)}\n`;
  return `config:\n${config.pairs.map(([key, value]) => `  ${JSON.stringify(key)}: ${yamlOf(value)}\n`).join("")}`;
}

const VALID = { aws: AWS, gcp: GCP, azure: AZURE };

/** A valid stack file that uses every setting of its cloud. */
export const validStackFile = (cloud: keyof typeof VALID) => fileOf(written(VALID[cloud]));

const deep = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
const scalars = [
  ...["", "~", "null", "true", "yes", "-1", "0", "010", "0x1F", "1_000", "1.5", "1e3", "1e999", "-0.0", ".nan", ".inf"],
  ...["99999999999999999999", "9007199254740993", "2024-01-02", "12:30", "&a x", "*a", "!!int x", "!!binary AAAA"],
  ...['""', '" "', '"\\u0000"', '"\\ud800"', '"ünïcødé ✓ 😀"', '"a\\nb"', '"__proto__"', '"us-east-1"', '"L4"'],
  ...[
    "{}",
    "[]",
    "[[]]",
    "{a: {}}",
    "{__proto__: {x: 1}}",
    "{<<: {min: 1}}",
    "{secure: x}",
    "{? [a] : b}",
    "@",
    "%",
    "`",
  ],
  ...[
    deep(40),
    deep(3000),
    `"${"x".repeat(5000)}"`,
    "[1, [2, {b: 3}]]",
    '"[secret]"',
    "'it''s'",
    "{",
    "}",
    "- a",
    "a: b",
  ],
];
const keys = [
  ...[
    "__proto__",
    "constructor",
    "toString",
    "prototype",
    "hasOwnProperty",
    "",
    " ",
    "é😀",
    "a.b",
    "a[0]",
    "min",
    "max",
  ],
  ...[
    "a:b:c",
    "ai-stack:",
    ":",
    "x".repeat(300),
    "0",
    "secure",
    "<<",
    "ai-stack:cloud",
    "cloud",
    "aws:region",
    "gcp:region",
    "model",
  ],
];

const weird = fc
  .oneof(
    { weight: 6, arbitrary: fc.constantFrom(...scalars) },
    { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.string({ unit: "binary" }).map((text) => JSON.stringify(text)) },
    { weight: 1, arbitrary: fc.double().map(String) },
  )
  .map((scalar): Written => ({ scalar }));
const key = fc.oneof(fc.constantFrom(...keys), fc.string());

/** Every value below `value`, with the list of siblings that holds it. */
function places(
  value: Written,
): { put: (other: Written) => unknown; value: Written; siblings: unknown[]; index: number }[] {
  if ("scalar" in value) return [];
  if ("items" in value)
    return value.items.flatMap((inner, index) => [
      { put: (other: Written) => value.items.splice(index, 1, other), value: inner, siblings: value.items, index },
      ...places(inner),
    ]);
  return value.pairs.flatMap((pair, index) => [
    { put: (other: Written) => pair.splice(1, 1, other), value: pair[1], siblings: value.pairs, index },
    ...places(pair[1]),
  ]);
}

const misspell = (text: string, at: number, letter: string) => {
  const index = at % (text.length + 1);
  return letter === ""
    ? text.slice(0, index) + text.slice(index + 1)
    : text.slice(0, index) + letter + text.slice(index);
};

const damage = fc.record({
  kind: fc.constantFrom("replace", "replace", "delete", "rename", "misspell", "insert", "duplicate", "wrap", "spill"),
  at: fc.nat(),
  letter: fc.constantFrom("", "x", "-", "A", "é"),
  key,
  weird,
});

function apply(
  config: Written,
  { kind, at, letter, key, weird }: typeof damage extends fc.Arbitrary<infer T> ? T : never,
) {
  const all = places(config);
  const place = all[at % Math.max(1, all.length)];
  if (place === undefined) return;
  const { put, value, siblings, index } = place;
  const sibling = siblings[index];
  if (kind === "replace") put(weird);
  else if (kind === "delete") siblings.splice(index, 1);
  else if (kind === "duplicate") siblings.push(structuredClone(sibling));
  else if (kind === "wrap") put(at % 2 === 0 ? { items: [value] } : { pairs: [[key, value]] });
  else if (kind === "spill") put("pairs" in value ? { items: value.pairs.map(([, inner]) => inner) } : weird);
  else if (!Array.isArray(sibling)) siblings.push(weird);
  else if (kind === "insert") siblings.push([key, weird]);
  else sibling[0] = kind === "rename" ? key : misspell(String(sibling[0]), at, letter);
}

/** Texts of stack files: a valid one, damaged once to three times in its values, keys or characters. */
export const corruptedStackFileOn = (cloud: keyof typeof VALID): fc.Arbitrary<string> =>
  fc.oneof(
    {
      weight: 9,
      arbitrary: fc.array(damage, { minLength: 1, maxLength: 3 }).map((damages) => {
        const config = written(VALID[cloud]);
        for (const one of damages) apply(config, one);
        return fileOf(config);
      }),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({
          at: fc.nat(validStackFile(cloud).length),
          cut: fc.nat(5),
          put: fc.string({ unit: "binary", maxLength: 3 }),
        })
        .map(({ at, cut, put }) => {
          const text = validStackFile(cloud);
          return text.slice(0, at) + put + text.slice(at + cut);
        }),
    },
  );

/** Those of a stack on AWS. */
export const corruptedStackFile = corruptedStackFileOn("aws");
