import { runtime } from "@pulumi/pulumi";
import services from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/analyzer_pb.js";
import { expect, test } from "vitest";
import { SECRET } from "../../../plan/plan.js";
import { stackConfig } from "../../../policies/stack-config.js";

const { configureStack } = (services as any).AnalyzerService;

/** What the engine sends before it asks for a verdict, as bytes. */
function sent(config: Record<string, string>, secretKeys: readonly string[] = []): Buffer {
  const request = new (messages as any).AnalyzerStackConfigureRequest();
  for (const [key, value] of Object.entries(config)) request.getConfigMap().set(key, value);
  request.setConfigSecretKeysList(secretKeys);
  return Buffer.from(request.serializeBinary());
}

test("the pack knows the configuration that the engine sends", () => {
  configureStack.requestDeserialize(sent({ "ai-stack:environment": "prod", "aws:region": "us-east-1" }));
  expect(stackConfig()).toEqual({ "ai-stack:environment": "prod", "aws:region": "us-east-1" });
});

test("what is encrypted is left out", () => {
  configureStack.requestDeserialize(
    sent({ "ai-stack:huggingFaceToken": "hf_x", "aws:region": "us-east-1" }, ["ai-stack:huggingFaceToken"]),
  );
  expect(stackConfig()).toEqual({ "ai-stack:huggingFaceToken": SECRET, "aws:region": "us-east-1" });
});

test("the policy SDK still gets the request", () => {
  const request = configureStack.requestDeserialize(sent({ a: "b" }));
  expect(request.getConfigMap().get("a")).toBe("b");
});

test("an engine that sends none has put it into the environment", async () => {
  const before = runtime.allConfig();
  (runtime as any).setAllConfig({ "ai-stack:environment": "prod", "t:token": "x" }, ["t:token"]);
  try {
    const unasked = "../../../policies/stack-config.js?unasked"; // a copy of the module that no engine has sent anything
    const copy = (await import(unasked)) as typeof import("../../../policies/stack-config.js");
    expect(copy.stackConfig()).toEqual({ "ai-stack:environment": "prod", "t:token": SECRET });
  } finally {
    (runtime as any).setAllConfig(before);
  }
});
