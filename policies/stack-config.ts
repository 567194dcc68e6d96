import { runtime } from "@pulumi/pulumi";
import services from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import type { AnalyzerStackConfigureRequest } from "@pulumi/pulumi/proto/analyzer_pb.js";
import { SECRET } from "../plan/plan.js";

let received: Readonly<Record<string, string>> | undefined;

// The engine sends a pack the stack's configuration, and the policy SDK drops it: it is read as it goes by. An older engine
// puts it into the environment instead, where the SDK's runtime finds it.
const configureStack = (services as unknown as { AnalyzerService: Record<string, Deserializes> }).AnalyzerService
  .configureStack;
if (configureStack !== undefined) {
  const deserialize = configureStack.requestDeserialize;
  configureStack.requestDeserialize = (bytes) => {
    const request = deserialize(bytes);
    const secret = new Set(request.getConfigSecretKeysList());
    received = Object.fromEntries(
      request
        .getConfigMap()
        .getEntryList()
        .map(([key, value]) => [key, secret.has(key) ? SECRET : value]),
    );
    return request;
  };
}

const { isConfigSecret } = runtime as unknown as { isConfigSecret: (key: string) => boolean }; // no typings have it

interface Deserializes {
  requestDeserialize: (bytes: Buffer) => AnalyzerStackConfigureRequest;
}

/** The configuration of the stack that is being held against the pack, secrets left out. */
export function stackConfig(): Readonly<Record<string, string>> {
  received ??= Object.fromEntries(
    Object.entries(runtime.allConfig()).map(([key, value]) => [key, isConfigSecret(key) ? SECRET : value]),
  );
  return received;
}
