import { type Inputs, objectOf } from "../../plan/inputs.js";

export const RUN_SERVICE = "gcp:cloudrunv2/service:Service";
export const RUN_WORKER_POOL = "gcp:cloudrunv2/workerPool:WorkerPool";
/** A service as the first version of the API has it: most of its settings are annotations. */
export const RUN_V1_SERVICE = "gcp:cloudrun/service:Service";

/** Annotations of a part of a service. */
export function annotationsOf({ annotations }: Inputs): Inputs {
  return objectOf(annotations);
}

/** Annotations of the revisions that a service of the first version makes. */
export function revisionAnnotationsOf({ template }: Inputs): Inputs {
  return annotationsOf(objectOf(objectOf(template).metadata));
}
