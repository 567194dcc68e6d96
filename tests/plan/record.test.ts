import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import * as aws from "@pulumi/aws";
import * as iam from "@pulumi/aws/iam/index.js";
import * as s3 from "@pulumi/aws/s3/index.js";
import * as ssm from "@pulumi/aws/ssm/index.js";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test, vi } from "vitest";
import { type Step, UNKNOWN } from "../../plan/plan.js";
import { type Program, type RecordOptions, record } from "../../plan/record.js";
import { RecordError } from "../../plan/recorder/error.js";

const OPTIONS: RecordOptions = {
  project: "shop",
  stack: "dev",
  config: { "aws:region": "eu-west-1" },
  mode: "preview",
};
const STACK = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";
const AWS = `urn:pulumi:dev::shop::pulumi:providers:aws::default_7_48_0::${UNKNOWN}`;

class Store extends pulumi.ComponentResource {
  readonly bucket: s3.Bucket;
  constructor(name: string, args: Record<string, unknown> = {}, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Store", name, args, opts);
    this.bucket = new s3.Bucket(name, { bucketPrefix: "p-" }, { parent: this });
    this.registerOutputs({ arn: this.bucket.arn });
  }
}

/** What a program records, its steps by the last part of their URN. */
async function plan(program: Program, options: Partial<RecordOptions> = {}) {
  const { plan, outputs } = await record(program, { ...OPTIONS, ...options });
  const steps: Record<string, Step> = {};
  for (const step of plan.steps ?? []) steps[step.urn.slice(step.urn.lastIndexOf("::") + 2)] = step;
  const inputs = Object.fromEntries(Object.entries(steps).map(([name, step]) => [name, step.newState?.inputs]));
  return { plan, outputs, steps, inputs };
}

