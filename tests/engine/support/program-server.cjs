// Runs a bundled program for any number of runs of the CLI that name this server with --client, as Pulumi's Automation API
// does: the SDK and the program are loaded once. Prints its address.
const { Server, ServerCredentials } = require("@grpc/grpc-js");
/** @type {any} internal to the SDK, which has no typings of it */
const { LanguageServer } = require("@pulumi/pulumi/automation/server.js");
const { LanguageRuntimeService } = require("@pulumi/pulumi/proto/language_grpc_pb.js");

const [, , file = ""] = process.argv;
const MOST_BYTES = 400 * 1024 * 1024; // what the engine itself takes

const server = new Server({ "grpc.max_receive_message_length": MOST_BYTES });
server.addService(LanguageRuntimeService, new LanguageServer(require(file)));
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(`127.0.0.1:${port}\n`);
});
process.stdin.on("end", () => process.exit()).resume(); // with the test that started it
