import * as ec2 from "@pulumi/aws/ec2/index.js";
import * as vpc from "@pulumi/aws/vpc/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { PrivateNetworkTransform } from "./private-network-args.js";

/**
 * Endpoints whose names follow another pattern.
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-interface-endpoint.html
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/notebook-interface-endpoint.html
 */
const SAGEMAKER_INTERFACES = ["sagemaker.studio", "sagemaker.notebook", "sagemaker.experiments"];

interface VpcEndpointsArgs {
  readonly vpcId: pulumi.Input<string>;
  readonly vpcCidr: pulumi.Input<string>;
  readonly region: pulumi.Output<string>;
  readonly routeTableIds: pulumi.Input<string>[];
  readonly subnetIds: pulumi.Input<string>[];
  readonly interfaceEndpoints: readonly string[];
  readonly tagsOf: (child: string) => pulumi.Input<Record<string, pulumi.Input<string>>>;
  readonly transform: PrivateNetworkTransform | undefined;
}

/**
 * The gateway endpoint for S3, and an interface endpoint for each of the services. Returns what must exist before
 * traffic passes.
 */
export function createVpcEndpoints(
  name: string,
  args: VpcEndpointsArgs,
  parent: pulumi.CustomResourceOptions,
): pulumi.CustomResource[] {
  const { vpcId, vpcCidr, region, routeTableIds, subnetIds, interfaceEndpoints, tagsOf, transform } = args;
  // Its policy stays the default, full access: image layers, machine images' packages and drivers and JumpStart models
  // are in buckets that AWS owns, under names that differ by region. Access is for roles and bucket policies to limit.
  const s3 = new ec2.VpcEndpoint(
    `${name}-s3`,
    {
      vpcId,
      vpcEndpointType: "Gateway",
      serviceName: pulumi.interpolate`com.amazonaws.${region}.s3`,
      routeTableIds,
      tags: tagsOf(`${name}-s3`),
      ...transform?.s3Endpoint,
    },
    parent,
  );
  if (interfaceEndpoints.length === 0) return [s3];

  const groupName = `${name}-endpoints`;
  const securityGroup = new ec2.SecurityGroup(
    groupName,
    { vpcId, description: "VPC endpoints", tags: tagsOf(groupName), ...transform?.endpointSecurityGroup },
    parent,
  );
  const ingress = new vpc.SecurityGroupIngressRule(
    `${groupName}-https`,
    {
      securityGroupId: securityGroup.id,
      cidrIpv4: vpcCidr,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      tags: tagsOf(`${groupName}-https`),
      ...transform?.endpointIngress,
    },
    parent,
  );
  const endpoints = interfaceEndpoints.map((service) => {
    const endpointName = `${name}-endpoint-${service}`;
    return new ec2.VpcEndpoint(
      endpointName,
      {
        vpcId,
        vpcEndpointType: "Interface",
        serviceName: serviceName(service, region),
        privateDnsEnabled: true,
        subnetIds,
        securityGroupIds: [securityGroup.id],
        tags: tagsOf(endpointName),
        ...transform?.interfaceEndpoints?.[service],
      },
      parent,
    );
  });
  return [s3, ingress, ...endpoints];
}

function serviceName(service: string, region: pulumi.Output<string>): pulumi.Output<string> {
  if (SAGEMAKER_INTERFACES.includes(service))
    return pulumi.interpolate`aws.sagemaker.${region}.${service.slice("sagemaker.".length)}`;
  return pulumi.interpolate`com.amazonaws.${region}.${service}`;
}
