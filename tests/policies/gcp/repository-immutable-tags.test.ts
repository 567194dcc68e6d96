import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { repositoryImmutableTags } from "../../../policies/gcp/repository-immutable-tags.js";
import { describeRule, expectVerdict } from "../support.js";

const REPOSITORY = "gcp:artifactregistry/repository:Repository";
const prod = { environment: "prod" } as const;
const moving = "dockerConfig.immutableTags is not true, and tags that move are the default";

describeRule(repositoryImmutableTags, REPOSITORY, {
  compliant: { ...prod, inputs: { format: "DOCKER", dockerConfig: { immutableTags: true } } },
  broken: { ...prod, inputs: { format: "DOCKER", dockerConfig: { immutableTags: false } }, breaks: moving },
  absent: { ...prod, inputs: { format: "DOCKER" }, breaks: moving },
  unknown: { ...prod, inputs: { format: "DOCKER", dockerConfig: UNKNOWN }, undecided: "dockerConfig" },
});

describe(repositoryImmutableTags.name, () => {
  test("outside prod tags may move", () =>
    expectVerdict(repositoryImmutableTags, REPOSITORY, { inputs: { format: "DOCKER" }, silent: true }));

  test("pipelines have no such tags", () =>
    expectVerdict(repositoryImmutableTags, REPOSITORY, { ...prod, inputs: { format: "KFP" }, passes: true }));

  test("a mirror has the tags of what it mirrors", () =>
    expectVerdict(repositoryImmutableTags, REPOSITORY, {
      ...prod,
      inputs: { format: "DOCKER", mode: "REMOTE_REPOSITORY" },
      passes: true,
    }));
});
