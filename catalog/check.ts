import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import * as accelerators from "./accelerators.js";
import { agedFacts, factsOf, MAX_AGE_DAYS } from "./age.js";
import * as awsImages from "./aws/images.js";
import * as awsInstanceFamilies from "./aws/instance-families.js";
import * as awsInstanceTypes from "./aws/instance-types.js";
import * as awsPrices from "./aws/prices.js";
import * as awsQuotas from "./aws/quotas.js";
import * as awsRates from "./aws/rates.js";
import * as azureBilling from "./azure/billing.js";
import * as containerAppsGpus from "./azure/container-apps-gpus.js";
import * as azureImages from "./azure/images.js";
import * as azurePrices from "./azure/prices.js";
import * as azureQuotas from "./azure/quotas.js";
import * as azureRates from "./azure/rates.js";
import * as azureVmSizes from "./azure/vm-sizes.js";
import * as cloudRunGpus from "./gcp/cloud-run-gpus.js";
import * as gcpImages from "./gcp/images.js";
import * as gcpMachineTypes from "./gcp/machine-types.js";
import * as gcpPrices from "./gcp/prices.js";
import * as gcpQuotas from "./gcp/quotas.js";
import * as gcpRates from "./gcp/rates.js";
import * as tpuSlices from "./gcp/tpu-slices.js";
import * as hostedModels from "./hosted-models.js";
import * as models from "./models.js";

/** Every module of the catalog that holds facts, by its path. */
export const modules = {
  accelerators,
  models,
  "aws/images": awsImages,
  "aws/instance-families": awsInstanceFamilies,
  "aws/instance-types": awsInstanceTypes,
  "aws/prices": awsPrices,
  "aws/quotas": awsQuotas,
  "aws/rates": awsRates,
  "azure/billing": azureBilling,
  "azure/container-apps-gpus": containerAppsGpus,
  "azure/images": azureImages,
  "azure/prices": azurePrices,
  "azure/quotas": azureQuotas,
  "azure/rates": azureRates,
  "azure/vm-sizes": azureVmSizes,
  "gcp/cloud-run-gpus": cloudRunGpus,
  "gcp/images": gcpImages,
  "gcp/machine-types": gcpMachineTypes,
  "gcp/prices": gcpPrices,
  "gcp/quotas": gcpQuotas,
  "gcp/rates": gcpRates,
  "gcp/tpu-slices": tpuSlices,
  "hosted-models": hostedModels,
} as const;

/** What `npm run catalog:check` prints on a day, and its exit code: 1 only when `strict` and something is too old. */
export function checkCatalog(today: Date, strict: boolean): { readonly text: string; readonly exitCode: 0 | 1 } {
  const facts = factsOf(modules);
  const aged = agedFacts(facts, today);
  if (aged.length === 0)
    return { text: `all ${facts.length} sources of the catalog are at most ${MAX_AGE_DAYS} days old`, exitCode: 0 };
  const width = Math.max(...aged.map(({ table }) => table.length));
  const lines = aged.map(
    ({ days, asOf, rows, table, source }) =>
      `${String(days).padStart(6)}  ${asOf.padEnd(10)}  ${String(rows).padStart(4)}  ${table.padEnd(width)}  ${source}`,
  );
  const text = [
    `${aged.length} of ${facts.length} sources of the catalog are more than ${MAX_AGE_DAYS} days old`,
    "",
    `  days  as of       rows  ${"table".padEnd(width)}  source`,
    ...lines,
  ].join("\n");
  return { text, exitCode: strict ? 1 : 0 };
}

const main = process.argv[1];
if (main !== undefined && import.meta.url === pathToFileURL(main).href) {
  const { values } = parseArgs({ options: { strict: { type: "boolean", default: false } } });
  const { text, exitCode } = checkCatalog(new Date(), values.strict);
  console.log(text);
  process.exitCode = exitCode;
}
