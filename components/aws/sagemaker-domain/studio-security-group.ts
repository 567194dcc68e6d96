import * as ec2 from "@pulumi/aws/ec2/index.js";
import * as vpc from "@pulumi/aws/vpc/index.js";
import type * as pulumi from "@pulumi/pulumi";

interface StudioSecurityGroupArgs {
  readonly vpcId: pulumi.Input<string>;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform:
    | {
        readonly securityGroup?: Partial<ec2.SecurityGroupArgs>;
        readonly httpsEgress?: Partial<vpc.SecurityGroupEgressRuleArgs>;
      }
    | undefined;
}

/**
 * The security group of Studio's apps and jobs: everything among themselves, which apps, their kernels and distributed
 * jobs need, and HTTPS out. SageMaker adds groups of its own for the home directories (NFS).
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-and-internet-access.html
 */
export function createStudioSecurityGroup(
  name: string,
  args: StudioSecurityGroupArgs,
  parent: pulumi.CustomResourceOptions,
): ec2.SecurityGroup {
  const { vpcId, tags, transform } = args;
  const securityGroup = new ec2.SecurityGroup(
    `${name}-security-group`,
    { description: "SageMaker Studio apps and jobs", vpcId, tags, ...transform?.securityGroup },
    // Network interfaces of apps and jobs linger.
    { ...parent, customTimeouts: { delete: "30m" } },
  );
  const itself = {
    securityGroupId: securityGroup.id,
    referencedSecurityGroupId: securityGroup.id,
    ipProtocol: "-1",
    tags,
  };
  new vpc.SecurityGroupIngressRule(`${name}-self-ingress`, itself, parent);
  new vpc.SecurityGroupEgressRule(`${name}-self-egress`, itself, parent);
  new vpc.SecurityGroupEgressRule(
    `${name}-https-egress`,
    {
      securityGroupId: securityGroup.id,
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      tags,
      ...transform?.httpsEgress,
    },
    parent,
  );
  return securityGroup;
}
