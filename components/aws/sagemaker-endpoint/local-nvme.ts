/**
 * Families of `ml.` instance types with local NVMe disks, whose hardware encrypts them with keys of its own. For an
 * endpoint of such a type a KMS key is refused, or does not reach the disks, and a volume size is refused.
 *
 * Source: instance store volumes in the EC2 documentation, for the families of SageMaker's ProductionVariantInstanceType
 * (API model of November 2026). Inferentia (inf1, inf2) has none.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-store-volumes.html
 */
const NVME_FAMILIES: ReadonlySet<string> = new Set([
  ...["g4dn", "g5", "g6", "g6e", "gr6", "g7", "g7e"],
  ...["p4d", "p4de", "p5", "p5e", "p5en", "p6-b200", "p6-b300", "p6e-gb200"],
  ...["trn1", "trn1n", "trn2", "dl1"],
  ...["c5d", "c6gd", "m5d", "m6gd", "r5d", "r6gd", "r7gd"],
]);

/** Whether an instance type has local NVMe disks; `ml.<family>.<size>`. */
export function hasLocalNvme(instanceType: string): boolean {
  const [, family = ""] = instanceType.split(".");
  return NVME_FAMILIES.has(family);
}
