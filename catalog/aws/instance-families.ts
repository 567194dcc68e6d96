import type { Provenance } from "../provenance.js";

/** Where the families come from. */
export const instanceFamilySources = {
  accelerators: { source: "EC2 documentation: instance type naming conventions", asOf: "2026-11-26" },
  localNvme: {
    source: "EC2 instance families with instance store volumes, of SageMaker's ProductionVariantInstanceType",
    asOf: "2026-11-23",
  },
} as const satisfies Record<string, Provenance>;

/**
 * Series of EC2's accelerated computing: GPUs, chips for AI (Trainium, Inferentia, Gaudi, Cloud AI), for video, FPGAs. The
 * table of instance types has those that a stack chooses from; a rule also has to know an older or newer one.
 *
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
const ACCELERATED = /^(p|g|gr|inf|trn|dl|vt|f)\d/;

/**
 * Families with local NVMe disks, whose hardware encrypts them with keys of its own: a SageMaker endpoint on one of them
 * takes no KMS key.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-store-volumes.html
 */
export const awsNvmeFamilies: ReadonlySet<string> = new Set([
  ...["g4dn", "g5", "g6", "g6e", "gr6", "g7", "g7e"],
  ...["p4d", "p4de", "p5", "p5e", "p5en", "p6-b200", "p6-b300", "p6e-gb200"],
  ...["trn1", "trn1n", "trn2", "dl1"],
  ...["c5d", "c6gd", "m5d", "m6gd", "r5d", "r6gd", "r7gd"],
]);

/** Whether a type has accelerators: `g6.xlarge`, `ml.g6.xlarge`, or a family alone, as AWS Batch takes it. */
export function awsIsAccelerated(instanceType: string): boolean {
  return ACCELERATED.test(familyOf(instanceType));
}

/** Whether a type has local NVMe disks: `g6.xlarge` or `ml.g6.xlarge`. */
export function awsHasLocalNvme(instanceType: string): boolean {
  return awsNvmeFamilies.has(familyOf(instanceType));
}

function familyOf(instanceType: string): string {
  return instanceType.replace(/^ml\./, "").split(".")[0] ?? "";
}
