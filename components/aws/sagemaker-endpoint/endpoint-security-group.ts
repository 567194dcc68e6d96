import * as ec2 from "@pulumi/aws/ec2/index.js";
import * as vpc from "@pulumi/aws/vpc/index.js";
import type * as pulumi from "@pulumi/pulumi";

interface EndpointSecurityGroupArgs {
  readonly vpcId: pulumi.Input<string>;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform: Partial<ec2.SecurityGroupArgs> | undefined;
}

/**
 * The security group of an endpoint's containers: HTTPS out, nothing in. Requests come through SageMaker, not through
 * the VPC, and the VPC's own DNS needs no rule. Returns its rule too: a model that starts before it downloads nothing.
 */
export function createEndpointSecurityGroup(
  name: string,
  args: EndpointSecurityGroupArgs,
  parent: pulumi.CustomResourceOptions,
) {
  const { vpcId, tags, transform } = args;
  const securityGroup = new ec2.SecurityGroup(
    `${name}-security-group`,
    { description: "Containers of a SageMaker endpoint", vpcId, tags, ...transform },
    // The network interfaces of an endpoint outlive it by some minutes.
    { ...parent, customTimeouts: { delete: "30m" } },
  );
  const egress = new vpc.SecurityGroupEgressRule(
    `${name}-https-egress`,
    { securityGroupId: securityGroup.id, cidrIpv4: "0.0.0.0/0", ipProtocol: "tcp", fromPort: 443, toPort: 443, tags },
    parent,
  );
  return { securityGroup, egress };
}
