import type { Provenance } from "../provenance.js";

/** An EC2 instance type with accelerators. */
export interface AwsInstanceType {
  readonly name: string;
  /** Name of its accelerator in the accelerator table. */
  readonly accelerator: string;
  /** Accelerators a machine. */
  readonly count: number;
  readonly vCpus: number;
  /** Host memory. */
  readonly memoryGiB: number;
  /** It has local NVMe disks: SageMaker then refuses a KMS key and a volume size for its endpoints. */
  readonly localNvme: boolean;
  /** Network cards that take an Elastic Fabric Adapter; absent where no source says that there is one. */
  readonly efaCards?: number;
  /** SageMaker offers `ml.<name>` for real-time endpoints. */
  readonly sageMakerEndpoint: boolean;
  /** The regions, of {@link awsRegions}, where EC2 offers it. */
  readonly regions: readonly string[];
}

/**
 * Where the columns come from. SageMaker publishes no list of types by region: an endpoint's type is taken to be
 * offered where EC2 offers it.
 */
export const instanceTypeSources = {
  hardware: { source: "EC2 DescribeInstanceTypes, as published by Karpenter for AWS", asOf: "2026-07-20" },
  regions: { source: "EC2 prices by region, as published by Karpenter for AWS and Vantage", asOf: "2026-07-20" },
  localNvme: { source: "EC2 instance families with instance store volumes", asOf: "2026-11-23" },
  sageMakerEndpoint: {
    source: "SageMaker API model (botocore 1.44.5), ProductionVariantInstanceType",
    asOf: "2026-11-17",
  },
  efaCards: {
    source: "EC2 User Guide and Neuron documentation on EFA; Karpenter VPC limits; TorchX AWS resources",
    asOf: "2026-08-06",
  },
} as const satisfies Record<string, Provenance>;

/** Regions that the table covers. */
export const awsRegions: readonly string[] = [
  "us-east-1",
  "us-east-2",
  "us-west-2",
  "ca-central-1",
  "sa-east-1",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "eu-central-1",
  "eu-north-1",
  "eu-south-2",
  "ap-south-1",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-southeast-1",
  "ap-southeast-2",
];

/** One size: its name, accelerators, vCPUs, host memory in GiB, and where it differs from its family. */
type Size = readonly [
  size: string,
  count: number,
  vCpus: number,
  memoryGiB: number,
  more?: { readonly efaCards?: number; readonly sageMakerEndpoint?: false; readonly regions?: readonly string[] },
];

interface Family {
  readonly family: string;
  readonly accelerator: string;
  readonly localNvme: boolean;
  /** Names with a space between, a continent a string. */
  readonly regions: readonly string[];
  readonly sizes: readonly Size[];
}

