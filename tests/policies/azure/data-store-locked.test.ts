import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { dataStoreLocked } from "../../../policies/azure/data-store-locked.js";
import { describeRule, expectVerdict, type Neighbour } from "../support.js";

const STORAGE = "azure-native:storage:StorageAccount";
const LOCK = "azure-native:authorization:ManagementLockByScope";
const none = "no lock of level CanNotDelete or ReadOnly is on it or on its resource group";
const lock = (level: string, of = "it"): Neighbour => ({
  type: LOCK,
  name: "lock",
  inputs: { level },
  refers: { scope: of },
});
const group: Neighbour = { type: "azure-native:resources:ResourceGroup", name: "group" };

describe.each(["storage:StorageAccount", "cosmosdb:DatabaseAccount", "dbforpostgresql:Server"])("%s", (kind) => {
  describeRule(dataStoreLocked, `azure-native:${kind}`, {
    compliant: { inputs: {}, environment: "prod", around: [lock("CanNotDelete")] },
    broken: { inputs: {}, environment: "prod", around: [lock("NotSpecified")], breaks: none },
    absent: { inputs: {}, environment: "prod", breaks: none },
    unknown: { inputs: {}, environment: "prod", around: [lock(UNKNOWN)], undecided: "level" },
  });
});

test("a lock against any change is one against deletion", () =>
  expectVerdict(dataStoreLocked, STORAGE, {
    inputs: {},
    environment: "prod",
    around: [lock("ReadOnly")],
    passes: true,
  }));

test("a lock on its resource group is on it", () =>
  expectVerdict(dataStoreLocked, STORAGE, {
    inputs: {},
    environment: "prod",
    refers: { resourceGroupName: "group" },
    around: [group, lock("CanNotDelete", "group")],
    passes: true,
  }));

test("a lock of the kind for resource groups is on it", () =>
  expectVerdict(dataStoreLocked, STORAGE, {
    inputs: {},
    environment: "prod",
    refers: { resourceGroupName: "group" },
    around: [
      group,
      {
        type: "azure-native:authorization:ManagementLockAtResourceGroupLevel",
        name: "lock",
        inputs: { level: "CanNotDelete" },
        refers: { resourceGroupName: "group" },
      },
    ],
    passes: true,
  }));

const resourceLock: Neighbour = {
  type: "azure-native:authorization:ManagementLockAtResourceLevel",
  name: "lock",
  inputs: { level: "CanNotDelete" },
};

test("a lock of the kind for resources is on what it names", () =>
  expectVerdict(dataStoreLocked, STORAGE, {
    inputs: {},
    environment: "prod",
    around: [{ ...resourceLock, refers: { resourceName: "it" } }],
    passes: true,
  }));

test("a lock on another resource of the group is not on it", () =>
  expectVerdict(dataStoreLocked, STORAGE, {
    inputs: {},
    environment: "prod",
    refers: { resourceGroupName: "group" },
    around: [
      group,
      { type: STORAGE, name: "other" },
      { ...resourceLock, refers: { resourceName: "other", resourceGroupName: "group" } },
    ],
    breaks: none,
  }));

test("a lock that mentions it is on something else", () =>
  expectVerdict(dataStoreLocked, STORAGE, {
    inputs: {},
    environment: "prod",
    around: [
      { type: STORAGE, name: "other" },
      { ...lock("CanNotDelete"), refers: { notes: "it", scope: "other" } },
    ],
    breaks: none,
  }));

test("outside prod a store may go", () => expectVerdict(dataStoreLocked, STORAGE, { inputs: {}, silent: true }));

test("a stack that is torn down lets its stores go", () =>
  expectVerdict(dataStoreLocked, STORAGE, {
    environment: "prod",
    config: { "ai-stack:teardown": "true" },
    inputs: {},
    silent: true,
  }));

test("a cache of weights is filled again", () =>
  expectVerdict(dataStoreLocked, STORAGE, {
    inputs: {},
    environment: "prod",
    parent: "apps",
    around: [{ type: "ai-stack:azure:ContainerAppsEnvironment", name: "apps" }],
    passes: true,
  }));
