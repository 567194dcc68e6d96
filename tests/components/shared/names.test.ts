import fc from "fast-check";
import { expect, test } from "vitest";
import { type NameKind, physicalName } from "../../../components/shared/names.js";

test("parts are joined by hyphens, and what the kind forbids becomes one", () => {
  expect(physicalName("sagemaker", ["ai-stack", "aws_dev", "chat.v2"])).toBe("ai-stack-aws-dev-chat-v2");
  expect(physicalName("s3Bucket", ["Team", "Models"])).toBe("team-models");
});

test("a name that is too long is cut and ends in a hash of the whole", () => {
  const long = "a".repeat(60);
  expect(physicalName("sagemaker", [long, "one"])).toMatch(/^a{54}-[0-9a-f]{8}$/);
  expect(physicalName("sagemaker", [long, "one"])).not.toBe(physicalName("sagemaker", [long, "two"]));
});

test("parts are joined by nothing where the kind takes no hyphen", () => {
  expect(physicalName("storageAccount", ["ml-platform-team", "storage"], 8)).toMatch(/^mlplatfo[0-9a-f]{8}$/);
  expect(physicalName("storageAccount", ["studio", "storage"], 8)).toBe("studiostorage");
  expect(physicalName("mlCompute", ["1", "a"])).toBe("stack1a");
});

test("reserved characters stay free at the end", () => {
  expect(physicalName("iamRole", ["r".repeat(64)], 27)).toHaveLength(37);
});

test("a name that must begin with a letter does, and a service account has at least 6 characters", () => {
  expect(physicalName("rfc1035", ["1st", "net"])).toBe("stack-1st-net");
  expect(physicalName("serviceAccount", ["a", "b"])).toBe("stack-a-b");
  expect(physicalName("rfc1035", ["a", "b"])).toBe("a-b");
});

test.each<[NameKind, RegExp]>([
  ["sagemaker", /^(?=.{1,63}$)[a-zA-Z0-9](-*[a-zA-Z0-9])*$/],
  ["s3Bucket", /^(?=.{1,63}$)[a-z0-9]+(-[a-z0-9]+)*$/],
  ["iamRole", /^(?=.{1,64}$)[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$/],
  ["rfc1035", /^(?=.{1,63}$)[a-z]([a-z0-9-]*[a-z0-9])?$/],
  ["serviceAccount", /^(?=.{6,30}$)[a-z]([a-z0-9-]*[a-z0-9])$/],
  ["cloudRun", /^(?=.{1,49}$)[a-z]([a-z0-9-]*[a-z0-9])?$/],
  ["resourceGroup", /^(?=.{1,90}$)[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$/],
  ["storageAccount", /^[a-z0-9]{1,24}$/],
  ["containerRegistry", /^[a-zA-Z0-9]{1,50}$/],
  ["keyVault", /^(?=.{1,24}$)[a-zA-Z][a-zA-Z0-9]*(-[a-zA-Z0-9]+)*$/],
  ["mlWorkspace", /^(?=.{1,33}$)[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$/],
  ["mlCompute", /^(?=.{3,24}$)[a-zA-Z][a-zA-Z0-9]*$/],
  ["onlineEndpoint", /^(?=.{1,32}$)[a-zA-Z][a-zA-Z0-9]*(-[a-zA-Z0-9]+)*$/],
  ["containerApp", /^(?=.{1,32}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/],
])("whatever the parts, %s takes the name", (kind, rule) => {
  const part = fc.stringMatching(/^[A-Za-z0-9][\w.-]{0,60}$/);
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
      expect(physicalName(kind, parts)).toMatch(rule);
    }),
  );
});
