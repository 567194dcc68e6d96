import { RecordError } from "./error.js";

/** A data source's arguments. */
type Args = Readonly<Record<string, unknown>>;
/** The configuration of the provider that is asked, by key without the provider's name. */
type ProviderConfig = Readonly<Record<string, unknown>>;

/**
 * What an offline preview cannot know: the answers to data sources where no cloud can be asked. All of them are
 * placeholders with the right shape; a real preview asks the cloud. A data source that is not listed is an error, never
 * a guess.
 */
const ANSWERS: Readonly<Record<string, (args: Args, config: ProviderConfig) => Record<string, unknown> | undefined>> = {
  /** Three zones, a to c, whatever the region and the account really have. */
  "aws:index/getAvailabilityZones:getAvailabilityZones": (args, config) => {
    const region = regionOf(args, config);
    const names = ["a", "b", "c"].map((zone) => `${region}${zone}`);
    const zoneIds = [1, 2, 3].map((zone) => `${zoneIdPrefix(region)}-az${zone}`);
    return { ...args, id: region, region, groupNames: [region], names, zoneIds };
  },
  "aws:index/getCallerIdentity:getCallerIdentity": () => ({
    id: ACCOUNT,
    accountId: ACCOUNT,
    arn: `arn:aws:iam::${ACCOUNT}:user/<caller>`,
    userId: "<caller>",
  }),
  /** The partition of the commercial regions. */
  "aws:index/getPartition:getPartition": () => ({
    id: "aws",
    partition: "aws",
    dnsSuffix: "amazonaws.com",
    reverseDnsPrefix: "com.amazonaws",
  }),
  "aws:index/getRegion:getRegion": (args, config) => {
    const region = regionOf(args, config);
    const endpoint = `ec2.${region}.amazonaws.com`;
    return { id: region, name: region, region, endpoint, description: `<description of ${region}>` };
  },
  /** Only public parameters that hold the id of a machine image, which changes with every release of the image. */
  "aws:ssm/getParameter:getParameter": (args, config) => {
    const name = String(args.name);
    if (!/\/(ami|image)[-_]?id$/i.test(name)) return undefined;
    const region = regionOf(args, config);
    const value = `<ami of ${name}>`;
    const arn = `arn:aws:ssm:${region}::parameter${name}`;
    return { id: name, name, region, arn, type: "String", version: 1, value, insecureValue: value };
  },
  /** Who deploys, and where to. Three GUIDs that nothing has. */
  "azure-native:authorization:getClientConfig": (_, config) => ({
    clientId: "00000000-0000-0000-0000-000000000001",
    objectId: "00000000-0000-0000-0000-000000000002",
    tenantId: "00000000-0000-0000-0000-000000000003",
    subscriptionId: subscriptionOf(config),
  }),
  "gcp:organizations/getProject:getProject": (args, config) => {
    const projectId = projectOf(args.projectId, config);
    return {
      id: `projects/${projectId}`,
      projectId,
      number: PROJECT_NUMBER,
      name: projectId,
      orgId: "<organization of the project>",
      folderId: "<folder of the project>",
      billingAccount: "<billing account of the project>",
      autoCreateNetwork: false,
      deletionPolicy: "PREVENT",
      labels: {},
      effectiveLabels: {},
      pulumiLabels: {},
      tags: {},
    };
  },
  "gcp:storage/getProjectServiceAccount:getProjectServiceAccount": (args, config) => {
    const emailAddress = `service-${PROJECT_NUMBER}@gs-project-accounts.iam.gserviceaccount.com`;
    const project = projectOf(args.project, config);
    return { ...args, id: emailAddress, project, emailAddress, member: `serviceAccount:${emailAddress}` };
  },
};

/** The account number in the examples of AWS's own documentation. */
const ACCOUNT = "123456789012";

/** The project number in the examples of Google Cloud's own documentation. */
const PROJECT_NUMBER = "123456789012";

/** The answer to a data source; undefined where the table has none. */
export function lookUp(token: string, args: Args, config: ProviderConfig): Record<string, unknown> | undefined {
  return ANSWERS[token]?.(args, config);
}

function regionOf(args: Args, config: ProviderConfig): string {
  const region = args.region ?? config.region;
  if (typeof region !== "string" || region === "") throw new RecordError("aws:region is not set");
  return region;
}

function subscriptionOf({ subscriptionId }: ProviderConfig): string {
  if (typeof subscriptionId !== "string" || subscriptionId === "")
    throw new RecordError("azure-native:subscriptionId is not set");
  return subscriptionId;
}

function projectOf(given: unknown, config: ProviderConfig): string {
  const project = given ?? config.project;
  if (typeof project !== "string" || project === "") throw new RecordError("gcp:project is not set");
  return project;
}

/** How the ids of a region's zones begin: `use1` in us-east-1, `apne1` in ap-northeast-1. */
function zoneIdPrefix(region: string): string {
  const directions = region.split("-").slice(1, -1).join("");
  const letters = directions.replaceAll(/(north|south|east|west|central)/g, (direction) => direction.charAt(0));
  return region.slice(0, 2) + letters + region.slice(region.lastIndexOf("-") + 1);
}
