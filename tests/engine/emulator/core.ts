import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData, status } from "@grpc/grpc-js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { type Properties, reveal, UNKNOWN } from "../../support/value-paths.js";
import { type Cloud, CloudError } from "./cloud.js";
import type { Inventory } from "./inventory.js";

/**
 * A Pulumi provider for an emulated cloud, over the engine's own protocol. A preview echoes its inputs, all else is
 * unknown; names and ids are made on creation.
 *
 * @returns the port on which it listens
 */
export function serve(cloud: Cloud, inventory: Inventory): Promise<number> {
  const server = new Server();
  server.addService(services.ResourceProviderService as never, handlers(cloud, inventory) as never);
  return new Promise((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    ),
  );
}

/** One method of the service: an answer, or an error in the cloud's words. */
function answer<Q, A>(method: (request: Q) => A) {
  return ({ request }: ServerUnaryCall<Q, A>, done: sendUnaryData<A>): void => {
    try {
      done(null, method(request));
    } catch (error) {
      const message = error instanceof CloudError ? error.message : ((error as Error).stack ?? String(error));
      done({ code: status.UNKNOWN, message, details: message, name: "Error" });
    }
  };
}

function handlers(cloud: Cloud, inventory: Inventory) {
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

    create: answer((request: proto.CreateRequest) => {
      const urn = request.getUrn();
      const resource = { type: typeOf(urn), name: nameOf(urn), inputs: toObject(request.getProperties()) };
      const response = new proto.CreateResponse();
      if (request.getPreview()) {
        response.setProperties(request.getProperties());
        return response;
      }
      const { id, outputs } = inventory.change((contents) => {
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

    update: answer((request: proto.UpdateRequest) => {
      const urn = request.getUrn();
      const resource = { type: typeOf(urn), name: nameOf(urn), inputs: toObject(request.getNews()) };
      const response = new proto.UpdateResponse();
      if (request.getPreview()) {
        const unknown = Object.fromEntries(cloud.volatile(resource.type).map((output) => [output, UNKNOWN]));
        response.setProperties(toStruct({ ...toObject(request.getOlds()), ...resource.inputs, ...unknown }));
        return response;
      }
      const outputs = inventory.change((contents) => {
        const index = contents.entries.findIndex(
          ({ type, id, kept }) => type === resource.type && id === request.getId() && kept === undefined,
        );
        const entry = contents.entries[index];
        if (entry === undefined) throw new CloudError("NotFound", `there is no ${resource.type} ${request.getId()}`);
        const updated = cloud.update(entry, resource, contents);
        contents.entries[index] = updated;
        contents.changes.push({ action: "update", type: updated.type, name: resource.name, id: updated.id });
        return updated.outputs;
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
      response.setInputs(request.getInputs() ?? toStruct(entry.inputs));
      return response;
    }),

    delete: answer((request: proto.DeleteRequest) => {
      const [type, name, id] = [typeOf(request.getUrn()), nameOf(request.getUrn()), request.getId()];
      inventory.change((contents) => {
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

function toStruct(properties: Properties): struct.Struct {
  // Goes through JSON, which drops what is undefined: the protocol has no such thing.
  return struct.Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)));
}
