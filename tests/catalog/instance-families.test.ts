import { describe, expect, test } from "vitest";
import { awsHasLocalNvme, awsIsAccelerated, awsNvmeFamilies } from "../../catalog/aws/instance-families.js";
import { awsInstanceTypes } from "../../catalog/aws/instance-types.js";
import { hasLocalNvme } from "../../components/aws/sagemaker-endpoint/local-nvme.js";

test.each(awsInstanceTypes.map(({ name, localNvme }) => [name, localNvme]))(
  "%s is of an accelerated family, and has the disks that the table of types says",
  (name, localNvme) => {
    expect(awsIsAccelerated(name)).toBe(true);
    expect(awsHasLocalNvme(name)).toBe(localNvme);
  },
);

test.each([...awsNvmeFamilies])("the endpoint component gives %s no key either", (family) => {
  expect(hasLocalNvme(`ml.${family}.xlarge`)).toBe(true);
});

describe("accelerated", () => {
  test.each([
    "p3.2xlarge",
    "g4ad.xlarge",
    "gr6.4xlarge",
    "inf1.xlarge",
    "dl1.24xlarge",
    "vt1.3xlarge",
    "f2.6xlarge",
    "ml.p6-b300.48xlarge",
    "g5",
  ])("is %s", (name) => expect(awsIsAccelerated(name)).toBe(true));

  test.each(["m7g.xlarge", "c6gd.xlarge", "i4i.large", "t4g.micro", "ml.t3.medium", "optimal", ""])(
    "is not %s",
    (name) => expect(awsIsAccelerated(name)).toBe(false),
  );
});

test.each(["ml.inf2.xlarge", "ml.m5.large", "ml.c6g.large", "ml.p3.2xlarge"])("%s has no local disks", (name) => {
  expect(awsHasLocalNvme(name)).toBe(false);
});
