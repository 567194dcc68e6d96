import { objectOf } from "../../plan/inputs.js";
import { owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const repositoryImmutableTags = rule({
  name: "gcp-repository-immutable-tags",
  description: "In prod a tag of a container image means the same image for ever.",
  cloud: "gcp",
  environment: "prod",
  severity: "medium",
  level: "advisory",
  controls: [owaspLlm(3)],
  remediation: "Set dockerConfig.immutableTags to true.",
  url: "https://docs.cloud.google.com/artifact-registry/docs/repositories/update-repo-settings",
  scope: "resource",
  checks: {
    // A repository that stands for another one takes its tags from there.
    "gcp:artifactregistry/repository:Repository": ({ inputs }) => {
      const { format, mode = "STANDARD_REPOSITORY" } = inputs;
      if (format !== "DOCKER" || mode !== "STANDARD_REPOSITORY") return [];
      return objectOf(inputs.dockerConfig).immutableTags === true
        ? []
        : ["dockerConfig.immutableTags is not true, and tags that move are the default"];
    },
  },
});
