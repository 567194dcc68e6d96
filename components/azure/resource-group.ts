import * as resources from "@pulumi/azure-native/resources/index.js";
import * as pulumi from "@pulumi/pulumi";
import { checkMatch } from "../shared/check.js";
import { LOCATION } from "./location.js";

/** Inputs of {@link ResourceGroup}. */
export interface ResourceGroupArgs {
  /** Region of the group's own record, such as `swedencentral`; what is in it may be elsewhere. */
  readonly location: string;
  /** Tags of the group; what is in it does not inherit them. */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args. */
  readonly transform?: { readonly group?: Partial<resources.ResourceGroupArgs> };
}

/**
 * A resource group that a stack's objects are in, named after the component with a random ending. Objects that Azure
 * makes beside them, such as the load balancer of a Container Apps environment, are in groups of their own.
 *
 * Children: the resource group.
 *
 * @throws RunError when `name` cannot begin a resource group's name, or `location` is not one.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/manage-resource-groups-portal
 */
export class ResourceGroup extends pulumi.ComponentResource {
  /** `/subscriptions/<subscription>/resourceGroups/<name>`. */
  readonly groupId: pulumi.Output<string>;
  readonly groupName: pulumi.Output<string>;

  constructor(name: string, args: ResourceGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, ...rest } = args;
    const { location, tags } = rest;
    checkMatch(
      "name",
      name,
      /^[\w().-]{1,82}$/,
      "up to 82 letters, digits, hyphens, underscores, periods and brackets",
    );
    checkMatch("location", location, LOCATION.pattern, LOCATION.shape);
    super("ai-stack:azure:ResourceGroup", name, rest, opts);

    const group = new resources.ResourceGroup(name, { location, tags, ...transform?.group }, { parent: this });

    this.groupId = group.id;
    this.groupName = group.name;
    this.registerOutputs({ groupId: this.groupId, groupName: this.groupName });
  }
}
