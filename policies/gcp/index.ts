import type { Rule } from "../rule.js";
import { acceleratorPoolIdleAtZero } from "./accelerator-pool-idle-at-zero.js";
import { acceleratorPoolWithinLimit } from "./accelerator-pool-within-limit.js";
import { apiKeyRestricted } from "./api-key-restricted.js";
import { auditNoExemptedMember } from "./audit-no-exempted-member.js";
import { bucketCmek } from "./bucket-cmek.js";
import { bucketNoForceDestroy } from "./bucket-no-force-destroy.js";
import { bucketNoPublicAccess } from "./bucket-no-public-access.js";
import { bucketRecoverable } from "./bucket-recoverable.js";
import { bucketUniformAccess } from "./bucket-uniform-access.js";
import { colabNoInternetAccess } from "./colab-no-internet-access.js";
import { datasetNotPublic } from "./dataset-not-public.js";
import { deletionProtection } from "./deletion-protection.js";
import { diskCmek } from "./disk-cmek.js";
import { endpointOneIdleReplica } from "./endpoint-one-idle-replica.js";
import { endpointPrivate } from "./endpoint-private.js";
import { endpointReplicaBounds } from "./endpoint-replica-bounds.js";
import { endpointRequestLogging } from "./endpoint-request-logging.js";
import { firewallNoOpenAdminPort } from "./firewall-no-open-admin-port.js";
import { iamNoAdminServiceAccount } from "./iam-no-admin-service-account.js";
import { iamNoBasicRole } from "./iam-no-basic-role.js";
import { iamNoProjectWideImpersonation } from "./iam-no-project-wide-impersonation.js";
import { iamNoPublicMember } from "./iam-no-public-member.js";
import { indexEndpointNotPublic } from "./index-endpoint-not-public.js";
import { indexTwoReplicas } from "./index-two-replicas.js";
import { keyDestroyWindow } from "./key-destroy-window.js";
import { keyRotation } from "./key-rotation.js";
import { logBucketRetention } from "./log-bucket-retention.js";
import { machineNoDefaultNetwork } from "./machine-no-default-network.js";
import { machineNoExternalIp } from "./machine-no-external-ip.js";
import { machineNoIpForwarding } from "./machine-no-ip-forwarding.js";
import { machineNoProjectSshKeys } from "./machine-no-project-ssh-keys.js";
import { machineSecureBoot } from "./machine-secure-boot.js";
import { machineSerialPortOff } from "./machine-serial-port-off.js";
import { machineShielded } from "./machine-shielded.js";
import { modelArmorBlocks } from "./model-armor-blocks.js";
import { modelArmorPromptAttack } from "./model-armor-prompt-attack.js";
import { natLogs } from "./nat-logs.js";
import { networkCustomMode } from "./network-custom-mode.js";
import { networkDnsLogging } from "./network-dns-logging.js";
import { notebookIdleShutdown } from "./notebook-idle-shutdown.js";
import { notebookNoPublicIp } from "./notebook-no-public-ip.js";
import { notebookNoRoot } from "./notebook-no-root.js";
import { repositoryCmek } from "./repository-cmek.js";
import { repositoryImmutableTags } from "./repository-immutable-tags.js";
import { repositoryScanned } from "./repository-scanned.js";
import { runGpuIdleAtZero } from "./run-gpu-idle-at-zero.js";
import { runIngressInternal } from "./run-ingress-internal.js";
import { runInstancesBounded } from "./run-instances-bounded.js";
import { runInvokerChecked } from "./run-invoker-checked.js";
import { serviceAccountNoKey } from "./service-account-no-key.js";
import { subnetFlowLogs } from "./subnet-flow-logs.js";
import { subnetPrivateGoogleAccess } from "./subnet-private-google-access.js";
import { vertexCmek } from "./vertex-cmek.js";
import { workloadOwnServiceAccount } from "./workload-own-service-account.js";

/** Rules for Google Cloud's resources. */
export const GCP_RULES: readonly Rule[] = [
  acceleratorPoolIdleAtZero,
  acceleratorPoolWithinLimit,
  apiKeyRestricted,
  auditNoExemptedMember,
  bucketCmek,
  bucketNoForceDestroy,
  bucketNoPublicAccess,
  bucketRecoverable,
  bucketUniformAccess,
  colabNoInternetAccess,
  datasetNotPublic,
  deletionProtection,
  diskCmek,
  endpointOneIdleReplica,
  endpointPrivate,
  endpointReplicaBounds,
  endpointRequestLogging,
  firewallNoOpenAdminPort,
  iamNoAdminServiceAccount,
  iamNoBasicRole,
  iamNoProjectWideImpersonation,
  iamNoPublicMember,
  indexEndpointNotPublic,
  indexTwoReplicas,
  keyDestroyWindow,
  keyRotation,
  logBucketRetention,
  machineNoDefaultNetwork,
  machineNoExternalIp,
  machineNoIpForwarding,
  machineNoProjectSshKeys,
  machineSecureBoot,
  machineSerialPortOff,
  machineShielded,
  modelArmorBlocks,
  modelArmorPromptAttack,
  natLogs,
  networkCustomMode,
  networkDnsLogging,
  notebookIdleShutdown,
  notebookNoPublicIp,
  notebookNoRoot,
  repositoryCmek,
  repositoryImmutableTags,
  repositoryScanned,
  runGpuIdleAtZero,
  runIngressInternal,
  runInstancesBounded,
  runInvokerChecked,
  serviceAccountNoKey,
  subnetFlowLogs,
  subnetPrivateGoogleAccess,
  vertexCmek,
  workloadOwnServiceAccount,
];
