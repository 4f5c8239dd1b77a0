import { getEventListeners, once } from "node:events";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { toFetch } from "../src/to-fetch.ts";
import { errorOf, openTransport, startServer } from "./servers.ts";

function open(): typeof fetch {
  const transport = openTransport();
  return toFetch((request) => transport.send(request));
}

test("carries what a library says, in each of the forms that fetch takes", async () => {
  const seen: string[] = [];
  const server = await startServer(async (request, response) => {
    seen.push(
      `${request.method} ${request.url} ${String(request.headers["x-a"])} ${await text(request)}`,
    );
    response.writeHead(201, { "x-b": "2" }).end("grüße");
  });
  const fetch = open();
  const how = { method: "POST", headers: { "X-A": "1" }, body: "body" };
  const answers = [
    await fetch(`${server.url}/text`, how),
    await fetch(new URL("/url", server.url), how),
    await fetch(new Request(`${server.url}/request`, how)),
    await fetch(`${server.url}/bytes`, { ...how, body: new TextEncoder().encode("body") }),
  ];
  for (const answer of answers) {
    expect(answer.status).toBe(201);
    expect(answer.headers.get("x-b")).toBe("2");
    expect(await answer.text()).toBe("grüße");
  }
  expect(seen).toEqual(["text", "url", "request", "bytes"].map((at) => `POST /${at} 1 body`));
});

test("has no body where there can be none", async () => {
  const server = await startServer((_, response) => void response.writeHead(204).end());
  const answer = await open()(server.url);
  expect(answer.body).toBeNull();
});

test("follows no redirect, and rejects as the transport does", async () => {
  const server = await startServer(
    (_, response) => void response.writeHead(302, { location: "https://elsewhere.example/" }).end(),
  );
  expect(await errorOf(open()(server.url))).toMatchObject({ code: "MAYROS_PROVIDER_ERROR" });
  for (const url of ["http://169.254.169.254/", "https://name:word@api.acme.example/"]) {
    const error = await errorOf(open()(url));
    expect(error).toMatchObject({ code: "MAYROS_HOST_REFUSED" });
    expect(error.message).not.toContain("word@");
  }
});

test("closes the connection when the reader goes away, and on abort", async () => {
  const closed: Promise<unknown>[] = [];
  const server = await startServer((request, response) => {
    closed.push(once(request.socket, "close"));
    response.writeHead(200).write("first");
  });
  const fetch = open();
  const answer = await fetch(server.url);
  const reader = answer.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await closed[0];

  const abort = new AbortController();
  const other = await fetch(server.url, { signal: abort.signal });
  abort.abort();
  expect(await errorOf(other.text())).toMatchObject({ code: "MAYROS_ABORTED" });
  await closed[1];
});

test("lets a reader go away with the last bytes", async () => {
  const faults: unknown[] = [];
  const onFault = (fault: unknown): void => void faults.push(fault);
  process.on("unhandledRejection", onFault);
  onTestFinished(() => void process.off("unhandledRejection", onFault));
  const server = await startServer((_, response) => {
    response.writeHead(200, { "content-length": "3" }).flushHeaders();
    setTimeout(() => response.end("abc"), 20);
  });
  const reader = (await open()(server.url)).body?.getReader();
  await reader?.read();
  await reader?.cancel();
  // Unhandled rejections are told of when the event loop turns.
  await new Promise(setImmediate);
  expect(faults).toEqual([]);
});

test("closes the connection after an answer that no Response can hold", async () => {
  const closed = Promise.withResolvers<void>();
  const server = await startServer((request, response) => {
    request.socket.once("close", () => closed.resolve());
    response.writeHead(999).write("odd");
  });
  expect(await errorOf(open()(server.url))).toMatchObject({
    code: "MAYROS_PROVIDER_ERROR",
    details: { kind: "server", status: 999 },
  });
  await closed.promise;
});

test("leaves no listener on a signal that outlives its requests", async () => {
  const server = await startServer((_, response) => void response.end("ok"));
  const { signal } = new AbortController();
  const fetch = open();
  for (let count = 0; count < 20; count++) await (await fetch(server.url, { signal })).text();
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("stops the server while nobody reads", async () => {
  let written = 0;
  const pieces = function* () {
    for (let index = 0; index < 1000; index++) {
      written += 1 << 16;
      yield Buffer.alloc(1 << 16);
    }
  };
  const server = await startServer((_, response) => void Readable.from(pieces()).pipe(response));
  const answer = await open()(server.url);
  const before = async (): Promise<number> => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    return written;
  };
  const first = await before();
  expect(await before()).toBe(first);
  expect(first).toBeLessThan(32 << 20);
  expect((await answer.arrayBuffer()).byteLength).toBe(1000 << 16);
});
