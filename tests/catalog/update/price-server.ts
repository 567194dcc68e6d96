import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { Patience } from "../../../catalog/update/http.js";

/** Answers a request; `count` says the how many-th it is of its path, from 1. */
export type Answer = (response: ServerResponse, url: URL, count: number) => void;

export interface PriceServer {
  readonly url: URL;
  /** Paths with queries, in the order of the requests. */
  readonly requests: string[];
}

/** A server on this machine in place of a cloud's price API, until the test ends. */
export async function priceServer(answer: Answer): Promise<PriceServer> {
  const requests: string[] = [];
  const counts = new Map<string, number>();
  const server = createServer((request: IncomingMessage, response) => {
    const url = new URL(request.url ?? "", `http://${request.headers.host}`);
    requests.push(`${url.pathname}${decodeURIComponent(url.search.replaceAll("+", " "))}`);
    const count = (counts.get(url.pathname) ?? 0) + 1;
    counts.set(url.pathname, count);
    answer(response, url, count);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: new URL(`http://127.0.0.1:${port}/`), requests };
}

/** Answers with JSON. */
export const json = (response: ServerResponse, body: unknown) => {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(body));
};

/** Gives up fast. */
export const impatient: Patience = { timeoutMs: 150, retries: 2, pauseMs: 1, maxPauseMs: 20 };