describe("a preview", () => {
  test("states the stack, a component and its child in full", async () => {
    const { plan } = await record(async () => void new Store("media", { size: 1 }), OPTIONS);
    const component = "urn:pulumi:dev::shop::test:index:Store::media";
    const bucket = "urn:pulumi:dev::shop::test:index:Store$aws:s3/bucket:Bucket::media";
    expect(plan).toEqual({
      config: { "aws:region": "eu-west-1" },
      steps: [
        {
          op: "create",
          urn: STACK,
          newState: { urn: STACK, custom: false, type: "pulumi:pulumi:Stack" },
          detailedDiff: null,
        },
        {
          op: "create",
          urn: component,
          newState: {
            urn: component,
            custom: false,
            type: "test:index:Store",
            inputs: { size: 1 },
            parent: STACK,
            propertyDependencies: { size: [] },
          },
          detailedDiff: null,
        },
        {
          op: "create",
          urn: bucket,
          provider: AWS,
          newState: {
            urn: bucket,
            custom: true,
            type: "aws:s3/bucket:Bucket",
            inputs: { bucketPrefix: "p-" },
            parent: component,
            provider: AWS,
            propertyDependencies: { bucketPrefix: [] },
          },
          detailedDiff: null,
        },
      ],
      changeSummary: { create: 3 },
    });
  });

  test("knows of an output what is an input, and nothing else", async () => {
    const { outputs, inputs } = await plan(async () => {
      const { bucket } = new Store("media");
      new iam.Role("reader", { assumeRolePolicy: "{}", description: pulumi.interpolate`reads ${bucket.arn}` });
      return { arn: bucket.arn, prefix: bucket.bucketPrefix };
    });
    expect(outputs).toEqual({ arn: UNKNOWN, prefix: "p-" });
    expect(inputs.reader).toEqual({ assumeRolePolicy: "{}", description: UNKNOWN });
  });

  test("names what a resource waits for, by input and in all", async () => {
    const { steps } = await plan(async () => {
      const { bucket } = new Store("media");
      const key = new iam.Role("key", { assumeRolePolicy: "{}" });
      new iam.Role("reader", { assumeRolePolicy: "{}", description: bucket.arn }, { dependsOn: key });
    });
    const bucket = "urn:pulumi:dev::shop::test:index:Store$aws:s3/bucket:Bucket::media";
    const key = "urn:pulumi:dev::shop::aws:iam/role:Role::key";
    expect([...(steps.reader?.newState?.dependencies ?? [])].sort()).toEqual([key, bucket].sort());
    expect(steps.reader?.newState?.propertyDependencies).toEqual({ assumeRolePolicy: [], description: [bucket] });
  });

  test("prints no secret: not of the configuration, not in inputs, not in outputs", async () => {
    const { plan: document, outputs } = await plan(
      async () => {
        const token = new pulumi.Config().requireSecret("token");
        new ssm.Parameter("token", { type: "SecureString", value: token, tags: { of: pulumi.interpolate`x${token}` } });
        return { token };
      },
      { config: { "shop:token": "hunter2" }, secretKeys: ["shop:token"] },
    );
    expect(document.config).toEqual({ "shop:token": "[secret]" });
    expect(document.steps?.[1]?.newState?.inputs).toEqual({
      type: "SecureString",
      value: "[secret]",
      tags: { of: "[secret]" },
    });
    expect(outputs).toEqual({ token: "[secret]" });
    expect(JSON.stringify(document)).not.toContain("hunter2");
  });

  test("hands protection, retention and deletion with another on to children that say nothing", async () => {
    const { steps } = await plan(async () => {
      const role = new iam.Role("role", { assumeRolePolicy: "{}" });
      new Store("kept", {}, { protect: true, retainOnDelete: true, deletedWith: role });
    });
    expect(steps.kept?.newState).toMatchObject({
      type: "aws:s3/bucket:Bucket",
      protect: true,
      retainOnDelete: true,
      deletedWith: "urn:pulumi:dev::shop::aws:iam/role:Role::role",
    });
  });

  test("states an explicit provider with its version, and refers to it below a component", async () => {
    const { steps } = await plan(async () => {
      const west = new aws.Provider("west", { region: "us-west-2" });
      new Store("there", {}, { provider: west });
    });
    expect(steps.west?.newState?.inputs).toMatchObject({ region: "us-west-2", version: "7.48.0", __internal: {} });
    expect(steps.there?.provider).toBe(`urn:pulumi:dev::shop::pulumi:providers:aws::west::${UNKNOWN}`);
  });

  test("serves the child of a resource by its parent's provider", async () => {
    const { steps } = await plan(async () => {
      const parent = new s3.Bucket("parent", {}, { version: "7.1.0" });
      new s3.Bucket("child", {}, { parent });
    });
    expect(steps.child?.provider).toBe(`urn:pulumi:dev::shop::pulumi:providers:aws::default_7_1_0::${UNKNOWN}`);
  });

  test("knows no output of a resource whose provider is configured by an unknown", async () => {
    const { outputs } = await plan(async () => {
      const { bucket } = new Store("media");
      const provider = new aws.Provider("later", { region: bucket.region });
      return { prefix: new s3.Bucket("there", { bucketPrefix: "p-" }, { provider }).bucketPrefix };
    });
    expect(outputs).toEqual({ prefix: UNKNOWN });
  });

  test("reads what exists already, and does not count it as a change", async () => {
    const { plan: document, steps } = await plan(async () => void s3.Bucket.get("found", "found-id"));
    expect(steps.found).toMatchObject({ op: "read", newState: { id: "found-id", external: true } });
    expect(document.changeSummary).toEqual({ create: 1 });
  });

  test("takes an existing resource over", async () => {
    const { plan: document, steps } = await plan(async () => void new s3.Bucket("taken", {}, { import: "taken-id" }));
    expect(steps.taken).toMatchObject({ op: "import", newState: { importID: "taken-id" } });
    expect(document.changeSummary).toEqual({ create: 1, import: 1 });
  });

  test("gives time-outs in seconds", async () => {
    const customTimeouts = { create: "1h30m", update: "1.5m", delete: "45s" };
    const { steps } = await plan(async () => void new s3.Bucket("slow", {}, { customTimeouts }));
    expect(steps.slow?.newState?.customTimeouts).toEqual({ create: 5400, update: 90, delete: 45 });
  });

  test("names hooks by when they run", async () => {
    const { steps } = await plan(async () => {
      const retry = new pulumi.ErrorHook("retry", async () => false);
      const before = new pulumi.ResourceHook("before", async () => {});
      new s3.Bucket("hooked", {}, { hooks: { onError: [retry], beforeCreate: [before] } });
    });
    expect(steps.hooked?.newState?.resourceHooks).toEqual({ BeforeCreate: ["before"], OnError: ["retry"] });
  });

  test("collects the program's messages and prints none", async () => {
    const printed = vi.spyOn(console, "log");
    const warned = vi.spyOn(console, "warn");
    const { plan: document } = await plan(async () => {
      pulumi.log.info("for information");
      pulumi.log.warn("old", new Store("media").bucket);
      pulumi.log.debug("not shown");
    });
    expect(document.diagnostics).toEqual([
      { message: "for information\n", severity: "info" },
      {
        urn: "urn:pulumi:dev::shop::test:index:Store$aws:s3/bucket:Bucket::media",
        message: "warning: old\n",
        severity: "warning",
      },
    ]);
    expect([...printed.mock.calls, ...warned.mock.calls]).toEqual([]);
    vi.restoreAllMocks();
  });

  test.each(["preview", "symbolic"] as const)(
    "(%s) tells the program where it runs, and that it is a dry run",
    async (mode) => {
      const seen: unknown[] = [];
      const program = async () => {
        seen.push(
          pulumi.getProject(),
          pulumi.getStack(),
          pulumi.getOrganization(),
          new pulumi.Config("aws").get("region"),
        );
        seen.push(pulumi.runtime.isDryRun());
      };
      await record(program, { ...OPTIONS, mode, organization: "acme" });
      expect(seen).toEqual(["shop", "dev", "acme", "eu-west-1", true]);
    },
  );
});

