import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { repositoryCmek } from "../../../policies/gcp/repository-cmek.js";
import { describeRule, expectVerdict } from "../support.js";

const REPOSITORY = "gcp:artifactregistry/repository:Repository";
const environment = "prod";
const googles = "kmsKeyName is not set, and a key of Google's is the default";

describeRule(repositoryCmek, REPOSITORY, {
  compliant: { environment, inputs: { kmsKeyName: "k" } },
  broken: { environment, inputs: { format: "DOCKER" }, breaks: googles },
  absent: { environment, inputs: {}, breaks: googles },
  unknown: { environment, inputs: { kmsKeyName: UNKNOWN }, passes: true },
});

test("outside prod Google's key is enough", () =>
  expectVerdict(repositoryCmek, REPOSITORY, { inputs: {}, silent: true }));
