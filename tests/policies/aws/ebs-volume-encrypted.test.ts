import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { ebsVolumeEncrypted } from "../../../policies/aws/ebs-volume-encrypted.js";
import { describeRule, expectVerdict } from "../support.js";

const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const INSTANCE = "aws:ec2/instance:Instance";
const left = (path: string) => `${path}encrypted is not true, and what holds then is up to the account`;

describeRule(ebsVolumeEncrypted, "aws:ebs/volume:Volume", {
  compliant: { inputs: { encrypted: true } },
  broken: { inputs: { encrypted: false }, breaks: left("") },
  absent: { inputs: {}, breaks: left("") },
  unknown: { inputs: { encrypted: UNKNOWN }, undecided: "encrypted" },
});

describeRule(ebsVolumeEncrypted, TEMPLATE, {
  compliant: { inputs: { blockDeviceMappings: [{ ebs: { encrypted: "true" } }] } },
  broken: {
    inputs: { blockDeviceMappings: [{ ebs: { encrypted: "true" } }, { ebs: { encrypted: "false" } }] },
    breaks: left("blockDeviceMappings[1].ebs."),
  },
  absent: {
    inputs: {},
    breaks: "no blockDeviceMappings: what encrypts the root volume is up to the image and the account",
  },
  unknown: {
    inputs: { blockDeviceMappings: [{ ebs: { encrypted: UNKNOWN } }] },
    undecided: "blockDeviceMappings[0].ebs.encrypted",
  },
});

describeRule(ebsVolumeEncrypted, INSTANCE, {
  compliant: { inputs: { rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ encrypted: true }] } },
  broken: {
    inputs: { rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ encrypted: false }] },
    breaks: left("ebsBlockDevices[0]."),
  },
  absent: { inputs: {}, breaks: left("rootBlockDevice.") },
  unknown: { inputs: { rootBlockDevice: UNKNOWN }, undecided: "rootBlockDevice" },
});

test.each(["aws:ec2/spotInstanceRequest:SpotInstanceRequest", "aws:ec2/launchConfiguration:LaunchConfiguration"])(
  "%s is looked at",
  (type) => expectVerdict(ebsVolumeEncrypted, type, { inputs: {}, breaks: left("rootBlockDevice.") }),
);

test("a device that is no EBS volume needs no encryption", () =>
  expectVerdict(ebsVolumeEncrypted, TEMPLATE, {
    inputs: { blockDeviceMappings: [{ virtualName: "ephemeral0" }, { noDevice: "" }] },
    passes: true,
  }));

test("a device that a launch configuration leaves out needs none", () =>
  expectVerdict(ebsVolumeEncrypted, "aws:ec2/launchConfiguration:LaunchConfiguration", {
    inputs: { rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ noDevice: true }] },
    passes: true,
  }));

describe("an instance from a launch template", () => {
  test("leaves its root volume to the template", () =>
    expectVerdict(ebsVolumeEncrypted, INSTANCE, { inputs: { launchTemplate: { id: UNKNOWN } }, passes: true }));

  test("is looked at where it has one of its own", () =>
    expectVerdict(ebsVolumeEncrypted, INSTANCE, {
      inputs: { launchTemplate: { id: UNKNOWN }, rootBlockDevice: { volumeSize: 100 } },
      breaks: left("rootBlockDevice."),
    }));
});
