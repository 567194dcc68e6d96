import * as machinelearningservices from "@pulumi/azure-native/machinelearningservices/index.js";
import * as pulumi from "@pulumi/pulumi";
import { physicalName } from "../../shared/names.js";
import { assignRole } from "../role-assignment.js";
import type { WorkspaceRef } from "./workspace-assets.js";

const KEY = "HF_TOKEN";

interface HuggingFaceTokenArgs {
  readonly workspace: WorkspaceRef;
  /** A secret. */
  readonly token: pulumi.Output<string>;
  /** Object id of the identity that reads it. */
  readonly readerId: pulumi.Input<string>;
  readonly transform: Partial<machinelearningservices.WorkspaceConnectionArgs> | undefined;
}

/**
 * A Hugging Face token in a connection of the workspace, which keeps it in the workspace's key vault, and the role to
 * read this one connection. `reference` is what a deployment's environment has in place of the token.
 *
 * @see https://learn.microsoft.com/azure/machine-learning/concept-secret-injection
 */
export function createHuggingFaceToken(name: string, args: HuggingFaceTokenArgs, parent: pulumi.CustomResourceOptions) {
  const { workspace, token, readerId, transform } = args;
  const connection = new machinelearningservices.WorkspaceConnection(
    `${name}-token`,
    {
      ...workspace,
      connectionName: physicalName("mlWorkspace", [name, "token"]),
      properties: {
        authType: "CustomKeys",
        category: "CustomKeys",
        credentials: { keys: { [KEY]: token } },
        target: "https://huggingface.co",
        isSharedToAll: false,
      },
      ...transform,
    },
    parent,
  );
  const access = assignRole(
    `${name}-token-access`,
    { principalId: readerId, role: "AzureMlWorkspaceConnectionSecretsReader", scope: connection.id },
    parent,
  );
  return {
    reference: pulumi.interpolate`\${{azureml://connections/${connection.name}/credentials/${KEY}}}`,
    access,
  };
}
