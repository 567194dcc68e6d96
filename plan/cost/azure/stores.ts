import { ssdShare } from "../../../catalog/azure/billing.js";
import { numberOf, objectOf, referred, referring, refersBy, textOf } from "../../inputs.js";
import { always, type Priced, type Quote, steady } from "../quote.js";
import { DAYS_PER_MONTH } from "./days.js";
import { WORKSPACE } from "./machine-learning.js";
import { placeOf } from "./place.js";
import { chargeOf, rateInWords } from "./rates.js";

const ACCOUNT = "azure-native:storage:StorageAccount";

/** A storage account is billed by what it holds; one for provisioned shares by its shares. */
export function priceStorageAccount(priced: Priced): Quote {
  const { kind, sku } = priced.inputs;
  if (kind === "FileStorage") return "free";
  const { name } = objectOf(sku);
  const rate =
    name === "Standard_LRS"
      ? rateInWords("blobHot", placeOf(priced))
      : `at a rate that no source gives, ${textOf(name) ?? "unknown"}`;
  return { unpriced: `billed by what it holds, ${rate}, and by requests` };
}

/** A share of a provisioned account is billed by its size, and by its speed beyond what is in the price of the size. */
export function priceFileShare(priced: Priced): Quote {
  const { shareQuota, provisionedIops, provisionedBandwidthMibps } = priced.inputs;
  const account = referred(priced, "accountName", ACCOUNT)?.inputs;
  if (account === undefined)
    return { unpriced: "the plan does not have its storage account, whose kind it is billed by" };
  if (account.kind !== "FileStorage") return { unpriced: "billed by what it holds, with its storage account" };
  const { name } = objectOf(account.sku);
  if (name !== "PremiumV2_LRS")
    return { unpriced: `no source gives a rate of shares of ${textOf(name) ?? "an unknown kind"}` };
  const sizeGiB = numberOf(shareQuota);
  if (sizeGiB === undefined) return { unpriced: "the plan does not say how large it is" };

  const beyond = ({ base, perGiB, included }: (typeof ssdShare)["iops" | "throughput"], provisioned: unknown) =>
    Math.max(0, (numberOf(provisioned) ?? base + Math.ceil(perGiB * sizeGiB)) - included);
  const iops = beyond(ssdShare.iops, provisionedIops);
  const throughput = beyond(ssdShare.throughput, provisionedBandwidthMibps);
  const region = placeOf(priced);
  return [
    chargeOf(`share of ${sizeGiB} GiB`, "fileShareSsd", region, always(sizeGiB)),
    chargeOf(`${iops} IOPS beyond ${ssdShare.iops.included}`, "fileShareSsdIops", region, always(iops)),
    chargeOf(
      `${throughput} MiB/s beyond ${ssdShare.throughput.included}`,
      "fileShareSsdThroughput",
      region,
      always(throughput),
    ),
  ].filter(({ quantity }) => quantity.full > 0);
}

/** A registry is billed by the day; Premium is the only kind whose rate is known. */
export function priceRegistry(priced: Priced): Quote {
  const { name } = objectOf(priced.inputs.sku);
  if (name !== "Premium") return { unpriced: `no source gives a rate of the kind ${textOf(name) ?? "unknown"}` };
  return [chargeOf("container registry, Premium", "containerRegistryPremium", placeOf(priced), steady(DAYS_PER_MONTH))];
}

/** A vault is billed by what is done with its secrets. */
export function priceVault(priced: Priced): Quote {
  return { unpriced: `billed by use: ${rateInWords("secretOperations", placeOf(priced))}` };
}

/** A key is billed by what is done with it. A workspace that is encrypted with it brings a search service along. */
export function priceKey(priced: Priced): Quote {
  const { keySize } = objectOf(priced.inputs.properties);
  const rate = (numberOf(keySize) ?? 2048) > 2048 ? "largeKeyOperations" : "keyOperations";
  const workspaces = referring(priced, WORKSPACE).filter(refersBy("encryption", priced.state));
  const search =
    workspaces.length === 0
      ? ""
      : "; the search service that comes with an encrypted workspace has a rate that no source gives";
  return { unpriced: `billed by use: ${rateInWords(rate, placeOf(priced))}${search}` };
}

/** Logs are billed by what arrives. */
export function priceLogs(priced: Priced): Quote {
  return { unpriced: `billed by the logs that arrive: ${rateInWords("logsIngested", placeOf(priced))}` };
}

/** An action group is billed by what it sends. */
export function priceActionGroup(priced: Priced): Quote {
  const emails = rateInWords("alertEmails", placeOf(priced));
  return { unpriced: `billed by what it sends: ${emails} after the first thousand of a month` };
}
