export * from "./private-network/private-network.js";
export * from "./resource-group.js";
