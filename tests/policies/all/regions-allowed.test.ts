import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { STACK_TYPE } from "../../../plan/urn.js";
import { regionsAllowed } from "../../../policies/all/regions-allowed.js";
import { expectVerdict, verdictOn } from "../support.js";

const settings = { aws: ["eu-central-1"], gcp: ["europe-west4"], azure: ["swedencentral"] };
const BUCKET = "aws:s3/bucket:Bucket";
const INSTANCE = "gcp:compute/instance:Instance";
const ACCOUNT = "azure-native:storage:StorageAccount";

describe(regionsAllowed.name, () => {
  test.each([
    [BUCKET, { region: "eu-central-1" }],
    [BUCKET, {}],
    [INSTANCE, { zone: "europe-west4-a" }],
    [INSTANCE, { zone: "https://www.googleapis.com/compute/v1/projects/p/zones/europe-west4-b" }],
    ["gcp:kms/keyRing:KeyRing", { location: "EUROPE-WEST4" }],
    ["gcp:compute/subnetwork:Subnetwork", { region: "projects/p/regions/europe-west4" }],
    [ACCOUNT, { location: "swedencentral" }],
    [ACCOUNT, { location: "Sweden Central" }],
    ["azure-native:privatedns:PrivateZone", { location: "Global" }],
    ["pulumi:providers:aws", { region: "eu-central-1" }],
  ])("passes %s %j", (type, inputs) => expectVerdict(regionsAllowed, type, { inputs, settings, passes: true }));

  test.each([
    [BUCKET, { region: "us-east-1" }, "region is us-east-1, which is not among the regions of aws"],
    [INSTANCE, { zone: "us-central1-a" }, "zone is us-central1, which is not among the regions of gcp"],
    ["gcp:storage/bucket:Bucket", { location: "EU" }, "location is eu, which is not among the regions of gcp"],
    [
      "gcp:vertex/aiEndpoint:AiEndpoint",
      { location: "global" },
      "location is global, which is not among the regions of gcp",
    ],
    [
      "gcp:compute/subnetwork:Subnetwork",
      { region: "us-west1" },
      "region is us-west1, which is not among the regions of gcp",
    ],
    [ACCOUNT, { location: "West US 3" }, "location is westus3, which is not among the regions of azure"],
    ["pulumi:providers:aws", { region: "us-east-1" }, "region is us-east-1, which is not among the regions of aws"],
    ["pulumi:providers:gcp", { region: "us-east1" }, "region is us-east1, which is not among the regions of gcp"],
    [
      "pulumi:providers:azure-native",
      { location: "eastus" },
      "location is eastus, which is not among the regions of azure",
    ],
  ])("names what breaks it on %s %j", (type, inputs, breaks) =>
    expectVerdict(regionsAllowed, type, { inputs, settings, breaks }),
  );

  test.each([
    ["random:index/randomId:RandomId", { region: "us-east-1" }],
    ["ai-stack:azure:ResourceGroup", { location: "westus3" }],
    ["pulumi:providers:random", { region: "us-east-1" }],
  ])("does not look at %s, which is in no cloud", (type, inputs) =>
    expectVerdict(regionsAllowed, type, { inputs, settings, silent: true }),
  );

  test("allows any region without a list for the cloud, and reads none", () => {
    expectVerdict(regionsAllowed, BUCKET, {
      inputs: { region: UNKNOWN },
      settings: { gcp: ["europe-west4"] },
      silent: true,
    });
    expectVerdict(regionsAllowed, BUCKET, { inputs: { region: "us-east-1" }, silent: true });
  });

  test("says what it does not know before up, and looks at the rest", () => {
    const inputs = { region: UNKNOWN, zone: "us-central1-a" };
    const verdict = verdictOn(regionsAllowed, INSTANCE, { inputs, settings });
    expect(verdict?.violations).toEqual(["zone is us-central1, which is not among the regions of gcp"]);
    expect(verdict?.undecided?.property).toBe("region");
  });

  test("allows a multi-region or global place that the list names", () => {
    const named = { gcp: ["EU", "global"] };
    expectVerdict(regionsAllowed, INSTANCE, { inputs: { location: "eu" }, settings: named, passes: true });
    expectVerdict(regionsAllowed, INSTANCE, { inputs: { location: "global" }, settings: named, passes: true });
  });

  test("does not take a part of a region's name for the region", () => {
    expectVerdict(regionsAllowed, BUCKET, {
      inputs: { region: "eu-central-1-x" },
      settings,
      breaks: "region is eu-central-1-x, which is not among the regions of aws",
    });
  });

  test("looks at where the default providers of a stack are", () => {
    const config = {
      "aws:region": "us-east-1",
      "gcp:region": "europe-west4",
      "gcp:zone": "us-central1-a",
      "azure-native:location": "swedencentral",
    };
    expectVerdict(regionsAllowed, STACK_TYPE, {
      inputs: {},
      config,
      settings,
      breaks: [
        "aws:region is us-east-1, which is not among the regions of aws",
        "gcp:zone is us-central1, which is not among the regions of gcp",
      ],
    });
    expectVerdict(regionsAllowed, STACK_TYPE, { inputs: {}, config, silent: true });
    expectVerdict(regionsAllowed, STACK_TYPE, { inputs: {}, settings, passes: true });
  });

  test("says once where a default provider is, which the engine shows and our own preview does not", () => {
    const provider = { inputs: { region: "us-east-1" }, name: "default_7_48_0", settings };
    const config = { "aws:region": "us-east-1" };
    expectVerdict(regionsAllowed, "pulumi:providers:aws", { ...provider, config, passes: true });
    expectVerdict(regionsAllowed, "pulumi:providers:aws", {
      ...provider,
      breaks: "region is us-east-1, which is not among the regions of aws",
    });
    expectVerdict(regionsAllowed, "pulumi:providers:aws", {
      ...provider,
      name: "mine",
      config,
      breaks: "region is us-east-1, which is not among the regions of aws",
    });
    expectVerdict(regionsAllowed, BUCKET, {
      ...provider,
      config,
      breaks: "region is us-east-1, which is not among the regions of aws",
    });
  });

  test("crashes on no type, whatever it is called", () => {
    expectVerdict(regionsAllowed, "constructor", { inputs: {}, settings, silent: true });
    expectVerdict(regionsAllowed, "__proto__:x:y", { inputs: { region: "x" }, settings, silent: true });
  });
});
