import { fileURLToPath } from "node:url";
import * as aws from "@pulumi/aws";
import * as iam from "@pulumi/aws/iam/index.js";
import * as s3 from "@pulumi/aws/s3/index.js";
import * as ssm from "@pulumi/aws/ssm/index.js";
import * as pulumi from "@pulumi/pulumi";

/** A component in a component, whose grandchild's URN holds the whole chain of types. */
class Inner extends pulumi.ComponentResource {
  readonly bucket: s3.Bucket;
  constructor(name: string, args: Record<string, unknown>, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Inner", name, args, opts);
    this.bucket = new s3.Bucket(name, { tags: { Name: name } }, { parent: this });
    new s3.Bucket(`${name}-child`, {}, { parent: this.bucket });
    this.registerOutputs({ bucket: this.bucket.bucket });
  }
}

class Outer extends pulumi.ComponentResource {
  readonly inner: Inner;
  constructor(name: string, args: Record<string, unknown>, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Outer", name, args, opts);
    this.inner = new Inner(`${name}-inner`, { from: name }, { parent: this });
    new s3.Bucket(`${name}-after`, {}, { parent: this, dependsOn: this.inner });
    this.registerOutputs({});
  }
}

/** A resource with inputs of any shape. */
class Anything extends pulumi.CustomResource {
  readonly computed!: pulumi.Output<string>;
  readonly password!: pulumi.Output<string>;
  constructor(name: string, args: Record<string, unknown>, opts?: pulumi.CustomResourceOptions) {
    super("aws:test/anything:Anything", name, { computed: undefined, password: undefined, ...args }, opts);
  }
}

/** Uses whatever changes the document of a preview. */
export async function everything(): Promise<Record<string, unknown>> {
  const config = new pulumi.Config();
  const role = new iam.Role("role", { assumeRolePolicy: pulumi.jsonStringify({ Version: "2012-10-17" }) });
  const bucket = new s3.Bucket("bucket", { bucketPrefix: "p-" });
  const token = config.getSecret("token") ?? pulumi.secret("hidden");

  values(bucket, role, token);
  options(bucket, role);
  const { zoned, outer } = components(role);
  providers(bucket);
  await lookups(bucket, role);
  assets();
  pulumi.log.warn("a warning");
  pulumi.log.warn("a warning about the bucket", bucket);
  pulumi.log.info("for information");
  pulumi.log.debug("not shown");
  return {
    arn: bucket.arn,
    known: "text",
    prefix: bucket.bucketPrefix,
    token,
    nested: { id: zoned.id, outer: outer.urn },
  };
}

function values(bucket: s3.Bucket, role: iam.Role, token: pulumi.Output<string>): void {
  new Anything("values", {
    echoed: bucket.bucketPrefix,
    unknown: bucket.arn,
    unknownId: bucket.id,
    interpolated: pulumi.interpolate`arn:${bucket.arn}/*`,
    json: pulumi.jsonStringify({ a: bucket.arn, b: 1 }),
    nested: { deep: { unknown: bucket.arn, known: 1, absent: undefined, nil: null } },
    list: [bucket.arn, "known", undefined, null],
    all: pulumi.all([bucket.arn, "known"]),
    output: pulumi.output(["known", bucket.arn, { x: role.arn }]),
    outputObject: pulumi.output({ known: "known", unknown: bucket.arn }),
    absent: undefined,
    absentOutput: pulumi.output(undefined),
    nil: null,
    empty: {},
    emptyList: [],
    emptyText: "",
    zero: 0,
    no: false,
    float: 1.5,
    large: 2 ** 53,
    negative: -1e-7,
    unicode: "ü\u2028",
    sparse: [undefined, [null]],
    promise: Promise.resolve("later"),
    resource: bucket,
    resources: [bucket, role],
  });
  new Anything("secrets", {
    plain: token,
    nested: { list: ["a", token], object: { token } },
    unknown: pulumi.secret(bucket.arn),
    partly: pulumi.secret({ a: bucket.arn, b: "known" }),
    interpolated: pulumi.interpolate`${token}-${bucket.arn}`,
    text: pulumi.interpolate`${token}-known`,
    object: pulumi.secret({ a: 1 }),
    nil: pulumi.secret(null),
    nothing: pulumi.secret(undefined),
  });
  const source = new Anything(
    "source",
    { password: "p", visible: token, list: [token] },
    { additionalSecretOutputs: ["password"] },
  );
  new Anything("sink", {
    password: source.password,
    computed: source.computed,
    visible: (source as any).visible,
    list: (source as any).list,
  });
  new Anything("empty", {});
}

