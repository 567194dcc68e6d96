import { Metadata, type ServiceError, status } from "@grpc/grpc-js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";
import statusProto from "@pulumi/pulumi/proto/status_pb.js";
import any from "google-protobuf/google/protobuf/any_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import type { Properties } from "../../support/value-paths.js";
import { CloudError } from "./cloud.js";
import type { Fault } from "./faults.js";
import type { Entry } from "./inventory.js";

/** What a fault ends in. The engine keeps what was `made`, and tries to update it the next time. */
class Failure extends Error {
  constructor(
    message: string,
    readonly made?: Pick<Entry, "id" | "outputs">,
  ) {
    super(message);
  }
}

/** The error that a fault ends in; it never comes where there is no answer. */
export async function failure({ outcome, message }: Fault, result: unknown): Promise<Error> {
  if (outcome === "unasked" || outcome === "unanswered") return new Promise(() => {});
  return new Failure(message, outcome === "broken" ? (result as Entry) : undefined);
}

/** An error as the engine reads it; one that nobody expects with its stack trace. */
export function serviceError(error: Error): Partial<ServiceError> {
  const isExpected = error instanceof CloudError || error instanceof Failure;
  const message = isExpected ? error.message : (error.stack ?? String(error));
  const metadata = new Metadata();
  if (error instanceof Failure && error.made !== undefined) {
    const failed = new proto.ErrorResourceInitFailed();
    failed.setId(error.made.id);
    failed.setProperties(toStruct(error.made.outputs));
    failed.setReasonsList([message]);
    const detail = new any.Any();
    detail.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const details = new statusProto.Status();
    details.setCode(status.UNKNOWN);
    details.setMessage(message);
    details.addDetails(detail);
    metadata.add("grpc-status-details-bin", Buffer.from(details.serializeBinary()));
  }
  return { code: status.UNKNOWN, message, details: message, name: "Error", metadata };
}

export function toStruct(properties: Properties): struct.Struct {
  // Goes through JSON, which drops what is undefined: the protocol has no such thing.
  return struct.Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)));
}
