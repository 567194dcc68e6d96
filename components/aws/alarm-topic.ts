import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity.js";
import * as sns from "@pulumi/aws/sns/index.js";
import * as pulumi from "@pulumi/pulumi";
import { checkMatch } from "../shared/check.js";

/** Inputs of {@link AlarmTopic}. */
export interface AlarmTopicArgs {
  /** Address that gets every message once its owner has confirmed. @default - no subscription */
  readonly email?: string;
  /**
   * ARN of the KMS key that encrypts the messages; its policy must let CloudWatch use it, as that of `KmsKey` does.
   *
   * @default - no KMS key: CloudWatch cannot publish through `alias/aws/sns`, the key that AWS manages
   */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /** Tags of the topic. */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args. */
  readonly transform?: {
    readonly topic?: Partial<sns.TopicArgs>;
    readonly policy?: Partial<sns.TopicPolicyArgs>;
    readonly email?: Partial<sns.TopicSubscriptionArgs>;
  };
}

/**
 * An SNS topic that the CloudWatch alarms and the budgets of this account publish to, over HTTPS alone.
 *
 * Children: the topic, its policy and, with `email`, a subscription.
 *
 * @throws RunError when `email` is not an address.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 * @see https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html
 * @see https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns
 */
export class AlarmTopic extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: AlarmTopicArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    const { transform, ...rest } = args;
    const { email, kmsKeyArn, tags } = rest;
    if (email !== undefined) checkMatch("email", email, /^[^\s@]+@[^\s@]+$/, "an e-mail address");
    super("ai-stack:aws:AlarmTopic", name, rest, opts);
    const parent = { parent: this };

    const topic = new sns.Topic(name, { kmsMasterKeyId: kmsKeyArn, tags, ...transform?.topic }, parent);
    const account = getCallerIdentityOutput({}, parent).accountId;
    const policy = new sns.TopicPolicy(
      `${name}-policy`,
      { arn: topic.arn, policy: topicPolicy(topic.arn, account), ...transform?.policy },
      parent,
    );
    if (email !== undefined)
      new sns.TopicSubscription(
        `${name}-email`,
        { topic: topic.arn, protocol: "email", endpoint: email, ...transform?.email },
        parent,
      );

    this.arn = policy.arn; // who publishes to it must be allowed to first
    this.registerOutputs({ arn: this.arn });
  }
}

function topicPolicy(topicArn: pulumi.Output<string>, account: pulumi.Output<string>): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AlarmsAndBudgets",
        Effect: "Allow",
        Principal: { Service: ["budgets.amazonaws.com", "cloudwatch.amazonaws.com"] },
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      },
      {
        Sid: "HttpsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
}