describe("a symbolic recording", () => {
  const symbolic = { mode: "symbolic" } as const;

  test("shows every wire by name", async () => {
    const { inputs, outputs } = await plan(async () => {
      const { bucket } = new Store("media");
      const policy = pulumi.jsonStringify({ resource: pulumi.interpolate`${bucket.arn}/*` });
      const role = new iam.Role("reader", { assumeRolePolicy: policy, name: bucket.id });
      return { arn: role.arn, prefix: bucket.bucketPrefix };
    }, symbolic);
    expect(inputs.reader).toEqual({ assumeRolePolicy: '{"resource":"<media.arn>/*"}', name: "<media.id>" });
    expect(outputs).toEqual({ arn: "<reader.arn>", prefix: "p-" });
  });

  test("leaves outputs that are no texts unknown, with their edge", async () => {
    const { steps } = await plan(async () => {
      const { bucket } = new Store("media");
      new iam.Role("reader", {
        assumeRolePolicy: "{}",
        description: bucket.website.apply((site) => site.indexDocument ?? ""),
      });
    }, symbolic);
    const bucket = "urn:pulumi:dev::shop::test:index:Store$aws:s3/bucket:Bucket::media";
    expect(steps.reader?.newState?.inputs).toEqual({ assumeRolePolicy: "{}", description: UNKNOWN });
    expect(steps.reader?.newState?.propertyDependencies?.description).toEqual([bucket]);
  });

  test("answers a data source that is asked for something unknown with a name", async () => {
    const { inputs } = await plan(async () => {
      const { bucket } = new Store("media");
      const { value } = ssm.getParameterOutput({ name: bucket.arn });
      new iam.Role("reader", { assumeRolePolicy: "{}", description: value });
    }, symbolic);
    expect(inputs.reader?.description).toBe("<getParameter.value>");
  });
});

describe("data sources", () => {
  test("are answered from the table, for the region of their provider", async () => {
    const { outputs } = await plan(async () => {
      const provider = new aws.Provider("west", { region: "us-west-2" });
      return {
        here: (await aws.getAvailabilityZones({})).names,
        there: aws.getAvailabilityZonesOutput({}, { provider }).names,
        account: aws.getCallerIdentityOutput().accountId,
      };
    });
    expect(outputs).toEqual({
      here: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
      there: ["us-west-2a", "us-west-2b", "us-west-2c"],
      account: "123456789012",
    });
  });

  test("are unknown when asked for something unknown", async () => {
    const program = async () => ({ value: ssm.getParameterOutput({ name: new Store("media").bucket.arn }).value });
    expect((await plan(program)).outputs).toEqual({ value: UNKNOWN });
  });
});

function boom(): never {
  throw new Error("boom");
}

