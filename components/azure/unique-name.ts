import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { type NameKind, physicalName } from "../shared/names.js";

const ENDING_CHARS = 8;

/**
 * A name that is unique beyond its parent, such as an online endpoint's, which no other in the region may have. The
 * provider copies a child's name from the program; the ending here follows from the parent's id, whose name has a random
 * ending, so that a parent made again gets children of other names.
 *
 * @param parentId ARM id of the parent
 */
export function uniqueName(
  kind: NameKind,
  parts: readonly string[],
  parentId: pulumi.Input<string>,
): pulumi.Output<string> {
  return pulumi.output(parentId).apply((id) => {
    const ending = createHash("sha256").update(id.toLowerCase()).digest("hex").slice(0, ENDING_CHARS);
    return physicalName(kind, [...parts, ending]);
  });
}
