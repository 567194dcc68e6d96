import { expect, test } from "vitest";
import { isCloudResource, resourcesOf } from "../../../plan/components.js";
import { preview } from "../../stacks/support.js";
import { CLASSES, latencyOf } from "./latency.js";

test.each(["aws-dev", "aws-prod", "gcp-dev", "gcp-prod", "azure-dev", "azure-prod"])(
  "everything in %s takes some time, by a figure with its source and date or by its class",
  async (stack) => {
    const { plan } = await preview(stack);
    for (const state of resourcesOf(plan).filter(isCloudResource)) {
      const { createSec, deleteSec, published } = latencyOf(state);
      expect(createSec, state.type).toBeGreaterThan(0);
      expect(deleteSec, state.type).toBeGreaterThan(0);
      if (published === undefined) continue;
      expect(published.source, state.type).toMatch(/^https:\/\//);
      expect(published.asOf, state.type).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  },
);

test("classes are in the order of what they take", () => {
  const { setting, network, service, machine, model } = CLASSES;
  const seconds = [setting, network, service, machine, model].map(({ createSec }) => createSec);
  expect(seconds).toEqual([2, 15, 60, 180, 525]);
});

test("a figure is of the creation; a deletion takes as long as its class says", () => {
  expect(latencyOf({ type: "aws:ec2/vpc:Vpc" })).toMatchObject({ createSec: 22, deleteSec: 15 });
});

test("an endpoint with a model waits for the model, one from zero for a machine: the model is its component's", () => {
  const endpoint = "aws:sagemaker/endpoint:Endpoint";
  expect(latencyOf({ type: endpoint, inputs: { deploymentConfig: {} } }).createSec).toBe(525);
  expect(latencyOf({ type: endpoint, inputs: {} }).createSec).toBe(107);
  const component = {
    type: "aws:cloudcontrol/resource:Resource",
    inputs: { typeName: "AWS::SageMaker::InferenceComponent" },
  };
  expect(latencyOf(component)).toMatchObject({ createSec: 525, published: { atMost: true } });
});

test("an interface endpoint is made in subnets, one for S3 in route tables", () => {
  const type = "aws:ec2/vpcEndpoint:VpcEndpoint";
  expect(latencyOf({ type, inputs: { vpcEndpointType: "Interface" } }).createSec).toBe(60);
  expect(latencyOf({ type, inputs: { vpcEndpointType: "Gateway" } }).createSec).toBe(15);
});

test("on Azure a compute instance runs when it is there, a cluster has no machine", () => {
  const type = "azure-native:machinelearningservices:Compute";
  expect(latencyOf({ type, inputs: { properties: { computeType: "ComputeInstance" } } }).createSec).toBe(180);
  expect(latencyOf({ type, inputs: { properties: { computeType: "AmlCompute" } } }).createSec).toBe(60);
});

test("a type that the tables do not have is named", () => {
  expect(() => latencyOf({ type: "aws:ec2/spotFleetRequest:SpotFleetRequest" })).toThrow(
    "aws:ec2/spotFleetRequest:SpotFleetRequest has no latency",
  );
});
