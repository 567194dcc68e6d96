import type * as pulumi from "@pulumi/pulumi";
import { checkMatch } from "../shared/check.js";

/** Weights in Azure Blob Storage. */
export interface BlobWeights {
  /** Folder of the weights: `https://<account>.blob.core.windows.net/<container>/<folder>/`. */
  readonly url: string;
  /** ARM id of that storage account, which must be reachable from where the model is served. */
  readonly storageAccountId: pulumi.Input<string>;
}

/** Account, container, folder. */
const FOLDER =
  /^https:\/\/([a-z0-9]{3,24})\.blob\.core\.windows\.net\/([a-z0-9](?:-?[a-z0-9]){2,62})\/([^?#\s]*[^?#\s/])\/?$/;

/** What an address of weights says. */
export function blobFolder(url: string): {
  readonly account: string;
  readonly container: string;
  /** Without a slash before or behind it. */
  readonly folder: string;
} {
  const [, account = "", container = "", folder = ""] = FOLDER.exec(url) ?? [];
  return { account, container, folder };
}

/** Throws unless the address is one of a folder in Blob Storage, and the ARM id, where it is known, that of its account. */
export function checkBlobWeights(arg: string, { url, storageAccountId }: BlobWeights): void {
  checkMatch(`${arg}.url`, url, FOLDER, "https://<account>.blob.core.windows.net/<container>/<folder>/");
  const { account } = blobFolder(url);
  if (typeof storageAccountId === "string")
    checkMatch(
      `${arg}.storageAccountId`,
      storageAccountId,
      new RegExp(`^/subscriptions/.+/Microsoft\\.Storage/storageAccounts/${account}$`, "i"),
      `the ARM id of storage account ${account}, which the url names`,
    );
}
