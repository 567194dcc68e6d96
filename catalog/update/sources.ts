import { awsInstanceTypes } from "../aws/instance-types.js";
import { azureVmSizes } from "../azure/vm-sizes.js";
import { gcpMachineTypes } from "../gcp/machine-types.js";
import { pricedCpuTypes } from "../priced-cpu-types.js";
import { AWS_PRICES, awsOffers, awsPricesOf } from "./aws-price-list.js";
import { AZURE_PRICES, azurePricesOf } from "./azure-retail-prices.js";
import { GOOGLE_PRICES, type GoogleMachine, googlePricesOf, isSummed } from "./google-catalog.js";
import type { Patience } from "./http.js";
import type { FoundPrice } from "./price-file.js";

export type Cloud = "aws" | "gcp" | "azure";

/** Where prices come from; tests put a server of their own there. */
export interface Endpoints {
  readonly aws: URL;
  readonly gcp: URL;
  readonly azure: URL;
}

export const publicEndpoints: Endpoints = {
  aws: new URL(AWS_PRICES),
  gcp: new URL(GOOGLE_PRICES),
  azure: new URL(AZURE_PRICES),
};

/** How one cloud is asked. */
export interface Source {
  readonly cloud: Cloud;
  /** What the tables say of where the prices come from. */
  readonly source: string;
  /** Machines that it is asked for, with the regions where a price should come back. */
  readonly asked: readonly { readonly name: string; readonly regions: readonly string[] }[];
  /** Answers, in as many steps as `steps`; each says what it is about to read. */
  readonly steps: number;
  readonly read: (announce: (what: string) => void) => AsyncGenerator<readonly FoundPrice[]>;
}

const cpuTypes = (cloud: Cloud) => pricedCpuTypes.filter((type) => type.cloud === cloud);

/** The sources that can be asked; Google's only with a key. */
export function priceSources(endpoints: Endpoints, patience: Patience, googleApiKey: string | undefined): Source[] {
  const google = googleApiKey === undefined ? [] : [googleSource(endpoints.gcp, patience, googleApiKey)];
  return [awsSource(endpoints.aws, patience), ...google, azureSource(endpoints.azure, patience)];
}

function awsSource(base: URL, patience: Patience): Source {
  const regions = [...new Set(awsInstanceTypes.flatMap((type) => type.regions))];
  const types = new Set(awsInstanceTypes.flatMap(({ name }) => [name, `ml.${name}`]));
  return {
    cloud: "aws",
    source: "AWS price list files of AmazonEC2 and AmazonSageMaker",
    asked: awsInstanceTypes,
    steps: awsOffers.length * regions.length,
    async *read(announce) {
      for (const offer of awsOffers) yield* awsPricesOf(offer, types, regions, base, patience, announce);
    },
  };
}

function googleSource(base: URL, patience: Patience, key: string): Source {
  const machines: GoogleMachine[] = [
    ...gcpMachineTypes.map((type) => ({ ...type, gpus: type.count })),
    ...cpuTypes("gcp").map((type) => ({ ...type, gpus: 0 })),
  ].filter(isSummed);
  return {
    cloud: "gcp",
    source: "Cloud Billing Catalog API: sum of a machine's vCPUs, memory and GPUs",
    asked: machines,
    steps: 1,
    async *read(announce) {
      announce("Compute Engine SKUs");
      yield await googlePricesOf(machines, key, base, patience);
    },
  };
}

function azureSource(base: URL, patience: Patience): Source {
  const sizes = [...azureVmSizes, ...cpuTypes("azure")];
  return {
    cloud: "azure",
    source: "Azure Retail Prices API",
    asked: sizes,
    steps: sizes.length,
    async *read(announce) {
      for (const { name, regions } of sizes) {
        announce(name);
        const found = await azurePricesOf(name, base, patience);
        yield found.filter(({ region }) => regions.includes(region));
      }
    },
  };
}
