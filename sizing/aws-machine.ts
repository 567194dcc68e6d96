import type { Accelerator } from "../catalog/accelerators.js";
import { awsInstanceTypes, awsRegions } from "../catalog/aws/instance-types.js";
import { checkRegion, countsOf, offer, preferredAccelerators } from "./accelerators.js";
import { SizingError } from "./error.js";

/** What a pool of machines asks for on AWS. */
export interface AwsMachineRequest {
  readonly cloud: "aws";
  readonly region: string;
  /** Names in order of preference, from the setting `accelerator`. */
  readonly accelerators: readonly string[];
  /** Accelerators a machine. @default 1 */
  readonly perMachine?: number;
}

/** The machines of a pool on AWS. */
export interface AwsMachineChoice {
  readonly accelerator: Accelerator;
  readonly perMachine: number;
  /** EC2 types in order: the first is the pool's own, the others are fallbacks for spot. */
  readonly instanceTypes: readonly [string, ...string[]];
  /** Network cards for an Elastic Fabric Adapter on the first type; absent where no source says that there is one. */
  readonly efaCards?: number;
  /** The first type has local NVMe disks. So have the others: they are of one family. */
  readonly localNvme: boolean;
  /** Why these, in words. */
  readonly reason: string;
}

/**
 * The machines for a pool on AWS: the first accelerator of the list that the region offers with that many a machine, and
 * every type that has exactly so many of it, least host memory first. The order never depends on a price.
 *
 * @throws SizingError when the region or a name is unknown, or nothing on the list is offered.
 */
export function chooseAwsMachine(request: AwsMachineRequest): AwsMachineChoice {
  const { region, accelerators, perMachine = 1 } = request;
  checkRegion(region, awsRegions);
  const types = awsInstanceTypes.filter((type) => type.regions.includes(region));
  const passed: string[] = [];
  for (const accelerator of preferredAccelerators(accelerators)) {
    const own = types.filter((type) => type.accelerator === accelerator.name);
    const [first, ...others] = own.filter((type) => type.count === perMachine);
    if (first)
      return {
        accelerator,
        perMachine,
        instanceTypes: [first.name, ...others.map(({ name }) => name)],
        efaCards: first.efaCards,
        localNvme: first.localNvme,
        reason: [`${first.name}: the smallest in ${region} with ${perMachine} × ${accelerator.name}`, ...passed].join(
          "; ",
        ),
      };
    passed.push(
      own.length === 0
        ? `${accelerator.name} is not offered there`
        : `${accelerator.name} comes by ${countsOf(own, accelerator.name)} a machine`,
    );
  }
  throw new SizingError(
    `accelerator [${accelerators.join(", ")}] with perMachine ${perMachine} is not offered in ${region}: ` +
      `${passed.join("; ")}. Offered are ${offer(types)}`,
  );
}
