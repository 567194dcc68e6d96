import type { Constraint, Limits } from "./limits.js";
import { outsideLimits } from "./limits.js";
import { isObject, isUndecided, type Properties, places, stringsAt } from "./value-paths.js";

/** What a type's inputs break. */
export type Rule = (inputs: Properties) => string[];

const RFC_1035 = { pattern: "[a-z]([-a-z0-9]{0,61}[a-z0-9])?" };
const MEMBER =
  "allUsers|allAuthenticatedUsers|(user|group|serviceAccount):[^@\\s]+@[^@\\s]+|domain:\\S+|" +
  "(project(Owner|Editor|Viewer)):\\S+|principal(Set)?://\\S+|deleted:\\S+";
const grant: Readonly<Record<string, Constraint>> = {
  member: { required: true, pattern: MEMBER },
  role: { required: true, pattern: "(projects/[^/]+/|organizations/\\d+/)?roles/[A-Za-z0-9_.]+" },
};

/**
 * Limits that the discovery documents say in prose only, by type and path. Source: descriptions of the properties, and of
 * the parameter that names the object, in google-api-python-client 2.202.0, where nothing else is named.
 */
export const LIMITS: Readonly<Record<string, Readonly<Record<string, Constraint>>>> = {
  "gcp:projects/service:Service": { service: { required: true, pattern: "[a-z][a-z0-9-]*(\\.[a-z0-9-]+)+" } },
  "gcp:projects/serviceIdentity:ServiceIdentity": { service: { required: true, pattern: "[a-z][a-z0-9.-]*\\.[a-z]+" } },
  "gcp:projects/iAMMember:IAMMember": { ...grant, project: { required: true } },
  "gcp:serviceaccount/iAMMember:IAMMember": {
    ...grant,
    serviceAccountId: { required: true, pattern: "projects/[^/]+/serviceAccounts/[^/@]+@[^/]+" },
  },
  "gcp:serviceaccount/account:Account": {
    accountId: { required: true, pattern: "[a-z]([-a-z0-9]{4,28}[a-z0-9])" },
    displayName: { maxLength: 100 },
    description: { maxLength: 256 },
  },
  "gcp:kms/keyRing:KeyRing": { name: { pattern: "[a-zA-Z0-9_-]{1,63}" }, location: { required: true } },
  "gcp:kms/cryptoKey:CryptoKey": {
    name: { pattern: "[a-zA-Z0-9_-]{1,63}" },
    keyRing: { required: true, pattern: "projects/[^/]+/locations/[^/]+/keyRings/[a-zA-Z0-9_-]{1,63}" },
  },
  "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember": { ...grant, cryptoKeyId: { required: true } },
  "gcp:storage/bucketIAMMember:BucketIAMMember": { ...grant, bucket: { required: true } },
  "gcp:storage/bucket:Bucket": {
    publicAccessPrevention: { enum: "enforced|inherited" },
    // https://cloud.google.com/storage/docs/storage-classes
    storageClass: { enum: "STANDARD|NEARLINE|COLDLINE|ARCHIVE|MULTI_REGIONAL|REGIONAL" },
    "lifecycleRules[].action.type": { enum: "Delete|SetStorageClass|AbortIncompleteMultipartUpload" },
    "lifecycleRules[].condition.withState": { enum: "LIVE|ARCHIVED|ANY" },
  },
  "gcp:artifactregistry/repository:Repository": {
    repositoryId: { required: true, ...RFC_1035 },
    format: { required: true },
  },
  "gcp:artifactregistry/repositoryIamMember:RepositoryIamMember": { ...grant, repository: { required: true } },
  "gcp:dns/managedZone:ManagedZone": {
    name: RFC_1035,
    dnsName: { required: true, pattern: "([a-z0-9_*]([a-z0-9-]{0,61}[a-z0-9])?\\.)+" },
    description: { maxLength: 1024 },
  },
  "gcp:dns/recordSet:RecordSet": {
    name: { required: true, pattern: ".*\\." },
    type: { required: true, enum: "A|AAAA|ALIAS|CAA|CNAME|HTTPS|MX|NAPTR|NS|PTR|SOA|SPF|SRV|SSHFP|SVCB|TLSA|TXT" },
    ttl: { min: 0 },
  },
  "gcp:workbench/instance:Instance": {
    name: RFC_1035,
    desiredState: { enum: "ACTIVE|STOPPED" },
    instanceOwners: { maxItems: 1 },
    "instanceOwners[]": { pattern: "[^@\\s]+@[^@\\s]+" },
    "gceSetup.networkInterfaces": { maxItems: 1 },
    "gceSetup.serviceAccounts": { maxItems: 1 },
    "gceSetup.bootDisk.diskSizeGb": { max: 64_000 },
    "gceSetup.dataDisks.diskSizeGb": { max: 64_000 },
  },
  "gcp:secretmanager/secret:Secret": { secretId: { pattern: "[a-zA-Z0-9_-]{1,255}" } },
  // https://cloud.google.com/secret-manager/quotas: 64 KiB.
  "gcp:secretmanager/secretVersion:SecretVersion": {
    secret: { required: true, pattern: "projects/[^/]+/secrets/[^/]+" },
    secretData: { maxLength: 65_536 },
  },
  "gcp:secretmanager/secretIamMember:SecretIamMember": { ...grant, secretId: { required: true } },
  "gcp:cloudrunv2/serviceIamMember:ServiceIamMember": { ...grant, name: { required: true } },
  "gcp:cloudrunv2/service:Service": {
    name: { pattern: "[a-z]([-a-z0-9]{0,47}[a-z0-9])?" },
    "template.maxInstanceRequestConcurrency": { min: 0, max: 1000 },
    "template.containers[].startupProbe.periodSeconds": { min: 1, max: 240 },
    "template.containers[].livenessProbe.periodSeconds": { min: 1, max: 3600 },
    "template.containers[].startupProbe.failureThreshold": { min: 1 },
    "template.containers[].startupProbe.timeoutSeconds": { min: 1, max: 3600 },
    "template.containers[].ports.containerPort": { min: 1, max: 65_535 },
    "template.containers[].volumeMounts[].mountPath": { pattern: "/.*" },
  },
  "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment": {
    publisherModelName: { pattern: "publishers/[^/]+/models/[^/@]+@[^/@]+" },
    huggingFaceModelId: { pattern: "[^/\\s]+/[^/\\s]+" },
    "modelConfig.containerSpec.predictRoute": { pattern: "/.*" },
    "modelConfig.containerSpec.healthRoute": { pattern: "/.*" },
    "deployConfig.dedicatedResources.minReplicaCount": { min: 1 },
    "deployConfig.dedicatedResources.machineSpec.machineType": { required: true },
    "deployConfig.dedicatedResources.autoscalingMetricSpecs[].target": { min: 1, max: 100 },
    "deployConfig.dedicatedResources.autoscalingMetricSpecs[].metricName": {
      enum: [
        "aiplatform.googleapis.com/prediction/online/accelerator/duty_cycle",
        "aiplatform.googleapis.com/prediction/online/cpu/utilization",
        "aiplatform.googleapis.com/prediction/online/request_count",
        "pubsub.googleapis.com/subscription/num_undelivered_messages",
        "prometheus.googleapis.com/vertex_dcgm_fi_dev_gpu_util",
        "prometheus.googleapis.com/vertex_vllm_gpu_cache_usage_perc",
        "prometheus.googleapis.com/vertex_vllm_num_requests_waiting",
      ].join("|"),
    },
  },
  "gcp:monitoring/alertPolicy:AlertPolicy": {
    displayName: { required: true, maxLength: 512 },
    combiner: { required: true },
    conditions: { required: true, minItems: 1, maxItems: 6 },
    notificationChannels: { maxItems: 16 },
    "notificationChannels[]": { pattern: "projects/[^/]+/notificationChannels/[^/]+" },
    "conditions[].displayName": { required: true, maxLength: 512 },
    "conditions[].conditionThreshold.filter": { maxLength: 2048 },
    "conditions[].conditionThreshold.denominatorFilter": { maxLength: 2048 },
    "conditions[].conditionThreshold.comparison": { enum: "COMPARISON_GT|COMPARISON_LT" },
  },
  "gcp:monitoring/notificationChannel:NotificationChannel": {
    type: { required: true },
    displayName: { maxLength: 512 },
    description: { maxLength: 1024 },
  },
  "gcp:billing/budget:Budget": {
    billingAccount: { required: true, pattern: "[0-9A-F]{6}(-[0-9A-F]{6}){2}" },
    displayName: { maxLength: 60 },
    "amount.specifiedAmount.currencyCode": { pattern: "[A-Z]{3}" },
    "budgetFilter.projects[]": { pattern: "projects/[^/]+" },
    "budgetFilter.labels": { maxEntries: 1 },
    "thresholdRules[].thresholdPercent": { min: 0 },
    "allUpdatesRule.monitoringNotificationChannels": { maxItems: 5 },
    "allUpdatesRule.monitoringNotificationChannels[]": { pattern: "projects/[^/]+/notificationChannels/[^/]+" },
  },
  "gcp:tpu/v2Vm:V2Vm": {
    name: RFC_1035,
    description: { maxLength: 512 },
    "serviceAccount.scopes[]": { pattern: "https://www\\.googleapis\\.com/auth/.+" },
  },
  "gcp:tpu/v2QueuedResource:V2QueuedResource": {
    name: RFC_1035,
    "tpu.nodeSpecs": { maxItems: 1 },
    "tpu.nodeSpecs[].nodeId": RFC_1035,
    "tpu.nodeSpecs[].parent": { pattern: "projects/[^/]+/locations/[^/]+" },
  },
};

