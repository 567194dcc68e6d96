export * from "./alarm-topic.js";
export * from "./gpu-auto-scaling-group/gpu-auto-scaling-group.js";
export * from "./kms-key.js";
export * from "./monthly-budget.js";
export * from "./private-bucket.js";
export * from "./private-network/private-network.js";
export * from "./sagemaker-domain/sagemaker-domain.js";
export * from "./sagemaker-endpoint/sagemaker-endpoint.js";
