import { createHash } from "node:crypto";

/** What a cloud accepts as the name of one kind of object. */
interface NameRule {
  /** Longest name, in characters. */
  readonly max: number;
  /** Characters that are replaced by `joint`. */
  readonly forbidden: RegExp;
  /** Whether letters are lowered. */
  readonly lower?: boolean;
  /** Shortest name, in characters, of names that begin with a letter. */
  readonly letterFirst?: number;
  /** What joins the parts and stands for forbidden characters. @default "-" */
  readonly joint?: "";
}

/**
 * Rules by kind of object.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateDomain.html (and the other SageMaker names: 63)
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * @see https://cloud.google.com/compute/docs/naming-resources (RFC 1035: 63)
 * @see https://cloud.google.com/iam/docs/service-accounts-create (service accounts: 6 to 30)
 * @see https://cloud.google.com/run/docs/reference/rest/v2/projects.locations.services/create (services: under 50)
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules (all of Azure)
 */
const RULES = {
  sagemaker: { max: 63, forbidden: /[^a-zA-Z0-9]+/g },
  s3Bucket: { max: 63, forbidden: /[^a-z0-9]+/g, lower: true },
  iamRole: { max: 64, forbidden: /[^a-zA-Z0-9]+/g },
  rfc1035: { max: 63, forbidden: /[^a-z0-9]+/g, lower: true, letterFirst: 1 },
  serviceAccount: { max: 30, forbidden: /[^a-z0-9]+/g, lower: true, letterFirst: 6 },
  cloudRun: { max: 49, forbidden: /[^a-z0-9]+/g, lower: true, letterFirst: 1 },
  resourceGroup: { max: 90, forbidden: /[^a-zA-Z0-9]+/g },
  storageAccount: { max: 24, forbidden: /[^a-z0-9]+/g, lower: true, joint: "" },
  containerRegistry: { max: 50, forbidden: /[^a-zA-Z0-9]+/g, joint: "" },
  keyVault: { max: 24, forbidden: /[^a-zA-Z0-9]+/g, letterFirst: 1 },
  mlWorkspace: { max: 33, forbidden: /[^a-zA-Z0-9]+/g },
  onlineEndpoint: { max: 32, forbidden: /[^a-zA-Z0-9]+/g, letterFirst: 1 },
  mlCompute: { max: 24, forbidden: /[^a-zA-Z0-9]+/g, letterFirst: 3, joint: "" },
  containerApp: { max: 32, forbidden: /[^a-z0-9]+/g, lower: true, letterFirst: 1 },
} as const satisfies Record<string, NameRule>;

export type NameKind = keyof typeof RULES;

const HASH_CHARS = 8;

/**
 * A name that the cloud accepts for `kind`, made of `parts`, joined by hyphens where it takes some. A name that is too long is cut and ends
 * in a hash of the whole, so that two long names stay different.
 *
 * @param kind what is named
 * @param parts from the general to the special, e.g. project, stack, resource
 * @param reserve characters kept free at the end, e.g. for the suffix that a `namePrefix` gets
 */
export function physicalName(kind: NameKind, parts: readonly string[], reserve = 0): string {
  const rule: NameRule = RULES[kind];
  const whole = parts.join("-");
  const cased = rule.lower ? whole.toLowerCase() : whole;
  const joint = rule.joint ?? "-";
  const plain = cased.replace(rule.forbidden, joint).replace(/^-+|-+$/g, "");
  const name = rule.letterFirst !== undefined && !startsLong(plain, rule.letterFirst) ? `stack${joint}${plain}` : plain;
  const max = rule.max - reserve;
  if (name.length <= max) return name;
  const hash = createHash("sha256").update(whole).digest("hex").slice(0, HASH_CHARS);
  return `${name.slice(0, max - HASH_CHARS - joint.length).replace(/-+$/, "")}${joint}${hash}`;
}

/** Whether a name begins with a letter and has at least `min` characters. */
function startsLong(name: string, min: number): boolean {
  return /^[a-zA-Z]/.test(name) && name.length >= min;
}