/** What the documents say in prose of several properties together, by type; sources as of {@link LIMITS}. */
export const RULES: Readonly<Record<string, Rule>> = {
  "gcp:kms/cryptoKey:CryptoKey": cryptoKey,
  "gcp:storage/bucket:Bucket": bucket,
  "gcp:secretmanager/secret:Secret": ({ replication }) =>
    isObject(replication) ? exactlyOne(replication, ["auto", "userManaged"]) : ["replication is required"],
  "gcp:cloudrunv2/service:Service": cloudRunService,
  "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment": modelGarden,
  "gcp:monitoring/alertPolicy:AlertPolicy": alertPolicy,
  "gcp:billing/budget:Budget": budget,
  "gcp:monitoring/notificationChannel:NotificationChannel": ({ type, labels }) =>
    type === "email" && !(isObject(labels) && labels.email_address)
      ? ["labels.email_address is required of an email channel"]
      : [],
  "gcp:workbench/instance:Instance": (inputs) =>
    ["gceSetup.bootDisk", "gceSetup.dataDisks"].flatMap((disk) =>
      places(inputs, disk).flatMap(({ at, value }) =>
        isObject(value) && (value.diskEncryption === "CMEK") !== (value.kmsKey !== undefined)
          ? [`${at} must have kmsKey with CMEK, and only then`]
          : [],
      ),
    ),
  "gcp:tpu/v2Vm:V2Vm": (inputs) => [
    ...(inputs.acceleratorType && inputs.acceleratorConfig ? ["one of acceleratorType and acceleratorConfig"] : []),
    ...(inputs.networkConfig && inputs.networkConfigs ? ["one of networkConfig and networkConfigs"] : []),
    ...tpuRuntime(inputs),
  ],
  "gcp:tpu/v2QueuedResource:V2QueuedResource": (inputs) =>
    places(inputs, "tpu.nodeSpecs[].node").flatMap(({ value }) => (isObject(value) ? tpuRuntime(value) : [])),
};

