import * as monitor from "@pulumi/azure-native/monitor/index.js";
import * as pulumi from "@pulumi/pulumi";
import { checkMatch } from "../shared/check.js";

/** Inputs of {@link ActionGroup}. */
export interface ActionGroupArgs {
  /** Name of the resource group that it is in. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Address that gets every alert. */
  readonly email: string;
  /** Tags of the group. */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args. */
  readonly transform?: { readonly group?: Partial<monitor.ActionGroupArgs> };
}

/** Characters of the short name, which e-mails begin with. */
const SHORT_NAME_CHARS = 12;

/**
 * Where alerts and budgets send their notifications: an e-mail address. It belongs to no region.
 *
 * Children: the action group.
 *
 * @throws RunError when `email` is not an address, or `name` cannot begin an action group's name.
 * @see https://learn.microsoft.com/azure/azure-monitor/alerts/action-groups
 * @see https://learn.microsoft.com/azure/azure-monitor/alerts/resource-manager-action-groups
 */
export class ActionGroup extends pulumi.ComponentResource {
  /** `/subscriptions/…/providers/Microsoft.Insights/actionGroups/<name>`. */
  readonly actionGroupId: pulumi.Output<string>;

  constructor(name: string, args: ActionGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, ...rest } = args;
    const { resourceGroupName, email, tags } = rest;
    checkMatch("name", name, /^[a-zA-Z0-9][\w-]{0,79}$/, "up to 80 letters, digits, hyphens and underscores");
    checkMatch("email", email, /^[^\s@]+@[^\s@]+$/, "an e-mail address");
    super("ai-stack:azure:ActionGroup", name, rest, opts);

    const group = new monitor.ActionGroup(
      name,
      {
        resourceGroupName,
        location: "Global",
        enabled: true,
        groupShortName: name.slice(0, SHORT_NAME_CHARS),
        emailReceivers: [{ name: "email", emailAddress: email, useCommonAlertSchema: true }],
        tags,
        ...transform?.group,
      },
      { parent: this },
    );

    this.actionGroupId = group.id;
    this.registerOutputs({ actionGroupId: this.actionGroupId });
  }
}
