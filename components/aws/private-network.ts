import * as ec2 from "@pulumi/aws/ec2/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { Network } from "../contract.js";

export interface PrivateNetworkArgs {
  readonly cidr?: string;
}

export class PrivateNetwork extends pulumi.ComponentResource implements Network {
  readonly cloud = "aws";
  readonly networkId: pulumi.Output<string>;
  readonly subnetIds: pulumi.Output<string[]>;

  constructor(name: string, args: PrivateNetworkArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    const { cidr = "10.20.0.0/16" } = args;
    super("ai-stack:aws:PrivateNetwork", name, { ...args, cidr }, opts);
    const vpc = new ec2.Vpc(
      name,
      { cidrBlock: cidr, enableDnsSupport: true, enableDnsHostnames: true },
      { parent: this },
    );
    this.networkId = vpc.id;
    this.subnetIds = pulumi.output([] as string[]);
    this.registerOutputs({ networkId: this.networkId, subnetIds: this.subnetIds });
  }
}