const LABELS: Limits = {
  maxEntries: 64,
  key: { pattern: "[\\p{Ll}\\p{Lo}][\\p{Ll}\\p{Lo}\\p{N}_-]{0,62}" },
  value: { pattern: "[\\p{Ll}\\p{Lo}\\p{N}_-]{0,63}" },
};

/** Labels that Google Cloud would refuse. Source: https://cloud.google.com/resource-manager/docs/labels-overview */
export function labelProblems(type: string, inputs: Properties): string[] {
  const paths = type.endsWith(":NotificationChannel") || type.endsWith(":AlertPolicy") ? ["userLabels"] : ["labels"];
  if (type.endsWith(":RegionInstanceTemplate")) paths.push("disks[].labels");
  if (type === "gcp:cloudrunv2/service:Service") paths.push("template.labels");
  return paths.flatMap((path) => outsideLimits({ [path]: LABELS }, inputs));
}

export function exactlyOne(inputs: Properties, names: readonly string[]): string[] {
  const given = names.filter((name) => inputs[name] !== undefined);
  return given.length === 1
    ? []
    : [`exactly one of ${names.join(", ")} is required, got ${given.join(", ") || "none"}`];
}

/** Seconds of a duration such as `3600s`; undefined where there is none, or only a deployment decides it. */
export function seconds(value: unknown): number | undefined {
  if (typeof value !== "string" || isUndecided(value) || !/^-?[\d.]+s$/.test(value)) return undefined;
  return Number(value.slice(0, -1));
}

