import { nearest, show } from "./settings-error.js";

/** Clouds that a stack may run on. */
export const CLOUDS = ["aws", "gcp", "azure"] as const;
export type StackCloud = (typeof CLOUDS)[number];

/** Under what a cloud's provider has its configuration. */
export const PROVIDERS: Readonly<Record<StackCloud, string>> = { aws: "aws", gcp: "gcp", azure: "azure-native" };

/** Where a stack on AWS is. */
export interface AwsPlace {
  readonly cloud: "aws";
  /** Such as `us-east-1`. */
  readonly region: string;
}

/** Where a stack on Google Cloud is. */
export interface GcpPlace {
  readonly cloud: "gcp";
  /** Such as `us-central1`. */
  readonly region: string;
  /** Id of the project, such as `ml-dev-123456`. */
  readonly projectId: string;
  /** Zone of `region` for what is in a single one, where the user wants a certain one. */
  readonly zone?: string;
}

/** Where a stack on Azure is. */
export interface AzurePlace {
  readonly cloud: "azure";
  /** Such as `swedencentral`. */
  readonly location: string;
  /** A GUID. */
  readonly subscriptionId: string;
}

interface ProviderKey {
  readonly required: boolean;
  readonly pattern: RegExp;
  /** Ends the sentence "must be …". */
  readonly shape: string;
  readonly description: string;
}

type ProviderKeys = Readonly<Record<StackCloud, Readonly<Record<string, ProviderKey>>>>;

/**
 * The keys that say where a stack is. They are those of the cloud's own provider, which reads them too.
 *
 * @see https://docs.cloud.google.com/resource-manager/docs/creating-managing-projects (ids of projects)
 * @see https://www.pulumi.com/registry/packages/azure-native/installation-configuration/
 */
export const providerKeys: ProviderKeys = {
  aws: {
    "aws:region": {
      required: true,
      pattern: /^[a-z]{2}(-[a-z]+)+-\d$/,
      shape: "the code of an AWS region, such as us-east-1",
      description: "AWS region, such as us-east-1; for cloud: aws.",
    },
  },
  gcp: {
    "gcp:project": {
      required: true,
      pattern: /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
      shape: "the id of a Google Cloud project, such as ml-dev-123456",
      description: "Id of the Google Cloud project, such as ml-dev-123456; for cloud: gcp.",
    },
    "gcp:region": {
      required: true,
      pattern: /^[a-z]+-[a-z]+\d{1,2}$/,
      shape: "the name of a Google Cloud region, such as us-central1",
      description: "Google Cloud region, such as us-central1; for cloud: gcp.",
    },
    "gcp:zone": {
      required: false,
      pattern: /^[a-z]+-[a-z]+\d{1,2}-[a-z0-9]+$/,
      shape: "the name of a Google Cloud zone, such as us-central1-a",
      description:
        "Zone of gcp:region for what is in a single one, such as us-central1-a. Default: one that has what is " +
        "asked for.",
    },
  },
  azure: {
    "azure-native:location": {
      required: true,
      pattern: /^[a-z]+\d?$/,
      shape: "the name of an Azure region, such as swedencentral",
      description: "Azure region, such as swedencentral; for cloud: azure.",
    },
    "azure-native:subscriptionId": {
      required: true,
      pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      shape: "the id of an Azure subscription, such as 11111111-2222-3333-4444-555555555555",
      description: "Id of the Azure subscription, such as 11111111-2222-3333-4444-555555555555; for cloud: azure.",
    },
  },
};

type Config = Readonly<Record<string, string>>;

/** One line for each error in the keys that say where on `cloud` the stack is. */
export function providerErrors(cloud: StackCloud, config: Config): string[] {
  const errors = Object.entries(providerKeys[cloud]).flatMap(([key, { required, pattern, shape }]) => {
    const value = config[key];
    if (value !== undefined) return pattern.test(value) ? [] : [`${key}: must be ${shape}, got ${show(value)}`];
    if (!required) return [];
    const own = Object.keys(config).filter((other) => other.startsWith(`${PROVIDERS[cloud]}:`));
    const similar = nearest(
      key,
      own.filter((other) => !Object.hasOwn(providerKeys[cloud], other)),
    );
    return [`${key}: missing; must be ${shape}${similar && ` (the key ${show(similar)} looks like it)`}`];
  });
  if (cloud === "gcp" && errors.length === 0) errors.push(...zoneErrors(config));
  return errors;
}

function zoneErrors({ "gcp:region": region, "gcp:zone": zone }: Config): string[] {
  if (zone === undefined || zone.startsWith(`${region}-`)) return [];
  return [`gcp:zone: must be a zone of gcp:region, which is ${region}, got ${show(zone)}`];
}

/** Where on `cloud` the stack is; undefined where a required key is missing. */
export function placeOf(cloud: StackCloud, config: Config): AwsPlace | GcpPlace | AzurePlace | undefined {
  if (cloud === "azure") {
    const { "azure-native:location": location, "azure-native:subscriptionId": subscriptionId } = config;
    return location === undefined || subscriptionId === undefined ? undefined : { cloud, location, subscriptionId };
  }
  const region = config[`${cloud}:region`];
  if (region === undefined) return undefined;
  if (cloud === "aws") return { cloud, region };
  const { "gcp:project": projectId, "gcp:zone": zone } = config;
  return projectId === undefined ? undefined : { cloud, region, projectId, zone };
}
