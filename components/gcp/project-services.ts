import * as projects from "@pulumi/gcp/projects/index.js";
import * as pulumi from "@pulumi/pulumi";
import { check, checkMatch } from "../shared/check.js";

const DOMAIN = ".googleapis.com";

/** Inputs of {@link ProjectServices}. */
export interface ProjectServicesArgs {
  /** Id of the project, such as `ml-dev-123456`. */
  readonly projectId: string;
  /** Names of the APIs to enable, such as `compute.googleapis.com`; each once. */
  readonly services: readonly string[];
  /** Shallow, last-word overrides of a child's args. */
  readonly transform?: {
    /** Applies to each of the services. */
    readonly services?: Partial<projects.ServiceArgs>;
  };
}

/**
 * The APIs that a stack uses, enabled in its project. They stay enabled when they are removed here or the stack is
 * destroyed: others in the project may use them. What calls them depends on this component.
 *
 * The Service Usage and Cloud Resource Manager APIs (`serviceusage.googleapis.com`,
 * `cloudresourcemanager.googleapis.com`) must already be enabled for that.
 *
 * Children: a service for each API.
 *
 * @throws RunError when `services` has something else than names of APIs, or one twice.
 * @see https://cloud.google.com/service-usage/docs/enable-disable
 */
export class ProjectServices extends pulumi.ComponentResource {
  /** The project's id, known once every API is enabled. An API may answer only some minutes later. */
  readonly ready: pulumi.Output<string>;

  constructor(name: string, args: ProjectServicesArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, ...rest } = args;
    const { projectId, services } = rest;
    for (const service of services)
      checkMatch("services", service, /^[a-z][a-z0-9-]*\.googleapis\.com$/, "names like compute.googleapis.com");
    check(
      new Set(services).size === services.length,
      `'services' must differ from each other, got ${services.join(", ")}`,
    );
    super("ai-stack:gcp:ProjectServices", name, rest, opts);
    const parent = { parent: this };

    const enabled = services.map(
      (service) =>
        new projects.Service(
          `${name}-${service.slice(0, -DOMAIN.length)}`,
          { project: projectId, service, disableOnDestroy: false, ...transform?.services },
          parent,
        ),
    );

    this.ready = pulumi.all(enabled.map((service) => service.project)).apply(() => projectId);
    this.registerOutputs({ ready: this.ready });
  }
}
