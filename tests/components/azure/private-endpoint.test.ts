import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { createPrivateEndpoint, type PrivateEndpointTransform } from "../../../components/azure/private-endpoint.js";
import { deploy } from "../../support/mocks.js";

const ENDPOINT = "azure-native:network:PrivateEndpoint::studio-access";
const GROUP = "azure-native:network:PrivateDnsZoneGroup::studio-access-zones";

const zoneIds = { blob: "b", file: "f", vault: "v", registry: "r", workspace: "w", notebooks: "n" };

class Part extends pulumi.ComponentResource {
  constructor(transform?: PrivateEndpointTransform) {
    super("test:index:Part", "part");
    createPrivateEndpoint(
      "studio-access",
      {
        resourceGroupName: "ml",
        location: "swedencentral",
        privateLink: { subnetId: "subnet", zoneIds },
        targetId: "workspace",
        groupId: "amlworkspace",
        domains: ["workspace", "notebooks"],
        tags: { team: "ml" },
        transform,
      },
      { parent: this },
    );
  }
}

test("an endpoint has one connection to the part of the service, and its names in the zones", async () => {
  const { inputs } = await deploy(() => new Part());
  expect(inputs[ENDPOINT]).toMatchObject({
    resourceGroupName: "ml",
    location: "swedencentral",
    subnet: { id: "subnet" },
    privateLinkServiceConnections: [
      { name: "amlworkspace", privateLinkServiceId: "workspace", groupIds: ["amlworkspace"] },
    ],
    tags: { team: "ml" },
  });
  expect(inputs[GROUP]).toEqual({
    resourceGroupName: "ml",
    privateEndpointName: "<studio-access.name>",
    privateDnsZoneGroupName: "default",
    privateDnsZoneConfigs: [
      { name: "workspace", privateDnsZoneId: "w" },
      { name: "notebooks", privateDnsZoneId: "n" },
    ],
  });
});

test("the zone group goes with its endpoint, which takes the records along", async () => {
  const { resources } = await deploy(() => new Part());
  expect(resources[GROUP]?.deletedWith).toBe(ENDPOINT);
});

test("both wait for what Azure changes one at a time", async () => {
  const { resources } = await deploy(() => new Part());
  expect([ENDPOINT, GROUP].map((key) => resources[key]?.errorHooks)).toEqual([
    ["azure-directory-propagation"],
    ["azure-directory-propagation"],
  ]);
});

test("transform has the last word", async () => {
  const { inputs } = await deploy(
    () => new Part({ endpoint: { location: "westus3" }, zoneGroup: { privateDnsZoneGroupName: "other" } }),
  );
  expect(inputs[ENDPOINT]?.location).toBe("westus3");
  expect(inputs[GROUP]?.privateDnsZoneGroupName).toBe("other");
});
