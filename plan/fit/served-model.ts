import { awsInstanceTypes } from "../../catalog/aws/instance-types.js";
import { containerAppsGpus } from "../../catalog/azure/container-apps-gpus.js";
import { azureVmSizes } from "../../catalog/azure/vm-sizes.js";
import { cloudRunInstances } from "../../catalog/gcp/cloud-run-gpus.js";
import { gcpMachineTypes } from "../../catalog/gcp/machine-types.js";
import type { ServingName } from "../../sizing/ways.js";
import type { Inputs } from "../inputs.js";
import { type ResourceState, SECRET, UNKNOWN } from "../plan.js";
import { parseUrn } from "../urn.js";
import { type Flags, flagsOfEnvironment, flagsOfList } from "./vllm-flags.js";

/** A model as a component serves it. */
export interface ServedModel {
  readonly urn: string;
  /** Name of the component, where the settings have the endpoint. */
  readonly endpoint: string;
  /** The same, with the deployment where there are several: `chat/green`. */
  readonly name: string;
  readonly model: string;
  readonly serving: ServingName;
  readonly region: string;
  /** The machine, as the service calls it. */
  readonly machine: string;
  /** Name of its accelerator in the accelerator table; absent where the catalog does not know the machine. */
  readonly accelerator?: string;
  /** Accelerators that a replica has. */
  readonly count?: number;
  /** Accelerators that the component splits the model over, where no flag says so. */
  readonly tensorParallel: number;
  /** Flags of the vLLM server, or why it is not known how the model is served. */
  readonly server: Flags | { readonly unknown: string };
}

/** What the components of one type serve. */
type Reader = (state: ResourceState, inputs: Inputs, region: string) => ServedModel[];

const READERS: Readonly<Record<string, Reader>> = {
  "ai-stack:aws:SageMakerEndpoint": (state, inputs, region) => {
    const { instanceType, environment } = inputs;
    const type = awsInstanceTypes.find(({ name }) => `ml.${name}` === instanceType);
    return [
      {
        ...common(state, inputs),
        serving: "instances", // an inference component has the same machines at the same prices
        region,
        machine: String(instanceType),
        ...acceleratorOf(type),
        server: serverOf(environment, flagsOfEnvironment),
      },
    ];
  },
  "ai-stack:gcp:CloudRunEndpoint": (state, inputs) => [
    {
      ...common(state, inputs),
      serving: "cloud-run",
      machine: String(inputs.gpu),
      ...acceleratorOf(cloudRunInstances.find(({ name }) => name === inputs.gpu)),
      server: serverOf(inputs.vllmFlags, flagsOfList),
    },
  ],
  "ai-stack:gcp:VertexModelGardenEndpoint": (state, inputs) => {
    const { machineType, acceleratorType, acceleratorCount, container } = inputs;
    const type = gcpMachineTypes.find(({ vertexAcceleratorType }) => vertexAcceleratorType === acceleratorType);
    return [
      {
        ...common(state, inputs),
        serving: "model-garden",
        machine: String(machineType),
        accelerator: type?.accelerator,
        count: Number(acceleratorCount),
        tensorParallel: Number(acceleratorCount),
        server:
          container === undefined
            ? { unknown: "the container of Model Garden sets its own flags" }
            : serverOf((container as Inputs).vllmFlags, flagsOfList),
      },
    ];
  },
  "ai-stack:azure:ContainerAppsEndpoint": (state, inputs) => [
    {
      ...common(state, inputs),
      serving: "container-apps",
      machine: String(inputs.gpuProfile),
      ...acceleratorOf(containerAppsGpus.find(({ name }) => name === inputs.gpuProfile)),
      server: serverOf(inputs.vllmFlags, flagsOfList),
    },
  ],
  "ai-stack:azure:OnlineEndpoint": (state, inputs) => {
    const named = typeof inputs.deployments === "object" ? (inputs.deployments as Record<string, Inputs>) : {};
    const deployments = Object.entries(named);
    return deployments.map(([key, { model = inputs.model, vmSize, environment, registryModel }]) => {
      const served = common(state, { ...inputs, model });
      return {
        ...served,
        name: deployments.length > 1 ? `${served.name}/${key}` : served.name,
        serving: "online-endpoint",
        machine: String(vmSize),
        ...acceleratorOf(azureVmSizes.find(({ name }) => name === vmSize)),
        server:
          registryModel === undefined
            ? serverOf(environment, flagsOfEnvironment)
            : { unknown: `${String(registryModel)} brings its own server` },
      };
    });
  },
};

function common({ urn }: ResourceState, { model, location }: Inputs) {
  const { name } = parseUrn(urn);
  return {
    urn,
    endpoint: name,
    name,
    model: String(model),
    region: String(location),
    tensorParallel: 1,
  };
}

/** The flags in an input, unless it is not known in a preview. */
function serverOf(input: unknown, flagsOf: (input: unknown) => Flags): ServedModel["server"] {
  if (input === SECRET) return { unknown: "its flags of vLLM are a secret" };
  if (JSON.stringify(input ?? null).includes(UNKNOWN)) return { unknown: "its flags of vLLM are known after up" };
  return flagsOf(input);
}

function acceleratorOf(type: { readonly accelerator: string; readonly count: number } | undefined) {
  return { accelerator: type?.accelerator, count: type?.count };
}

/** The models that a component serves; none for what is no endpoint of ours. */
export function servedModels(state: ResourceState, region: string): ServedModel[] {
  return READERS[state.type]?.(state, state.inputs ?? {}, region) ?? [];
}
