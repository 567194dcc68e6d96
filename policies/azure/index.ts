import type { Rule } from "../rule.js";
import { mlComputeInstanceIdleShutdown } from "./ml-compute-instance-idle-shutdown.js";
import { mlComputeNoLocalAuth } from "./ml-compute-no-local-auth.js";
import { mlComputeNoPublicAddress } from "./ml-compute-no-public-address.js";
import { mlDatastoreNoKeys } from "./ml-datastore-no-keys.js";
import { mlEndpointNoKeyAuth } from "./ml-endpoint-no-key-auth.js";
import { mlWorkspaceManagedNetwork } from "./ml-workspace-managed-network.js";
import { mlWorkspaceNoPublicNetwork } from "./ml-workspace-no-public-network.js";
import { onlineDeploymentAutoscaled } from "./online-deployment-autoscaled.js";
import { onlineDeploymentDataCollected } from "./online-deployment-data-collected.js";
import { onlineDeploymentRedundant } from "./online-deployment-redundant.js";
import { onlineEndpointNoPublicNetwork } from "./online-endpoint-no-public-network.js";

/** Rules for Azure's resources. */
export const AZURE_RULES: readonly Rule[] = [
  mlComputeInstanceIdleShutdown,
  mlComputeNoLocalAuth,
  mlComputeNoPublicAddress,
  mlDatastoreNoKeys,
  mlEndpointNoKeyAuth,
  mlWorkspaceManagedNetwork,
  mlWorkspaceNoPublicNetwork,
  onlineDeploymentAutoscaled,
  onlineDeploymentDataCollected,
  onlineDeploymentRedundant,
  onlineEndpointNoPublicNetwork,
];
