import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { costOf } from "../../../plan/cost/cost.js";
import type { Plan } from "../../../plan/plan.js";
import { preview } from "../../stacks/support.js";

test.each(["aws-dev", "aws-prod", "gcp-dev", "gcp-prod", "azure-dev", "azure-prod"])(
  "every resource of %s is priced, known to be free, or not priced for a reason",
  async (stack) => {
    const { plan } = await preview(stack);
    const { items, unpriced } = costOf(plan, 8);
    expect(items.length).toBeGreaterThan(0);
    expect(unpriced.filter(({ why }) => why.startsWith("the catalog has no price of"))).toEqual([]);
  },
);

const planOf = (...types: string[]): Plan => ({
  steps: types.map((type, place) => {
    const urn = `urn:pulumi:dev::app::${type}::${place}`;
    return { op: "create", urn, newState: { urn, custom: true, type } };
  }),
});

test.each(["aws:sqs/queue:Queue", "aws-native:s3:Bucket", "kubernetes:core/v1:Service"])(
  "%s, which has no rule, is listed as not priced",
  (type) => {
    const { items, unpriced } = costOf(planOf(type), 8);
    expect([items, unpriced]).toEqual([
      [],
      [{ urn: `urn:pulumi:dev::app::${type}::0`, why: `the catalog has no price of ${type}` }],
    ]);
  },
);

test.each(["random:index/randomId:RandomId", "tls:index/privateKey:PrivateKey", "command:local:Command"])(
  "%s is in no cloud, and costs nothing",
  (type) => {
    expect(costOf(planOf(type), 8)).toMatchObject({ items: [], unpriced: [] });
  },
);

test("what is deleted, read or replaced costs nothing of its own", () => {
  const [step] = planOf("aws:ec2/natGateway:NatGateway").steps ?? [];
  const steps = [
    { ...step!, op: "delete" as const, oldState: step!.newState, newState: undefined },
    { ...step!, op: "read" as const, newState: { ...step!.newState!, external: true } },
    { ...step!, op: "delete-replaced" as const },
  ];
  expect(costOf({ steps }, 8)).toMatchObject({ monthly: { idle: 0, load: 0, full: 0 }, items: [], unpriced: [] });
});

test.each([
  ["aws-dev", "≈ $37"],
  ["gcp-dev", "$25"],
  ["azure-dev", "≈ $195"],
])("the README says what %s costs while idle: %s", async (stack, said) => {
  const { monthly } = costOf((await preview(stack)).plan, 8);
  expect(`$${monthly.idle.toFixed(0)}`).toBe(said.replace("≈ ", ""));
  const [row] = readFileSync("README.md", "utf8")
    .split("\n")
    .filter((line) => line.startsWith(`| \`${stack}\` |`));
  expect(row).toContain(` | ${said} | `);
});
