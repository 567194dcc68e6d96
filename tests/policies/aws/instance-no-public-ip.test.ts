import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { instanceNoPublicIp } from "../../../policies/aws/instance-no-public-ip.js";
import { describeRule, expectVerdict } from "../support.js";

const INSTANCE = "aws:ec2/instance:Instance";

describeRule(instanceNoPublicIp, "aws:ec2/launchTemplate:LaunchTemplate", {
  compliant: { inputs: { networkInterfaces: [{ associatePublicIpAddress: "false" }] } },
  broken: {
    inputs: { networkInterfaces: [{ associatePublicIpAddress: "false" }, { associatePublicIpAddress: "true" }] },
    breaks: "networkInterfaces[1].associatePublicIpAddress is true",
  },
  // Then the subnet decides, and is looked at itself.
  absent: { inputs: {}, passes: true },
  unknown: {
    inputs: { networkInterfaces: [{ associatePublicIpAddress: UNKNOWN }] },
    undecided: "networkInterfaces[0].associatePublicIpAddress",
  },
});

describeRule(instanceNoPublicIp, INSTANCE, {
  compliant: { inputs: { associatePublicIpAddress: false } },
  broken: {
    inputs: { subnetId: "subnet-1", associatePublicIpAddress: true },
    breaks: "associatePublicIpAddress is true",
  },
  absent: { inputs: {}, breaks: "no subnetId: it is in a default subnet, which gives a public address" },
  unknown: { inputs: { associatePublicIpAddress: UNKNOWN }, undecided: "associatePublicIpAddress" },
});

describeRule(instanceNoPublicIp, "aws:ec2/subnet:Subnet", {
  compliant: { inputs: { mapPublicIpOnLaunch: false } },
  broken: { inputs: { mapPublicIpOnLaunch: true }, breaks: "mapPublicIpOnLaunch is true" },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { mapPublicIpOnLaunch: UNKNOWN }, undecided: "mapPublicIpOnLaunch" },
});

describeRule(instanceNoPublicIp, "aws:ec2/defaultSubnet:DefaultSubnet", {
  compliant: { inputs: { mapPublicIpOnLaunch: false } },
  broken: {
    inputs: { mapPublicIpOnLaunch: true },
    breaks: "mapPublicIpOnLaunch is not false, and true is what a default subnet has",
  },
  absent: { inputs: {}, breaks: "mapPublicIpOnLaunch is not false, and true is what a default subnet has" },
  unknown: { inputs: { mapPublicIpOnLaunch: UNKNOWN }, undecided: "mapPublicIpOnLaunch" },
});

describe("where an instance without an address of its own is placed", () => {
  test.each(["subnetId", "launchTemplate", "networkInterfaces", "primaryNetworkInterface"])("%s says", (input) =>
    expectVerdict(instanceNoPublicIp, INSTANCE, { inputs: { [input]: UNKNOWN }, passes: true }),
  );
});

test.each(["aws:ec2/spotInstanceRequest:SpotInstanceRequest", "aws:ec2/launchConfiguration:LaunchConfiguration"])(
  "%s is looked at",
  (type) =>
    expectVerdict(instanceNoPublicIp, type, {
      inputs: { associatePublicIpAddress: true },
      breaks: "associatePublicIpAddress is true",
    }),
);

test("a launch configuration leaves it to the subnet", () =>
  expectVerdict(instanceNoPublicIp, "aws:ec2/launchConfiguration:LaunchConfiguration", { inputs: {}, passes: true }));

describe("an elastic address", () => {
  test("of an instance breaks it, whichever instance it will be", () =>
    expectVerdict(instanceNoPublicIp, "aws:ec2/eip:Eip", {
      inputs: { instance: UNKNOWN },
      breaks: "it is the address of an instance",
    }));

  test("of a NAT gateway does not", () =>
    expectVerdict(instanceNoPublicIp, "aws:ec2/eip:Eip", { inputs: { domain: "vpc" }, passes: true }));

  test("that is associated with an instance breaks it", () =>
    expectVerdict(instanceNoPublicIp, "aws:ec2/eipAssociation:EipAssociation", {
      inputs: { instanceId: UNKNOWN },
      breaks: "it gives an instance an address",
    }));

  test("that is associated with a network interface does not", () =>
    expectVerdict(instanceNoPublicIp, "aws:ec2/eipAssociation:EipAssociation", {
      inputs: { networkInterfaceId: "eni-1" },
      passes: true,
    }));
});
