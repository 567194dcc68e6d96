import { expect, test } from "vitest";
import { lookUp } from "../../../plan/recorder/lookups.js";

const ZONES = "aws:index/getAvailabilityZones:getAvailabilityZones";
const PARAMETER = "aws:ssm/getParameter:getParameter";

test("a region has three zones", () => {
  expect(lookUp(ZONES, { state: "available" }, { region: "us-east-1" })).toEqual({
    id: "us-east-1",
    region: "us-east-1",
    state: "available",
    groupNames: ["us-east-1"],
    names: ["us-east-1a", "us-east-1b", "us-east-1c"],
    zoneIds: ["use1-az1", "use1-az2", "use1-az3"],
  });
});

// https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html: an id is the same place in every account
test.each([
  ["eu-central-1", "euc1-az1"],
  ["ap-northeast-1", "apne1-az1"],
  ["ap-southeast-2", "apse2-az1"],
])("the ids of the zones of %s begin with %s", (region, first) => {
  expect(lookUp(ZONES, {}, { region })?.zoneIds).toEqual(expect.arrayContaining([first]));
});

test("a region that a data source names comes before the provider's", () => {
  const region = lookUp("aws:index/getRegion:getRegion", { region: "us-west-2" }, { region: "us-east-1" });
  expect(region).toMatchObject({ id: "us-west-2", name: "us-west-2", region: "us-west-2" });
});

test("without a region the error names the setting", () => {
  expect(() => lookUp(ZONES, {}, {})).toThrow("aws:region is not set");
});

test("the account is the one of AWS's examples, in the commercial partition", () => {
  expect(lookUp("aws:index/getCallerIdentity:getCallerIdentity", {}, {})?.accountId).toBe("123456789012");
  expect(lookUp("aws:index/getPartition:getPartition", {}, {})?.partition).toBe("aws");
});

test("who deploys to Azure is nobody, to the subscription of the settings", () => {
  const subscriptionId = "11111111-2222-3333-4444-555555555555";
  expect(lookUp("azure-native:authorization:getClientConfig", {}, { subscriptionId })).toEqual({
    clientId: "00000000-0000-0000-0000-000000000001",
    objectId: "00000000-0000-0000-0000-000000000002",
    tenantId: "00000000-0000-0000-0000-000000000003",
    subscriptionId,
  });
});

test("without a subscription the error names the setting", () => {
  expect(() => lookUp("azure-native:authorization:getClientConfig", {}, {})).toThrow(
    "azure-native:subscriptionId is not set",
  );
});

test.each([
  "/aws/service/deeplearning/ami/x86_64/base-oss-nvidia-driver-gpu-ubuntu-22.04/latest/ami-id",
  "/aws/service/eks/optimized-ami/1.30/amazon-linux-2/recommended/image_id",
])("the parameter %s holds a machine image that only its name tells", (name) => {
  expect(lookUp(PARAMETER, { name }, { region: "us-east-1" })?.value).toBe(`<ami of ${name}>`);
});

test("other parameters and other data sources have no answer", () => {
  expect(lookUp(PARAMETER, { name: "/db/password" }, { region: "us-east-1" })).toBeUndefined();
  expect(lookUp("aws:ec2/getAmi:getAmi", {}, { region: "us-east-1" })).toBeUndefined();
});
