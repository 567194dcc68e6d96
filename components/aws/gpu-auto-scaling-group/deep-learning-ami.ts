import { RunError } from "@pulumi/pulumi";
import { check } from "../../shared/check.js";

/** A deep-learning AMI, all of which are Amazon Linux 2023 here. */
interface DeepLearningAmi {
  readonly name: string;
  /** Public Systems Manager parameter that holds the id of the newest one. */
  readonly parameter: string;
  /** Instance families that it supports. */
  readonly families: readonly string[];
}

/** Name of the root device of an Amazon Linux 2023 image. */
export const AMAZON_LINUX_ROOT_DEVICE = "/dev/xvda";

/**
 * Sources: release notes of the Base OSS NVIDIA driver AMIs (x86_64 of 2026-09-04, ARM64 of 2026-10-01) under
 * https://docs.aws.amazon.com/dlami/latest/devguide/appendix-ami-release-notes.html, and
 * https://awsdocs-neuron.readthedocs-hosted.com/en/latest/dlami/index.html (Neuron base AMI).
 */
const AMIS: readonly DeepLearningAmi[] = [
  {
    name: "NVIDIA",
    parameter: "/aws/service/deeplearning/ami/x86_64/base-oss-nvidia-driver-gpu-amazon-linux-2023/latest/ami-id",
    families: [
      ...["g4dn", "g5", "g6", "gr6", "gr6f", "g6e", "g6f", "g7", "g7e"],
      ...["p4d", "p4de", "p5", "p5e", "p5en", "p6-b200", "p6-b300"],
    ],
  },
  {
    name: "NVIDIA ARM64",
    parameter: "/aws/service/deeplearning/ami/arm64/base-oss-nvidia-driver-gpu-amazon-linux-2023/latest/ami-id",
    families: ["g5g", "p6e-gb200", "p6e-gb300"],
  },
  {
    name: "Neuron",
    parameter: "/aws/service/neuron/dlami/base/amazon-linux-2023/latest/image_id",
    families: ["inf2", "trn1", "trn1n", "trn2", "trn3"],
  },
];

function amiOf(instanceType: string): DeepLearningAmi | undefined {
  const [family = ""] = instanceType.split(".");
  return AMIS.find(({ families }) => families.includes(family));
}

/** Throws when `instanceTypes` need different images: one launch template has one. */
export function checkOneImage(instanceTypes: readonly string[]): void {
  let first: { readonly type: string; readonly ami: DeepLearningAmi } | undefined;
  for (const type of instanceTypes) {
    const ami = amiOf(type);
    if (ami === undefined) continue;
    first ??= { type, ami };
    check(
      ami === first.ami,
      `'instanceTypes' must all run the same image, got ${first.type} (${first.ami.name}) with ${type} (${ami.name})`,
    );
  }
}

/**
 * What a launch template says for the newest deep-learning AMI for `instanceTypes`. EC2 looks it up at each launch.
 *
 * @throws RunError for a family that no such AMI supports
 */
export function deepLearningAmi(instanceTypes: readonly string[]): string {
  const unknown = instanceTypes.find((type) => amiOf(type) === undefined);
  const ami = amiOf(instanceTypes[0] ?? "");
  if (unknown === undefined && ami !== undefined) return `resolve:ssm:${ami.parameter}`;
  const families = AMIS.flatMap((known) => known.families).join(", ");
  throw new RunError(`'imageId' must be given for ${unknown}: there is a deep-learning AMI only for ${families}`);
}
