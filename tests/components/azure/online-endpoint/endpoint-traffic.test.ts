import { expect, test } from "vitest";
import { BLUE, blue, deployed, ENDPOINT, GREEN, IDENTITY, TRAFFIC } from "./fixture.js";

const rollout = (blueShare: number, greenShare: number) => ({
  deployments: { blue: { ...blue, share: blueShare }, green: { ...blue, share: greenShare } },
});
const nameOf = async (more: Parameters<typeof deployed>[0]) => (await deployed(more)).inputs[TRAFFIC]?.deploymentName;

test("Resource Manager writes the endpoint once more, as it is, with the shares", async () => {
  const { inputs } = await deployed({ ...rollout(90, 10), tags: { team: "ml" } });
  expect(inputs[TRAFFIC]).toEqual({
    resourceGroupName: "ml",
    deploymentName: expect.stringMatching(/^chat-traffic-[0-9a-f]{12}$/),
    properties: {
      mode: "Incremental",
      template: {
        $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        contentVersion: "1.0.0.0",
        resources: [
          {
            type: "Microsoft.MachineLearningServices/workspaces/onlineEndpoints",
            apiVersion: "2025-12-01",
            name: "studio/<chat.name>",
            location: "swedencentral",
            kind: "Managed",
            identity: { type: "UserAssigned", userAssignedIdentities: { "<chat-identity.id>": {} } },
            tags: { team: "ml" },
            properties: { authMode: "AADToken", publicNetworkAccess: "Disabled", traffic: { blue: 90, green: 10 } },
          },
        ],
      },
    },
  });
});

test("the shares come after every deployment that they name", async () => {
  const { resources } = await deployed(rollout(90, 10));
  expect(resources[TRAFFIC]?.dependencies).toEqual([BLUE, GREEN, ENDPOINT, IDENTITY]);
});

test("writing is tried again while roles and other changes of the endpoint are under way", async () => {
  const { resources } = await deployed();
  expect(resources[TRAFFIC]?.errorHooks).toEqual(["azure-directory-propagation"]);
});

test("other shares are written again", async () => {
  expect(await nameOf(rollout(90, 10))).not.toBe(await nameOf(rollout(50, 50)));
});

test("a change of the endpoint is written along with the shares", async () => {
  const before = await nameOf({});
  expect(await nameOf({ publicNetworkAccess: "Enabled" })).not.toBe(before);
  expect(await nameOf({ tags: { team: "ml" } })).not.toBe(before);
});

test("nothing is written again where neither changes", async () => {
  expect(await nameOf({ concurrency: 1 })).toBe(await nameOf({}));
});

test("an override of the endpoint is written, too", async () => {
  const properties = { authMode: "AADToken", publicNetworkAccess: "Disabled", description: "mine" };
  const { inputs } = await deployed({ transform: { endpoint: { properties } } });
  expect(inputs[TRAFFIC]?.properties.template.resources[0].properties).toEqual({
    ...properties,
    traffic: { blue: 100 },
  });
});

test("a text in brackets stays a text, and no expression", async () => {
  const { inputs } = await deployed({ tags: { owner: "[team]", list: "[a] and b" } });
  expect(inputs[TRAFFIC]?.properties.template.resources[0].tags).toEqual({ owner: "[[team]", list: "[a] and b" });
});
