import { expect, test } from "vitest";
import { AlertChannel, type AlertChannelArgs } from "../../../components/gcp/alert-channel.js";
import { deploy } from "../../support/mocks.js";

const COMPONENT = "ai-stack:gcp:AlertChannel::alerts"; // spelled out: a changed token replaces users' state
const CHANNEL = "gcp:monitoring/notificationChannel:NotificationChannel::alerts";
const args = { projectId: "ml-dev", email: "ml-ops@example.com" };

const deployChannel = (more?: Partial<AlertChannelArgs>) =>
  deploy(() => new AlertChannel("alerts", { ...args, ...more }));

test("registers a notification channel under the component", async () => {
  const { tree } = await deployChannel();
  expect(tree).toEqual([
    "ai-stack:gcp:AlertChannel alerts",
    "  gcp:monitoring/notificationChannel:NotificationChannel alerts",
  ]);
});

test("is documented by its args", async () => {
  const { inputs } = await deployChannel({ labels: { team: "ml" } });
  expect(inputs[COMPONENT]).toEqual({ ...args, labels: { team: "ml" } });
});

test("sends e-mail, under a name that says which stack's alerts these are", async () => {
  const { inputs } = await deployChannel();
  expect(inputs[CHANNEL]).toEqual({
    project: "ml-dev",
    type: "email",
    displayName: "ai-stack test alerts",
    labels: { email_address: "ml-ops@example.com" },
  });
});

test("its labels are the channel's user labels: the channel's own labels say where it sends", async () => {
  const { inputs } = await deployChannel({ labels: { team: "ml" } });
  expect(inputs[CHANNEL]).toMatchObject({
    labels: { email_address: "ml-ops@example.com" },
    userLabels: { team: "ml" },
  });
});

test("waits until the Monitoring API answers", async () => {
  const { resources } = await deployChannel();
  expect(resources[CHANNEL]?.errorHooks).toEqual(["gcp-service-propagation"]);
});

test("publishes the channel's resource name", async () => {
  const { outputs } = await deployChannel();
  expect(outputs[COMPONENT]).toEqual({ channelId: "<alerts.name>" });
});

test("transform has the last word on the channel, and is no input of the component", async () => {
  const { inputs } = await deployChannel({ transform: { channel: { enabled: false, displayName: "ours" } } });
  expect(inputs[COMPONENT]).toEqual(args);
  expect(inputs[CHANNEL]).toMatchObject({ enabled: false, displayName: "ours" });
});

test.each(["", "ml-ops", "@example.com", "ml ops@example.com"])("fails: the address %o", async (email) => {
  const { tree } = await deploy(() => {
    expect(() => new AlertChannel("alerts", { ...args, email })).toThrow(
      `'email' must be an e-mail address, got "${email}"`,
    );
  });
  expect(tree).toEqual([]);
});
