import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import {
  type AlertsTransform,
  createEndpointAlerts,
  type EndpointAlert,
} from "../../../components/azure/endpoint-alerts.js";
import { deploy } from "../../support/mocks.js";

const alertOf = (name: string) => `azure-native:monitor:MetricAlert::${name}`;

class Part extends pulumi.ComponentResource {
  constructor() {
    super("test:index:Part", "part");
  }
}

type Role = "errors" | "latency";
const errors: EndpointAlert<Role> = {
  role: "errors",
  message: "chat fails",
  severity: 1,
  metricNamespace: "Microsoft.App/containerApps",
  metricName: "Requests",
  aggregation: "Total",
  operator: "GreaterThan",
  threshold: 5,
  windowMinutes: 5,
  dimensions: { statusCodeCategory: ["5xx"] },
};
const latency: EndpointAlert<Role> = { ...errors, role: "latency", windowMinutes: 60, dimensions: {} };

const alerts = (transform?: AlertsTransform<Role>) =>
  deploy(() =>
    createEndpointAlerts(
      "chat",
      {
        resourceGroupName: "ml",
        targetId: "/apps/chat",
        alerts: [errors, latency],
        actionGroupId: "/groups/team",
        tags: { team: "ml" },
        transform,
      },
      { parent: new Part() },
    ),
  );

test("an alert watches one metric of one resource, and tells the action group", async () => {
  const { inputs } = await alerts();
  expect(inputs[alertOf("chat-errors")]).toEqual({
    resourceGroupName: "ml",
    location: "global",
    description: "ai-stack test: chat fails",
    severity: 1,
    enabled: true,
    scopes: ["/apps/chat"],
    evaluationFrequency: "PT1M",
    windowSize: "PT5M",
    criteria: {
      odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
      allOf: [
        {
          criterionType: "StaticThresholdCriterion",
          name: "errors",
          metricNamespace: "Microsoft.App/containerApps",
          metricName: "Requests",
          timeAggregation: "Total",
          operator: "GreaterThan",
          threshold: 5,
          dimensions: [{ name: "statusCodeCategory", operator: "Include", values: ["5xx"] }],
        },
      ],
    },
    actions: [{ actionGroupId: "/groups/team" }],
    tags: { team: "ml" },
  });
});

test("alerts are named by their roles, under their component", async () => {
  const { tree } = await alerts();
  expect(tree).toEqual([
    "test:index:Part part",
    "  azure-native:monitor:MetricAlert chat-errors",
    "  azure-native:monitor:MetricAlert chat-latency",
  ]);
});

test("an hour is written as one, as Azure Monitor does", async () => {
  const { inputs } = await alerts();
  expect(inputs[alertOf("chat-latency")]?.windowSize).toBe("PT1H");
});

test("transform has the last word on the alert of its role alone", async () => {
  const { inputs } = await alerts({ alerts: { errors: { severity: 4 } } });
  expect(inputs[alertOf("chat-errors")]?.severity).toBe(4);
  expect(inputs[alertOf("chat-latency")]?.severity).toBe(1);
});