const DAY = 86_400;

function cryptoKey({ purpose = "ENCRYPT_DECRYPT", rotationPeriod, destroyScheduledDuration }: Properties): string[] {
  const [rotation, waiting] = [seconds(rotationPeriod), seconds(destroyScheduledDuration)];
  return [
    ...(rotation !== undefined && (rotation < DAY || rotation > 36_500 * DAY)
      ? [`rotationPeriod must be 24 to 876,000 hours, got ${rotationPeriod}`]
      : []),
    ...(rotation !== undefined && purpose !== "ENCRYPT_DECRYPT" ? [`a key to ${purpose} is not rotated`] : []),
    // https://cloud.google.com/kms/docs/destroy-restore
    ...(waiting !== undefined && (waiting < DAY || waiting > 120 * DAY)
      ? [`destroyScheduledDuration must be 1 to 120 days, got ${destroyScheduledDuration}`]
      : []),
  ];
}

/** Sources: https://cloud.google.com/storage/docs/buckets#naming and /soft-delete (0, or 7 to 90 days). */
function bucket(inputs: Properties): string[] {
  const { softDeletePolicy, versioning, hierarchicalNamespace, uniformBucketLevelAccess } = inputs;
  const problems = stringsAt(inputs, "name").flatMap((name) =>
    /^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/.test(name) && !/^goog|google|g00gle|^\d+(\.\d+){3}$/.test(name)
      ? []
      : [`name must have 3 to 63 lower-case letters, digits, - _ or ., and nothing like google, got '${name}'`],
  );
  const kept = isObject(softDeletePolicy) ? Number(softDeletePolicy.retentionDurationSeconds ?? 7 * DAY) : 0;
  if (kept !== 0 && (kept < 7 * DAY || kept > 90 * DAY))
    problems.push(`softDeletePolicy.retentionDurationSeconds must be 0, or 7 to 90 days, got ${kept}`);
  if (isObject(hierarchicalNamespace) && hierarchicalNamespace.enabled === true) {
    if (uniformBucketLevelAccess !== true) problems.push("hierarchicalNamespace needs uniformBucketLevelAccess");
    if (isObject(versioning) && versioning.enabled === true) problems.push("hierarchicalNamespace takes no versioning");
  }
  for (const { at, value } of places(inputs, "lifecycleRules[]"))
    if (isObject(value) && (!isObject(value.condition) || Object.keys(value.condition).length === 0))
      problems.push(`${at}.condition must have one condition at least`);
  return problems;
}

/** GPU: least CPUs and GiB of memory. Source: https://cloud.google.com/run/docs/configuring/services/gpu, 2026. */
const CLOUD_RUN_GPUS: Readonly<Record<string, { readonly cpu: number; readonly memoryGiB: number }>> = {
  "nvidia-l4": { cpu: 4, memoryGiB: 16 },
  "nvidia-rtx-pro-6000": { cpu: 20, memoryGiB: 80 },
};

