export * from "./private-network.js";
