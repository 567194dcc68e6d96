import * as app from "@pulumi/azure-native/app/index.js";
import * as monitor from "@pulumi/azure-native/monitor/index.js";
import * as operationalinsights from "@pulumi/azure-native/operationalinsights/index.js";
import * as pulumi from "@pulumi/pulumi";
import { directoryPropagationHooks } from "../directory-propagation.js";
import { GPU_PROFILES } from "../gpu-profiles.js";
import {
  type ContainerAppsEnvironmentArgs,
  checkContainerAppsEnvironmentArgs,
} from "./container-apps-environment-args.js";
import { createEnvironmentDomain } from "./environment-domain.js";
import { createModelCache } from "./model-cache.js";

export type { GpuProfile } from "../gpu-profiles.js";
export type { ContainerAppsEnvironmentArgs } from "./container-apps-environment-args.js";

/** What the environment logs: the containers' output, and what Container Apps does with them. */
const LOG_CATEGORIES = ["ContainerAppConsoleLogs", "ContainerAppSystemLogs"];

/**
 * A Container Apps environment with serverless GPUs in a subnet of a virtual network. Its load balancer has an address in
 * that network and none on the internet; a private DNS zone lets the network find its apps. Traffic between load balancer
 * and apps is encrypted. Logs go to Log Analytics without a shared key. Azure keeps what runs the environment in a
 * resource group of its own, `ME_…`, and a GPU needs quota.
 *
 * Children: the environment, with the setting that sends its logs away; a DNS zone with its link and two records; unless
 * one is named, a Log Analytics workspace; with `modelCache` a storage account, its share, a private endpoint with its
 * zone group and the environment's storage.
 *
 * @throws RunError when an argument is out of range, a profile is unknown or named twice, or `name` cannot begin an
 * environment's name.
 * @see https://learn.microsoft.com/azure/container-apps/gpu-serverless-overview
 * @see https://learn.microsoft.com/azure/container-apps/networking
 * @see https://learn.microsoft.com/azure/container-apps/log-options
 * @see https://learn.microsoft.com/azure/azure-monitor/reference/supported-logs/microsoft-app-managedenvironments-logs
 */
export class ContainerAppsEnvironment extends pulumi.ComponentResource {
  /** `/subscriptions/…/providers/Microsoft.App/managedEnvironments/<name>`. */
  readonly environmentId: pulumi.Output<string>;
  readonly environmentName: pulumi.Output<string>;
  /** The domain that apps are under: `<unique>.<region>.azurecontainerapps.io`. */
  readonly defaultDomain: pulumi.Output<string>;
  /** Name of the storage by which apps mount the model cache; undefined without one. */
  readonly cacheStorageName: pulumi.Output<string> | undefined;

  constructor(name: string, args: ContainerAppsEnvironmentArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, zoneRedundant = false, ...rest } = args;
    const { resourceGroupName, location, subnetId, networkId, gpuProfiles, modelCache, tags } = rest;
    checkContainerAppsEnvironmentArgs(name, rest);
    // Children wait for all that their component is registered with, and most do not need the cache's zones.
    const documented = { ...rest, zoneRedundant, modelCache: modelCache && { sizeGiB: modelCache.sizeGiB } };
    super("ai-stack:azure:ContainerAppsEnvironment", name, documented, opts);
    const parent = { parent: this };

    const environment = new app.ManagedEnvironment(
      name,
      {
        resourceGroupName,
        location,
        vnetConfiguration: { infrastructureSubnetId: subnetId, internal: true },
        publicNetworkAccess: "Disabled",
        peerTrafficConfiguration: { encryption: { enabled: true } },
        zoneRedundant,
        workloadProfiles: [
          { name: "Consumption", workloadProfileType: "Consumption" },
          // No counts of machines: serverless profiles take none.
          ...gpuProfiles.map((profile) => ({ name: GPU_PROFILES[profile].name, workloadProfileType: profile })),
        ],
        appLogsConfiguration: { destination: "azure-monitor" },
        tags,
        ...transform?.environment,
      },
      // It changes its subnet, as other subnets of the network may change.
      { ...parent, hooks: directoryPropagationHooks(), replaceOnChanges: ["vnetConfiguration"] },
    );
    const workspaceId =
      rest.logAnalyticsWorkspaceId ??
      new operationalinsights.Workspace(
        `${name}-logs`,
        {
          resourceGroupName,
          location,
          sku: { name: "PerGB2018" },
          retentionInDays: 30,
          features: { disableLocalAuth: true },
          tags,
          ...transform?.logs,
        },
        parent,
      ).id;
    new monitor.DiagnosticSetting(
      `${name}-diagnostics`,
      {
        name: "logs",
        resourceUri: environment.id,
        workspaceId,
        logs: LOG_CATEGORIES.map((category) => ({ category, enabled: true })),
        ...transform?.diagnostics,
      },
      parent,
    );
    createEnvironmentDomain(
      name,
      {
        resourceGroupName,
        domain: environment.defaultDomain,
        address: environment.staticIp,
        networkId,
        tags,
        transform,
      },
      parent,
    );

    this.environmentId = environment.id;
    this.environmentName = environment.name;
    this.defaultDomain = environment.defaultDomain;
    this.cacheStorageName =
      modelCache &&
      createModelCache(
        name,
        { resourceGroupName, location, environmentName: environment.name, ...modelCache, tags, transform },
        parent,
      ).name;
    const { environmentId, environmentName, defaultDomain, cacheStorageName } = this;
    this.registerOutputs({ environmentId, environmentName, defaultDomain, cacheStorageName });
  }
}