function cloudRunService({ template }: Properties): string[] {
  if (!isObject(template)) return [];
  const problems: string[] = [];
  const { scaling, timeout, nodeSelector, volumes = [], executionEnvironment } = template;
  const containers = Array.isArray(template.containers) ? template.containers.filter(isObject) : [];
  if ((seconds(timeout) ?? 0) > 3600) problems.push(`template.timeout must be up to 3600s, got ${timeout}`);
  if (isObject(scaling) && Number(scaling.minInstanceCount ?? 0) > Number(scaling.maxInstanceCount ?? Infinity))
    problems.push("template.scaling.minInstanceCount is more than maxInstanceCount");
  const names = (Array.isArray(volumes) ? volumes : []).map((volume: Properties) => volume.name);
  for (const { at, value } of places(template, "containers[].volumeMounts[]"))
    if (isObject(value) && !names.includes(value.name))
      problems.push(`template.${at}: there is no volume ${value.name}`);
  if (executionEnvironment === "EXECUTION_ENVIRONMENT_GEN1" && places(template, "volumes[].gcs").some((p) => p.value))
    problems.push("template.executionEnvironment must be the second for a bucket as a volume");
  for (const { at, value } of places(template, "containers[].startupProbe"))
    if (isObject(value) && Number(value.timeoutSeconds ?? 1) > Number(value.periodSeconds ?? 10))
      problems.push(`template.${at}.timeoutSeconds is more than periodSeconds`);

  // https://cloud.google.com/run/docs/configuring/healthchecks: 600 s, with a GPU 1800.
  const longest = isObject(nodeSelector) && nodeSelector.accelerator !== undefined ? 1800 : 600;
  for (const { at, value } of places(template, "containers[].startupProbe"))
    if (isObject(value) && Number(value.failureThreshold ?? 3) * Number(value.periodSeconds ?? 10) > longest)
      problems.push(`template.${at}: failureThreshold × periodSeconds must be up to ${longest}`);

  const gpu = isObject(nodeSelector) ? nodeSelector.accelerator : undefined;
  const withGpu = containers.filter((container) => limitsOf(container)["nvidia.com/gpu"] !== undefined);
  if (gpu === undefined) {
    if (withGpu.length > 0) problems.push("template.nodeSelector.accelerator is required with nvidia.com/gpu");
    return problems;
  }
  const least = CLOUD_RUN_GPUS[String(gpu)];
  if (least === undefined && !isUndecided(gpu))
    problems.push(`template.nodeSelector.accelerator must be ${Object.keys(CLOUD_RUN_GPUS).join(", ")}, got '${gpu}'`);
  const [container] = withGpu;
  if (withGpu.length !== 1 || container === undefined)
    return [...problems, "exactly one container must have the limit nvidia.com/gpu"];
  const limits = limitsOf(container);
  if (String(limits["nvidia.com/gpu"]) !== "1") problems.push("nvidia.com/gpu must be 1");
  const [cpu, memory] = [Number(limits.cpu), gibibytes(limits.memory)];
  if (least !== undefined && !(cpu >= least.cpu && memory >= least.memoryGiB))
    problems.push(
      `${gpu} needs ${least.cpu} CPUs and ${least.memoryGiB}Gi at least, got ${limits.cpu}, ${limits.memory}`,
    );
  if ((container.resources as Properties).cpuIdle !== false) problems.push("cpuIdle must be false with a GPU");
  return problems;
}

function limitsOf({ resources }: Properties): Properties {
  return isObject(resources) && isObject(resources.limits) ? resources.limits : {};
}

function gibibytes(memory: unknown): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(Gi|Mi)$/.exec(String(memory)) ?? [];
  return Number(amount) / (unit === "Mi" ? 1024 : 1);
}

