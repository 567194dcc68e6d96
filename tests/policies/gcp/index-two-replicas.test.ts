import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { indexTwoReplicas } from "../../../policies/gcp/index-two-replicas.js";
import { describeRule, expectVerdict } from "../support.js";

const DEPLOYED = "gcp:vertex/aiIndexEndpointDeployedIndex:AiIndexEndpointDeployedIndex";
const environment = "prod";

describeRule(indexTwoReplicas, DEPLOYED, {
  compliant: { environment, inputs: { dedicatedResources: { minReplicaCount: 2 } } },
  broken: {
    environment,
    inputs: { dedicatedResources: { minReplicaCount: 1 } },
    breaks: "dedicatedResources.minReplicaCount is 1",
  },
  absent: { environment, inputs: {}, passes: true },
  unknown: { environment, inputs: { dedicatedResources: UNKNOWN }, undecided: "dedicatedResources" },
});

describe(indexTwoReplicas.name, () => {
  test("replicas that Vertex AI places count, too", () =>
    expectVerdict(indexTwoReplicas, DEPLOYED, {
      environment,
      inputs: { automaticResources: { minReplicaCount: 1 } },
      breaks: "automaticResources.minReplicaCount is 1",
    }));

  test("outside prod one is enough", () =>
    expectVerdict(indexTwoReplicas, DEPLOYED, {
      inputs: { dedicatedResources: { minReplicaCount: 1 } },
      silent: true,
    }));
});
