import { expect, test } from "vitest";
import { deepLearningContainerAccounts, vllmImage } from "../../catalog/aws/images.js";
import { awsRegions } from "../../catalog/aws/instance-types.js";

test("the vLLM container of a region is CUDA 13, and names the host image that can run it", () => {
  expect(vllmImage("us-east-1")).toMatchObject({
    uri: "763104351884.dkr.ecr.us-east-1.amazonaws.com/vllm:0.30.0-gpu-py312-cu130-ubuntu24.04-sagemaker",
    repositoryArn: "arn:aws:ecr:us-east-1:763104351884:repository/vllm",
    cudaMajor: 13,
    inferenceAmiVersion: "al2023-ami-sagemaker-inference-gpu-4-1",
    asOf: "2026-10-21",
  });
});

test.each([
  ["eu-south-2", "503227376785"],
  ["af-south-1", "626614931356"],
  ["ca-west-1", "204538143572"],
  ["eu-west-1", "763104351884"],
])("the registry of %s is in account %s", (region, account) => {
  expect(vllmImage(region).uri).toMatch(new RegExp(`^${account}\\.dkr\\.ecr\\.${region}\\.`));
});

test("every region of the instance types has a registry", () => {
  expect(awsRegions.filter((region) => !(region in deepLearningContainerAccounts))).toEqual([]);
});

test("an account has twelve digits", () => {
  for (const account of Object.values(deepLearningContainerAccounts)) expect(account).toMatch(/^\d{12}$/);
});

test.each(["us-east-9", "toString", ""])("fails: region %j, with the known ones", (region) => {
  expect(() => vllmImage(region)).toThrow(
    `no AWS Deep Learning Containers registry is known for region ${JSON.stringify(region)}: known are af-south-1, `,
  );
});
