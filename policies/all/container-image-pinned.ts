import * as z from "zod";
import { textOf } from "../../plan/inputs.js";
import { nistAiRmf, owaspLlm } from "../control.js";
import { checksAt } from "../places.js";
import { rule } from "../rule.js";
import { CONTAINER_IMAGES } from "./container-images.js";

export const containerImagePinned = rule({
  name: "all-container-image-pinned",
  description: "A container's image is named by an exact version or a digest, so that every start runs the same code.",
  cloud: "all",
  severity: "medium",
  level: "mandatory",
  controls: [owaspLlm(3), nistAiRmf("GOVERN 6.1"), nistAiRmf("MANAGE 3.1")],
  remediation: "Name the version in the tag, such as v0.28.0-cu129, or the digest: repository@sha256:...",
  url: "https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
  settings: z.object({
    requireDigest: z.boolean().default(false).describe("A tag is not enough, it has to be a digest. Default: false."),
  }),
  scope: "resource",
  checks: checksAt(CONTAINER_IMAGES, function* (value, at, { requireDigest }: { requireDigest: boolean }) {
    const image = textOf(value);
    if (image === undefined || image === "" || image.includes("@sha256:")) return;
    const [, tag] = /:([^:/@]+)$/.exec(image) ?? [];
    if (requireDigest) yield `${at} has no digest`;
    else if (tag === undefined) yield `${at} has no tag, and latest is the default`;
    else if (!isExact(tag)) yield `${at} has the tag ${tag}, which is no exact version`;
  }),
});

/** Parts of a tag that say what an image is built for: `cu129`, `py312`, `ubuntu24.04`. */
const BUILT_FOR =
  /(?:^|(?<=[-_.]))(?:cu|cuda|rocm|neuron|sdk|py|python|ubuntu|debian|alpine|al|amzn|ubi|el|sm|gcc|node|cp)-?\d+(?:\.\d+)*/gi;

/** Whether a tag names a version of two parts or more, a day, a build or a commit, beside no name that moves. */
function isExact(tag: string): boolean {
  const own = tag.replace(BUILT_FOR, "");
  if (/(?:^|[-_.])(?:latest|rolling|edge)(?:$|[-_.])/i.test(own)) return false;
  return /\d\.\d|\d{4}|(?:^|[-_.])(?=[a-f]*\d)[0-9a-f]{7,40}(?:$|[-_.])/i.test(own);
}
