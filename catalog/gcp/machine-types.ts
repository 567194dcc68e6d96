import type { Provenance } from "../provenance.js";

/** How a machine can be had. */
export type GcpCapacity = "on-demand" | "spot" | "reservation" | "flex-start";

/** A Compute Engine machine type with GPUs. */
export interface GcpMachineType {
  readonly name: string;
  /** Name of its accelerator in the accelerator table. */
  readonly accelerator: string;
  /** Compute Engine's name of it. */
  readonly acceleratorType: string;
  /** Vertex AI's name of it. */
  readonly vertexAcceleratorType: string;
  /** Accelerators a machine. On N1 they are attached, on the others built in. */
  readonly count: number;
  readonly vCpus: number;
  /** Host memory. */
  readonly memoryGiB: number;
  readonly capacity: readonly GcpCapacity[];
  /** Vertex AI deploys models of Model Garden on it. */
  readonly modelGarden: boolean;
  /** The regions where Compute Engine offers it. */
  readonly regions: readonly string[];
  /** The zones of these regions that offer it; none of a region where no source says which. */
  readonly zones: readonly string[];
}

/**
 * Where the columns come from. Google publishes no list of machine types by region for Vertex AI: a type is taken to be
 * offered where Compute Engine offers it. Model Garden deploys on demand and, in its own configurations, on nothing
 * smaller than g2-standard-12 for one L4: so types with less host memory in proportion, and types that are not sold on
 * demand, are not marked for it.
 */
export const machineTypeSources = {
  hardware: { source: "gcloud-compute.com, as published by Karpenter for GCP", asOf: "2026-08-03" },
  regions: { source: "gcloud-compute.com, as published by Karpenter for GCP", asOf: "2026-08-03" },
  zones: {
    source:
      "SkyPilot catalog v8, gcp/vms.csv at 006059e0, from the Compute Engine API, read then; G4 is not in it, which the " +
      "catalog has had since 2026-08 at the latest (skypilot-org/skypilot#10533)",
    asOf: "2026-11-23",
  },
  capacity: {
    source: "https://docs.cloud.google.com/compute/docs/accelerator-optimized-machines, consumption options",
    asOf: "2026-11",
  },
  vertexAcceleratorType: {
    source: "Vertex AI discovery document 20261106, GoogleCloudAiplatformV1MachineSpec.acceleratorType",
    asOf: "2026-11-06",
  },
  modelGarden: {
    source: "machines that Model Garden's deployment code in public repositories names: g2-standard-12, g4-standard-48",
    asOf: "2026-07-13",
  },
} as const satisfies Record<string, Provenance>;

type More = { readonly capacity?: readonly GcpCapacity[]; readonly modelGarden?: false };

/** One size: the end of its name, accelerators, vCPUs, host memory in GiB, and where it differs from its family. */
type Size = readonly [size: string, count: number, vCpus: number, memoryGiB: number, more?: More];

interface Family {
  readonly family: string;
  readonly accelerator: string;
  readonly acceleratorType: string;
  readonly vertexAcceleratorType: string;
  /** `<region>:<letters of its zones>`, with a space between, a continent a string; no letter where none is known. */
  readonly places: readonly string[];
  readonly sizes: readonly Size[];
}

const allCapacity = ["on-demand", "spot", "reservation", "flex-start"] as const;
const spotOrQueued: More = { capacity: ["spot", "flex-start"], modelGarden: false };
const noOnDemand: More = { capacity: ["spot", "reservation", "flex-start"], modelGarden: false };
const tooSmall: More = { modelGarden: false };

