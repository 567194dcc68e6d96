import * as pulumi from "@pulumi/pulumi";

/** A statement of an IAM policy that allows something. */
export interface Allowance {
  readonly actions: readonly string[];
  readonly resources: pulumi.Input<pulumi.Input<string>[]>;
  /** By operator, then by condition key. */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, pulumi.Input<string>>>>>;
}

/** Where the resources are that a role works on. */
export interface Site {
  readonly region: pulumi.Output<string>;
  readonly accountId: pulumi.Output<string>;
}

/** The IAM policy that allows all of `allowances`. */
export function policyDocument(allowances: readonly Allowance[]): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: allowances.map(({ actions, resources, conditions }) => ({
      Effect: "Allow",
      Action: actions,
      Resource: resources,
      Condition: conditions,
    })),
  });
}

/** ARN of a resource of this account in this region. */
export function arnOf(
  { region, accountId }: Site,
  service: string,
  resource: pulumi.Input<string>,
): pulumi.Output<string> {
  return pulumi.interpolate`arn:aws:${service}:${region}:${accountId}:${resource}`;
}
