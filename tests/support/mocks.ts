import * as pulumi from "@pulumi/pulumi";
import { outputsOf } from "../../plan/recorder/outputs.js";

/** A resource as the program registered it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  /** `type::name` of the parent; empty at the top. */
  readonly parent: string;
  /** Inputs; secrets are unwrapped, their paths are in `secrets`. */
  readonly inputs: Record<string, any>;
  /** Top-level inputs that hold a secret. */
  readonly secrets: string[];
  /** `type::name` of every resource it waits for, sorted. */
  readonly dependencies: string[];
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly ignoreChanges: string[];
  readonly replaceOnChanges: string[];
  readonly deletedWith: string;
  readonly deleteBeforeReplace: boolean;
  readonly customTimeouts: { create?: string; update?: string; delete?: string };
  /** Names of the error hooks bound to it. */
  readonly errorHooks: string[];
}

/** What a build registered and published. */
export interface Deployed<T> {
  readonly result: T;
  /** One line a resource, `type name`, indented under its parent; siblings sorted. */
  readonly tree: string[];
  /** By `type::name`. */
  readonly resources: Record<string, Registered>;
  /** Each resource's inputs, by `type::name`. */
  readonly inputs: Record<string, Record<string, any>>;
  /** What components registered as outputs, by `type::name`. */
  readonly outputs: Record<string, Record<string, any>>;
}

/** What invokes answer where a test says nothing else; an invoke that is not here throws. */
const CALLS: Record<string, object> = {
  "aws:index/getAvailabilityZones:getAvailabilityZones": {
    names: ["us-east-1a", "us-east-1b", "us-east-1c"],
    zoneIds: ["use1-az1", "use1-az2", "use1-az3"],
  },
  "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "123456789012" },
  "aws:index/getPartition:getPartition": { partition: "aws", dnsSuffix: "amazonaws.com" },
  "aws:index/getRegion:getRegion": { region: "us-east-1", id: "us-east-1" },
  "azure-native:authorization:getClientConfig": {
    tenantId: "00000000-0000-0000-0000-000000000001",
    subscriptionId: "0a1b2c3d-1111-2222-3333-444455556666",
    objectId: "00000000-0000-0000-0000-000000000002",
    clientId: "00000000-0000-0000-0000-000000000003",
  },
  "gcp:organizations/getProject:getProject": { number: "123456789012", projectId: "ml-dev-123456" },
  "gcp:storage/getProjectServiceAccount:getProjectServiceAccount": {
    emailAddress: "service-123456789012@gs-project-accounts.iam.gserviceaccount.com",
    member: "serviceAccount:service-123456789012@gs-project-accounts.iam.gserviceaccount.com",
  },
};

const SECRET_SIGNATURE = "4dabf18193072939515e22adb298388d";

/** The value without its secret marks. */
function reveal(value: any): any {
  if (Array.isArray(value)) return value.map(reveal);
  if (value === null || typeof value !== "object") return value;
  if (value[SECRET_SIGNATURE] === "1b47061264138c4ac30d75fd1eb44270") return reveal(value.value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, reveal(inner)]));
}

function hasSecret(value: any): boolean {
  if (value === null || typeof value !== "object") return false;
  return SECRET_SIGNATURE in value || Object.values(value).some(hasSecret);
}

/**
 * Runs `build` as the program of a stack on mocks and waits until everything has registered. Every output that the
 * provider's typings name is a text like `<chat-role.arn>`, so that an input shows what it is wired to. No engine runs:
 * nothing here proves what a cloud accepts.
 *
 * @param calls answers to invokes by token, over the defaults above
 */
export async function deploy<T>(build: () => T | Promise<T>, calls: Record<string, object> = {}): Promise<Deployed<T>> {
  pulumi.runtime.setAllConfig({});
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, id }) => ({
        id: id ? id : `<${name}.id>`,
        state: { ...outputsOf(type, name), ...inputs },
      }),
      call: ({ token }) => {
        const answer = calls[token] ?? CALLS[token];
        if (answer === undefined) throw new Error(`no mock for call ${token}`);
        return answer;
      },
    },
    "ai-stack",
    "test",
    false,
  );

  const monitor = pulumi.runtime.getMonitor() as any; // the SDK's MockMonitor; its type is not exported
  const requests: { request: any; urn: string }[] = [];
  const outputs: Deployed<T>["outputs"] = {};
  const keyOf = new Map<string, string>();
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request: any, done: any) =>
    register(request, (error: any, response: any) => {
      if (response) {
        requests.push({ request, urn: response.getUrn() });
        keyOf.set(response.getUrn(), `${request.getType()}::${request.getName()}`);
      }
      done(error, response);
    });
  const registerOutputs = monitor.registerResourceOutputs.bind(monitor);
  monitor.registerResourceOutputs = (request: any, done: any) => {
    outputs[keyOf.get(request.getUrn()) ?? request.getUrn()] = reveal(request.getOutputs().toJavaScript());
    registerOutputs(request, done);
  };
  monitor.registerErrorHook ??= (_request: any, done: any) => done(null, {}); // the SDK's mock monitor lacks it
  const result = await build();
  await pulumi.runtime.disconnect(); // drains every pending registration

  const resources: Deployed<T>["resources"] = {};
  for (const { request, urn } of requests) {
    const raw = request.getObject()?.toJavaScript() ?? {};
    const { create, update, pb_delete: remove } = request.getCustomtimeouts()?.toObject() ?? {};
    const timeouts = { create, update, delete: remove };
    resources[keyOf.get(urn) as string] = {
      type: request.getType(),
      name: request.getName(),
      parent: keyOf.get(request.getParent()) ?? "",
      inputs: reveal(raw),
      secrets: Object.keys(raw).filter((key) => hasSecret(raw[key])),
      dependencies: request
        .getDependenciesList()
        .map((dependency: string) => keyOf.get(dependency) ?? dependency)
        .sort(),
      protect: request.getProtect(),
      retainOnDelete: request.getRetainondelete(),
      ignoreChanges: request.getIgnorechangesList(),
      replaceOnChanges: request.getReplaceonchangesList(),
      deletedWith: keyOf.get(request.getDeletedwith()) ?? "",
      deleteBeforeReplace: request.getDeletebeforereplace(),
      customTimeouts: Object.fromEntries(Object.entries(timeouts).filter(([, duration]) => duration)),
      errorHooks: request.getHooks()?.getOnErrorList?.() ?? [],
    };
  }
  const inputs = Object.fromEntries(Object.entries(resources).map(([key, resource]) => [key, resource.inputs]));
  return { result, tree: treeOf(resources), resources, inputs, outputs };
}

function treeOf(resources: Record<string, Registered>): string[] {
  const linesUnder = (parent: string, indent: string): string[] =>
    Object.entries(resources)
      .filter(([, resource]) => resource.parent === parent)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([key, { type, name }]) => [`${indent}${type} ${name}`, ...linesUnder(key, `${indent}  `)]);
  return linesUnder("", "");
}
