import type { Rule } from "../rule.js";
import { aiConnectionNoKeys } from "./ai-connection-no-keys.js";
import { aiResourceLogs } from "./ai-resource-logs.js";
import { aiSearchNoLocalAuth } from "./ai-search-no-local-auth.js";
import { aiSearchNoPublicNetwork } from "./ai-search-no-public-network.js";
import { aiSearchReplicated } from "./ai-search-replicated.js";
import { aiServicesNoLocalAuth } from "./ai-services-no-local-auth.js";
import { aiServicesRestrictedNetwork } from "./ai-services-restricted-network.js";
import { containerAppHttpsOnly } from "./container-app-https-only.js";
import { containerAppNoExternalIngress } from "./container-app-no-external-ingress.js";
import { containerAppSecretsInVault } from "./container-app-secrets-in-vault.js";
import { containerAppsEnvironmentInternal } from "./container-apps-environment-internal.js";
import { contentFilterBlocking } from "./content-filter-blocking.js";
import { dataCustomerKey } from "./data-customer-key.js";
import { dataStoreLocked } from "./data-store-locked.js";
import { gpuPoolIdleFloor } from "./gpu-pool-idle-floor.js";
import { gpuPoolMaximum } from "./gpu-pool-maximum.js";
import { keyVaultKeyRotated } from "./key-vault-key-rotated.js";
import { keyVaultPurgeProtection } from "./key-vault-purge-protection.js";
import { keyVaultRbac } from "./key-vault-rbac.js";
import { keyVaultRestrictedNetwork } from "./key-vault-restricted-network.js";
import { kubernetesNoLocalAccounts } from "./kubernetes-no-local-accounts.js";
import { kubernetesPrivateCluster } from "./kubernetes-private-cluster.js";
import { logRetention } from "./log-retention.js";
import { machineHostEncryption } from "./machine-host-encryption.js";
import { machineNoPassword } from "./machine-no-password.js";
import { machineNoPublicAddress } from "./machine-no-public-address.js";
import { machineTrustedLaunch } from "./machine-trusted-launch.js";
import { mlComputeInstanceIdleShutdown } from "./ml-compute-instance-idle-shutdown.js";
import { mlComputeNoLocalAuth } from "./ml-compute-no-local-auth.js";
import { mlComputeNoPublicAddress } from "./ml-compute-no-public-address.js";
import { mlDatastoreNoKeys } from "./ml-datastore-no-keys.js";
import { mlEndpointNoKeyAuth } from "./ml-endpoint-no-key-auth.js";
import { mlWorkspaceManagedNetwork } from "./ml-workspace-managed-network.js";
import { mlWorkspaceNoPublicNetwork } from "./ml-workspace-no-public-network.js";
import { modelDeploymentCapacityLimited } from "./model-deployment-capacity-limited.js";
import { modelDeploymentContentFilter } from "./model-deployment-content-filter.js";
import { modelDeploymentVersionKept } from "./model-deployment-version-kept.js";
import { networkNoInternetInbound } from "./network-no-internet-inbound.js";
import { onlineDeploymentAutoscaled } from "./online-deployment-autoscaled.js";
import { onlineDeploymentDataCollected } from "./online-deployment-data-collected.js";
import { onlineDeploymentRedundant } from "./online-deployment-redundant.js";
import { onlineEndpointNoPublicNetwork } from "./online-endpoint-no-public-network.js";
import { registryNoAdminUser } from "./registry-no-admin-user.js";
import { registryNoAnonymousPull } from "./registry-no-anonymous-pull.js";
import { registryNoExport } from "./registry-no-export.js";
import { registryRestrictedNetwork } from "./registry-restricted-network.js";
import { roleNarrowScope } from "./role-narrow-scope.js";
import { storageHttpsOnly } from "./storage-https-only.js";
import { storageMinimumTls } from "./storage-minimum-tls.js";
import { storageNoPublicBlobs } from "./storage-no-public-blobs.js";
import { storageNoSharedKey } from "./storage-no-shared-key.js";
import { storageRestrictedNetwork } from "./storage-restricted-network.js";
import { storageVersioned } from "./storage-versioned.js";
import { subnetPrivate } from "./subnet-private.js";
import { workloadManagedIdentity } from "./workload-managed-identity.js";

/** Rules for Azure's resources. */
export const AZURE_RULES: readonly Rule[] = [
  aiConnectionNoKeys,
  aiResourceLogs,
  aiSearchNoLocalAuth,
  aiSearchNoPublicNetwork,
  aiSearchReplicated,
  aiServicesNoLocalAuth,
  aiServicesRestrictedNetwork,
  containerAppHttpsOnly,
  containerAppNoExternalIngress,
  containerAppSecretsInVault,
  containerAppsEnvironmentInternal,
  contentFilterBlocking,
  dataCustomerKey,
  dataStoreLocked,
  gpuPoolIdleFloor,
  gpuPoolMaximum,
  keyVaultKeyRotated,
  keyVaultPurgeProtection,
  keyVaultRbac,
  keyVaultRestrictedNetwork,
  kubernetesNoLocalAccounts,
  kubernetesPrivateCluster,
  logRetention,
  machineHostEncryption,
  machineNoPassword,
  machineNoPublicAddress,
  machineTrustedLaunch,
  mlComputeInstanceIdleShutdown,
  mlComputeNoLocalAuth,
  mlComputeNoPublicAddress,
  mlDatastoreNoKeys,
  mlEndpointNoKeyAuth,
  mlWorkspaceManagedNetwork,
  mlWorkspaceNoPublicNetwork,
  modelDeploymentCapacityLimited,
  modelDeploymentContentFilter,
  modelDeploymentVersionKept,
  networkNoInternetInbound,
  onlineDeploymentAutoscaled,
  onlineDeploymentDataCollected,
  onlineDeploymentRedundant,
  onlineEndpointNoPublicNetwork,
  registryNoAdminUser,
  registryNoAnonymousPull,
  registryNoExport,
  registryRestrictedNetwork,
  roleNarrowScope,
  storageHttpsOnly,
  storageMinimumTls,
  storageNoPublicBlobs,
  storageNoSharedKey,
  storageRestrictedNetwork,
  storageVersioned,
  subnetPrivate,
  workloadManagedIdentity,
];
