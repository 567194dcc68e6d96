import { UNKNOWN } from "../../../plan/plan.js";
import { endpointReplicaBounds } from "../../../policies/gcp/endpoint-replica-bounds.js";
import { describeRule } from "../support.js";

describeRule(
  endpointReplicaBounds,
  "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment",
  {
    compliant: { inputs: { deployConfig: { dedicatedResources: { minReplicaCount: 1 } } } },
    broken: {
      inputs: { deployConfig: { dedicatedResources: { maxReplicaCount: 4 } } },
      breaks: "deployConfig.dedicatedResources.minReplicaCount is not set, and Model Garden chooses",
    },
    absent: {
      inputs: {},
      breaks: "deployConfig.dedicatedResources.minReplicaCount is not set, and Model Garden chooses",
    },
    unknown: {
      inputs: { deployConfig: { dedicatedResources: UNKNOWN } },
      undecided: "deployConfig.dedicatedResources",
    },
  },
);

describeRule(endpointReplicaBounds, "gcp:vertex/aiDeploymentResourcePool:AiDeploymentResourcePool", {
  compliant: { inputs: { dedicatedResources: { minReplicaCount: 1, maxReplicaCount: 2 } } },
  broken: { inputs: { dedicatedResources: {} }, breaks: "dedicatedResources.minReplicaCount is not set" },
  absent: { inputs: {}, breaks: "dedicatedResources.minReplicaCount is not set" },
  unknown: { inputs: { dedicatedResources: UNKNOWN }, undecided: "dedicatedResources" },
});

describeRule(endpointReplicaBounds, "gcp:vertex/aiReasoningEngine:AiReasoningEngine", {
  compliant: { inputs: { spec: { deploymentSpec: { maxInstances: 4 } } } },
  broken: {
    inputs: { spec: { deploymentSpec: { minInstances: 1 } } },
    breaks: "spec.deploymentSpec.maxInstances is not set, and 100 is the default",
  },
  absent: { inputs: {}, breaks: "spec.deploymentSpec.maxInstances is not set, and 100 is the default" },
  unknown: { inputs: { spec: UNKNOWN }, undecided: "spec" },
});
