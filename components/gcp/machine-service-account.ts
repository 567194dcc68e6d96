import * as projects from "@pulumi/gcp/projects/index.js";
import * as serviceaccount from "@pulumi/gcp/serviceaccount/index.js";
import * as pulumi from "@pulumi/pulumi";
import { physicalName } from "../shared/names.js";
import { servicePropagationHooks } from "./service-agent-propagation.js";

/** What a machine may do: write its own logs and metrics. */
const ROLES = { "log-writer": "roles/logging.logWriter", "metric-writer": "roles/monitoring.metricWriter" };

/** The OAuth scope that leaves it to the service account's roles what a machine may do. */
export const CLOUD_PLATFORM_SCOPE = "https://www.googleapis.com/auth/cloud-platform";

interface MachineServiceAccountArgs {
  readonly projectId: string;
  readonly transform: Partial<serviceaccount.AccountArgs> | undefined;
}

/** A service account for a component's machines alone, which may write logs and metrics and nothing else. */
export function createMachineServiceAccount(
  name: string,
  args: MachineServiceAccountArgs,
  parent: pulumi.CustomResourceOptions,
) {
  const { projectId, transform } = args;
  const account = new serviceaccount.Account(
    `${name}-service-account`,
    {
      project: projectId,
      accountId: physicalName("serviceAccount", [pulumi.getProject(), pulumi.getStack(), name]),
      displayName: `Machines of ${name}`,
      ...transform,
    },
    parent,
  );
  const grants = Object.entries(ROLES).map(
    ([suffix, role]) =>
      new projects.IAMMember(
        `${name}-${suffix}`,
        { project: projectId, role, member: account.member },
        { ...parent, hooks: servicePropagationHooks() },
      ),
  );
  return { account, grants };
}
