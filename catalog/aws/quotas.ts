import type { Provenance } from "../provenance.js";

/** A quota of an account in a region, as Service Quotas has it. */
export interface AwsQuota {
  readonly name: string;
  /** The same in all regions. */
  readonly code?: string;
}

/** What EC2 counts in vCPUs of machines that run at the same time. */
interface VcpuQuota extends Provenance {
  readonly name: string;
  readonly code: string;
  readonly capacity: "on-demand" | "spot";
  /** How the names of the instance types begin that it counts. */
  readonly families: RegExp;
}

const generalReference = {
  source:
    "AWS General Reference, Amazon EC2 endpoints and quotas (https://docs.aws.amazon.com/general/latest/gr/ec2-service.html), " +
    "a stored copy, undated, read 2026-11-25",
  asOf: "2026-11-25",
} as const;

/**
 * EC2's quotas of machines with accelerators, all of which are 0 vCPUs in a new account. None is listed for P6 as spot:
 * the page names P2 to P5 alone, and public programs disagree.
 */
export const ec2VcpuQuotas: readonly VcpuQuota[] = [
  {
    name: "Running On-Demand G and VT instances",
    code: "L-DB2E81BA",
    capacity: "on-demand",
    families: /^(g|vt)\d/,
    ...generalReference,
  },
  {
    name: "Running On-Demand Inf instances",
    code: "L-1945791B",
    capacity: "on-demand",
    families: /^inf\d/,
    ...generalReference,
  },
  {
    name: "Running On-Demand P instances",
    code: "L-417A185B",
    capacity: "on-demand",
    families: /^p\d/,
    ...generalReference,
  },
  {
    name: "Running On-Demand Trn instances",
    code: "L-2C3B7624",
    capacity: "on-demand",
    families: /^trn\d/,
    ...generalReference,
  },
  {
    name: "All G and VT Spot Instance Requests",
    code: "L-3819A6DF",
    capacity: "spot",
    families: /^(g|vt)\d/,
    ...generalReference,
  },
  {
    name: "All Inf Spot Instance Requests",
    code: "L-B5D1601B",
    capacity: "spot",
    families: /^inf\d/,
    ...generalReference,
  },
  {
    name: "All P4, P3 and P2 Spot Instance Requests",
    code: "L-7212CCBC",
    capacity: "spot",
    families: /^p[234]/,
    ...generalReference,
  },
  { name: "All P5 Spot Instance Requests", code: "L-C4BD4855", capacity: "spot", families: /^p5/, ...generalReference },
  {
    name: "All Trn Spot Instance Requests",
    code: "L-6B0D517C",
    capacity: "spot",
    families: /^trn\d/,
    ...generalReference,
  },
];

/**
 * Codes of SageMaker's quotas `<type> for endpoint usage`, by type, in machines that run at the same time. The list has
 * none for g7e, p5.4xlarge, p5en, p6-b200, trn1 and trn2.
 */
export const sageMakerEndpointQuotas = {
  source:
    "Service Quotas of an account in us-east-1 on 2025-11-02, as a public audit lists them (S–Z Quota Audit); those of " +
    "g6e, of p4d, p4de and p5, and of four sizes of g5 and of g6 again in an audit of 2026-08-17",
  asOf: "2025-11-02",
  codes: {
    "ml.g4dn.xlarge": "L-B67CFA0C",
    "ml.g4dn.2xlarge": "L-EA346344",
    "ml.g4dn.4xlarge": "L-31522FA6",
    "ml.g4dn.8xlarge": "L-7D28AD75",
    "ml.g4dn.12xlarge": "L-07BEB181",
    "ml.g4dn.16xlarge": "L-8679F6F3",
    "ml.g5.xlarge": "L-1928E07B",
    "ml.g5.2xlarge": "L-9614C779",
    "ml.g5.4xlarge": "L-C1B9A48D",
    "ml.g5.8xlarge": "L-065D610E",
    "ml.g5.12xlarge": "L-65C4BD00",
    "ml.g5.16xlarge": "L-962705EA",
    "ml.g5.24xlarge": "L-6821867B",
    "ml.g5.48xlarge": "L-0100B823",
    "ml.g6.xlarge": "L-D470D954",
    "ml.g6.2xlarge": "L-98BDE811",
    "ml.g6.4xlarge": "L-DFB10FDE",
    "ml.g6.8xlarge": "L-B0F91871",
    "ml.g6.12xlarge": "L-0A29AACF",
    "ml.g6.16xlarge": "L-913947FA",
    "ml.g6.24xlarge": "L-6A3E5D65",
    "ml.g6.48xlarge": "L-28FEB563",
    "ml.g6e.xlarge": "L-B0729CB4",
    "ml.g6e.2xlarge": "L-F8D7F460",
    "ml.g6e.4xlarge": "L-93531071",
    "ml.g6e.8xlarge": "L-96A28D02",
    "ml.g6e.12xlarge": "L-60313EA3",
    "ml.g6e.16xlarge": "L-2930A179",
    "ml.g6e.24xlarge": "L-AE407E8B",
    "ml.g6e.48xlarge": "L-E0C458EA",
    "ml.inf2.xlarge": "L-C8AB7CDA",
    "ml.inf2.8xlarge": "L-F761337C",
    "ml.inf2.24xlarge": "L-9C39178F",
    "ml.inf2.48xlarge": "L-286C98BC",
    "ml.p4d.24xlarge": "L-09F79647",
    "ml.p4de.24xlarge": "L-456B4C5F",
    "ml.p5.48xlarge": "L-16AF71F1",
  },
} as const satisfies Provenance & { readonly codes: Readonly<Record<string, string>> };

/** The quota that counts the vCPUs of an instance type; nothing when no source names one. */
export function ec2VcpuQuota(instanceType: string, capacity: "on-demand" | "spot"): AwsQuota | undefined {
  const found = ec2VcpuQuotas.find((quota) => quota.capacity === capacity && quota.families.test(instanceType));
  return found && { name: found.name, code: found.code };
}

/** The quota that counts the machines of a type, such as `ml.g6.xlarge`, of all real-time endpoints. */
export function sageMakerEndpointQuota(instanceType: string): AwsQuota {
  const codes: Readonly<Record<string, string>> = sageMakerEndpointQuotas.codes;
  return {
    name: `${instanceType} for endpoint usage`,
    code: Object.hasOwn(codes, instanceType) ? codes[instanceType] : undefined,
  };
}
