import { getProjectOutput } from "@pulumi/gcp/organizations/index.js";
import * as projects from "@pulumi/gcp/projects/index.js";
import { getProjectServiceAccountOutput } from "@pulumi/gcp/storage/index.js";
import * as pulumi from "@pulumi/pulumi";
import { servicePropagationHooks } from "./service-agent-propagation.js";

/** How the agent of a service comes to be. */
type Origin =
  /** On demand, which `projects.ServiceIdentity` asks for. */
  | "identity"
  /** When somebody first asks Cloud Storage for it. */
  | "lookup"
  /** With the service's API, in this domain: it cannot be asked for. */
  | { readonly domain: string };

/**
 * Services whose agents encrypt and decrypt what they keep, by the first part of their APIs' names.
 * @see https://cloud.google.com/iam/docs/service-agents
 * @see https://cloud.google.com/storage/docs/projects#service-agents
 */
const ORIGINS = {
  aiplatform: "identity",
  artifactregistry: "identity",
  compute: { domain: "compute-system" },
  notebooks: "identity",
  pubsub: "identity",
  run: "identity",
  secretmanager: "identity",
  storage: "lookup",
} as const satisfies Record<string, Origin>;

/** A service with an agent, by the first part of its API's name. */
export type AgentService = keyof typeof ORIGINS;

export const AGENT_SERVICES: readonly string[] = Object.keys(ORIGINS);

/**
 * The agent of a service in a project as a member of a grant, `serviceAccount:<address>`. An agent that does not exist
 * yet is made; none can be deleted.
 *
 * @param name name of the resource that makes it, where one does
 * @param dependsOn what must come first, such as the service's API
 */
export function serviceAgentMember(
  name: string,
  service: AgentService,
  projectId: string,
  parent: pulumi.Resource,
  dependsOn: pulumi.InvokeOutputOptions["dependsOn"],
): pulumi.Output<string> {
  const origin: Origin = ORIGINS[service];
  if (origin === "lookup") return getProjectServiceAccountOutput({ project: projectId }, { parent, dependsOn }).member;
  if (origin === "identity") {
    const args = { project: projectId, service: `${service}.googleapis.com` };
    return new projects.ServiceIdentity(name, args, { parent, hooks: servicePropagationHooks() }).member;
  }
  const { number } = getProjectOutput({ projectId }, { parent, dependsOn });
  return pulumi.interpolate`serviceAccount:service-${number}@${origin.domain}.iam.gserviceaccount.com`;
}
