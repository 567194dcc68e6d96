import { describe, expect, test } from "vitest";
import { get, getJson, type Patience } from "../../../catalog/update/http.js";
import { type Answer, impatient, json, priceServer } from "./price-server.js";

async function ask(answer: Answer, patience: Patience = impatient) {
  const server = await priceServer(answer);
  const url = new URL("prices?key=secret", server.url);
  const result = await getJson(url, patience).catch((error: unknown) => error);
  return { result, tries: server.requests.length, origin: server.url.origin };
}

test("an answer at the first try is asked for once", async () => {
  expect(await ask((response) => json(response, { ok: true }))).toMatchObject({ result: { ok: true }, tries: 1 });
});

describe("is tried again, and succeeds:", () => {
  test.each<[string, Answer]>([
    ["429", (response) => response.writeHead(429).end()],
    ["500", (response) => response.writeHead(500).end()],
    ["503", (response) => response.writeHead(503).end("later")],
    ["no answer in time", () => {}],
    ["a head and no body in time", (response) => response.writeHead(200).write("{")],
    ["a connection that breaks off", (response) => response.socket?.destroy()],
    [
      "half an answer",
      (response) => {
        response.writeHead(200, { "content-length": "100" }).write('{"half":');
        setTimeout(() => response.socket?.destroy(), 5);
      },
    ],
  ])("%s", async (_, fail) => {
    const answer: Answer = (response, url, count) => (count < 3 ? fail(response, url, count) : json(response, [1]));
    expect(await ask(answer)).toMatchObject({ result: [1], tries: 3 });
  });
});

test("after the last try an error says what failed, where and how often, without the key in the query", async () => {
  const { result, tries, origin } = await ask((response) => response.writeHead(429, "Too Many Requests").end());
  expect(result).toMatchObject({
    name: "PriceSourceError",
    message: `${origin}/prices: HTTP 429 Too Many Requests, after 3 tries`,
  });
  expect(tries).toBe(3);
});

test("silence is an error that says how long it was", async () => {
  const { result } = await ask(() => {}, { ...impatient, retries: 0 });
  expect(result).toMatchObject({ message: expect.stringContaining("/prices: no answer for 0.15 s, after 1 tries") });
});

test.each([400, 403, 404])("HTTP %s is not tried again", async (status) => {
  const { result, tries } = await ask((response) => response.writeHead(status).end());
  expect(result).toMatchObject({ message: expect.stringContaining(`HTTP ${status}`) });
  expect(tries).toBe(1);
});

test("a redirection is not followed", async () => {
  const answer: Answer = (response, url) => {
    if (url.pathname === "/elsewhere") json(response, {});
    else response.writeHead(302, { location: "/elsewhere" }).end();
  };
  expect((await ask(answer, { ...impatient, retries: 0 })).result).toMatchObject({ name: "PriceSourceError" });
});

test("broken JSON is an error that shows how it begins", async () => {
  const { result, tries } = await ask((response) => response.end("<html>busy</html>"));
  expect(result).toMatchObject({ message: expect.stringContaining('the answer is no JSON: "<html>busy</html>"') });
  expect(tries).toBe(1);
});

test("a pause that the server asks for is kept, up to the longest", async () => {
  const answer: Answer = (response, _, count) =>
    count === 1 ? response.writeHead(429, { "retry-after": "3600" }).end() : json(response, {});
  const started = performance.now();
  await ask(answer, { ...impatient, maxPauseMs: 120 });
  expect(performance.now() - started).toBeGreaterThan(110);
});

test("an answer that keeps coming may take longer than the timeout", async () => {
  const { result } = await ask((response) => {
    const pieces = ["[1", ",2", ",3", ",4", "]"];
    const send = () => {
      response.write(pieces.shift());
      if (pieces.length > 0) setTimeout(send, 60);
      else response.end();
    };
    send();
  });
  expect(result).toEqual([1, 2, 3, 4]);
});

test("lines come whole, wherever the pieces of the answer end", async () => {
  const server = await priceServer((response) => {
    const bytes = Buffer.from("first\nzw€ite\n\nlast");
    const pieces = [bytes.subarray(0, 8), bytes.subarray(8, 9), bytes.subarray(9)];
    const send = () => {
      response.write(pieces.shift());
      if (pieces.length > 0) setTimeout(send, 5);
      else response.end();
    };
    send();
  });
  const lines = await get(server.url, impatient, async (all) => {
    const read: string[] = [];
    for await (const line of all) read.push(line);
    return read;
  });
  expect(lines).toEqual(["first", "zw€ite", "", "last"]);
});

test("a reader starts afresh when the answer breaks off", async () => {
  const server = await priceServer((response, _, count) => {
    if (count > 1) response.end("a\nb\n");
    else {
      response.writeHead(200, { "content-length": "100" }).write("a\nx\n");
      setTimeout(() => response.socket?.destroy(), 5);
    }
  });
  const lines = await get(server.url, impatient, async (all) => {
    const read: string[] = [];
    for await (const line of all) read.push(line);
    return read;
  });
  expect(lines).toEqual(["a", "b"]);
});
