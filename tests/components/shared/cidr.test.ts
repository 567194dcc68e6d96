import { expect, test } from "vitest";
import { halvesOf } from "../../../components/shared/cidr.js";

test.each([
  ["10.20.0.0/16", ["10.20.0.0/17", "10.20.128.0/17"]],
  ["10.20.128.0/17", ["10.20.128.0/18", "10.20.192.0/18"]],
  ["192.168.1.0/25", ["192.168.1.0/26", "192.168.1.64/26"]],
  ["10.0.0.0/8", ["10.0.0.0/9", "10.128.0.0/9"]],
])("the halves of %s are %j", (cidr, halves) => {
  expect(halvesOf(cidr)).toEqual(halves);
});