function options(bucket: s3.Bucket, role: iam.Role): void {
  const hook = new pulumi.ErrorHook("retry", async () => false);
  const before = new pulumi.ResourceHook("before", async () => {});
  new Anything(
    "options",
    { a: 1, deep: { list: [1] } },
    {
      protect: true,
      retainOnDelete: true,
      deletedWith: bucket,
      dependsOn: [role, bucket],
      ignoreChanges: ["a", "deep.list[0]"],
      replaceOnChanges: ["a"],
      hideDiffs: ["a", "deep.list[0]"],
      deleteBeforeReplace: true,
      additionalSecretOutputs: ["computed"],
      customTimeouts: { create: "90m", update: "1h30m", delete: "45s" },
      aliases: [
        { name: "former" },
        "urn:pulumi:dev::everything::aws:test/anything:Anything::older",
        { type: "aws:test/old:Old" },
        { parent: bucket },
        { parent: pulumi.rootStackResource },
      ],
      hooks: { onError: [hook], beforeCreate: [before], afterCreate: [async () => {}] },
      version: "7.40.1",
      replaceWith: [role],
      replacementTrigger: { a: [1, "b"] },
    },
  );
  new Anything("url", {}, { pluginDownloadURL: "https://example.com/plugins" });
  new Anything("unprotected", {}, { protect: false, retainOnDelete: false });
  new Anything("trigger", {}, { replacementTrigger: bucket.arn });
  new Anything("part", {}, { parent: role, protect: true });
}

function components(role: iam.Role): { zoned: s3.Bucket; outer: Outer } {
  const outer = new Outer(
    "outer",
    {
      role: role.arn,
      secret: pulumi.secret("s"),
      plain: { a: 1 },
      text: pulumi.output("x"),
      skip: undefined,
      role2: role,
    },
    { protect: true },
  );
  const second = new Outer("second", { component: outer }, { dependsOn: outer, aliases: [{ name: "first" }] });
  const zoned = new s3.Bucket("after-component", {}, { dependsOn: [second] });
  new Inner(
    "retained",
    {},
    { retainOnDelete: true, deletedWith: role, ignoreChanges: ["x"], customTimeouts: { create: "5m" } },
  );
  return { zoned, outer };
}

function providers(bucket: s3.Bucket): void {
  const explicit = new aws.Provider("explicit", {
    region: "us-west-2",
    defaultTags: { tags: { team: "ml" } },
    allowedAccountIds: ["123456789012"],
    maxRetries: 3,
    secretKey: "secret",
  });
  new s3.Bucket("explicit", {}, { provider: explicit });
  new Inner("with-provider", {}, { provider: explicit });
  new Inner("with-providers", {}, { providers: { aws: explicit } });
  const unknown = new aws.Provider("unknown", { region: bucket.region, assumeRoles: [{ roleArn: bucket.arn }] });
  const under = new s3.Bucket("under-unknown", { bucketPrefix: "u-" }, { provider: unknown });
  new Anything("from-unknown", { echoed: under.bucketPrefix });
  new Anything("asked", {
    elsewhere: aws.getRegionOutput({}, { provider: explicit }).region,
    nowhere: aws.getRegionOutput({}, { provider: unknown }).region,
    named: aws.getRegionOutput({ region: "us-east-2" }).region,
  });
  new aws.Provider("served", { region: "us-east-1" }, { pluginDownloadURL: "https://example.com/plugins" });
  const versioned = new aws.Provider("versioned", {}, { version: "7.0.0" });
  const onVersioned = new s3.Bucket("versioned", {}, { provider: versioned });
  new s3.Bucket("under-versioned", {}, { parent: onVersioned });
  const pinned = new Anything("pinned", {}, { version: "7.1.0-alpha.1+build", retainOnDelete: true });
  new Anything("under-pinned", {}, { parent: pinned, retainOnDelete: false });
  new Anything("also-under-pinned", {}, { parent: pinned, version: "7.2.0" });
}

async function lookups(bucket: s3.Bucket, role: iam.Role): Promise<void> {
  const { accountId } = await aws.getCallerIdentity();
  const zones = aws.getAvailabilityZonesOutput({ state: "available" });
  const region = aws.getRegionOutput();
  const image = ssm.getParameterOutput({ name: pulumi.interpolate`/aws/service/${bucket.bucketPrefix}/ami-id` });
  const unknown = ssm.getParameterOutput({ name: bucket.arn });
  const secret = ssm.getParameterOutput({ name: pulumi.secret("/x/ami-id") });
  const after = aws.getPartitionOutput({}, { dependsOn: [role] });
  new Anything("lookups", {
    accountId,
    zones: zones.names,
    zone: zones.names.apply((names) => names[0]),
    region: region.region,
    image: image.value,
    unknown: unknown.value,
    secret: secret.value,
    after: after.partition,
  });
  const found = s3.Bucket.get("found", "found-id", {}, { dependsOn: role });
  const foundWith = s3.Bucket.get("found-with", "found-id", { bucketPrefix: "x" });
  new Anything("found", { id: found.id, arn: found.arn, prefix: foundWith.bucketPrefix });
  s3.Bucket.get("found-unknown", bucket.id);
}

function assets(): void {
  const files = fileURLToPath(new URL("files", import.meta.url));
  new Anything("assets", {
    file: new pulumi.asset.FileAsset(`${files}/b.txt`),
    folder: new pulumi.asset.FileArchive(files),
    mixed: new pulumi.asset.AssetArchive({
      z: new pulumi.asset.FileArchive(files),
      "deep/b": new pulumi.asset.FileAsset(`${files}/b.txt`),
    }),
    text: new pulumi.asset.StringAsset("text"),
    remote: new pulumi.asset.AssetArchive({
      "a.txt": new pulumi.asset.StringAsset("a"),
      dir: new pulumi.asset.AssetArchive({ "b.txt": new pulumi.asset.StringAsset("b") }),
    }),
    secret: pulumi.secret(new pulumi.asset.StringAsset("hidden")),
  });
}
