import { accelerators as allAccelerators } from "../catalog/accelerators.js";
import { type ServingImage, vllmImage } from "../catalog/aws/images.js";
import { type AwsInstanceType, awsInstanceTypes, awsRegions } from "../catalog/aws/instance-types.js";
import { checkRegion, offer } from "./accelerators.js";
import { SizingError } from "./error.js";
import { firstThatFits, type ModelRequest, modelLoad, remediesFor } from "./fit.js";
import { type ModelChoice, modelChoice } from "./model-choice.js";
import { startUpTimeouts } from "./start-up.js";
import { vllmEnvironment, vllmFlags } from "./vllm.js";

/** What an endpoint asks for on AWS. */
export interface AwsServingRequest extends ModelRequest {
  readonly cloud: "aws";
  readonly region: string;
  /** 0 needs an inference component, the only SageMaker endpoint that scales to zero. */
  readonly minReplicas: number;
}

/** How an endpoint on SageMaker serves its model. */
export interface AwsServingChoice extends ModelChoice<AwsInstanceType> {
  /** The way of serving: an inference component from zero replicas, a model on instances from one. */
  readonly serving: "inference-component" | "instances";
  /** EC2 name of the machine. */
  readonly instanceType: string;
  /** SageMaker's name of it: `ml.g6.xlarge`. */
  readonly sageMakerInstanceType: string;
  /** Accelerators of the machine. */
  readonly acceleratorCount: number;
  /** Accelerators that one copy of the model takes: what an inference component asks for. */
  readonly tensorParallel: number;
  /** Host memory of the machine. */
  readonly memoryGiB: number;
  /** Host memory that an inference component asks for. */
  readonly minMemoryMiB: number;
  /** Local NVMe disks: no KMS key and no volume size on the endpoint configuration. */
  readonly localNvme: boolean;
  readonly image: ServingImage;
  /** `SM_VLLM_*` variables of the container; the model's source is not among them. */
  readonly environment: Readonly<Record<string, string>>;
  readonly modelDataDownloadTimeoutSec: number;
  readonly containerStartupTimeoutSec: number;
}

/**
 * Host memory that a copy reserves. An inference component is refused when it asks for more than SageMaker leaves free,
 * which is not documented: of the 16 GiB of an ml.g5.xlarge 1024 MiB are accepted. It need not be more: a copy takes
 * the machine's accelerators, so nothing else is placed beside it, and the minimum is no limit.
 *
 * @see https://github.com/aws-samples/generative-ai-on-amazon-sagemaker/pull/335
 */
const minMemoryMiB = 1024;

/**
 * The machine, tensor-parallel size and vLLM flags for a model on SageMaker: on the first accelerator of the list that
 * the region offers for endpoints and that the model fits, the type with the fewest of it, then the least host memory.
 * The order never depends on a price. A model of unknown shape gets one accelerator of the first that is offered.
 *
 * @throws SizingError when the region or a name is unknown, nothing on the list is offered, the context is longer than
 * the model's, the precision is one that the weights do not have, or the model fits nothing on the list.
 */
export function chooseAwsServing(request: AwsServingRequest): AwsServingChoice {
  const { region, model, accelerators, concurrency, precision } = request;
  checkRegion(region, awsRegions);
  const load = modelLoad(request);
  const types = endpointTypes(region);
  const fitting = firstThatFits(request, load, types, (name) => `${name} is not offered there for endpoints`);
  if (!("type" in fitting)) {
    const remedies = load.demand ? remediesFor(load.demand, accelerators, types) : [];
    throw new SizingError(
      `model ${model} cannot be served on accelerator [${accelerators.join(", ")}] in ${region}: ` +
        `${fitting.passed.join("; ")}. ` +
        (remedies.length > 0 ? `What would fit: ${remedies.join("; ")}` : `Offered for endpoints are ${offer(types)}`),
    );
  }
  const { accelerator, type, tensorParallel } = fitting;
  const { dimensions, contextTokens, weightsGiB } = load;
  const flags = vllmFlags({ accelerator, precision, model: dimensions, contextTokens, concurrency, tensorParallel });
  return {
    serving: awsWay(request),
    instanceType: type.name,
    sageMakerInstanceType: `ml.${type.name}`,
    acceleratorCount: type.count,
    tensorParallel,
    memoryGiB: type.memoryGiB,
    minMemoryMiB,
    localNvme: type.localNvme,
    image: vllmImage(region),
    environment: vllmEnvironment(flags),
    ...startUpTimeouts(weightsGiB),
    ...modelChoice(request, load, fitting, `ml.${type.name} (${type.count} × ${type.accelerator})`),
  };
}

/** The way of serving: an inference component for zero replicas, else instances. */
export function awsWay({ minReplicas }: AwsServingRequest): AwsServingChoice["serving"] {
  return minReplicas === 0 ? "inference-component" : "instances";
}

/** The types that SageMaker endpoints can have in the region and that there is a serving container for. */
function endpointTypes(region: string): readonly AwsInstanceType[] {
  const served = allAccelerators.filter(({ runtime }) => runtime === "cuda").map(({ name }) => name);
  return awsInstanceTypes.filter(
    (type) => type.regions.includes(region) && type.sageMakerEndpoint && served.includes(type.accelerator),
  );
}
