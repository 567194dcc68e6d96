import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { resourcesTagged } from "../../../policies/all/resources-tagged.js";
import { describeRule, expectVerdict, type Neighbour, verdictOn } from "../support.js";

const BUCKET = "aws:s3/bucket:Bucket";
const GROUP = "aws:autoscaling/group:Group";
const SERVICE = "gcp:cloudrunv2/service:Service";
const CLUSTER = "gcp:container/cluster:Cluster";
const VAULT = "azure-native:keyvault:Vault";
const both = { environment: "dev", project: "p" };
const provider = (type: string, inputs: Neighbour["inputs"]) => ({
  provider: "mine",
  around: [{ type: `pulumi:providers:${type}`, name: "mine", inputs }],
});

describeRule(resourcesTagged, BUCKET, {
  compliant: { inputs: { tags: both } },
  broken: { inputs: { tags: { environment: "dev" } }, breaks: "it has no tag project" },
  absent: { inputs: {}, breaks: "it has no tag environment, project" },
  unknown: { inputs: { tags: UNKNOWN }, undecided: "tags" },
});

describeRule(resourcesTagged, SERVICE, {
  compliant: { inputs: { labels: both } },
  broken: { inputs: { labels: { project: "p" }, tags: both }, breaks: "it has no label environment" },
  absent: { inputs: {}, breaks: "it has no label environment, project" },
  unknown: { inputs: { labels: UNKNOWN }, undecided: "labels" },
});

describeRule(resourcesTagged, VAULT, {
  compliant: { inputs: { tags: both } },
  broken: { inputs: { tags: {} }, breaks: "it has no tag environment, project" },
  absent: { inputs: {}, breaks: "it has no tag environment, project" },
  unknown: { inputs: { tags: UNKNOWN }, undecided: "tags" },
});

describe(resourcesTagged.name, () => {
  test("takes the keys that settings name", () => {
    const settings = { tags: ["cost-center"] };
    expectVerdict(resourcesTagged, BUCKET, { inputs: { tags: { "cost-center": "1" } }, settings, passes: true });
    expectVerdict(resourcesTagged, BUCKET, { inputs: { tags: both }, settings, breaks: "it has no tag cost-center" });
    expectVerdict(resourcesTagged, BUCKET, { inputs: {}, settings: { tags: [] }, passes: true });
  });

  test("tells capitals and small letters not apart", () => {
    expectVerdict(resourcesTagged, BUCKET, { inputs: { tags: { Environment: "dev", PROJECT: "p" } }, passes: true });
    expectVerdict(resourcesTagged, BUCKET, {
      inputs: { tags: both },
      settings: { tags: ["Environment"] },
      passes: true,
    });
  });

  test("counts a tag whose value is not known", () => {
    expectVerdict(resourcesTagged, BUCKET, { inputs: { tags: { environment: UNKNOWN, project: "p" } }, passes: true });
  });

  test("reads the list of an Auto Scaling group", () => {
    const tags = Object.keys(both).map((key) => ({ key, value: "x", propagateAtLaunch: true }));
    expectVerdict(resourcesTagged, GROUP, { inputs: { tags }, passes: true });
    expectVerdict(resourcesTagged, GROUP, { inputs: { tags: tags.slice(1) }, breaks: "it has no tag environment" });
  });

  test("reads the labels of a cluster", () => {
    expectVerdict(resourcesTagged, CLUSTER, { inputs: { resourceLabels: both }, passes: true });
  });

  test("counts the default tags of the stack's configuration", () => {
    const config = { "aws:defaultTags": JSON.stringify({ tags: both }), "gcp:defaultLabels": JSON.stringify(both) };
    expectVerdict(resourcesTagged, BUCKET, { inputs: {}, config, passes: true });
    expectVerdict(resourcesTagged, SERVICE, { inputs: {}, config, passes: true });
    expectVerdict(resourcesTagged, VAULT, { inputs: {}, config, breaks: "it has no tag environment, project" });
  });

  test("counts the default tags of an explicit provider, in place of the configuration's", () => {
    const config = { "aws:defaultTags": JSON.stringify({ tags: { project: "p" } }) };
    const defaultTags = { tags: { environment: "dev" } };
    expectVerdict(resourcesTagged, BUCKET, {
      inputs: {},
      config,
      ...provider("aws", { defaultTags }),
      breaks: "it has no tag project",
    });
    expectVerdict(resourcesTagged, BUCKET, {
      inputs: {},
      ...provider("aws", { defaultTags: JSON.stringify({ tags: both }) }),
      passes: true,
    });
    expectVerdict(resourcesTagged, SERVICE, { inputs: {}, ...provider("gcp", { defaultLabels: both }), passes: true });
  });

  test("does not count default tags that are not known", () => {
    const verdict = verdictOn(resourcesTagged, BUCKET, { inputs: {}, ...provider("aws", { defaultTags: UNKNOWN }) });
    expect(verdict?.undecided?.property).toBe("defaultTags");
  });
});
