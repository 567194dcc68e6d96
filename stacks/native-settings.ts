import * as z from "zod";
import { CLOUDS, type StackCloud } from "./provider-settings.js";
import { type Form, text } from "./setting-types.js";

/** The cloud that settings are read for; `any` for editors, and while a file does not say it. */
export type Target = StackCloud | "any";

/** A text that looks different on each cloud. */
export function nativeText(target: Target, forms: Readonly<Record<StackCloud, Form>>) {
  if (target !== "any") return text(forms[target]);
  const pattern = new RegExp(CLOUDS.map((cloud) => forms[cloud].pattern.source).join("|"));
  return text({ pattern, shape: CLOUDS.map((cloud) => `on ${cloud} ${forms[cloud].shape}`).join(", ") });
}

/**
 * A key that may be left out, and must be on some clouds: `reasons` end the sentence "must be left out on …", with the
 * nearest thing that works there. Rules that look at more than one key do not see what is refused.
 */
export function unlessRefused<Value>(
  target: Target,
  reasons: Readonly<Partial<Record<StackCloud, string>>>,
  type: z.ZodType<Value>,
): z.ZodOptional<z.ZodType<Value>> {
  const reason = target === "any" ? undefined : reasons[target];
  if (reason === undefined) return type.optional();
  const never = z.custom<Value>(() => false, `left out on ${target}, ${reason}`);
  return never.optional().meta({ refused: true });
}

const SEGMENT = "[a-z]([a-z0-9-]{0,61}[a-z0-9])?";
/** Old projects have their domain in front: `example.com:ml-dev`. */
const PROJECT = "projects/[a-z0-9.:-]{1,100}";

/** The name of an object of Compute Engine with its project; `*` in the collection stands for a region. */
export function computeName(collection: string, sample: string): Form {
  return {
    pattern: new RegExp(`^${PROJECT}/${collection.replace("*", SEGMENT)}/${SEGMENT}$`),
    shape: `a name such as projects/my-project-id/${collection.replace("*", "us-central1")}/${sample}`,
  };
}

const GROUP = "/subscriptions/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/resourceGroups/[\\w().-]{1,90}";
const ARM_NAME = "[\\w.-]{1,80}";

/** The ARM id of an object of a provider; `*` in the collection stands for a name. */
export function armId(collection: string, sample: string): Form {
  return {
    pattern: new RegExp(`^${GROUP}/providers/${collection.replaceAll("*", ARM_NAME)}/${ARM_NAME}$`),
    shape: `an id such as /subscriptions/…/resourceGroups/…/providers/${collection.replaceAll("*", "…")}/${sample}`,
  };
}

/** The ARM id of a resource group. */
export const resourceGroupId: Form = {
  pattern: new RegExp(`^${GROUP}$`),
  shape: "an id such as /subscriptions/…/resourceGroups/my-group",
};

/** An object of Microsoft Entra ID. */
export const objectId: Form = {
  pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  shape: "the object id of a user in Microsoft Entra ID, such as 11111111-2222-3333-4444-555555555555",
};

/** An account of Cloud Billing. */
export const billingAccount: Form = {
  pattern: /^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$/,
  shape: "the id of a Cloud Billing account, such as ABCDEF-012345-6789AB",
};

/** An account of Google. */
export const googleAccount: Form = {
  pattern: /^[a-z0-9._%+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/,
  shape: "the e-mail address of a Google account, in lower case",
};

const AWS_ID = "[0-9a-f]{8}([0-9a-f]{9})?";

/** The id that AWS gives to an object: a prefix and 8 or 17 hexadecimal digits. */
export function awsId(prefix: string): Form {
  return { pattern: new RegExp(`^${prefix}-${AWS_ID}$`), shape: `an id such as ${prefix}-0a1b2c3d4e5f67890` };
}

/**
 * A reservation of Compute Engine by its name, with its project where another one shares it.
 *
 * @see https://docs.cloud.google.com/compute/docs/instances/reservations-consume
 */
export const reservationName: Form = {
  pattern: new RegExp(`^(${PROJECT}/reservations/)?${SEGMENT}$`),
  shape: "the name of a reservation, such as my-reservation or projects/my-project-id/reservations/my-reservation",
};

/** A folder in S3. */
export const s3Folder: Form = {
  pattern: /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/([\w!.*'()/-]*\/)?$/,
  shape: "an address s3://bucket/folder/ that ends with a slash",
};

/**
 * A folder in Azure Blob Storage.
 *
 * @see https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata
 */
export const blobFolder: Form = {
  pattern: /^https:\/\/[a-z0-9]{3,24}\.blob\.core\.windows\.net\/[a-z0-9](-?[a-z0-9]){2,62}\/([\w.()-]+\/)+$/,
  shape: "an address https://account.blob.core.windows.net/container/folder/ that ends with a slash",
};

/**
 * A folder in Cloud Storage.
 *
 * @see https://docs.cloud.google.com/storage/docs/buckets#naming
 * @see https://docs.cloud.google.com/storage/docs/objects#naming
 */
export const gcsFolder: Form = {
  pattern: /^gs:\/\/[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]\/([^*?#[\]\s]*\/)?$/,
  shape: "an address gs://bucket/folder/ that ends with a slash",
};
