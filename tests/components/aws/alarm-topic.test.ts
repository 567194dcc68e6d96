import { expect, test } from "vitest";
import { AlarmTopic, type AlarmTopicArgs } from "../../../components/aws/alarm-topic.js";
import { deploy } from "../../support/mocks.js";

const COMPONENT = "ai-stack:aws:AlarmTopic::alarms"; // spelled out: a changed token replaces users' state
const TOPIC = "aws:sns/topic:Topic::alarms";
const POLICY = "aws:sns/topicPolicy:TopicPolicy::alarms-policy";
const EMAIL = "aws:sns/topicSubscription:TopicSubscription::alarms-email";

const deployTopic = (args?: AlarmTopicArgs) => deploy(() => new AlarmTopic("alarms", args));

test("registers a topic and its policy under the component", async () => {
  const { tree } = await deployTopic();
  expect(tree).toEqual([
    "ai-stack:aws:AlarmTopic alarms",
    "  aws:sns/topic:Topic alarms",
    "  aws:sns/topicPolicy:TopicPolicy alarms-policy",
  ]);
});

test("with an address, registers a subscription as well", async () => {
  const { tree, inputs } = await deployTopic({ email: "ops@example.com" });
  expect(tree).toEqual([
    "ai-stack:aws:AlarmTopic alarms",
    "  aws:sns/topic:Topic alarms",
    "  aws:sns/topicPolicy:TopicPolicy alarms-policy",
    "  aws:sns/topicSubscription:TopicSubscription alarms-email",
  ]);
  expect(inputs[EMAIL]).toEqual({ topic: "<alarms.arn>", protocol: "email", endpoint: "ops@example.com" });
});

test("is documented by its args", async () => {
  const { inputs } = await deployTopic({ email: "ops@example.com", kmsKeyArn: "arn:key" });
  expect(inputs[COMPONENT]).toEqual({ email: "ops@example.com", kmsKeyArn: "arn:key" });
});

test("uses no KMS key by default: through the one that AWS manages no alarm can publish", async () => {
  const { inputs } = await deployTopic();
  expect(inputs[TOPIC]).toEqual({});
});

test("takes a KMS key and tags", async () => {
  const { inputs } = await deployTopic({ kmsKeyArn: "arn:key", tags: { team: "ml" } });
  expect(inputs[TOPIC]).toEqual({ kmsMasterKeyId: "arn:key", tags: { team: "ml" } });
});

test("lets the alarms and budgets of this account publish, and nobody without HTTPS", async () => {
  const { inputs } = await deployTopic();
  expect(inputs[POLICY]?.arn).toBe("<alarms.arn>");
  expect(JSON.parse(inputs[POLICY]?.policy)).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AlarmsAndBudgets",
        Effect: "Allow",
        Principal: { Service: ["budgets.amazonaws.com", "cloudwatch.amazonaws.com"] },
        Action: "sns:Publish",
        Resource: "<alarms.arn>",
        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
      },
      {
        Sid: "HttpsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: "<alarms.arn>",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
});

test("publishes its ARN", async () => {
  const { outputs } = await deployTopic();
  expect(outputs[COMPONENT]).toEqual({ arn: "<alarms.arn>" });
});

test("transform has the last word on each child, and is no input of the component", async () => {
  const { inputs } = await deployTopic({
    email: "ops@example.com",
    transform: { topic: { displayName: "Alarms" }, policy: { policy: "{}" }, email: { protocol: "email-json" } },
  });
  expect(inputs[COMPONENT]).toEqual({ email: "ops@example.com" });
  expect(inputs[TOPIC]).toEqual({ displayName: "Alarms" });
  expect(inputs[POLICY]).toMatchObject({ policy: "{}" });
  expect(inputs[EMAIL]).toMatchObject({ protocol: "email-json" });
});

test.each(["", "ops", "@example.com", "ops@", "a b@example.com"])('fails: "%s" is no address', async (email) => {
  const { tree } = await deploy(() => {
    expect(() => new AlarmTopic("alarms", { email })).toThrow(
      `'email' must be an e-mail address, got ${JSON.stringify(email)}`,
    );
  });
  expect(tree).toEqual([]);
});
