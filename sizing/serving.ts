import { type AwsServingChoice, type AwsServingRequest, chooseAwsServing } from "./aws-serving.js";
import { type AzureServingChoice, type AzureServingRequest, chooseAzureServing } from "./azure-serving.js";
import { chooseGcpServing, type GcpServingChoice, type GcpServingRequest } from "./gcp-serving.js";

/**
 * The way of serving a model, the machine and the vLLM flags for it: on the first accelerator of the list that the way
 * of serving offers in the region and that the model fits, the smallest type with it. The order never depends on a price.
 *
 * @throws SizingError when the region or a name is unknown, nothing on the list is offered, the context is longer than
 * the model's, the precision is one that the weights do not have, the model fits nothing on the list, or the cloud has
 * no way of serving it as asked.
 */
export function chooseServing(request: AwsServingRequest): AwsServingChoice;
export function chooseServing(request: GcpServingRequest): GcpServingChoice;
export function chooseServing(request: AzureServingRequest): AzureServingChoice;
export function chooseServing(
  request: AwsServingRequest | GcpServingRequest | AzureServingRequest,
): AwsServingChoice | GcpServingChoice | AzureServingChoice {
  switch (request.cloud) {
    case "aws":
      return chooseAwsServing(request);
    case "gcp":
      return chooseGcpServing(request);
    case "azure":
      return chooseAzureServing(request);
  }
}

export type { AwsServingChoice, AwsServingChoice as ServingChoice, AwsServingRequest } from "./aws-serving.js";
export type {
  AzureServingChoice,
  AzureServingRequest,
  AzureWayOfServing,
  ContainerAppsChoice,
  OnlineEndpointChoice,
} from "./azure-serving.js";
export type { ModelShape } from "./fit.js";
export type {
  CloudRunChoice,
  GcpServingChoice,
  GcpServingRequest,
  GcpWayOfServing,
  ModelGardenChoice,
} from "./gcp-serving.js";
