import { listOf } from "../../plan/inputs.js";
import { fsbp, owaspLlm } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";

export const instanceNoPublicIp = rule({
  name: "aws-instance-no-public-ip",
  description: "A machine has no public IP address, and no subnet gives it one.",
  cloud: "aws",
  severity: "high",
  level: "mandatory",
  controls: [fsbp("EC2.9"), fsbp("EC2.25"), fsbp("EC2.15"), fsbp("AutoScaling.5"), owaspLlm(2)],
  remediation:
    "Set associatePublicIpAddress, or mapPublicIpOnLaunch of the subnet, to false, and reach the machine through Session Manager.",
  url: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html",
  scope: "resource",
  checks: {
    "aws:ec2/launchTemplate:LaunchTemplate": ({ inputs }) =>
      ofEach(listOf(inputs.networkInterfaces), ({ associatePublicIpAddress: associates }, index) =>
        isTrue(associates) ? [`networkInterfaces[${index}].associatePublicIpAddress is true`] : [],
      ),
    "aws:ec2/launchConfiguration:LaunchConfiguration": ({ inputs }) =>
      isTrue(inputs.associatePublicIpAddress) ? ["associatePublicIpAddress is true"] : [],
    "aws:ec2/instance:Instance": instance,
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": instance,
    "aws:ec2/subnet:Subnet": ({ inputs }) =>
      isTrue(inputs.mapPublicIpOnLaunch) ? ["mapPublicIpOnLaunch is true"] : [],
    "aws:ec2/defaultSubnet:DefaultSubnet": ({ inputs }) =>
      inputs.mapPublicIpOnLaunch === undefined || isTrue(inputs.mapPublicIpOnLaunch)
        ? ["mapPublicIpOnLaunch is not false, and true is what a default subnet has"]
        : [],
    "aws:ec2/eip:Eip": ({ inputs }) => ("instance" in inputs ? ["it is the address of an instance"] : []),
    "aws:ec2/eipAssociation:EipAssociation": ({ inputs }) =>
      "instanceId" in inputs ? ["it gives an instance an address"] : [],
  },
});

function instance({ inputs }: Resource): readonly string[] {
  if (isTrue(inputs.associatePublicIpAddress)) return ["associatePublicIpAddress is true"];
  const placed = [
    "associatePublicIpAddress",
    "subnetId",
    "launchTemplate",
    "networkInterfaces",
    "primaryNetworkInterface",
  ];
  return placed.some((key) => key in inputs)
    ? []
    : ["no subnetId: it is in a default subnet, which gives a public address"];
}

function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}
