import { expect, test } from "vitest";
import { PrivateNetwork } from "../../../components/aws/private-network.js";
import { deploy } from "../../support/mocks.js";

test("registers a VPC under the component", async () => {
  const { tree, outputs, resources } = await deploy(() => new PrivateNetwork("network"));
  expect(tree).toEqual(["ai-stack:aws:PrivateNetwork network", "  aws:ec2/vpc:Vpc network"]);
  expect(outputs["ai-stack:aws:PrivateNetwork::network"]).toMatchObject({ networkId: "<network.id>" });
  expect(resources["aws:ec2/vpc:Vpc::network"]).toMatchObject({ dependencies: [] });
});
