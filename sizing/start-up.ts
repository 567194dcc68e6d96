/** The two waits of a SageMaker model container, in seconds, each 60 to 3600. */
export interface StartUpTimeouts {
  readonly modelDataDownloadTimeoutSec: number;
  readonly containerStartupTimeoutSec: number;
}

/** The longest that SageMaker waits. */
const longestSec = 3600;
/** A slow download: what one NAT or a busy bucket still gives. */
const mibPerSec = 100;
/** Before the weights: placing the machine's disks, fetching the image, starting the container. */
const preparationSec = 300;
/** After the weights: compiling, capturing CUDA graphs, sizing the KV cache. */
const warmUpSec = 600;

const weightsSec = (weightsGiB: number) => (weightsGiB * 1024) / mibPerSec;
const wholeMinutes = (seconds: number) => Math.ceil(seconds / 60) * 60;

/**
 * Generous waits for weights of this size; a wait that is too long costs nothing when a start succeeds. The download
 * counts the weights once. Both are rounded up to a minute. Weights of unknown size get the longest wait.
 */
export function startUpTimeouts(weightsGiB: number | undefined): StartUpTimeouts {
  return {
    modelDataDownloadTimeoutSec:
      weightsGiB === undefined
        ? longestSec
        : Math.min(longestSec, wholeMinutes(preparationSec + weightsSec(weightsGiB))),
    containerStartupTimeoutSec: containerStartUpSec(weightsGiB, longestSec),
  };
}

/**
 * A generous wait, in seconds, for a container from its start to its first answer, up to the longest that a cloud
 * allows. It counts the weights twice: the container may fetch them itself, and it loads them.
 */
export function containerStartUpSec(weightsGiB: number | undefined, longest: number): number {
  if (weightsGiB === undefined) return longest;
  return Math.min(longest, wholeMinutes(warmUpSec + 2 * weightsSec(weightsGiB)));
}
