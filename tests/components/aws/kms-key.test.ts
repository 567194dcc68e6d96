import { expect, test } from "vitest";
import { KmsKey, type KmsKeyArgs } from "../../../components/aws/kms-key.js";
import { deploy } from "../../support/mocks.js";

const COMPONENT = "ai-stack:aws:KmsKey::data"; // spelled out: a changed token replaces users' state
const KEY = "aws:kms/key:Key::data";
const ALIAS = "aws:kms/alias:Alias::data-alias";

const deployKey = (args?: KmsKeyArgs) => deploy(() => new KmsKey("data", args));

/** The statement of the key's policy with that id. */
async function statement(sid: string) {
  const { inputs } = await deployKey();
  return JSON.parse(inputs[KEY]?.policy).Statement.find((candidate: { Sid: string }) => candidate.Sid === sid);
}

test("registers a key and an alias under the component", async () => {
  const { tree } = await deployKey();
  expect(tree).toEqual(["ai-stack:aws:KmsKey data", "  aws:kms/alias:Alias data-alias", "  aws:kms/key:Key data"]);
});

test("is documented by its args, defaults included", async () => {
  const { inputs } = await deployKey();
  expect(inputs[COMPONENT]).toEqual({ deletionWindowDays: 30 });
});

test("rotates, and can be restored for 30 days", async () => {
  const { inputs } = await deployKey();
  expect({ ...inputs[KEY], policy: undefined }).toEqual({
    description: "Encrypts the data of data",
    enableKeyRotation: true,
    deletionWindowInDays: 30,
  });
});

test("takes a shorter deletion window and tags", async () => {
  const { inputs } = await deployKey({ deletionWindowDays: 7, tags: { team: "ml" } });
  expect(inputs[KEY]).toMatchObject({ deletionWindowInDays: 7, tags: { team: "ml" } });
});

test("its alias begins with the component's name and points at the key", async () => {
  const { inputs } = await deployKey();
  expect(inputs[ALIAS]).toEqual({ namePrefix: "alias/data-", targetKeyId: "<data.keyId>" });
});

test("publishes the key's ARN", async () => {
  const { outputs } = await deployKey();
  expect(outputs[COMPONENT]).toEqual({ arn: "<data.arn>" });
});

test("leaves it to the account's IAM policies who uses and manages the key", async () => {
  expect(await statement("IamPolicies")).toEqual({
    Sid: "IamPolicies",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::123456789012:root" },
    Action: "kms:*",
    Resource: "*",
  });
});

test("lets CloudWatch Logs encrypt this account's log groups in this region", async () => {
  expect(await statement("LogGroups")).toEqual({
    Sid: "LogGroups",
    Effect: "Allow",
    Principal: { Service: "logs.us-east-1.amazonaws.com" },
    Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
    Resource: "*",
    Condition: {
      ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:123456789012:log-group:*" },
    },
  });
});

const BY_LAUNCHING_ROLE = {
  StringEquals: { "kms:CallerAccount": "123456789012" },
  ArnEquals: {
    "aws:PrincipalArn": [
      "arn:aws:iam::123456789012:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
      "arn:aws:iam::123456789012:role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot",
    ],
  },
};

test("lets EC2 Auto Scaling and Spot encrypt volumes", async () => {
  expect(await statement("VolumesOfLaunchedMachines")).toMatchObject({
    Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
    Condition: BY_LAUNCHING_ROLE,
  });
});

test("lets EC2 Auto Scaling and Spot hand the key on to AWS services only", async () => {
  expect(await statement("GrantsForLaunchedMachines")).toMatchObject({
    Action: "kms:CreateGrant",
    Condition: { ...BY_LAUNCHING_ROLE, Bool: { "kms:GrantIsForAWSResource": "true" } },
  });
});

test("names no role as a principal: a key policy that names one that does not exist is refused", async () => {
  const { inputs } = await deployKey();
  const principals = JSON.parse(inputs[KEY]?.policy).Statement.map((one: { Principal: object }) => one.Principal);
  expect(principals).toEqual([
    { AWS: "arn:aws:iam::123456789012:root" },
    { Service: "logs.us-east-1.amazonaws.com" },
    { AWS: "*" },
    { AWS: "*" },
    { Service: ["budgets.amazonaws.com", "cloudwatch.amazonaws.com"] },
  ]);
});

test("lets this account's alarms and budgets publish to encrypted topics", async () => {
  expect(await statement("EncryptedTopics")).toMatchObject({
    Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
    Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
  });
});

test("transform has the last word on each child, and is no input of the component", async () => {
  const { inputs } = await deployKey({
    transform: { key: { enableKeyRotation: false }, alias: { namePrefix: "alias/other-" } },
  });
  expect(inputs[COMPONENT]).toEqual({ deletionWindowDays: 30 });
  expect(inputs[KEY]).toMatchObject({ enableKeyRotation: false });
  expect(inputs[ALIAS]).toMatchObject({ namePrefix: "alias/other-" });
});

test.each([6, 31, 7.5])("fails: a deletion window of %s days", async (deletionWindowDays) => {
  const { tree } = await deploy(() => {
    expect(() => new KmsKey("data", { deletionWindowDays })).toThrow(
      `'deletionWindowDays' must be a whole number from 7 to 30, got ${deletionWindowDays}`,
    );
  });
  expect(tree).toEqual([]);
});

test.each(["my key", "k".repeat(224)])("fails: the name %s cannot be part of an alias", async (name) => {
  const { tree } = await deploy(() => {
    expect(() => new KmsKey(name)).toThrow("'name' must be up to 223 letters, digits, hyphens and underscores");
  });
  expect(tree).toEqual([]);
});
