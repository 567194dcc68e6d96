import { expect, test } from "vitest";
import { ActionGroup, type ActionGroupArgs } from "../../../components/azure/action-group.js";
import { deploy } from "../../support/mocks.js";

const COMPONENT = "ai-stack:azure:ActionGroup::alerts"; // spelled out: a changed token replaces users' state
const GROUP = "azure-native:monitor:ActionGroup::alerts";
const args = { resourceGroupName: "ml-dev", email: "ml-ops@example.com" };

const deployGroup = (more?: Partial<ActionGroupArgs>) => deploy(() => new ActionGroup("alerts", { ...args, ...more }));

test("registers an action group under the component", async () => {
  const { tree } = await deployGroup();
  expect(tree).toEqual(["ai-stack:azure:ActionGroup alerts", "  azure-native:monitor:ActionGroup alerts"]);
});

test("is documented by its args", async () => {
  const { inputs } = await deployGroup({ tags: { team: "ml" } });
  expect(inputs[COMPONENT]).toEqual({ ...args, tags: { team: "ml" } });
});

test("sends e-mail, in the form that all alerts have in common, from no region", async () => {
  const { inputs } = await deployGroup({ tags: { team: "ml" } });
  expect(inputs[GROUP]).toEqual({
    resourceGroupName: "ml-dev",
    location: "Global",
    enabled: true,
    groupShortName: "alerts",
    emailReceivers: [{ name: "email", emailAddress: "ml-ops@example.com", useCommonAlertSchema: true }],
    tags: { team: "ml" },
  });
});

test("has a short name of at most 12 characters", async () => {
  const { inputs } = await deploy(() => new ActionGroup("alerts-of-production", args));
  expect(inputs["azure-native:monitor:ActionGroup::alerts-of-production"]?.groupShortName).toBe("alerts-of-pr");
});

test("publishes the group's id", async () => {
  const { outputs } = await deployGroup();
  expect(outputs[COMPONENT]).toEqual({ actionGroupId: "<alerts.id>" });
});

test("transform has the last word on the group, and is no input of the component", async () => {
  const { inputs } = await deployGroup({ transform: { group: { enabled: false, groupShortName: "ours" } } });
  expect(inputs[COMPONENT]).toEqual(args);
  expect(inputs[GROUP]).toMatchObject({ enabled: false, groupShortName: "ours" });
});

test.each(["", "ml-ops", "@example.com", "ml ops@example.com"])("fails: the address %o", async (email) => {
  const { tree } = await deploy(() => {
    expect(() => new ActionGroup("alerts", { ...args, email })).toThrow(
      `'email' must be an e-mail address, got "${email}"`,
    );
  });
  expect(tree).toEqual([]);
});

test.each(["", "-alerts", "al/erts", "a".repeat(81)])("fails: the name %o", async (name) => {
  const { tree } = await deploy(() => {
    expect(() => new ActionGroup(name, args)).toThrow("'name' must be up to 80 letters, digits, hyphens");
  });
  expect(tree).toEqual([]);
});
