import * as pulumi from "@pulumi/pulumi";
import { AlarmTopic } from "../components/aws/alarm-topic.js";
import { GpuAutoScalingGroup } from "../components/aws/gpu-auto-scaling-group/gpu-auto-scaling-group.js";
import { KmsKey } from "../components/aws/kms-key.js";
import { MonthlyBudget } from "../components/aws/monthly-budget.js";
import { PrivateNetwork, type PrivateNetworkArgs } from "../components/aws/private-network/private-network.js";
import { SageMakerDomain } from "../components/aws/sagemaker-domain/sagemaker-domain.js";
import { SageMakerEndpoint } from "../components/aws/sagemaker-endpoint/sagemaker-endpoint.js";
import { type AwsChoices, chooseForAws } from "./aws-choices.js";
import type { AwsStack, Settings } from "./config.js";
import { outputName } from "./outputs.js";

/** What every part of the stack is placed in. */
interface Surroundings {
  readonly network: PrivateNetwork;
  readonly kmsKeyArn?: pulumi.Output<string>;
  readonly alarmTopicArn?: pulumi.Output<string>;
  /** Whether stores that hold data refuse to be deleted. */
  readonly keep: boolean;
  readonly tags: Record<string, string>;
}

type Outputs = Record<string, pulumi.Output<unknown>>;

/**
 * The AWS stack: a private network, GPU pools, SageMaker Studio and model endpoints.
 *
 * @returns the stack's outputs, by name
 * @throws SettingsError that lists every setting that AWS cannot follow
 */
export function deployAws(parsed: AwsStack): Outputs {
  const { settings } = parsed;
  const { pools, endpoints } = chooseForAws(parsed);
  const { alertEmail, budget, platform, teardown } = settings;
  if (settings.huggingFaceToken !== undefined)
    pulumi.log.warn("ai-stack:huggingFaceToken is not used on aws: a gated model is served from weights in S3");
  if (settings.network === undefined) return {};

  const prod = settings.environment === "prod";
  const tags = {
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
    environment: settings.environment,
    "managed-by": "pulumi",
    ...settings.tags,
  };
  const key = prod ? new KmsKey("key", { deletionWindowDays: teardown ? 7 : 30, tags }) : undefined;
  const alarms = alertEmail ? new AlarmTopic("alarms", { email: alertEmail, kmsKeyArn: key?.arn, tags }) : undefined;
  if (budget && alertEmail) new MonthlyBudget("budget", { limitUsd: budget.monthlyUsd, email: alertEmail, tags });
  const network = new PrivateNetwork("network", { ...networkArgs(settings), kmsKeyArn: key?.arn, tags });
  const surroundings = {
    network,
    kmsKeyArn: key?.arn,
    alarmTopicArn: alarms?.arn,
    keep: prod && !teardown,
    tags,
  };

  return Object.assign(
    { networkId: network.networkId },
    ...pools.map((pool) => deployPool(pool, surroundings)),
    platform && deployPlatform(platform, surroundings),
    ...endpoints.map((endpoint) => deployEndpoint(endpoint, surroundings)),
  );
}

function deployPool({ name, setting, choice }: AwsChoices["pools"][number], around: Surroundings): Outputs {
  const { machines, capacity, reservation, rdma, schedule, image } = setting;
  const pool = new GpuAutoScalingGroup(name, {
    vpcId: around.network.networkId,
    subnetIds: around.network.subnetIds,
    // A reservation is for one type, RDMA takes one, and on demand the types differ in what they cost.
    instanceTypes: capacity === "spot" && !rdma ? choice.instanceTypes : [choice.instanceTypes[0]],
    minSize: machines.min,
    maxSize: machines.max,
    capacity,
    capacityReservationId: reservation,
    imageId: image,
    efa: rdma,
    schedule,
    kmsKeyArn: around.kmsKeyArn,
    tags: around.tags,
  });
  return { [outputName(name, "group")]: pool.groupName, [outputName(name, "start")]: pool.startCommand };
}

function deployPlatform({ users, idleMinutes }: NonNullable<Settings["platform"]>, around: Surroundings): Outputs {
  const studio = new SageMakerDomain("studio", {
    vpcId: around.network.networkId,
    subnetIds: around.network.subnetIds,
    users,
    idleTimeoutMinutes: idleMinutes,
    kmsKeyArn: around.kmsKeyArn,
    keepHomeDirectories: around.keep,
    keepArtifacts: around.keep,
    tags: around.tags,
  });
  return {
    studioUrl: studio.url,
    studioId: studio.platformId,
    studioArtifacts: studio.artifactsUrl,
  };
}

function deployEndpoint({ name, setting, choice }: AwsChoices["endpoints"][number], around: Surroundings): Outputs {
  const { model, replicas, concurrency, weights, capture } = setting;
  const endpoint = new SageMakerEndpoint(name, {
    model,
    image: choice.image.uri,
    inferenceAmiVersion: choice.image.inferenceAmiVersion,
    instanceType: choice.sageMakerInstanceType,
    accelerators: choice.tensorParallel,
    minMemoryMiB: choice.minMemoryMiB,
    environment: choice.environment,
    weights: weights === undefined ? undefined : { url: weights },
    replicas,
    // The setting is about memory for long requests; of the usual short ones a replica works on some at once.
    concurrency: Math.max(concurrency, 5),
    vpcId: around.network.networkId,
    subnetIds: around.network.subnetIds,
    startupTimeoutSec: choice.containerStartupTimeoutSec,
    downloadTimeoutSec: choice.modelDataDownloadTimeoutSec,
    kmsKeyArn: around.kmsKeyArn,
    alarmTopicArn: around.alarmTopicArn,
    capture: capture && { percent: capture.percent, keep: around.keep },
    tags: around.tags,
  });
  return {
    [outputName(name, "url")]: endpoint.url,
    [outputName(name, "id")]: endpoint.endpointId,
    [outputName(name, "request")]: endpoint.requestCommand,
  };
}

const NAT = { none: "none", one: "single", perZone: "per-zone" } as const;

/** Where the network comes from, and in prod or without NAT the endpoints that its parts reach AWS through. */
function networkArgs(settings: Settings): PrivateNetworkArgs {
  const { network, environment } = settings;
  if (network?.existing) {
    const { networkId, subnetIds } = network.existing;
    return { existing: { vpcId: networkId, privateSubnetIds: subnetIds } };
  }
  const prod = environment === "prod";
  const nat = NAT[network?.nat ?? (prod ? "perZone" : "one")];
  return {
    cidr: network?.cidr,
    zones: network?.zones,
    nat,
    interfaceEndpoints: prod || nat === "none" ? interfaceEndpoints(settings) : [],
    flowLogRetentionDays: prod ? 365 : 30,
  };
}

/** The AWS services that the parts of a stack call from inside its network. */
function interfaceEndpoints({ compute, platform, endpoints }: Settings): string[] {
  const pools = Object.keys(compute).length > 0;
  const sagemaker = platform !== undefined || Object.keys(endpoints).length > 0;
  return [
    ...(pools || sagemaker ? ["kms", "logs", "monitoring", "sts"] : []),
    ...(pools ? ["ec2messages", "ssm", "ssmmessages"] : []),
    ...(sagemaker ? ["ecr.api", "ecr.dkr", "sagemaker.api", "sagemaker.runtime"] : []),
    ...(platform ? ["sagemaker.experiments", "sagemaker.studio"] : []),
  ];
}
