import type * as app from "@pulumi/azure-native/app/index.js";
import type * as monitor from "@pulumi/azure-native/monitor/index.js";
import type * as operationalinsights from "@pulumi/azure-native/operationalinsights/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { check, checkInteger, checkMatch, checkOneOf } from "../../shared/check.js";
import { GPU_PROFILES, type GpuProfile } from "../gpu-profiles.js";
import { LOCATION } from "../location.js";
import type { PrivateLink } from "../private-endpoint.js";
import type { EnvironmentDomainTransform } from "./environment-domain.js";
import type { ModelCacheTransform } from "./model-cache.js";

/** Inputs of {@link ContainerAppsEnvironment}. */
export interface ContainerAppsEnvironmentArgs {
  /** Name of the resource group of everything in it. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Region, such as `swedencentral`; one that has `gpuProfiles`. */
  readonly location: string;
  /** ARM id of a subnet of /27 or larger that is delegated to `Microsoft.App/environments` and holds nothing else. */
  readonly subnetId: pulumi.Input<string>;
  /** ARM id of the virtual network whose machines find the apps by name: that of `subnetId`. */
  readonly networkId: pulumi.Input<string>;
  /** Serverless GPUs that its apps may have: best all of them from the start. None is paid for while no replica runs. */
  readonly gpuProfiles: readonly GpuProfile[];
  /**
   * A share that keeps what apps fetch from Hugging Face. A container has a disk of 8 GiB of its own, which weights
   * soon fill. Nothing removes what a former model left there: `az containerapp exec` into an app that runs, and
   * `rm -r /models/hub/models--<owner>--<model>`. @default - none
   */
  readonly modelCache?: {
    /**
     * Size in GiB, 32 to 262144. All of it is paid for, used or not. It is made larger at any time, and smaller 24 hours
     * after that at the earliest.
     */
    readonly sizeGiB: number;
    /** Where its private endpoint is made. */
    readonly privateLink: PrivateLink;
  };
  /** ARM id of the Log Analytics workspace that gets the logs. @default - a workspace of its own, which keeps 30 days */
  readonly logAnalyticsWorkspaceId?: pulumi.Input<string>;
  /** Whether replicas are spread over the region's zones; cannot be changed later. @default false */
  readonly zoneRedundant?: boolean;
  /** Tags of everything that takes them. */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args; those in the plural apply to each of the children. */
  readonly transform?: EnvironmentDomainTransform &
    ModelCacheTransform & {
      readonly environment?: Partial<app.ManagedEnvironmentArgs>;
      readonly logs?: Partial<operationalinsights.WorkspaceArgs>;
      readonly diagnostics?: Partial<monitor.DiagnosticSettingArgs>;
    };
}

/** Throws a RunError for the first argument that Azure would refuse. */
export function checkContainerAppsEnvironmentArgs(name: string, args: ContainerAppsEnvironmentArgs): void {
  const { location, gpuProfiles, modelCache } = args;
  // Of the 32 characters of an environment's name the random ending takes 8.
  checkMatch(
    "name",
    name,
    /^(?=.{1,24}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    "up to 24 lower-case letters and digits, with single hyphens between, the first a letter",
  );
  checkMatch("location", location, LOCATION.pattern, LOCATION.shape);
  for (const profile of gpuProfiles) checkOneOf("gpuProfiles", profile, Object.keys(GPU_PROFILES));
  check(
    new Set(gpuProfiles).size === gpuProfiles.length,
    `'gpuProfiles' must name each profile once, got ${gpuProfiles.join(", ")}`,
  );
  // What a share may have: https://learn.microsoft.com/azure/storage/files/understanding-billing (SSD, provisioned v2)
  if (modelCache !== undefined) checkInteger("modelCache.sizeGiB", modelCache.sizeGiB, 32, 262_144);
}
