import type { Rule } from "../rule.js";
import { bedrockAgentGuardrail } from "./bedrock-agent-guardrail.js";
import { bedrockInvocationLogging } from "./bedrock-invocation-logging.js";
import { bedrockKmsEncrypted } from "./bedrock-kms-encrypted.js";
import { bucketAclNotPublic } from "./bucket-acl-not-public.js";
import { bucketKmsEncrypted } from "./bucket-kms-encrypted.js";
import { bucketNoForceDestroy } from "./bucket-no-force-destroy.js";
import { bucketPublicAccessBlocked } from "./bucket-public-access-blocked.js";
import { bucketTlsOnly } from "./bucket-tls-only.js";
import { bucketVersioned } from "./bucket-versioned.js";
import { ebsVolumeEncrypted } from "./ebs-volume-encrypted.js";
import { efsEncrypted } from "./efs-encrypted.js";
import { endpointAutoscaling } from "./endpoint-autoscaling.js";
import { endpointCaptureKmsEncrypted } from "./endpoint-capture-kms-encrypted.js";
import { endpointIdleFloorZero } from "./endpoint-idle-floor-zero.js";
import { endpointKmsEncrypted } from "./endpoint-kms-encrypted.js";
import { endpointSeveralInstances } from "./endpoint-several-instances.js";
import { gpuInstanceIdleStop } from "./gpu-instance-idle-stop.js";
import { gpuPoolIdleFloorZero } from "./gpu-pool-idle-floor-zero.js";
import { gpuPoolMaxMachines } from "./gpu-pool-max-machines.js";
import { guardrailPromptAttackFilter } from "./guardrail-prompt-attack-filter.js";
import { guardrailSensitiveInformationFilter } from "./guardrail-sensitive-information-filter.js";
import { iamNoFullAccess } from "./iam-no-full-access.js";
import { iamNoStaticKeys } from "./iam-no-static-keys.js";
import { iamNoWildcard } from "./iam-no-wildcard.js";
import { instanceImdsv2 } from "./instance-imdsv2.js";
import { instanceNoPublicIp } from "./instance-no-public-ip.js";
import { kmsKeyDeletionWindow } from "./kms-key-deletion-window.js";
import { kmsKeyRotation } from "./kms-key-rotation.js";
import { logGroupRetention } from "./log-group-retention.js";
import { modelInVpc } from "./model-in-vpc.js";
import { modelNetworkIsolation } from "./model-network-isolation.js";
import { notebookIdleShutdown } from "./notebook-idle-shutdown.js";
import { notebookInVpc } from "./notebook-in-vpc.js";
import { notebookKmsEncrypted } from "./notebook-kms-encrypted.js";
import { notebookNoDirectInternet } from "./notebook-no-direct-internet.js";
import { notebookNoRoot } from "./notebook-no-root.js";
import { opensearchNotPublic } from "./opensearch-not-public.js";
import { resourcePolicyNotPublic } from "./resource-policy-not-public.js";
import { roleTrustNotPublic } from "./role-trust-not-public.js";
import { sagemakerJobInVpc } from "./sagemaker-job-in-vpc.js";
import { sagemakerJobKmsEncrypted } from "./sagemaker-job-kms-encrypted.js";
import { sagemakerJobNetworkIsolation } from "./sagemaker-job-network-isolation.js";
import { sagemakerJobTrafficEncrypted } from "./sagemaker-job-traffic-encrypted.js";
import { securityGroupNoInternetIngress } from "./security-group-no-internet-ingress.js";
import { sqsQueueEncrypted } from "./sqs-queue-encrypted.js";
import { studioIdleShutdown } from "./studio-idle-shutdown.js";
import { studioVpcOnly } from "./studio-vpc-only.js";
import { vpcFlowLogs } from "./vpc-flow-logs.js";

/** Rules for AWS resources. */
export const AWS_RULES: readonly Rule[] = [
  bedrockAgentGuardrail,
  bedrockInvocationLogging,
  bedrockKmsEncrypted,
  bucketAclNotPublic,
  bucketKmsEncrypted,
  bucketNoForceDestroy,
  bucketPublicAccessBlocked,
  bucketTlsOnly,
  bucketVersioned,
  ebsVolumeEncrypted,
  efsEncrypted,
  endpointAutoscaling,
  endpointCaptureKmsEncrypted,
  endpointIdleFloorZero,
  endpointKmsEncrypted,
  endpointSeveralInstances,
  gpuInstanceIdleStop,
  gpuPoolIdleFloorZero,
  gpuPoolMaxMachines,
  guardrailPromptAttackFilter,
  guardrailSensitiveInformationFilter,
  iamNoFullAccess,
  iamNoStaticKeys,
  iamNoWildcard,
  instanceImdsv2,
  instanceNoPublicIp,
  kmsKeyDeletionWindow,
  kmsKeyRotation,
  logGroupRetention,
  modelInVpc,
  modelNetworkIsolation,
  notebookIdleShutdown,
  notebookInVpc,
  notebookKmsEncrypted,
  notebookNoDirectInternet,
  notebookNoRoot,
  opensearchNotPublic,
  resourcePolicyNotPublic,
  roleTrustNotPublic,
  sagemakerJobInVpc,
  sagemakerJobKmsEncrypted,
  sagemakerJobNetworkIsolation,
  sagemakerJobTrafficEncrypted,
  securityGroupNoInternetIngress,
  sqsQueueEncrypted,
  studioIdleShutdown,
  studioVpcOnly,
  vpcFlowLogs,
];
