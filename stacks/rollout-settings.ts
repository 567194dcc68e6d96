import * as z from "zod";
import { blobFolder } from "./native-settings.js";
import { integer, mapping, modelId, text } from "./setting-types.js";

const deployment = mapping({
  share: integer(0, 100).describe("Share of the requests, in percent. All shares together are 100, or 0."),
  model: modelId.describe("Model of this deployment. Default: that of the endpoint.").optional(),
  weights: text(blobFolder).describe("Folder of its weights. Default: that of the endpoint.").optional(),
});

/** A deployment of an online endpoint is named in the endpoint's own address space: 3 characters and more. */
const deploymentName = text({
  pattern: /^(?=.{3,24}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  shape: "3 to 24 lower-case letters, digits and single inner hyphens that start with a letter",
});

/** One deployment, or two with their shares of the requests: the way to try a new model on some of them first. */
export const rolloutSchema = z
  .record(deploymentName, deployment, "a mapping from deployment names to deployments")
  .refine((deployments) => [1, 2].includes(Object.keys(deployments).length), "one or two deployments")
  .refine((deployments) => {
    const sum = Object.values(deployments).reduce((total, { share }) => total + share, 0);
    return sum === 0 || sum === 100;
  }, "deployments whose shares sum to 100, or to 0 where none takes requests yet")
  .meta({ minProperties: 1, maxProperties: 2 });
