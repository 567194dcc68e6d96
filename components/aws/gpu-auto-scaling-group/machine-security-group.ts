import * as ec2 from "@pulumi/aws/ec2/index.js";
import * as vpc from "@pulumi/aws/vpc/index.js";
import type * as pulumi from "@pulumi/pulumi";

interface MachineSecurityGroupArgs {
  readonly vpcId: pulumi.Input<string>;
  readonly efa: boolean;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform: Partial<ec2.SecurityGroupArgs> | undefined;
}

/**
 * The security group of a component's machines: everything out, nothing in; with `efa` everything between machines.
 * Returns its rules too: a machine that starts before them cannot fetch anything.
 */
export function createMachineSecurityGroup(
  name: string,
  args: MachineSecurityGroupArgs,
  parent: pulumi.CustomResourceOptions,
) {
  const { vpcId, efa, tags, transform } = args;
  const securityGroup = new ec2.SecurityGroup(
    `${name}-security-group`,
    { vpcId, description: "Machines of an accelerator pool", tags, ...transform },
    parent,
  );
  const everything = { securityGroupId: securityGroup.id, ipProtocol: "-1", tags };
  const rules: pulumi.Resource[] = [
    new vpc.SecurityGroupEgressRule(`${name}-egress`, { ...everything, cidrIpv4: "0.0.0.0/0" }, parent),
  ];
  if (efa) {
    // EFA traffic has no IP address: it needs both rules, though the one above allows every address out.
    const itself = { ...everything, referencedSecurityGroupId: securityGroup.id };
    rules.push(
      new vpc.SecurityGroupIngressRule(`${name}-efa-ingress`, itself, parent),
      new vpc.SecurityGroupEgressRule(`${name}-efa-egress`, itself, parent),
    );
  }
  return { securityGroup, rules };
}
