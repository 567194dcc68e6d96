/** What a part of a stack is for. */
export type Layer = "infrastructure" | "platform" | "application";

/** Layers of the components that are not infrastructure, by type token. */
const LAYERS: Readonly<Record<string, Layer>> = {
  "ai-stack:aws:SageMakerDomain": "platform",
  "ai-stack:aws:SageMakerEndpoint": "platform",
  "ai-stack:gcp:VertexWorkbench": "platform",
  "ai-stack:gcp:CloudRunEndpoint": "platform",
  "ai-stack:gcp:VertexModelGardenEndpoint": "platform",
  "ai-stack:azure:MachineLearningWorkspace": "platform",
  "ai-stack:azure:ContainerAppsEnvironment": "platform",
  "ai-stack:azure:ContainerAppsEndpoint": "platform",
  "ai-stack:azure:OnlineEndpoint": "platform",
};

/** The layer of a part of a stack, by its type. */
export function layerOf(type: string): Layer {
  return LAYERS[type] ?? "infrastructure";
}
