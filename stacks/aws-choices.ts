import { findModel } from "../catalog/models.js";
import { EFA_TYPES } from "../components/aws/gpu-auto-scaling-group/efa-interfaces.js";
import { SizingError } from "../sizing/error.js";
import { chooseMachine, type MachineChoice } from "../sizing/machine.js";
import { chooseServing, type ServingChoice } from "../sizing/serving.js";
import {
  type Chosen,
  chooseEach,
  clashingOutputs,
  explainChoices,
  missingNetwork,
  servingRequest,
  unreachableWeights,
} from "./choices.js";
import { type AwsStack, type EndpointSettings, type PoolSettings, SettingsError } from "./config.js";

/** What an AWS stack runs its settings on. */
export interface AwsChoices {
  readonly pools: readonly Chosen<PoolSettings, MachineChoice>[];
  readonly endpoints: readonly Chosen<EndpointSettings, ServingChoice>[];
}

/**
 * Translates the neutral words of the settings into AWS' own.
 *
 * @throws SettingsError that lists every setting that AWS cannot follow
 */
export function chooseForAws({ settings, region }: AwsStack): AwsChoices {
  const errors: string[] = [];
  const pools = chooseEach("compute", settings.compute, errors, ({ accelerator, perMachine, rdma }) => {
    const choice = chooseMachine({ cloud: "aws", region, accelerators: accelerator, perMachine });
    if (rdma) checkRdma(choice);
    return choice;
  });
  const endpoints = chooseEach("endpoints", settings.endpoints, errors, (endpoint) => {
    checkGated(endpoint);
    return chooseServing({ cloud: "aws", ...servingRequest(endpoint, region) });
  });
  errors.push(
    ...missingNetwork(settings),
    ...unreachableWeights(settings, "s3://bucket/folder/"),
    ...clashingOutputs(settings, "studio", ["networkId"]),
  );
  if (errors.length > 0) throw new SettingsError(errors);
  explainChoices([...pools, ...endpoints]);
  return { pools, endpoints };
}

function checkRdma({ instanceTypes: [type] }: MachineChoice): void {
  if (EFA_TYPES.includes(type)) return;
  throw new SizingError(
    `rdma must be false: ${type} has no Elastic Fabric Adapter on its network cards; ${EFA_TYPES.join(", ")} do`,
  );
}

/** A token in a model's environment could be read by whoever may describe the model. */
function checkGated({ model, weights }: EndpointSettings): void {
  if (weights !== undefined || findModel(model)?.gated !== "yes") return;
  throw new SizingError(
    `${model} is gated on Hugging Face, and on AWS a gated model is served from S3 only: accept its licence, copy its ` +
      "files to a bucket of yours (`hf download`, then `aws s3 sync`) and name the folder in weights, s3://bucket/folder/",
  );
}
