import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { instanceImdsv2 } from "../../../policies/aws/instance-imdsv2.js";
import { describeRule, expectVerdict } from "../support.js";

const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const INSTANCE = "aws:ec2/instance:Instance";
const BROKEN = "metadataOptions.httpTokens is not required, and what holds then is up to the image and the account";
const NOTEBOOK = "minimumInstanceMetadataServiceVersion is not 2, and 1 is SageMaker's default";

describeRule(instanceImdsv2, TEMPLATE, {
  compliant: { inputs: { metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 2 } } },
  broken: { inputs: { metadataOptions: { httpTokens: "optional" } }, breaks: BROKEN },
  absent: { inputs: {}, breaks: BROKEN },
  unknown: { inputs: { metadataOptions: { httpTokens: UNKNOWN } }, undecided: "metadataOptions.httpTokens" },
});

describeRule(instanceImdsv2, "aws:sagemaker/notebookInstance:NotebookInstance", {
  compliant: { inputs: { instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: "2" } } },
  broken: {
    inputs: { instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: "1" } },
    breaks: NOTEBOOK,
  },
  absent: { inputs: {}, breaks: NOTEBOOK },
  unknown: {
    inputs: { instanceMetadataServiceConfiguration: UNKNOWN },
    undecided: "instanceMetadataServiceConfiguration",
  },
});

test.each([
  INSTANCE,
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
  "aws:ec2/launchConfiguration:LaunchConfiguration",
])("%s is looked at", (type) => expectVerdict(instanceImdsv2, type, { inputs: {}, breaks: BROKEN }));

describe("the hop limit", () => {
  test("is at most 2, which containers need", () =>
    expectVerdict(instanceImdsv2, TEMPLATE, {
      inputs: { metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 3 } },
      breaks: "metadataOptions.httpPutResponseHopLimit is 3, and containers need 2",
    }));

  test("is 1 where it is left out", () =>
    expectVerdict(instanceImdsv2, TEMPLATE, { inputs: { metadataOptions: { httpTokens: "required" } }, passes: true }));
});

test("a machine without the service gives nothing away", () =>
  expectVerdict(instanceImdsv2, TEMPLATE, {
    inputs: { metadataOptions: { httpEndpoint: "disabled", httpPutResponseHopLimit: 64 } },
    passes: true,
  }));

describe("an instance from a launch template", () => {
  test("leaves it to the template", () =>
    expectVerdict(instanceImdsv2, INSTANCE, { inputs: { launchTemplate: { id: UNKNOWN } }, passes: true }));

  test("is looked at where it says otherwise itself", () =>
    expectVerdict(instanceImdsv2, INSTANCE, {
      inputs: { launchTemplate: { id: UNKNOWN }, metadataOptions: { httpTokens: "optional" } },
      breaks: BROKEN,
    }));
});
