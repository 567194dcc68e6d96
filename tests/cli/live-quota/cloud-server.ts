import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished, vi } from "vitest";
import type { QuotaNeed } from "../../../plan/quota/need.js";

/** A call, as a cloud gets it. */
export interface Asked {
  /** Path with query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Of a call of AWS: `GetServiceQuota`. */
  readonly operation?: string;
  /** The same: its input. */
  readonly input: any;
}

/** What a cloud answers: JSON, another text, or nothing ever. */
export type Answer = { readonly status?: number; readonly json?: unknown; readonly text?: string } | "silence";

export interface CloudServer {
  readonly url: URL;
  readonly asked: Asked[];
  /** Paths of calls that got no answer and were given up. */
  readonly abandoned: string[];
}

/** A server on this machine in place of a cloud's API, until the test ends. */
export async function cloudServer(answer: (asked: Asked) => Answer): Promise<CloudServer> {
  const all: Asked[] = [];
  const abandoned: string[] = [];
  const server = createServer(async (request, response) => {
    const { url: path = "", headers } = request;
    const body = await text(request);
    const operation = headers["x-amz-target"]?.toString().split(".")[1];
    const asked = { path, headers, operation, input: operation === undefined ? undefined : JSON.parse(body) };
    all.push(asked);
    const answered = answer(asked);
    if (answered === "silence") {
      response.on("close", () => abandoned.push(path));
      return;
    }
    response.writeHead(answered.status ?? 200, { "content-type": "application/json" });
    response.end(answered.text ?? JSON.stringify(answered.json));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), asked: all, abandoned };
}

/** Sets variables of the environment until the test ends. */
export function environment(variables: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
}

/** A need of a cloud, of one unit where the test names no other. */
export const needOf =
  (base: Pick<QuotaNeed, "cloud" | "region" | "service">) =>
  (rest: Partial<QuotaNeed>): QuotaNeed => ({
    ...base,
    name: "a quota",
    needed: 1,
    unit: "GPUs",
    where: "https://example.com/quotas",
    ...rest,
  });