// In a family: the fewest accelerators first, then the least memory. Choices follow this order.
const families: readonly Family[] = [
  {
    family: "g4dn",
    accelerator: "T4",
    localNvme: true,
    regions: [
      "us-east-1 us-east-2 us-west-2 ca-central-1 sa-east-1",
      "eu-west-1 eu-west-2 eu-west-3 eu-central-1 eu-north-1",
      "ap-south-1 ap-northeast-1 ap-northeast-2 ap-southeast-1 ap-southeast-2",
    ],
    sizes: [
      ["xlarge", 1, 4, 16],
      ["2xlarge", 1, 8, 32],
      ["4xlarge", 1, 16, 64],
      ["8xlarge", 1, 32, 128, { efaCards: 1 }],
      ["16xlarge", 1, 64, 256, { efaCards: 1 }],
      ["12xlarge", 4, 48, 192, { efaCards: 1 }],
    ],
  },
  {
    family: "g5",
    accelerator: "A10G",
    localNvme: true,
    regions: [
      "us-east-1 us-east-2 us-west-2 ca-central-1 sa-east-1",
      "eu-west-1 eu-west-2 eu-west-3 eu-central-1 eu-north-1 eu-south-2",
      "ap-south-1 ap-northeast-1 ap-northeast-2 ap-southeast-2",
    ],
    sizes: [
      ["xlarge", 1, 4, 16],
      ["2xlarge", 1, 8, 32],
      ["4xlarge", 1, 16, 64],
      ["8xlarge", 1, 32, 128, { efaCards: 1 }],
      ["16xlarge", 1, 64, 256, { efaCards: 1 }],
      ["12xlarge", 4, 48, 192, { efaCards: 1 }],
      ["24xlarge", 4, 96, 384, { efaCards: 1 }],
      ["48xlarge", 8, 192, 768, { efaCards: 1 }],
    ],
  },
  {
    family: "g6",
    accelerator: "L4",
    localNvme: true,
    regions: [
      "us-east-1 us-east-2 us-west-2 ca-central-1 sa-east-1",
      "eu-west-2 eu-west-3 eu-central-1 eu-north-1 eu-south-2",
      "ap-south-1 ap-northeast-1 ap-northeast-2 ap-southeast-2",
    ],
    sizes: [
      ["xlarge", 1, 4, 16],
      ["2xlarge", 1, 8, 32],
      ["4xlarge", 1, 16, 64],
      ["8xlarge", 1, 32, 128],
      ["16xlarge", 1, 64, 256],
      ["12xlarge", 4, 48, 192],
      ["24xlarge", 4, 96, 384],
      ["48xlarge", 8, 192, 768],
    ],
  },
  {
    family: "g6e",
    accelerator: "L40S",
    localNvme: true,
    regions: [
      "us-east-1 us-east-2 us-west-2",
      "eu-central-1 eu-north-1 eu-south-2",
      "ap-south-1 ap-northeast-1 ap-northeast-2",
    ],
    sizes: [
      ["xlarge", 1, 4, 32],
      ["2xlarge", 1, 8, 64],
      ["4xlarge", 1, 16, 128],
      ["8xlarge", 1, 32, 256],
      ["16xlarge", 1, 64, 512],
      ["12xlarge", 4, 48, 384],
      ["24xlarge", 4, 96, 768],
      ["48xlarge", 8, 192, 1536],
    ],
  },
  {
    family: "g7e",
    accelerator: "RTX-PRO-6000",
    localNvme: true,
    regions: [
      "us-east-1 us-east-2 us-west-2",
      "eu-west-2 eu-central-1 eu-north-1 eu-south-2",
      "ap-south-1 ap-northeast-1 ap-northeast-2",
    ],
    sizes: [
      ["2xlarge", 1, 8, 64],
      ["4xlarge", 1, 16, 128],
      ["8xlarge", 1, 32, 256],
      ["12xlarge", 2, 48, 512],
      ["24xlarge", 4, 96, 1024],
      ["48xlarge", 8, 192, 2048],
    ],
  },
  {
    family: "p4d",
    accelerator: "A100-40GB",
    localNvme: true,
    regions: [
      "us-east-1 us-east-2 us-west-2 ca-central-1 sa-east-1",
      "eu-west-1 eu-west-2 eu-central-1 eu-north-1",
      "ap-south-1 ap-northeast-1 ap-northeast-2 ap-southeast-1 ap-southeast-2",
    ],
    sizes: [["24xlarge", 8, 96, 1152, { efaCards: 4 }]],
  },
  {
    family: "p4de",
    accelerator: "A100-80GB",
    localNvme: true,
    regions: ["us-east-1 us-west-2", "eu-central-1", "ap-northeast-1 ap-southeast-1"],
    sizes: [["24xlarge", 8, 96, 1152, { efaCards: 4 }]],
  },
  {
    family: "p5",
    accelerator: "H100",
    localNvme: true,
    regions: [
      "us-east-1 us-east-2 us-west-2 ca-central-1 sa-east-1",
      "eu-west-2 eu-north-1",
      "ap-south-1 ap-northeast-1 ap-northeast-2 ap-southeast-2",
    ],
    sizes: [
      [
        "4xlarge",
        1,
        16,
        256,
        {
          regions: ["us-east-1 us-east-2 us-west-2 sa-east-1", "eu-west-2", "ap-south-1 ap-northeast-1 ap-southeast-2"],
        },
      ],
      ["48xlarge", 8, 192, 2048, { efaCards: 32 }],
    ],
  },
  {
    family: "p5en",
    accelerator: "H200",
    localNvme: true,
    regions: ["us-east-1 us-east-2 us-west-2", "eu-north-1 eu-south-2", "ap-south-1 ap-northeast-1 ap-northeast-2"],
    sizes: [["48xlarge", 8, 192, 2048, { efaCards: 16 }]],
  },
  {
    family: "p6-b200",
    accelerator: "B200",
    localNvme: true,
    regions: ["us-east-1 us-east-2 us-west-2", "ap-south-1"],
    sizes: [["48xlarge", 8, 192, 2048, { efaCards: 8 }]],
  },
  {
    family: "inf2",
    accelerator: "Inferentia2",
    localNvme: false,
    regions: [
      "us-east-1 us-east-2 us-west-2 sa-east-1",
      "eu-west-1 eu-west-2 eu-west-3 eu-central-1 eu-north-1",
      "ap-south-1 ap-northeast-1 ap-southeast-1 ap-southeast-2",
    ],
    sizes: [
      [
        "xlarge",
        1,
        4,
        16,
        {
          regions: [
            "us-east-1 us-east-2 us-west-2 sa-east-1",
            "eu-west-1 eu-west-2 eu-west-3 eu-central-1 eu-north-1",
            "ap-south-1 ap-northeast-1 ap-northeast-2 ap-southeast-1 ap-southeast-2",
          ],
        },
      ],
      ["8xlarge", 1, 32, 128],
      ["24xlarge", 6, 96, 384],
      ["48xlarge", 12, 192, 768],
    ],
  },
  {
    family: "trn1",
    accelerator: "Trainium1",
    localNvme: true,
    regions: ["us-east-1 us-east-2 us-west-2", "ap-south-1 ap-southeast-2"],
    sizes: [
      ["2xlarge", 1, 8, 32, { regions: ["us-east-1 us-east-2 us-west-2"] }],
      ["32xlarge", 16, 128, 512, { efaCards: 8 }],
    ],
  },
  {
    family: "trn2",
    accelerator: "Trainium2",
    localNvme: true,
    regions: ["sa-east-1"],
    sizes: [
      ["3xlarge", 1, 12, 128, { sageMakerEndpoint: false }],
      ["48xlarge", 16, 192, 2048, { regions: ["us-east-2"] }],
    ],
  },
];

/** EC2 accelerator types in use today for AI: by family, in a family the fewest accelerators and least memory first. */
export const awsInstanceTypes: readonly AwsInstanceType[] = families.flatMap(
  ({ family, accelerator, localNvme, regions, sizes }) =>
    sizes.map(([size, count, vCpus, memoryGiB, more]) => ({
      name: `${family}.${size}`,
      accelerator,
      count,
      vCpus,
      memoryGiB,
      localNvme,
      efaCards: more?.efaCards,
      sageMakerEndpoint: more?.sageMakerEndpoint ?? true,
      regions: (more?.regions ?? regions).flatMap((names) => names.split(" ")),
    })),
);