describe("a program that fails", () => {
  test.each<[string, Program, string]>([
    ["throws", async () => boom(), "boom"],
    ["throws after it has registered", async () => void [new Store("media"), boom()], "boom"],
    ["throws in an apply that nobody uses", async () => void pulumi.output(1).apply(boom), "boom"],
    [
      "throws in an apply that an input uses",
      async () => void new Store("media", { size: pulumi.output(1).apply(boom) }),
      "boom",
    ],
    ["throws in an apply of an output", async () => ({ size: pulumi.output(1).apply(boom) }), "boom"],
    ["throws in a timer", () => new Promise<void>(() => void setTimeout(boom)), "boom"],
    ["lets a promise be rejected", async () => void Promise.reject(new Error("boom")), "boom"],
  ])("rejects when it %s", async (_what, program, message) => {
    await expect(record(program, OPTIONS)).rejects.toThrow(message);
  });

  const unanswered = "an offline preview cannot answer aws:ec2/getAmi:getAmi";
  test.each<[string, Program, string]>([
    ["awaits a data source that the table lacks", async () => void (await aws.ec2.getAmi({})), unanswered],
    ["uses one as an input", async () => void new Store("media", { ami: aws.ec2.getAmiOutput({}).id }), unanswered],
    ["uses one as an output", async () => ({ ami: aws.ec2.getAmiOutput({}).id }), unanswered],
    [
      "asks for a parameter that is no image",
      async () => void (await ssm.getParameter({ name: "/db/host" })),
      "getParameter",
    ],
    ["registers a name twice", async () => void [new Store("media"), new Store("media")], "Duplicate resource URN"],
    ["has a transform", async () => void new Store("media", {}, { transforms: [() => undefined] }), "runs transforms"],
    [
      "has a transform for all",
      async () => pulumi.runtime.registerResourceTransform(() => undefined),
      "runs transforms",
    ],
    ["needs a plugin", async () => void new pulumi.ComponentResource("a:b:C", "c", {}, {}, true), "made by a plugin"],
    [
      "has a time-out that is none",
      async () => void new s3.Bucket("b", {}, { customTimeouts: { create: "soon" } }),
      "customTimeout Value soon",
    ],
    ["reports an error", async () => void pulumi.log.error("no quota"), "error: no quota"],
  ])("says what an offline preview cannot do when it %s", async (_what, program, message) => {
    const failure: unknown = await record(program, OPTIONS).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RecordError);
    expect((failure as Error).message).toContain(message);
  });

  test("has the error of its own, without what the SDK ties to it", async () => {
    const error = new Error("boom");
    const program = async () => void new Store("media", { size: Promise.reject(error) });
    await expect(record(program, OPTIONS)).rejects.toBe(error);
    expect(Object.keys(error)).toEqual([]);
  });

  test("may handle what a data source refuses", async () => {
    const program = async () => ({
      ami: await aws.ec2.getAmi({}).then(
        () => "some",
        () => "none",
      ),
    });
    expect((await plan(program)).outputs).toEqual({ ami: "none" });
  });

  test.each(["never-settles", "waits-for-itself"])(
    "ends with an error where it %s",
    { timeout: 30_000 },
    async (name) => {
      const script = fileURLToPath(new URL(`../support/programs/${name}.ts`, import.meta.url));
      const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", script]);
      expect(stdout).toContain("RecordError: the program waits for something that never happens");
    },
  );
});

describe("recordings in one process", () => {
  const program = async () => {
    const { bucket } = new Store("media", { size: new pulumi.Config().get("size") ?? "none" });
    return { arn: bucket.arn };
  };

  test("do not touch each other", async () => {
    const alone = await record(program, OPTIONS);
    await record(program, { ...OPTIONS, project: "other", config: { "other:size": "9" }, mode: "symbolic" });
    await record(async () => void Promise.reject(new Error("boom")), OPTIONS).catch(() => {});
    expect(await record(program, OPTIONS)).toEqual(alone);
  });

  test("that start together run one after the other", async () => {
    const stacks = ["a", "b", "c"];
    const all = await Promise.all(stacks.map((stack) => record(program, { ...OPTIONS, stack })));
    expect(all.map(({ plan }) => plan.steps?.map(({ urn }) => urn.split("::")[0]))).toEqual(
      stacks.map((stack) => Array(3).fill(`urn:pulumi:${stack}`)),
    );
  });

  test("leave the process as it was", async () => {
    const traces = () => [
      Error.stackTraceLimit,
      pulumi.runtime.getProject(),
      pulumi.log.info,
      process.listeners("unhandledRejection"),
      process.listeners("uncaughtException"),
      process.listenerCount("beforeExit"),
      (globalThis as any).stackResource,
    ];
    const { stackTraceLimit } = Error;
    const listener = () => {};
    process.on("unhandledRejection", listener);
    Error.stackTraceLimit = 7;
    const state = traces();
    await record(program, OPTIONS);
    await record(async () => boom(), OPTIONS).catch(() => {});
    expect(traces()).toEqual(state);
    Error.stackTraceLimit = stackTraceLimit;
    process.off("unhandledRejection", listener);
  });

  test("say where an error was thrown, if asked to", async () => {
    const failing = async () => boom();
    const stackOf = (stackTraces: boolean) =>
      record(failing, { ...OPTIONS, stackTraces }).catch((error: Error) => error.stack?.includes("record.test.ts"));
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 10;
    expect([await stackOf(true), await stackOf(false)]).toEqual([true, false]);
    Error.stackTraceLimit = stackTraceLimit;
  });
});
