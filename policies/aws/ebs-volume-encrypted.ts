import { type Inputs, listOf, objectOf } from "../../plan/inputs.js";
import { fsbp, owaspLlm } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";

export const ebsVolumeEncrypted = rule({
  name: "aws-ebs-volume-encrypted",
  description: "An EBS volume is encrypted, also the root of a machine.",
  cloud: "aws",
  severity: "high",
  level: "mandatory",
  controls: [fsbp("EC2.3"), fsbp("EC2.181"), owaspLlm(2)],
  remediation: "Set encrypted to true; in a launch template give the root device of the image a block device mapping.",
  url: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html",
  scope: "resource",
  checks: {
    "aws:ebs/volume:Volume": ({ inputs }) => unencrypted("", inputs),
    "aws:ec2/launchTemplate:LaunchTemplate": ({ inputs }) =>
      "blockDeviceMappings" in inputs
        ? ofEach(listOf(inputs.blockDeviceMappings), ({ ebs }, index) =>
            ebs === undefined ? [] : unencrypted(`blockDeviceMappings[${index}].ebs.`, objectOf(ebs)),
          )
        : ["no blockDeviceMappings: what encrypts the root volume is up to the image and the account"],
    "aws:ec2/launchConfiguration:LaunchConfiguration": machine,
    "aws:ec2/instance:Instance": machine,
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": machine,
  },
});

function* machine({ inputs }: Resource): Generator<string> {
  // Its template says, and is looked at itself.
  if (!("launchTemplate" in inputs) || "rootBlockDevice" in inputs)
    yield* unencrypted("rootBlockDevice.", objectOf(inputs.rootBlockDevice));
  yield* ofEach(listOf(inputs.ebsBlockDevices), (device, index) =>
    device.noDevice === true ? [] : unencrypted(`ebsBlockDevices[${index}].`, device),
  );
}

function unencrypted(path: string, { encrypted }: Inputs): readonly string[] {
  return encrypted === true || encrypted === "true"
    ? []
    : [`${path}encrypted is not true, and what holds then is up to the account`];
}