// In a family: the fewest accelerators first, then the least memory. Choices follow this order.
const families: readonly Family[] = [
  {
    family: "n1-standard",
    accelerator: "T4",
    acceleratorType: "nvidia-tesla-t4",
    vertexAcceleratorType: "NVIDIA_TESLA_T4",
    places: [
      "us-central1:abcf us-east1:bcd us-east4:abc us-west1:ab us-west2:bc us-west3:b us-west4:ab",
      "northamerica-northeast1:c southamerica-east1:abc",
      "europe-central2:bc europe-west1:bcd europe-west2:ab europe-west3:b europe-west4:abc me-west1:bc",
      "asia-east1:ac asia-east2:ac asia-northeast1:ac asia-northeast3:bc asia-south1:ab asia-southeast1:abc",
      "asia-southeast2:ab australia-southeast1:ac",
    ],
    sizes: [
      ["4", 1, 4, 15, tooSmall],
      ["8", 1, 8, 30],
      ["16", 2, 16, 60],
      ["32", 4, 32, 120],
    ],
  },
  {
    family: "g2-standard",
    accelerator: "L4",
    acceleratorType: "nvidia-l4",
    vertexAcceleratorType: "NVIDIA_L4",
    places: [
      "us-central1:abc us-east1:bcd us-east4:ac us-west1:abc us-west4:ac",
      "northamerica-northeast1:bc northamerica-northeast2:ab",
      "europe-west1:bc europe-west2:ab europe-west3:ab europe-west4:abc europe-west6:bc me-central2:ac",
      "asia-east1:abc asia-northeast1:abc asia-northeast3:ab asia-south1:abc asia-southeast1:abc",
    ],
    sizes: [
      ["4", 1, 4, 16, tooSmall],
      ["8", 1, 8, 32, tooSmall],
      ["12", 1, 12, 48],
      ["16", 1, 16, 64],
      ["32", 1, 32, 128],
      ["24", 2, 24, 96],
      ["48", 4, 48, 192],
      ["96", 8, 96, 384],
    ],
  },
  {
    family: "g4-standard",
    accelerator: "RTX-PRO-6000",
    acceleratorType: "nvidia-rtx-pro-6000",
    vertexAcceleratorType: "NVIDIA_RTX_PRO_6000",
    places: [
      "us-central1: us-east1: us-east4: us-east5: us-south1: us-west1: us-west3: us-west4:",
      "europe-north1: europe-west1: europe-west2: europe-west4: europe-west8: europe-west10: me-central2:",
      "asia-east1: asia-south1: asia-south2: asia-southeast1: asia-southeast2:",
    ],
    sizes: [
      ["48", 1, 48, 180],
      ["96", 2, 96, 360],
      ["192", 4, 192, 720],
      ["384", 8, 384, 1440],
    ],
  },
  {
    family: "a2-highgpu",
    accelerator: "A100-40GB",
    acceleratorType: "nvidia-tesla-a100",
    vertexAcceleratorType: "NVIDIA_TESLA_A100",
    places: [
      "us-central1:abcf us-east1:b us-west1:b us-west3:b us-west4:b",
      "europe-west4:ab me-west1:ac",
      "asia-northeast1:ac asia-northeast3:ab asia-southeast1:abc",
    ],
    sizes: [
      ["1g", 1, 12, 85],
      ["2g", 2, 24, 170],
      ["4g", 4, 48, 340],
      ["8g", 8, 96, 680],
    ],
  },
  {
    family: "a2-megagpu",
    accelerator: "A100-40GB",
    acceleratorType: "nvidia-tesla-a100",
    vertexAcceleratorType: "NVIDIA_TESLA_A100",
    places: ["us-central1:abcf", "europe-west4:ab", "asia-southeast1:ac"],
    sizes: [["16g", 16, 96, 1360]],
  },
  {
    family: "a2-ultragpu",
    accelerator: "A100-80GB",
    acceleratorType: "nvidia-a100-80gb",
    vertexAcceleratorType: "NVIDIA_A100_80GB",
    places: ["us-central1:ac us-east4:c us-east5:ab", "europe-west4:a", "asia-southeast1:c"],
    sizes: [
      ["1g", 1, 12, 170],
      ["2g", 2, 24, 340],
      ["4g", 4, 48, 680],
      ["8g", 8, 96, 1360],
    ],
  },
  {
    family: "a3-highgpu",
    accelerator: "H100",
    acceleratorType: "nvidia-h100-80gb",
    vertexAcceleratorType: "NVIDIA_H100_80GB",
    places: [
      "us-central1:abc us-east4:abc us-east5:a us-west1:ab us-west4:a",
      "europe-north1:c europe-west1:bc europe-west3:c europe-west4:bc europe-west9:c",
      "asia-east1:c asia-northeast1:b asia-south1:c asia-south2:b asia-southeast1:bc australia-southeast1:c",
    ],
    sizes: [
      ["1g", 1, 26, 234, spotOrQueued],
      ["2g", 2, 52, 468, spotOrQueued],
      ["4g", 4, 104, 936, spotOrQueued],
      ["8g", 8, 208, 1872],
    ],
  },
  {
    family: "a3-megagpu",
    accelerator: "H100",
    acceleratorType: "nvidia-h100-mega-80gb",
    vertexAcceleratorType: "NVIDIA_H100_MEGA_80GB",
    places: [
      "us-east4:abc us-east5:a us-west4:a",
      "europe-west1:bc europe-west3:c europe-west4:bc",
      "asia-northeast1:b asia-southeast1:bc australia-southeast1:c",
    ],
    sizes: [["8g", 8, 208, 1872]],
  },
  {
    family: "a3-ultragpu",
    accelerator: "H200",
    acceleratorType: "nvidia-h200-141gb",
    vertexAcceleratorType: "NVIDIA_H200_141GB",
    places: [
      "us-central1:b us-east4:b us-east5:a us-south1:b us-west1:c",
      "europe-west1:b europe-west4:a",
      "asia-south1:b asia-south2:c",
    ],
    sizes: [["8g", 8, 224, 2952, noOnDemand]],
  },
  {
    family: "a4-highgpu",
    accelerator: "B200",
    acceleratorType: "nvidia-b200",
    vertexAcceleratorType: "NVIDIA_B200",
    places: [
      "us-central1:b us-east1:b us-east4:b us-south1:b us-west2:c us-west3:bc",
      "europe-north1:b europe-west4:b",
      "asia-northeast1:b asia-southeast1:b",
    ],
    sizes: [["8g", 8, 224, 3968, noOnDemand]],
  },
];

/** Compute Engine GPU types in use today for AI: by family, in a family the fewest GPUs and least memory first. */
export const gcpMachineTypes: readonly GcpMachineType[] = families.flatMap(
  ({ family, places, sizes, ...accelerator }) => {
    const byRegion = places.flatMap((names) => names.split(" ")).map((place) => place.split(":"));
    return sizes.map(([size, count, vCpus, memoryGiB, more]) => ({
      name: `${family}-${size}`,
      ...accelerator,
      count,
      vCpus,
      memoryGiB,
      capacity: more?.capacity ?? allCapacity,
      modelGarden: more?.modelGarden ?? true,
      regions: byRegion.map(([region = ""]) => region),
      zones: byRegion.flatMap(([region, letters = ""]) => [...letters].map((letter) => `${region}-${letter}`)),
    }));
  },
);
