import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from "@grpc/grpc-js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import type struct from "google-protobuf/google/protobuf/struct_pb.js";
import { isObject, type Properties, reveal, UNKNOWN } from "../../support/value-paths.js";
import { type Cloud, CloudError, type Request } from "./cloud.js";
import { type Conditions, faultOf } from "./faults.js";
import type { Action, Contents, Inventory } from "./inventory.js";
import { failure, serviceError, toStruct } from "./service-error.js";

/** What a provider serves, and how it behaves. */
export interface Serving {
  readonly cloud: Cloud;
  readonly inventory: Inventory;
  /** Asked at each call. */
  readonly conditions: () => Conditions;
  /** How long the cloud takes to make, change or delete something. */
  readonly latencySecondsOf: (action: Action, resource: Pick<Request, "type" | "inputs">) => number;
}

/**
 * A Pulumi provider for an emulated cloud, over the engine's own protocol. A preview echoes its inputs, all else is
 * unknown; names and ids are made on creation.
 *
 * @returns the port on which it listens
 */
export function serve(serving: Serving): Promise<number> {
  const server = new Server();
  server.addService(services.ResourceProviderService as never, handlers(serving) as never);
  return new Promise((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    ),
  );
}

/** One method of the service: an answer, or an error in the cloud's words. */
function answer<Q, A>(method: (request: Q) => A | Promise<A>) {
  return async ({ request }: ServerUnaryCall<Q, A>, done: sendUnaryData<A>): Promise<void> => {
    try {
      done(null, await method(request));
    } catch (error) {
      done(serviceError(error as Error));
    }
  };
}

