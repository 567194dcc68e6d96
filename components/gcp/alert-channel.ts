import * as monitoring from "@pulumi/gcp/monitoring/index.js";
import * as pulumi from "@pulumi/pulumi";
import { checkMatch } from "../shared/check.js";
import { servicePropagationHooks } from "./service-agent-propagation.js";

/** Inputs of {@link AlertChannel}. */
export interface AlertChannelArgs {
  /** Id of the project, such as `ml-dev-123456`. */
  readonly projectId: string;
  /** Address that gets every notification. */
  readonly email: string;
  /** Labels of the channel. */
  readonly labels?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args. */
  readonly transform?: { readonly channel?: Partial<monitoring.NotificationChannelArgs> };
}

/**
 * Where alert policies and budgets of a project send their notifications: an e-mail address.
 *
 * Children: the notification channel.
 *
 * @throws RunError when `email` is not an address.
 * @see https://cloud.google.com/monitoring/support/notification-options#email
 */
export class AlertChannel extends pulumi.ComponentResource {
  /** The channel's resource name, `projects/<project>/notificationChannels/<number>`. */
  readonly channelId: pulumi.Output<string>;

  constructor(name: string, args: AlertChannelArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, ...rest } = args;
    const { projectId, email, labels } = rest;
    checkMatch("email", email, /^[^\s@]+@[^\s@]+$/, "an e-mail address");
    super("ai-stack:gcp:AlertChannel", name, rest, opts);

    const channel = new monitoring.NotificationChannel(
      name,
      {
        project: projectId,
        type: "email",
        displayName: `${pulumi.getProject()} ${pulumi.getStack()} ${name}`,
        labels: { email_address: email },
        userLabels: labels,
        ...transform?.channel,
      },
      { parent: this, hooks: servicePropagationHooks() },
    );

    this.channelId = channel.name;
    this.registerOutputs({ channelId: this.channelId });
  }
}
