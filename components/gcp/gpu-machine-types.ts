import { check, checkOneOf } from "../shared/check.js";
import { PROVISIONING_MODELS, type ProvisioningModel } from "./gpu-managed-instance-group/instance-scheduling.js";

/** What a machine type fixes of a machine. */
export interface GpuMachine {
  /** Bare name of the accelerator: an instance template takes no URL. */
  readonly acceleratorType: string;
  readonly acceleratorCount: number;
  readonly bootDiskType: "pd-balanced" | "hyperdisk-balanced";
  /** Kinds of the network interfaces beside the first. */
  readonly additionalNics: readonly NicType[];
  readonly provisioningModels: readonly ProvisioningModel[];
}

type NicType = "GVNIC" | "MRDMA";

/** A family of machine types that have their GPUs built in. */
interface Family extends Omit<GpuMachine, "acceleratorCount"> {
  /** GPUs by the end of the machine type's name. */
  readonly gpus: Readonly<Record<string, number>>;
}

const gvnics = (count: number) => Array<NicType>(count).fill("GVNIC");
const persistentDisk = {
  bootDiskType: "pd-balanced",
  additionalNics: [],
  provisioningModels: PROVISIONING_MODELS,
} as const;
const hyperdisk = { ...persistentDisk, bootDiskType: "hyperdisk-balanced" } as const;
/** One more plain interface, and an RDMA network card for each of eight GPUs. */
const rdma = {
  ...hyperdisk,
  additionalNics: [...gvnics(1), ...Array<NicType>(8).fill("MRDMA")],
  provisioningModels: ["SPOT", "FLEX_START", "RESERVATION_BOUND"],
} as const;

/**
 * Accelerator-optimised families. Their local SSDs come with the machine. A3 High and Mega boot from a Persistent Disk
 * too, A2 and G2 from nothing else, the others from Hyperdisk alone.
 *
 * Sources, of 2026-11: https://docs.cloud.google.com/compute/docs/accelerator-optimized-machines (GPUs, disks, network
 * cards), https://docs.cloud.google.com/ai-hypercomputer/docs/create/create-mig (RDMA machines: interfaces and how they
 * are provided).
 */
const FAMILIES: Readonly<Record<string, Family>> = {
  "g2-standard": {
    ...persistentDisk,
    acceleratorType: "nvidia-l4",
    gpus: { 4: 1, 8: 1, 12: 1, 16: 1, 24: 2, 32: 1, 48: 4, 96: 8 },
  },
  "g4-standard": { ...hyperdisk, acceleratorType: "nvidia-rtx-pro-6000", gpus: { 48: 1, 96: 2, 192: 4, 384: 8 } },
  "a2-highgpu": {
    ...persistentDisk,
    acceleratorType: "nvidia-tesla-a100",
    gpus: { "1g": 1, "2g": 2, "4g": 4, "8g": 8 },
  },
  "a2-megagpu": { ...persistentDisk, acceleratorType: "nvidia-tesla-a100", gpus: { "16g": 16 } },
  "a2-ultragpu": {
    ...persistentDisk,
    acceleratorType: "nvidia-a100-80gb",
    gpus: { "1g": 1, "2g": 2, "4g": 4, "8g": 8 },
  },
  // Parts of an A3 High machine are had as spot or flex-start only, and have no network cards for their GPUs.
  "a3-highgpu": {
    ...hyperdisk,
    acceleratorType: "nvidia-h100-80gb",
    gpus: { "1g": 1, "2g": 2, "4g": 4, "8g": 8 },
  },
  "a3-megagpu": {
    ...hyperdisk,
    additionalNics: gvnics(8),
    acceleratorType: "nvidia-h100-mega-80gb",
    gpus: { "8g": 8 },
  },
  "a3-ultragpu": { ...rdma, acceleratorType: "nvidia-h200-141gb", gpus: { "8g": 8 } },
  "a4-highgpu": { ...rdma, acceleratorType: "nvidia-b200", gpus: { "8g": 8 } },
};

