import { expect, test } from "vitest";
import { askEndpoints } from "./requests.js";

const ANSWER = `echo '{"choices": []}'`;
const given = new AbortController().signal;

test("an endpoint that answers like a chat completion is fine; other outputs are no requests", async () => {
  const outputs = { chatRequest: ANSWER, chatRequestFrom: "exit 1", chatUrl: "exit 1", networkId: "exit 1" };
  expect(await askEndpoints(outputs, given)).toEqual([]);
});

test("what does not answer is named, with what it said and where its request works", async () => {
  const outputs = {
    chatRequest: "echo 'could not resolve host' >&2; exit 6",
    chatRequestFrom: "a machine in the network",
    mailRequest: "echo '{\"error\": 1}'",
  };
  expect(await askEndpoints(outputs, given, 0)).toEqual([
    "chatRequest: ended with 6: could not resolve host (it works from a machine in the network)",
    'mailRequest: ended with 0: {"error": 1}',
  ]);
});
