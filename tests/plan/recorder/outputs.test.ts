import { expect, test } from "vitest";
import { outputsOf, resultOf } from "../../../plan/recorder/outputs.js";

test("outputs that are texts, numbers or lists of texts are named after the resource", () => {
  expect(outputsOf("aws:iam/role:Role", "reader")).toMatchObject({
    arn: "<reader.arn>",
    maxSessionDuration: "<reader.maxSessionDuration>",
    managedPolicyArns: ["<reader.managedPolicyArns>"],
  });
});

test("outputs of other shapes are left out", () => {
  const outputs = outputsOf("aws:iam/role:Role", "reader");
  expect(["tags", "forceDetachPolicies", "inlinePolicies"].filter((name) => name in outputs)).toEqual([]);
});

test("typings are found where the type names only a folder", () => {
  expect(outputsOf("aws:ec2:AMI", "image")).toMatchObject({ arn: "<image.arn>" });
});

test("what a function answers is named after the function", () => {
  expect(resultOf("aws:ssm/getParameter:getParameter")).toMatchObject({
    value: "<getParameter.value>",
    version: "<getParameter.version>",
  });
  expect(resultOf("aws:index/getRegion:getRegion")).toMatchObject({ endpoint: "<getRegion.endpoint>" });
});

test.each(["aws:none/such:Such", "none:index:Such", "nonsense"])("of %s nothing is known", (token) => {
  expect(outputsOf(token, "x")).toEqual({});
  expect(resultOf(token)).toEqual({});
});