/** GPUs that can be attached to an N1 machine, with their counts. Source: https://docs.cloud.google.com/compute/docs/gpus. */
const N1_GPUS: Readonly<Record<string, readonly number[]>> = {
  "nvidia-tesla-t4": [1, 2, 4],
  "nvidia-tesla-p4": [1, 2, 4],
  "nvidia-tesla-p100": [1, 2, 4],
  "nvidia-tesla-v100": [1, 2, 4, 8],
};

const N1 = /^n1-(standard|highmem|highcpu)-\d+$/;

/**
 * What `machineType` is like. Its accelerator must be given for N1 and may be given for the others, which have theirs
 * built in.
 *
 * @throws RunError for an unknown type, a missing accelerator, or one that does not fit
 */
export function gpuMachine(machineType: string, acceleratorType?: string, acceleratorCount?: number): GpuMachine {
  if (N1.test(machineType)) return n1Machine(machineType, acceleratorType, acceleratorCount);
  const machine = builtIn(machineType);
  check(
    machine !== undefined,
    `'machineType' must be an N1 type or one of ${machineTypes().join(", ")}, got ${JSON.stringify(machineType)}`,
  );
  const given = { acceleratorType, acceleratorCount };
  for (const [arg, value] of Object.entries(given)) {
    const own = machine[arg as keyof typeof given];
    check(
      value === undefined || value === own,
      `'${arg}' must be ${own} for ${machineType}, which has it built in, or be left out, got ${value}`,
    );
  }
  return machine;
}

function builtIn(machineType: string): GpuMachine | undefined {
  const [, name = "", size = ""] = /^(.+)-([^-]+)$/.exec(machineType) ?? [];
  const family = Object.hasOwn(FAMILIES, name) ? FAMILIES[name] : undefined;
  const acceleratorCount = family && Object.hasOwn(family.gpus, size) ? family.gpus[size] : undefined;
  if (family === undefined || acceleratorCount === undefined) return undefined;
  const { gpus, ...machine } = family;
  if (name !== "a3-highgpu") return { ...machine, acceleratorCount };
  const whole = size === "8g";
  return whole
    ? { ...machine, acceleratorCount, additionalNics: gvnics(4) }
    : { ...machine, acceleratorCount, provisioningModels: ["SPOT", "FLEX_START"] };
}

function n1Machine(machineType: string, acceleratorType?: string, acceleratorCount?: number): GpuMachine {
  const types = Object.keys(N1_GPUS);
  check(
    acceleratorType !== undefined && acceleratorCount !== undefined,
    `'acceleratorType' and 'acceleratorCount' must be given for ${machineType}: one of ${types.join(", ")}`,
  );
  checkOneOf("acceleratorType", acceleratorType, types);
  const counts = N1_GPUS[acceleratorType] ?? [];
  check(
    counts.includes(acceleratorCount),
    `'acceleratorCount' must be one of ${counts.join(", ")} for ${acceleratorType}, got ${acceleratorCount}`,
  );
  return { ...persistentDisk, acceleratorType, acceleratorCount };
}

function machineTypes(): string[] {
  return Object.entries(FAMILIES).flatMap(([name, { gpus }]) => Object.keys(gpus).map((size) => `${name}-${size}`));
}

/**
 * The newest image of its family when a machine starts, with NVIDIA driver 580.
 *
 * Sources, of 2026-11: https://docs.cloud.google.com/deep-learning-vm/docs/images,
 * https://docs.cloud.google.com/ai-hypercomputer/docs/images (for machines with RDMA network cards).
 */
export function gpuImage({ additionalNics }: GpuMachine): string {
  return additionalNics.includes("MRDMA")
    ? "projects/ubuntu-os-accelerator-images/global/images/family/ubuntu-accelerator-2404-amd64-with-nvidia-580"
    : "projects/deeplearning-platform-release/global/images/family/common-cu129-ubuntu-2204-nvidia-580";
}
