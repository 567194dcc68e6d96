import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { IAM_GRANTS, PROJECT_GRANTS } from "../../../policies/gcp/iam-grant-types.js";

describe("types of grants", () => {
  test("are all that the provider has", () => {
    const provider = "node_modules/@pulumi/gcp";
    const types = readdirSync(provider, { recursive: true, encoding: "utf8" })
      .filter((file) => /iam(member|binding|policy)\.js$/i.test(file))
      .map((file) => /__pulumiType = '([^']+)'/.exec(readFileSync(join(provider, file), "utf8"))?.[1])
      .filter((type) => type !== undefined);

    expect([...IAM_GRANTS].sort()).toEqual(types.sort());
  });

  test("that reach all of a project are those on projects and what holds them", () => {
    expect(PROJECT_GRANTS).toEqual([
      "gcp:projects/iAMMember:IAMMember",
      "gcp:projects/iAMBinding:IAMBinding",
      "gcp:projects/iAMPolicy:IAMPolicy",
      "gcp:folder/iAMMember:IAMMember",
      "gcp:folder/iAMBinding:IAMBinding",
      "gcp:folder/iAMPolicy:IAMPolicy",
      "gcp:organizations/iAMMember:IAMMember",
      "gcp:organizations/iAMBinding:IAMBinding",
      "gcp:organizations/iAMPolicy:IAMPolicy",
    ]);
  });
});
