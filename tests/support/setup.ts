import { loadSdk } from "../../cli/defer.js";

loadSdk();

// The SDK captures a stack for every promise; without them the tests run three to four times as fast.
Error.stackTraceLimit = 0;
