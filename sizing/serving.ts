import { type AwsServingChoice, type AwsServingRequest, awsWay, chooseAwsServing } from "./aws-serving.js";
import { type AzureServingChoice, type AzureServingRequest, chooseAzureServing } from "./azure-serving.js";
import { azureWay } from "./azure-ways.js";
import { SizingError } from "./error.js";
import { modelLoad } from "./fit.js";
import { chooseGcpServing, type GcpServingChoice, type GcpServingRequest } from "./gcp-serving.js";
import { gcpWay } from "./gcp-ways.js";
import { usualAccelerators } from "./usual-order.js";
import { type ServingName, waysOfServing } from "./ways.js";

type ServingRequest = AwsServingRequest | GcpServingRequest | AzureServingRequest;

/**
 * The way of serving a model, the machine and the vLLM flags for it: on the first accelerator of the list that the way
 * of serving offers in the region and that the model fits, the smallest type with it. Where the list is empty, that is
 * the first machine of the usual order that the model fits. The order never depends on a price.
 *
 * @throws SizingError when the region or a name is unknown, nothing on the list is offered, the context is longer than
 * the model's, the precision is one that the weights do not have, the model fits nothing on the list, the list is empty
 * for a model of unknown shape, or the cloud has no way of serving it as asked.
 */
export function chooseServing(request: AwsServingRequest): AwsServingChoice;
export function chooseServing(request: GcpServingRequest): GcpServingChoice;
export function chooseServing(request: AzureServingRequest): AzureServingChoice;
export function chooseServing(request: ServingRequest): AwsServingChoice | GcpServingChoice | AzureServingChoice {
  if (request.accelerators.length > 0) return choose(request);
  const choice = choose({ ...request, accelerators: acceleratorsFor(request) });
  const why = `no accelerator is named: ${choice.accelerator.name} is the first of the usual order that it fits`;
  return { ...choice, reason: `${choice.reason}; ${why}` };
}

function choose(request: ServingRequest): AwsServingChoice | GcpServingChoice | AzureServingChoice {
  switch (request.cloud) {
    case "aws":
      return chooseAwsServing(request);
    case "gcp":
      return chooseGcpServing(request);
    case "azure":
      return chooseAzureServing(request);
  }
}

function acceleratorsFor(request: ServingRequest): string[] {
  const { demand, ...load } = modelLoad(request);
  if (demand === undefined)
    throw new SizingError(
      `accelerator must be named for ${request.model}, which the catalog does not know, unless shape describes it`,
    );
  const way = waysOfServing.find(({ serving }) => serving === servingOf(request));
  return way === undefined ? [] : usualAccelerators(way, request, { ...load, demand });
}

function servingOf(request: ServingRequest): ServingName {
  switch (request.cloud) {
    case "aws":
      return awsWay(request);
    case "gcp":
      return gcpWay(request);
    case "azure":
      return azureWay(request);
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
