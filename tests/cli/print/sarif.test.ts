import { expect, test } from "vitest";
import { sarif } from "../../../cli/print/sarif.js";
import type { Plan, ResourceState } from "../../../plan/plan.js";
import type { PolicyFinding } from "../../../policies/check.js";
import { RULES } from "../../../policies/rules.js";

const ENDPOINT = "urn:pulumi:dev::shop::ai-stack:aws:SageMakerEndpoint::chat";
const ROLE = "urn:pulumi:dev::shop::ai-stack:aws:SageMakerEndpoint$aws:iam/role:Role::chat-role";
const BUCKET = "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::spare";

const states: ResourceState[] = [
  { urn: ENDPOINT, type: "ai-stack:aws:SageMakerEndpoint", custom: false },
  { urn: ROLE, type: "aws:iam/role:Role", custom: true, parent: ENDPOINT },
  { urn: BUCKET, type: "aws:s3/bucket:Bucket", custom: true },
];
const plan: Plan = { steps: states.map((newState) => ({ op: "create", urn: newState.urn, newState })) };
const source = {
  uri: "stacks/Pulumi.dev.yaml",
  text: "config:\n  # chat: is below\n  ai-stack:endpoints:\n    chat:\n      model: Qwen/Qwen3-8B\n",
};
const nothing: PolicyFinding = { violations: [], undecided: [], exempted: [], passed: [], notApplicable: [] };

function resultsOf(finding: Partial<PolicyFinding>) {
  return sarif({ ...nothing, ...finding }, RULES, plan, source).runs[0]?.results ?? [];
}
const broken = (urn: string) =>
  ({
    policy: "aws-bucket-tls-only",
    urn,
    level: "mandatory",
    severity: "high",
    message: "no policy",
    remediation: "Add one.",
  }) as const;
const lineOf = (urn: string) =>
  resultsOf({ violations: [broken(urn)] })[0]?.locations?.[0]?.physicalLocation?.region?.startLine;

test("a result points at the line that declares the part in which the resource is", () => {
  expect([lineOf(ENDPOINT), lineOf(ROLE)]).toEqual([4, 4]);
});

test("it points at the first line where the file declares no such part", () => {
  expect(lineOf(BUCKET)).toBe(1);
});

test("it names the resource, what breaks the rule and what to do", () => {
  const [result] = resultsOf({ violations: [broken(ROLE)] });
  expect(result?.message.text).toBe("chat-role: no policy. Add one.");
  expect(result?.locations?.[0]?.logicalLocations).toEqual([
    { name: "chat-role", fullyQualifiedName: ROLE, kind: "resource" },
  ]);
});

test("mandatory rules are errors, advice is a warning", () => {
  const levels = resultsOf({ violations: [broken(ROLE), { ...broken(ROLE), level: "advisory" }] });
  expect(levels.map(({ level }) => level)).toEqual(["error", "warning"]);
});

test("what is not decided is an open result that alarms nobody", () => {
  const [open] = resultsOf({
    undecided: [{ policy: "aws-bucket-tls-only", urn: BUCKET, message: "not decided: policy unknown until `up`" }],
  });
  expect(open).toMatchObject({ kind: "open", level: "none", ruleId: "aws-bucket-tls-only" });
});

test("a result keeps its fingerprint, another resource has another", () => {
  const fingerprint = (urn: string) => resultsOf({ violations: [broken(urn)] })[0]?.partialFingerprints;
  expect(fingerprint(ROLE)).toEqual(fingerprint(ROLE));
  expect(fingerprint(ROLE)).not.toEqual(fingerprint(BUCKET));
});

test("rules carry the severity and the tags that code scanning reads", () => {
  const { rules = [] } = sarif(nothing, RULES, plan, source).runs[0]?.tool.driver ?? {};
  expect(rules.find(({ id }) => id === "aws-bucket-tls-only")).toMatchObject({
    defaultConfiguration: { level: "error" },
    properties: { "security-severity": "8.0", tags: expect.arrayContaining(["security", "AWS FSBP: S3.5"]) },
  });
});