function modelGarden(inputs: Properties): string[] {
  const { modelConfig, endpointConfig, deployConfig } = inputs;
  const problems = exactlyOne(inputs, ["publisherModelName", "huggingFaceModelId"]);
  const container = isObject(modelConfig) && isObject(modelConfig.containerSpec) ? modelConfig.containerSpec : {};
  if ((seconds(container.deploymentTimeout) ?? 0) > 7200)
    problems.push(`deploymentTimeout must be up to 7200s, got ${container.deploymentTimeout}`);
  if (isObject(endpointConfig) && endpointConfig.dedicatedEndpointEnabled && endpointConfig.privateServiceConnectConfig)
    problems.push("an endpoint is dedicated or behind Private Service Connect, not both");
  const resources = isObject(deployConfig) ? deployConfig.dedicatedResources : undefined;
  if (!isObject(resources)) return problems;
  if (Number(resources.minReplicaCount) > Number(resources.maxReplicaCount ?? Infinity))
    problems.push("minReplicaCount is more than maxReplicaCount");
  const { machineSpec } = resources;
  if (
    isObject(machineSpec) &&
    (machineSpec.acceleratorType === undefined) !== (machineSpec.acceleratorCount === undefined)
  )
    problems.push("machineSpec must have both of acceleratorType and acceleratorCount, or none");
  return problems;
}

function alertPolicy(inputs: Properties): string[] {
  const problems: string[] = [];
  for (const { at, value } of places(inputs, "conditions[].conditionThreshold")) {
    if (!isObject(value)) continue;
    const duration = seconds(value.duration);
    if (duration !== undefined && duration % 60 !== 0)
      problems.push(`${at}.duration must be a multiple of 60s, got ${value.duration}`);
    for (const path of ["filter", "denominatorFilter"])
      for (const filter of stringsAt(value, path))
        if (!/\bmetric\.type\s*=/.test(filter) || !/\bresource\.type\s*=/.test(filter))
          problems.push(`${at}.${path} must name metric.type and resource.type`);
    for (const part of ["aggregations[]", "denominatorAggregations[]"])
      for (const { at: where, value: aggregation } of places(value, part)) {
        if (!isObject(aggregation)) continue;
        const period = seconds(aggregation.alignmentPeriod);
        if (period !== undefined && (period < 60 || period > 90_000))
          problems.push(`${at}.${where}.alignmentPeriod must be 60s to 90000s, got ${aggregation.alignmentPeriod}`);
        if (aggregation.crossSeriesReducer !== undefined && aggregation.perSeriesAligner === undefined)
          problems.push(`${at}.${where}.perSeriesAligner is required with crossSeriesReducer`);
      }
  }
  return problems;
}

function budget({ amount, budgetFilter, thresholdRules, allUpdatesRule }: Properties): string[] {
  const problems = isObject(amount)
    ? exactlyOne(amount, ["specifiedAmount", "lastPeriodAmount"]).map((problem) => `amount: ${problem}`)
    : [];
  const custom = isObject(budgetFilter) && budgetFilter.customPeriod !== undefined;
  if (custom && stringsAt(thresholdRules, "[].spendBasis").includes("FORECASTED_SPEND"))
    problems.push("thresholdRules: FORECASTED_SPEND needs a calendarPeriod");
  const channels = isObject(allUpdatesRule) ? allUpdatesRule.monitoringNotificationChannels : undefined;
  const rules = Array.isArray(thresholdRules) ? thresholdRules.length : 0;
  if (channels !== undefined && rules === 0) problems.push("thresholdRules is required with e-mail");
  return problems;
}

/** Runtime of each generation, by how its accelerator types begin. Source: https://cloud.google.com/tpu/docs/runtimes */
const TPU_RUNTIMES: Readonly<Record<string, string>> = {
  "v5litepod-": "v2-alpha-tpuv5-lite",
  "v5p-": "v2-alpha-tpuv5",
  "v6e-": "v2-alpha-tpuv6e",
};

function tpuRuntime({ acceleratorType, runtimeVersion }: Properties): string[] {
  const wanted = Object.entries(TPU_RUNTIMES).find(([prefix]) => String(acceleratorType).startsWith(prefix))?.[1];
  return wanted === undefined || isUndecided(runtimeVersion) || String(runtimeVersion) === wanted
    ? []
    : [`runtimeVersion of ${acceleratorType} must be ${wanted}, got '${runtimeVersion}'`];
}
