import { textOf } from "../../plan/inputs.js";
import { nistAiRmf, owaspLlm } from "../control.js";
import { ofEachAt } from "../places.js";
import type { Resource, StackView } from "../resource.js";
import { rule, type Violations } from "../rule.js";
import type { Settings } from "../settings.js";
import { CONTAINER_IMAGES } from "./container-images.js";

export const containerImageDigestKept = rule({
  name: "all-container-image-digest-kept",
  description: "Where settings give the digest of an image, the container runs the image by that digest.",
  cloud: "all",
  severity: "medium",
  level: "mandatory",
  controls: [owaspLlm(3), nistAiRmf("MANAGE 3.1")],
  remediation: "Pass the image on as the settings have it, with everything from @sha256: on.",
  url: "https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
  scope: "stack",
  checks: Object.fromEntries(
    Object.entries(CONTAINER_IMAGES)
      .filter(([type]) => !type.startsWith("AWS::"))
      .map(([type, paths]) => [
        type,
        (resource: Resource, _: Settings, stack: StackView) => dropped(resource, paths, stack),
      ]),
  ),
});

/** Where our components take the image that they run. */
const GIVEN = ["image", "container.image", "deployments{}.image"];

function* dropped(resource: Resource, paths: readonly string[], stack: StackView): Violations {
  const component = stack.componentAbove(resource);
  if (component === undefined) return;
  const given: string[] = [];
  yield* ofEachAt(component.inputs, GIVEN, (value) => {
    given.push(textOf(value) ?? "");
    return [];
  });
  const pinned = given.filter((image) => image.includes("@sha256:"));
  if (pinned.length === 0) return;
  yield* ofEachAt(resource.inputs, paths, function* (value, at) {
    const image = textOf(value) ?? "";
    if (pinned.some((one) => repositoryOf(one) === repositoryOf(image)) && !pinned.includes(image))
      yield `${at} is not the digest that ${component.name} is given`;
  });
}

function repositoryOf(image: string): string {
  return image.replace(/@.*$/, "").replace(/:[^:/]+$/, "");
}
