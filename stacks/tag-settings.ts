import * as z from "zod";
import type { Target } from "./native-settings.js";
import { type Form, text } from "./setting-types.js";

const MAX_TAGS = 40;
const TAG_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
/** The same for the ASCII characters, in the words that every JSON schema reader knows. */
const TAG_PATTERN = "[^\\x00-\\x1f!\"#$%&'()*,;<>?\\[\\\\\\]^`{|}~\\x7f]";

function tagText(min: number, max: number, shape: string) {
  return z
    .string(shape)
    .refine((value) => value.length >= min && value.length <= max && TAG_TEXT.test(value), shape)
    .meta({ pattern: `^${TAG_PATTERN}{${min},${max}}$` });
}

const tagName = tagText(1, 128, "1 to 128 letters, digits, spaces and _.:/=+-@").refine(
  (tag) => !/^aws:/i.test(tag),
  "a name that does not start with aws:, which is AWS's own",
);
const tagValue = tagText(0, 256, "a text of up to 256 letters, digits, spaces and _.:/=+-@");

const labelName: Form = {
  pattern: /^[a-z][a-z0-9_-]{0,62}$/,
  shape: "1 to 63 lower-case letters, digits, _ and - that start with a letter, as labels on gcp are",
};
const labelValue: Form = {
  pattern: /^[a-z0-9_-]{0,63}$/,
  shape: "a text of up to 63 lower-case letters, digits, _ and -, as labels on gcp are",
};

/** Azure's names of tags have none of `<>%&\\?/`. */
const azureTagName = tagName
  .refine((tag) => !tag.includes("/"), "a name without a slash, which no tag on azure has")
  .refine(
    (tag) => !/^(microsoft|azure|windows)/i.test(tag),
    "a name that does not start with microsoft, azure or windows, which are Azure's own",
  );

/**
 * Tags of everything in the stack. 40 of the 50 that a resource on AWS may have, of the 64 labels on Google Cloud:
 * components add their own. IAM takes names that differ only in case for the same. Some services of Google Cloud take
 * letters beyond ASCII in labels, others do not. Names of tags on a storage account of Azure have up to 128 characters.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_Tag.html
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html
 * @see https://docs.cloud.google.com/resource-manager/docs/labels-overview
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources#limitations
 */
export const tagRecord = (target: Target) => {
  const name = { aws: tagName, gcp: text(labelName), azure: azureTagName, any: tagName }[target];
  const value = target === "gcp" ? text(labelValue) : tagValue;
  return z
    .record(name, value, "a mapping from tag names to texts")
    .refine((tags) => Object.keys(tags).length <= MAX_TAGS, `at most ${MAX_TAGS} tags`)
    .refine((tags) => {
      const names = Object.keys(tags).map((tag) => tag.toLowerCase());
      return new Set(names).size === names.length;
    }, "tags whose names differ in more than case")
    .meta({ maxProperties: MAX_TAGS });
};
