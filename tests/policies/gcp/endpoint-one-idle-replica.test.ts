import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { endpointOneIdleReplica } from "../../../policies/gcp/endpoint-one-idle-replica.js";
import { describeRule, expectVerdict } from "../support.js";

const MODEL_GARDEN = "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment";
const POOL = "gcp:vertex/aiDeploymentResourcePool:AiDeploymentResourcePool";
const deployment = (minReplicaCount: unknown) => ({
  inputs: { deployConfig: { dedicatedResources: { minReplicaCount } } },
});
const pool = (minReplicaCount: unknown) => ({ inputs: { dedicatedResources: { minReplicaCount } } });

describeRule(endpointOneIdleReplica, MODEL_GARDEN, {
  compliant: deployment(1),
  broken: {
    ...deployment(2),
    breaks: "deployConfig.dedicatedResources.minReplicaCount is 2, so as many replicas always run",
  },
  absent: { inputs: {}, passes: true },
  unknown: { ...deployment(UNKNOWN), undecided: "deployConfig.dedicatedResources.minReplicaCount" },
});

describeRule(endpointOneIdleReplica, POOL, {
  compliant: pool(1),
  broken: { ...pool(3), breaks: "dedicatedResources.minReplicaCount is 3, so as many replicas always run" },
  absent: { inputs: {}, passes: true },
  unknown: { ...pool(UNKNOWN), undecided: "dedicatedResources.minReplicaCount" },
});

describe(endpointOneIdleReplica.name, () => {
  test("prod may keep more", () => {
    expectVerdict(endpointOneIdleReplica, MODEL_GARDEN, { environment: "prod", ...deployment(2), silent: true });
    expectVerdict(endpointOneIdleReplica, POOL, { environment: "prod", ...pool(2), silent: true });
  });
});
