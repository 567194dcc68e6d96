import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { workloadOwnServiceAccount } from "../../../policies/gcp/workload-own-service-account.js";
import { describeRule, expectVerdict } from "../support.js";

const OWN = "train@p.iam.gserviceaccount.com";
const DEFAULT = "123456789012-compute@developer.gserviceaccount.com";
const INSTANCE = "gcp:compute/instance:Instance";

describe.each([
  INSTANCE,
  "gcp:compute/instanceTemplate:InstanceTemplate",
  "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate",
  "gcp:compute/instanceFromTemplate:InstanceFromTemplate",
  "gcp:compute/instanceFromMachineImage:InstanceFromMachineImage",
])("%s", (type) => {
  describeRule(workloadOwnServiceAccount, type, {
    compliant: { inputs: { serviceAccount: { email: OWN } } },
    broken: {
      inputs: { serviceAccount: { email: DEFAULT } },
      breaks: "serviceAccount.email is a default service account of the project",
    },
    absent: { inputs: {}, passes: true },
    unknown: { inputs: { serviceAccount: { email: UNKNOWN } }, undecided: "serviceAccount.email" },
  });
});

describe.each<[string, string, (account: unknown) => object]>([
  ["gcp:tpu/v2Vm:V2Vm", "serviceAccount.email", (email) => ({ serviceAccount: { email } })],
  [
    "gcp:workbench/instance:Instance",
    "gceSetup.serviceAccounts[0].email",
    (email) => ({ gceSetup: { serviceAccounts: [{ email }] } }),
  ],
  [
    "gcp:container/nodePool:NodePool",
    "nodeConfig.serviceAccount",
    (serviceAccount) => ({ nodeConfig: { serviceAccount } }),
  ],
  ["gcp:cloudrunv2/service:Service", "template.serviceAccount", (serviceAccount) => ({ template: { serviceAccount } })],
  [
    "gcp:cloudrunv2/workerPool:WorkerPool",
    "template.serviceAccount",
    (serviceAccount) => ({ template: { serviceAccount } }),
  ],
  [
    "gcp:cloudrunv2/job:Job",
    "template.template.serviceAccount",
    (serviceAccount) => ({ template: { template: { serviceAccount } } }),
  ],
  [
    "gcp:cloudrun/service:Service",
    "template.spec.serviceAccountName",
    (serviceAccountName) => ({ template: { spec: { serviceAccountName } } }),
  ],
  [
    "gcp:cloudfunctionsv2/function:Function",
    "serviceConfig.serviceAccountEmail",
    (serviceAccountEmail) => ({ serviceConfig: { serviceAccountEmail } }),
  ],
])("%s", (type, path, inputs) => {
  const absent = `${path} is not set, and Compute Engine's default service account is taken`;

  describeRule(workloadOwnServiceAccount, type, {
    compliant: { inputs: { ...inputs(OWN) } },
    broken: { inputs: { ...inputs(DEFAULT) }, breaks: `${path} is a default service account of the project` },
    absent: { inputs: {}, breaks: absent },
    unknown: { inputs: { ...inputs(UNKNOWN) }, undecided: path },
  });
});

describeRule(workloadOwnServiceAccount, "gcp:vertex/aiSchedule:AiSchedule", {
  compliant: { inputs: { createPipelineJobRequest: { pipelineJob: { serviceAccount: OWN } } } },
  broken: {
    inputs: { createPipelineJobRequest: { pipelineJob: {} } },
    breaks:
      "createPipelineJobRequest.pipelineJob.serviceAccount is not set, and Compute Engine's default service account is taken",
  },
  absent: { inputs: { createNotebookExecutionJobRequest: {} }, passes: true },
  unknown: { inputs: { createPipelineJobRequest: UNKNOWN }, undecided: "createPipelineJobRequest" },
});

describe(workloadOwnServiceAccount.name, () => {
  test.each(["default", "p@appspot.gserviceaccount.com"])("%s is a default account, too", (email) =>
    expectVerdict(workloadOwnServiceAccount, INSTANCE, {
      inputs: { serviceAccount: { email } },
      breaks: "serviceAccount.email is a default service account of the project",
    }),
  );

  test("an account of one's own may be called default", () =>
    expectVerdict(workloadOwnServiceAccount, INSTANCE, {
      inputs: { serviceAccount: { email: "default@p.iam.gserviceaccount.com" } },
      passes: true,
    }));

  test.each([{ scopes: ["cloud-platform"] }, { email: "" }])("a machine with %j has the default account", (account) =>
    expectVerdict(workloadOwnServiceAccount, INSTANCE, {
      inputs: { serviceAccount: account },
      breaks: "serviceAccount.email is not set, and Compute Engine's default service account is taken",
    }),
  );
});