function handlers({ cloud, inventory, conditions, latencySecondsOf }: Serving) {
  /** The one place where a call takes as long as the cloud would, scaled. Other calls go on meanwhile. */
  async function takeTime(action: Action, resource: Pick<Request, "type" | "inputs">): Promise<void> {
    const { latencyScale = 0 } = conditions();
    if (latencyScale > 0) await sleep(latencySecondsOf(action, resource) * latencyScale * 1_000);
  }

  /** Lets the cloud do what the engine asks for, or what a fault makes of it; what goes wrong is written down. */
  async function act<T>(
    action: Action,
    { urn, inputs }: { readonly urn: string; readonly inputs: Properties },
    edit: (contents: Contents) => T,
  ): Promise<T> {
    const call = { action, urn, type: typeOf(urn), name: nameOf(urn) };
    const goesWrong = (message: string) => inventory.change(({ refusals }) => refusals.push({ ...call, message }));
    const fault = faultOf(conditions(), call, inventory.read());
    const isDone = fault === undefined || !["refused", "unasked"].includes(fault.outcome);
    if (action === "delete") await takeTime(action, { type: call.type, inputs });
    let result: T | undefined;
    try {
      if (isDone) result = inventory.change(edit);
    } catch (error) {
      goesWrong((error as Error).message);
      throw error;
    }
    if (fault === undefined) {
      if (action !== "delete") await takeTime(action, { type: call.type, inputs });
      return result as T;
    }
    goesWrong(fault.message);
    throw await failure(fault, result);
  }

  return {
    attach: answer(() => new empty.Empty()),
    cancel: answer(() => new empty.Empty()),
    getPluginInfo: answer(() => withFields(new plugin.PluginInfo(), (info) => info.setVersion(cloud.version))),
    getSchema: answer(() => withFields(new proto.GetSchemaResponse(), (response) => response.setSchema("{}"))),

    checkConfig: answer((request: proto.CheckRequest) => echo(request)),
    diffConfig: answer(() =>
      withFields(new proto.DiffResponse(), (response) => response.setChanges(proto.DiffResponse.DiffChanges.DIFF_NONE)),
    ),
    configure: answer((request: proto.ConfigureRequest) => {
      const config: Record<string, string> = {};
      request.getVariablesMap().forEach((value: string, key: string) => {
        config[key.split(":").at(-1) as string] = value;
      });
      cloud.configure(config);
      return withFields(new proto.ConfigureResponse(), (response) => {
        response.setAcceptsecrets(true);
        response.setAcceptresources(true);
        response.setSupportspreview(true);
      });
    }),

    invoke: answer((request: proto.InvokeRequest) =>
      withFields(new proto.InvokeResponse(), (response) =>
        response.setReturn(toStruct(cloud.invoke(request.getTok(), reveal(toObject(request.getArgs())) as Properties))),
      ),
    ),

    check: answer((request: proto.CheckRequest) => echo(request)),

    diff: answer((request: proto.DiffRequest) => {
      const news = toObject(request.getNews());
      const resource = { type: typeOf(request.getUrn()), name: nameOf(request.getUrn()), inputs: news };
      const changes = cloud.diff(resource.type, toObject(request.getOldInputs()), news);
      const replaces = changes.filter((change) => change.replaces).map(({ path }) => path);
      const response = new proto.DiffResponse();
      const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
      response.setChanges(changes.length === 0 ? DIFF_NONE : DIFF_SOME);
      response.setDiffsList([...new Set(changes.map(({ path }) => path.split(/[.[]/)[0] as string))]);
      response.setReplacesList(replaces);
      response.setDeletebeforereplace(replaces.length > 0 && cloud.deletesFirst(resource, changes));
      response.setHasdetaileddiff(true);
      const { ADD, DELETE, UPDATE } = proto.PropertyDiff.Kind;
      for (const { path, kind, replaces } of changes) {
        const detail = new proto.PropertyDiff();
        // Each kind is followed by the one that replaces.
        detail.setKind(({ add: ADD, delete: DELETE, update: UPDATE }[kind] + (replaces ? 1 : 0)) as never);
        detail.setInputdiff(true);
        response.getDetaileddiffMap().set(path, detail);
      }
      return response;
    }),

    create: answer(async (request: proto.CreateRequest) => {
      const urn = request.getUrn();
      const resource = { type: typeOf(urn), name: nameOf(urn), inputs: toObject(request.getProperties()) };
      const response = new proto.CreateResponse();
      if (request.getPreview()) {
        response.setProperties(request.getProperties());
        return response;
      }
      const { id, outputs } = await act("create", { urn, inputs: resource.inputs }, (contents) => {
        const made = { type: resource.type, name: resource.name, ...cloud.create(resource, contents) };
        contents.entries = contents.entries.filter(({ type, id }) => type !== made.type || id !== made.id);
        contents.entries.push(made);
        contents.changes.push({ action: "create", type: made.type, name: made.name, id: made.id });
        return made;
      });
      response.setId(id);
      response.setProperties(toStruct(outputs));
      return response;
    }),

    update: answer(async (request: proto.UpdateRequest) => {
      const urn = request.getUrn();
      const resource = { type: typeOf(urn), name: nameOf(urn), inputs: toObject(request.getNews()) };
      const response = new proto.UpdateResponse();
      if (request.getPreview()) {
        const unknown = Object.fromEntries(cloud.volatile(resource.type).map((output) => [output, UNKNOWN]));
        response.setProperties(toStruct({ ...toObject(request.getOlds()), ...resource.inputs, ...unknown }));
        return response;
      }
      const { outputs } = await act("update", { urn, inputs: resource.inputs }, (contents) => {
        const index = contents.entries.findIndex(
          ({ type, id, kept }) => type === resource.type && id === request.getId() && kept === undefined,
        );
        const entry = contents.entries[index];
        if (entry === undefined) throw new CloudError("NotFound", `there is no ${resource.type} ${request.getId()}`);
        const updated = cloud.update(entry, resource, contents);
        contents.entries[index] = updated;
        contents.changes.push({ action: "update", type: updated.type, name: resource.name, id: updated.id });
        return updated;
      });
      response.setProperties(toStruct(outputs));
      return response;
    }),

    read: answer((request: proto.ReadRequest) => {
      const type = typeOf(request.getUrn());
      const entry = inventory
        .read()
        .entries.find((candidate) => candidate.type === type && candidate.id === request.getId() && !candidate.kept);
      const response = new proto.ReadResponse();
      if (entry === undefined) return response;
      response.setId(entry.id);
      response.setProperties(toStruct(entry.outputs));
      response.setInputs(toStruct(current(toObject(request.getInputs()), entry.inputs) as Properties));
      return response;
    }),

    delete: answer(async (request: proto.DeleteRequest) => {
      const [type, name, id] = [typeOf(request.getUrn()), nameOf(request.getUrn()), request.getId()];
      await act("delete", { urn: request.getUrn(), inputs: {} }, (contents) => {
        const entry = contents.entries.find(
          (candidate) => candidate.type === type && candidate.id === id && candidate.kept === undefined,
        );
        if (entry === undefined) return;
        const left = cloud.delete(entry, contents);
        contents.entries = [...contents.entries.filter((candidate) => candidate !== entry), ...left];
        contents.changes.push({ action: "delete", type, name, id });
      });
      return new empty.Empty();
    }),
  };
}

/** Inputs as the cloud has them now; what is as the engine knows it keeps its secret marks. */
function current(known: unknown, actual: unknown): unknown {
  if (isDeepStrictEqual(reveal(known), actual)) return known;
  if (!isObject(known) || !isObject(actual)) return actual;
  return Object.fromEntries(Object.entries(actual).map(([key, value]) => [key, current(known[key], value)]));
}

function echo(request: proto.CheckRequest): proto.CheckResponse {
  return withFields(new proto.CheckResponse(), (response) => response.setInputs(request.getNews()));
}

function withFields<T>(message: T, set: (message: T) => unknown): T {
  set(message);
  return message;
}

function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

function toObject(properties: struct.Struct | undefined): Properties {
  return (properties?.toJavaScript() as Properties | undefined) ?? {};
}
