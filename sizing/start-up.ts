/** The two waits of a SageMaker model container, in seconds, each 60 to 3600. */
export interface StartUpTimeouts {
  readonly modelDataDownloadTimeoutSec: number;
  readonly containerStartupTimeoutSec: number;
}

const longestSec = 3600;
/** A slow download: what one NAT or a busy bucket still gives. */
const mibPerSec = 100;
/** Before the weights: placing the machine's disks, fetching the image, starting the container. */
const preparationSec = 300;
/** After the weights: compiling, capturing CUDA graphs, sizing the KV cache. */
const warmUpSec = 600;

/**
 * Generous waits for weights of this size; a wait that is too long costs nothing when a start succeeds. The download
 * counts the weights once. The container counts them twice: it may fetch them itself, and it loads them. Both are
 * rounded up to a minute. Weights of unknown size get the longest wait.
 */
export function startUpTimeouts(weightsGiB: number | undefined): StartUpTimeouts {
  const weightsSec = weightsGiB === undefined ? longestSec : (weightsGiB * 1024) / mibPerSec;
  const wait = (seconds: number) => Math.min(longestSec, Math.ceil(seconds / 60) * 60);
  return {
    modelDataDownloadTimeoutSec: wait(preparationSec + weightsSec),
    containerStartupTimeoutSec: wait(warmUpSec + 2 * weightsSec),
  };
}
