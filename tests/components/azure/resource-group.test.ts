import { expect, test } from "vitest";
import { ResourceGroup } from "../../../components/azure/resource-group.js";
import { deploy } from "../../support/mocks.js";

const GROUP = "azure-native:resources:ResourceGroup::group";

test("makes the group where it is asked for, with its tags", async () => {
  const tags = { team: "ml" };
  const { tree, inputs, outputs } = await deploy(() => new ResourceGroup("group", { location: "swedencentral", tags }));
  expect(tree).toEqual([
    "ai-stack:azure:ResourceGroup group", // spelled out: a changed token replaces users' state
    "  azure-native:resources:ResourceGroup group",
  ]);
  expect(inputs[GROUP]).toEqual({ location: "swedencentral", tags });
  expect(outputs["ai-stack:azure:ResourceGroup::group"]).toEqual({ groupId: "<group.id>", groupName: "<group.name>" });
});

test("transform has the last word on the group's args", async () => {
  const transform = { group: { resourceGroupName: "ml", location: "westus3" } };
  const { inputs } = await deploy(() => new ResourceGroup("group", { location: "swedencentral", transform }));
  expect(inputs[GROUP]).toEqual({ location: "westus3", resourceGroupName: "ml" });
});

test.each([
  [
    "a name with a space",
    "ml group",
    "swedencentral",
    `'name' must be up to 82 letters, digits, hyphens, underscores, periods and brackets, got "ml group"`,
  ],
  [
    "a region's display name",
    "group",
    "Sweden Central",
    `'location' must be a region's name such as swedencentral, got "Sweden Central"`,
  ],
])("fails on %s, before anything registers", async (_mistake, name, location, message) => {
  const { tree } = await deploy(() => {
    expect(() => new ResourceGroup(name, { location })).toThrow(message);
  });
  expect(tree).toEqual([]);
});
