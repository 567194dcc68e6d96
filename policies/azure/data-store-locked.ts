import { cisAzure, mcsb } from "../control.js";
import type { Resource, StackView } from "../resource.js";
import { rule, type Said } from "../rule.js";
import { referringBy } from "./referring.js";
import { isOneOf } from "./words.js";

const GROUP = "azure-native:resources:ResourceGroup";

export const dataStoreLocked = rule({
  name: "azure-data-store-locked",
  description: "A data store in prod has a lock, itself or by its resource group, so that Azure refuses to delete it.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [cisAzure("10.1"), mcsb("AM-4")],
  remediation: "Add a ManagementLockByScope with the store's id as scope and level CanNotDelete.",
  url: "https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources",
  scope: "stack",
  checks: {
    "azure-native:cosmosdb:DatabaseAccount": unlocked,
    "azure-native:dbforpostgresql:Server": unlocked,
    "azure-native:storage:StorageAccount": (account, settings, stack) =>
      // The environment's account is a cache of weights: what is deleted is downloaded again.
      stack.componentAbove(account)?.type === "ai-stack:azure:ContainerAppsEnvironment"
        ? []
        : unlocked(account, settings, stack),
  },
});

function unlocked(store: Resource, _: unknown, stack: StackView): Said {
  if (!store.kept) return undefined;
  const group = stack.referred(store, "resourceGroupName", GROUP);
  return [...locksOf(store, stack), ...(group === undefined ? [] : locksOf(group, stack))].some(({ inputs }) =>
    isOneOf(inputs.level, "CanNotDelete", "ReadOnly"),
  )
    ? []
    : ["no lock of level CanNotDelete or ReadOnly is on it or on its resource group"];
}

/** Locks on a resource itself; those of the kind for resources name its group, too. */
function locksOf(locked: Resource, stack: StackView): Resource[] {
  return [
    ...referringBy("scope", locked, "azure-native:authorization:ManagementLockByScope", stack),
    ...referringBy("resourceName", locked, "azure-native:authorization:ManagementLockAtResourceLevel", stack),
    ...referringBy("resourceGroupName", locked, "azure-native:authorization:ManagementLockAtResourceGroupLevel", stack),
  ];
}
