import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { ProjectServices, type ProjectServicesArgs } from "../../../components/gcp/project-services.js";
import { deploy } from "../../support/mocks.js";

const COMPONENT = "ai-stack:gcp:ProjectServices::services"; // spelled out: a changed token replaces users' state
const RUN = "gcp:projects/service:Service::services-run";
const args = { projectId: "ml-dev", services: ["run.googleapis.com", "aiplatform.googleapis.com"] };

const deployServices = (more?: Partial<ProjectServicesArgs>) =>
  deploy(() => new ProjectServices("services", { ...args, ...more }));

/** Something that calls an API. */
class Caller extends pulumi.CustomResource {
  constructor(name: string, project: pulumi.Input<string>) {
    super("test:index:Caller", name, { project });
  }
}

test("registers a service for each API under the component", async () => {
  const { tree } = await deployServices();
  expect(tree).toEqual([
    "ai-stack:gcp:ProjectServices services",
    "  gcp:projects/service:Service services-aiplatform",
    "  gcp:projects/service:Service services-run",
  ]);
});

test("is documented by its args", async () => {
  const { inputs } = await deployServices();
  expect(inputs[COMPONENT]).toEqual(args);
});

test("enables each API in the project, and leaves it enabled for others when the stack goes", async () => {
  const { inputs } = await deployServices();
  expect(inputs[RUN]).toEqual({ project: "ml-dev", service: "run.googleapis.com", disableOnDestroy: false });
});

test("publishes the project", async () => {
  const { outputs } = await deployServices();
  expect(outputs[COMPONENT]).toEqual({ ready: "ml-dev" });
});

test("what takes the project from it waits for every API", async () => {
  const { resources } = await deploy(() => new Caller("caller", new ProjectServices("services", args).ready));
  expect(resources["test:index:Caller::caller"]?.dependencies).toEqual([
    "gcp:projects/service:Service::services-aiplatform",
    RUN,
  ]);
});

test("transform has the last word on each service, and is no input of the component", async () => {
  const { inputs } = await deployServices({ transform: { services: { disableOnDestroy: true } } });
  expect(inputs[COMPONENT]).not.toHaveProperty("transform");
  expect(inputs[RUN]).toMatchObject({ disableOnDestroy: true });
});

test.each<[string[], string]>([
  [["run"], `'services' must be names like compute.googleapis.com, got "run"`],
  [["run.googleapis.com", "Compute.googleapis.com"], `got "Compute.googleapis.com"`],
  [["run.googleapis.com.example.com"], "'services' must be names like compute.googleapis.com"],
  [
    ["run.googleapis.com", "run.googleapis.com"],
    "'services' must differ from each other, got run.googleapis.com, run.googleapis.com",
  ],
])("fails: %o, before anything registers", async (services, message) => {
  const { tree } = await deploy(() => {
    expect(() => new ProjectServices("services", { ...args, services })).toThrow(message);
  });
  expect(tree).toEqual([]);
});
