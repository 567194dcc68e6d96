// The engine's runner loads a pack with `require` and gives Node.js no arguments: TypeScript has to be registered here.
require("tsx/cjs");
require("./index.ts");
