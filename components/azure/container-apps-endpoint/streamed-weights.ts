import * as pulumi from "@pulumi/pulumi";
import { type BlobWeights, blobFolder } from "../blob-weights.js";

/** How a container reads weights from Azure Blob Storage. */
export interface WeightsSource {
  /** What vLLM is told to serve: `az://<container>/<folder>`. */
  readonly address: string;
  /** What the identity must be allowed to read. */
  readonly scope: pulumi.Output<string>;
  /** Name of the storage account. */
  readonly accountName: string;
}

/**
 * Where weights are, as vLLM's Run:ai streamer writes it.
 *
 * @see https://github.com/vllm-project/vllm/pull/34614
 * @see https://github.com/run-ai/runai-model-streamer/blob/master/docs/src/usage.md#streaming-from-azure-blob-storage
 */
export function weightsSource({ url, storageAccountId }: BlobWeights): WeightsSource {
  const { account, container, folder } = blobFolder(url);
  return {
    address: `az://${container}/${folder}`,
    scope: pulumi.interpolate`${storageAccountId}/blobServices/default/containers/${container}`,
    accountName: account,
  };
}

/**
 * Runs a command as the user-assigned identity `AZURE_CLIENT_ID`. The streamer asks Container Apps for tokens through
 * Azure's SDK for C++, which does not read that variable, so the address that is asked names the identity. Known from
 * the SDK's sources (managed_identity_source.cpp, url.cpp: a query in the address is kept), not from a run on Azure.
 *
 * @see https://github.com/Azure/azure-sdk-for-cpp/issues/6525
 * @see https://learn.microsoft.com/azure/container-apps/managed-identity (REST endpoint)
 */
export function asIdentity(command: readonly string[]): string[] {
  const script = 'export IDENTITY_ENDPOINT="$IDENTITY_ENDPOINT?client_id=$AZURE_CLIENT_ID"; exec "$@"';
  return ["/bin/sh", "-c", script, "sh", ...command];
}
