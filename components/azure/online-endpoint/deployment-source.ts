import * as machinelearningservices from "@pulumi/azure-native/machinelearningservices/index.js";
import * as pulumi from "@pulumi/pulumi";
import { blobFolder } from "../blob-weights.js";
import type { CompleteDeploymentArgs } from "./online-deployment-args.js";
import { contentVersion, datastoreUri, type WorkspaceRef } from "./workspace-assets.js";

const MOUNT_PATH = "/var/azureml-model";

/** What a deployment of Azure Machine Learning runs: its server, and the model for it. */
export interface DeploymentSource {
  readonly environmentId?: pulumi.Input<string>;
  readonly environmentVariables?: Readonly<Record<string, pulumi.Input<string>>>;
  readonly model?: pulumi.Input<string>;
  readonly modelMountPath?: string;
}

interface DeploymentSourceArgs {
  readonly workspace: WorkspaceRef;
  readonly workspaceId: pulumi.Input<string>;
  /** Model that requests name. */
  readonly model: string;
  readonly deployment: CompleteDeploymentArgs;
  /** What the environment has in place of a Hugging Face token. */
  readonly tokenReference: pulumi.Input<string> | undefined;
  readonly transform:
    | {
        readonly environments?: Partial<machinelearningservices.EnvironmentVersionArgs>;
        readonly datastores?: Partial<machinelearningservices.DatastoreArgs>;
        readonly models?: Partial<machinelearningservices.ModelVersionArgs>;
      }
    | undefined;
}

/**
 * Registers what a deployment runs with the workspace. vLLM is told by its environment alone: a deployment starts a
 * container by its own entry point and gives it no arguments.
 *
 * @param name the deployment's
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-deploy-custom-container
 */
export function createDeploymentSource(
  name: string,
  args: DeploymentSourceArgs,
  parent: pulumi.CustomResourceOptions,
): DeploymentSource {
  const { model, deployment, tokenReference } = args;
  const { image, registryModel, environment, weights } = deployment;
  if (image === undefined) return { model: registryModel };

  const environmentId = createEnvironment(name, image, args, parent);
  const served = { ...environment, SM_VLLM_SERVED_MODEL_NAME: model };
  if (weights === undefined) {
    const token: Record<string, pulumi.Input<string>> = tokenReference === undefined
      ? {}
      : { HF_TOKEN: tokenReference };
    return { environmentId, environmentVariables: { ...served, SM_VLLM_MODEL: deployment.model ?? model, ...token } };
  }
  const mounted = blobFolder(weights.url).folder.split("/").at(-1);
  return {
    environmentId,
    model: createModel(name, weights.url, args, parent),
    modelMountPath: MOUNT_PATH,
    environmentVariables: { ...served, SM_VLLM_MODEL: `${MOUNT_PATH}/${mounted}`, HF_HUB_OFFLINE: "1" },
  };
}

function createEnvironment(
  name: string,
  image: pulumi.Input<string>,
  { workspace, deployment, transform }: DeploymentSourceArgs,
  parent: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const health = { path: deployment.healthPath, port: deployment.port };
  const contents = pulumi.output(image).apply((known) => ({
    image: known,
    osType: "Linux",
    inferenceConfig: {
      livenessRoute: health,
      readinessRoute: health,
      // The root: everything below it reaches the server.
      scoringRoute: { path: "/", port: deployment.port },
    },
  }));
  const environment = new machinelearningservices.EnvironmentVersion(
    `${name}-environment`,
    { ...workspace, name, version: contents.apply(contentVersion), properties: contents, ...transform?.environments },
    // Said outright: for a resource whose name is given, the provider would delete first, what the deployment still runs.
    { ...parent, deleteBeforeReplace: false },
  );
  return environment.id;
}

/** A datastore that has no key and is read as who asks, and the folder in it as a model. */
function createModel(
  name: string,
  url: string,
  { workspace, workspaceId, transform }: DeploymentSourceArgs,
  parent: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const { account: accountName, container: containerName, folder: path } = blobFolder(url);
  const datastore = new machinelearningservices.Datastore(
    `${name}-datastore`,
    {
      ...workspace,
      // The name says what it leads to, since a datastore that models refer to does not move.
      name: `${name}-${contentVersion({ accountName, containerName })}`.replaceAll("-", "_"),
      skipValidation: true, // without a key there is nothing to try
      properties: { datastoreType: "AzureBlob", accountName, containerName, credentials: { credentialsType: "None" } },
      ...transform?.datastores,
    },
    { ...parent, deleteBeforeReplace: false },
  );
  const model = new machinelearningservices.ModelVersion(
    `${name}-model`,
    {
      ...workspace,
      name,
      version: contentVersion({ accountName, containerName, path }),
      properties: { modelType: "custom_model", modelUri: datastoreUri(workspaceId, datastore.name, path) },
      ...transform?.models,
    },
    { ...parent, deleteBeforeReplace: false },
  );
  return model.id;
}
