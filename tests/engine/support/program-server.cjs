// Runs a bundled program for any number of runs of the CLI that name this server with --client, as Pulumi's Automation API
// does: the SDK and the program are loaded once. Prints its address.
const { Server, ServerCredentials } = require("@grpc/grpc-js");
/** @type {any} internal to the SDK, which has no typings of it */
const { LanguageServer } = require("@pulumi/pulumi/automation/server.js");
const { LanguageRuntimeService } = require("@pulumi/pulumi/proto/language_grpc_pb.js");
/** @type {any} */
const { getLocalStore } = require("@pulumi/pulumi/runtime/state.js");

const [, , file = ""] = process.argv;
const MOST_BYTES = 400 * 1024 * 1024; // what the engine itself takes
const program = require(file);

/** @type {any} what the SDK holds of the run that goes on, or went last */
let store;

/** A run that fails never ends, as the engine leaves it: all of it would stay in memory, and its last errors fail the next. */
function letGo() {
  store.settings.monitor?.close();
  store.settings.engine?.close();
  store.callbacks?.shutdown();
  Object.assign(store, { callbacks: undefined, stackResource: undefined, leakCandidates: new Set() });
  store.settings.rpcDone = Promise.resolve();
}

/** Leaves of the SDK's handlers the one of this run, which hears of no other run's errors. */
function hearNoOtherRun() {
  const own = store;
  for (const event of ["unhandledRejection", "uncaughtException"]) {
    const handle = process.rawListeners(event).at(-1);
    const handleOwn = (/** @type {unknown} */ error) => [own, undefined].includes(getLocalStore()) && handle?.(error);
    Object.assign(handleOwn, { listener: handle }); // by which the SDK takes it away
    process.removeAllListeners(event);
    process.on(/** @type {"uncaughtException"} */ (event), handleOwn);
  }
  process.on("unhandledRejection", () => {}); // else one of a run that was left ends this process
}

function run() {
  if (store !== undefined) letGo();
  store = getLocalStore();
  hearNoOtherRun();
  return program();
}

const server = new Server({ "grpc.max_receive_message_length": MOST_BYTES });
server.addService(LanguageRuntimeService, new LanguageServer(run));
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(`127.0.0.1:${port}\n`);
});
process.stdin.on("end", () => process.exit()).resume(); // with the test that started it
