import type { Accelerator } from "../catalog/accelerators.js";
import { azureRegions } from "../catalog/azure/regions.js";
import { type AzureCapacity, type AzureVmSize, azureVmSizes } from "../catalog/azure/vm-sizes.js";
import { checkRegion, countsOf, offer, preferredAccelerators } from "./accelerators.js";
import { SizingError } from "./error.js";

/** What a pool of machines asks for on Azure. */
export interface AzureMachineRequest {
  readonly cloud: "azure";
  readonly region: string;
  /** Names in order of preference, from the setting `accelerator`. */
  readonly accelerators: readonly string[];
  /** Accelerators a machine. @default 1 */
  readonly perMachine?: number;
  /** How the machines are to be had. @default "on-demand" */
  readonly capacity?: AzureCapacity;
}

/** The machines of a pool on Azure. */
export interface AzureMachineChoice {
  readonly accelerator: Accelerator;
  readonly perMachine: number;
  readonly vmSize: string;
  /** Further sizes with exactly as many of it, in order. They have the driver and the network of the first. */
  readonly fallbackVmSizes: readonly string[];
  /** The machines have an InfiniBand network, which joins those of one placement group. */
  readonly infiniBand: boolean;
  /** What drives the GPU. */
  readonly driver: AzureVmSize["driver"];
  /** The sizes take the security type Trusted Launch. */
  readonly trustedLaunch: boolean;
  /** Why these, in words. */
  readonly reason: string;
}

/**
 * The machines for a pool on Azure: the first accelerator of the list that the region offers with that many a machine and
 * by that way of having them, on the size with the least host memory, and every other size that has exactly so many of
 * it. The order never depends on a price.
 *
 * @throws SizingError when the region or a name is unknown, or nothing on the list is offered.
 */
export function chooseAzureMachine(request: AzureMachineRequest): AzureMachineChoice {
  const { region, accelerators, perMachine = 1, capacity = "on-demand" } = request;
  checkRegion(region, azureRegions);
  const sizes = azureVmSizes.filter(({ regions }) => regions.includes(region));
  const had = sizes.filter((size) => size.capacity.includes(capacity));
  const passed: string[] = [];
  for (const accelerator of preferredAccelerators(accelerators)) {
    const [first, ...others] = had.filter((size) => size.accelerator === accelerator.name && size.count === perMachine);
    if (first) {
      const { name, infiniBand, driver, trustedLaunch } = first;
      return {
        accelerator,
        perMachine,
        vmSize: name,
        fallbackVmSizes: others.map((size) => size.name),
        infiniBand,
        driver,
        trustedLaunch,
        reason: [`${name}: the smallest in ${region} with ${perMachine} × ${accelerator.name}`, ...passed].join("; "),
      };
    }
    const own = sizes.filter((size) => size.accelerator === accelerator.name);
    passed.push(inTheWay(accelerator.name, perMachine, own));
  }
  throw new SizingError(
    `accelerator [${accelerators.join(", ")}] with perMachine ${perMachine} and capacity ${capacity} is not offered in ` +
      `${region}: ${passed.join("; ")}. Offered are ${offer(had)}`,
  );
}

function inTheWay(name: string, perMachine: number, own: readonly AzureVmSize[]): string {
  if (own.length === 0) return `${name} is not offered there`;
  const sized = own.find(({ count }) => count === perMachine);
  if (!sized) return `${name} comes by ${countsOf(own, name)} a machine`;
  return `${perMachine} × ${name} is had as ${sized.capacity.join(", ")} only`;
}
