import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { mlDatastoreNoKeys } from "../../../policies/azure/ml-datastore-no-keys.js";
import { describeRule, expectVerdict } from "../support.js";

const credentials = (credentialsType?: string) => ({ properties: { credentials: { credentialsType } } });

describeRule(mlDatastoreNoKeys, "azure-native:machinelearningservices:Datastore", {
  compliant: { inputs: credentials("None") },
  broken: { inputs: credentials("AccountKey"), breaks: "properties.credentials.credentialsType is not None" },
  absent: { inputs: credentials(), breaks: "properties.credentials.credentialsType is not None" },
  unknown: { inputs: credentials(UNKNOWN), undecided: "properties.credentials.credentialsType" },
});

const WORKSPACE = "azure-native:machinelearningservices:Workspace";

describeRule(mlDatastoreNoKeys, WORKSPACE, {
  compliant: { inputs: { systemDatastoresAuthMode: "Identity" } },
  broken: {
    inputs: { systemDatastoresAuthMode: "AccessKey" },
    breaks: "systemDatastoresAuthMode is not Identity, and AccessKey is the default",
  },
  absent: { inputs: {}, breaks: "systemDatastoresAuthMode is not Identity, and AccessKey is the default" },
  unknown: { inputs: { systemDatastoresAuthMode: UNKNOWN }, undecided: "systemDatastoresAuthMode" },
});

test("a signature that an identity made is no key", () =>
  expectVerdict(mlDatastoreNoKeys, WORKSPACE, {
    inputs: { systemDatastoresAuthMode: "UserDelegationSAS" },
    passes: true,
  }));
