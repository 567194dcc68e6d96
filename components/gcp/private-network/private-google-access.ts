import * as dns from "@pulumi/gcp/dns/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { servicePropagationHooks } from "../service-agent-propagation.js";
import type { PrivateNetworkTransform } from "./private-network-args.js";

/**
 * The addresses of private.googleapis.com, which is open to machines without an address of their own.
 * @see https://cloud.google.com/vpc/docs/configure-private-google-access#domain-options
 */
export const PRIVATE_APIS_CIDR = "199.36.153.8/30";
const PRIVATE_APIS = ["199.36.153.8", "199.36.153.9", "199.36.153.10", "199.36.153.11"];

/**
 * Domains that are answered there, by the endings of their zones' names: Google's APIs, Cloud Run services, Artifact
 * Registry, and what a Workbench notebook is reached by.
 * @see https://cloud.google.com/vertex-ai/docs/workbench/instances/service-perimeter
 */
const DOMAINS = {
  apis: "googleapis.com",
  run: "run.app",
  registry: "pkg.dev",
  notebooks: "notebooks.cloud.google.com",
  "notebooks-proxy": "notebooks.googleusercontent.com",
};

const TTL_SECONDS = 300;

interface PrivateGoogleAccessArgs {
  readonly projectId: string;
  /** Self link of the network. */
  readonly networkUrl: pulumi.Input<string>;
  readonly labels: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform: PrivateNetworkTransform | undefined;
}

/**
 * A private zone for each of Google's domains, in which every name is at private.googleapis.com. Returns the records:
 * with them the domains are found.
 */
export function createPrivateGoogleAccess(
  name: string,
  args: PrivateGoogleAccessArgs,
  parent: pulumi.CustomResourceOptions,
): pulumi.CustomResource[] {
  const { projectId, networkUrl, labels, transform } = args;
  return Object.entries(DOMAINS).map(([role, domain]) => {
    const zone = new dns.ManagedZone(
      `${name}-${role}`,
      {
        project: projectId,
        dnsName: `${domain}.`,
        description: `${domain} at private.googleapis.com`,
        visibility: "private",
        privateVisibilityConfig: { networks: [{ networkUrl }] },
        labels,
        ...transform?.zones,
      },
      { ...parent, hooks: servicePropagationHooks() },
    );
    return new dns.RecordSet(
      `${name}-${role}-records`,
      {
        project: projectId,
        managedZone: zone.name,
        name: `*.${domain}.`,
        type: "A",
        ttl: TTL_SECONDS,
        rrdatas: PRIVATE_APIS,
        ...transform?.records,
      },
      parent,
    );
  });
}
