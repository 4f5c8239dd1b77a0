import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { errorOf, openTransport, startRawServer, startServer } from "./servers.ts";

const post = { method: "POST", headers: {} };

describe("requests", () => {
  test("method, path, query, headers and body arrive", async () => {
    const seen: Promise<unknown>[] = [];
    const server = await startServer((request, response) => {
      seen.push(describeRequest(request));
      response.writeHead(201, { "X-Answer": "yes", "set-cookie": ["a=1", "b=2"] }).end("grüße");
    });
    const response = await openTransport().send({
      method: "POST",
      url: `${server.url}/v1/models?x=1#part`,
      headers: { "Content-Type": "application/json", Authorization: "Bearer k" },
      body: '{"grüße":1}',
    });
    expect(response.status).toBe(201);
    expect(response.headers).toMatchObject({ "x-answer": "yes", "set-cookie": "a=1, b=2" });
    expect(await response.text(100)).toBe("grüße");
    expect(await seen[0]).toEqual({
      line: "POST /v1/models?x=1",
      body: '{"grüße":1}',
      headers: {
        "accept-encoding": "identity",
        authorization: "Bearer k",
        connection: "keep-alive",
        "content-length": "13",
        "content-type": "application/json",
        host: `127.0.0.1:${server.port}`,
        "user-agent": "mayros/1.2.3",
      },
    });
  });

  test("bytes as body, another user agent, an empty answer", async () => {
    const server = await startServer(async (request, response) => {
      const { body, headers } = await describeRequest(request);
      response.writeHead(body === "\u0001ab" && headers["user-agent"] === "mine" ? 204 : 400).end();
    });
    const response = await openTransport().send({
      ...post,
      url: server.url,
      headers: { "User-Agent": "mine" },
      body: new Uint8Array([1, 97, 98]),
    });
    expect(response.status).toBe(204);
    expect(await response.text(0)).toBe("");
  });

  test("a connection is used again once the answer was read", async () => {
    const server = await startServer((_, response) => void response.end("x"));
    const transport = openTransport();
    for (let index = 0; index < 3; index++) {
      await (await transport.send({ ...post, url: server.url, body: "y" })).text(10);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(server.sockets).toHaveLength(1);
  });

  test("any status but a redirect is an answer", async () => {
    const server = await startServer((_, response) => void response.writeHead(429).end("slow"));
    const response = await openTransport().send({ ...post, url: server.url });
    expect([response.status, await response.text(100)]).toEqual([429, "slow"]);
  });

  test.each([
    ["https://elsewhere.example/path?key=secret", "elsewhere.example"],
    ["/same", "127.0.0.1"],
    ["//other.example:8/x", "other.example:8"],
  ])("a redirect to %s is an error and nothing is sent there", async (location, host) => {
    let asked = 0;
    const server = await startServer((_, response) => {
      asked++;
      response.writeHead(307, { location }).end();
    });
    const error = await errorOf(openTransport().send({ ...post, url: `${server.url}/?k=secret` }));
    expect(error).toMatchObject({
      code: "MAYROS_PROVIDER_ERROR",
      details: { kind: "server", status: 307 },
    });
    expect(error.message).toContain(`redirected to ${host}`);
    expect(error.message).not.toContain("secret");
    expect(asked).toBe(1);
  });

  test("a compressed answer that nobody asked for is refused", async () => {
    const server = await startServer(
      (_, response) => void response.writeHead(200, { "content-encoding": "gzip" }).end("??"),
    );
    expect(await errorOf(openTransport().send({ ...post, url: server.url }))).toMatchObject({
      code: "MAYROS_PROVIDER_ERROR",
      message: expect.stringContaining("(gzip)"),
    });
  });
});

test.each(["identity", "Identity"])("content-encoding: %s is none", async (encoding) => {
  const server = await startServer(
    (_, response) => void response.writeHead(200, { "content-encoding": encoding }).end("x"),
  );
  const response = await openTransport().send({ ...post, url: server.url });
  expect(await response.text(10)).toBe("x");
});

describe("bodies", () => {
  test("text: too long fails, or is cut where that was asked for", async () => {
    const server = await startServer((_, response) => void response.end("0123456789"));
    const transport = openTransport();
    const ask = () => transport.send({ ...post, url: server.url });
    expect(await (await ask()).text(10)).toBe("0123456789");
    expect(await (await ask()).text(4, "cut")).toBe("0123");
    expect(await errorOf((await ask()).text(9))).toMatchObject({
      code: "MAYROS_PROVIDER_ERROR",
      message: expect.stringContaining("longer than 9 bytes"),
    });
  });

  test("a second reading says what is wrong", async () => {
    const server = await startServer((_, response) => void response.end("x"));
    const response = await openTransport().send({ ...post, url: server.url });
    const first = response.text(10);
    await expect(response.text(10)).rejects.toThrow("can be read only once");
    expect(await first).toBe("x");
    await expect(response.read(() => {})).rejects.toThrow("can be read only once");
  });

  test("a letter that arrives in two pieces is one letter", async () => {
    const server = await startServer((_, response) => {
      const bytes = Buffer.from("ü");
      response.write(bytes.subarray(0, 1));
      setImmediate(() => response.end(bytes.subarray(1)));
    });
    expect(await (await openTransport().send({ ...post, url: server.url })).text(9)).toBe("ü");
  });

  test("what the reader throws ends the answer and comes back", async () => {
    const server = await startServer((_, response) => void response.write("first"));
    const response = await openTransport().send({ ...post, url: server.url });
    const failing = response.read(() => {
      throw new Error("mine");
    });
    await expect(failing).rejects.toThrow("mine");
    await once(server.sockets[0] as never, "close");
  });

  test("pause reaches the other side; resume lets everything through", async () => {
    const total = 64 * 1024 * 1024;
    const idle = 500;
    const block = Buffer.alloc(256 * 1024, "x");
    let written = 0;
    const server = await startServer(async (_, response) => {
      for (; written < total; written += block.length) {
        if (!response.write(block)) await once(response, "drain");
      }
      response.end();
    });
    const response = await openTransport().send({
      ...post,
      url: server.url,
      timeouts: { idle },
    });
    let received = 0;
    const reading = response.read((bytes) => {
      if (received === 0) response.pause();
      received += bytes.length;
    });
    await untilSteady(() => written);
    // A pause is not a server that stops sending.
    await new Promise((resolve) => setTimeout(resolve, idle));
    expect(written).toBeLessThan(total / 2);
    expect(received).toBeLessThan(1024 * 1024);
    response.resume();
    await reading;
    expect(received).toBe(total);
  });

  test("paused before it is read: nothing comes until resume, even if the server is gone", async () => {
    const server = await startServer(
      (_, response) => void response.writeHead(200, { connection: "close" }).end("x"),
    );
    const response = await openTransport().send({ ...post, url: server.url });
    response.pause();
    let received = 0;
    const reading = response.read(() => received++);
    await untilSteady(() => received);
    expect(received).toBe(0);
    response.resume();
    await reading;
    expect(received).toBe(1);
  });

  test("paused and resumed before it is read: nothing is lost", async () => {
    const server = await startServer((_, response) => void response.end("all of it"));
    const response = await openTransport().send({ ...post, url: server.url });
    response.pause();
    response.resume();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await response.text(100)).toBe("all of it");
  });

  test("an early answer to a request that is still being sent is the answer", async () => {
    const server = await startRawServer((socket) => {
      socket.end("HTTP/1.1 413 Too Large\r\ncontent-length: 3\r\nconnection: close\r\n\r\nbig");
    });
    const response = await openTransport().send({ ...post, url: server.url, body: "x".repeat(9) });
    expect([response.status, await response.text(10)]).toEqual([413, "big"]);
  });

  test("it still is when the connection broke before it was read", async () => {
    const server = await startRawServer((socket) => {
      socket.pause();
      socket.write("HTTP/1.1 413 Too Large\r\ncontent-length: 3\r\nconnection: close\r\n\r\nbig");
      setTimeout(() => socket.resetAndDestroy(), 50);
    });
    const body = "x".repeat(20_000_000);
    const response = await openTransport().send({ ...post, url: server.url, body });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect([response.status, await response.text(10)]).toEqual([413, "big"]);
  });
});

async function describeRequest(request: IncomingMessage) {
  return {
    line: `${request.method} ${request.url}`,
    headers: request.headers,
    body: await text(request),
  };
}

/** Resolves when a number has not changed for a while. */
async function untilSteady(read: () => number): Promise<void> {
  let last = -1;
  for (let same = 0; same < 15; ) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    same = read() === last ? same + 1 : 0;
    last = read();
  }
}
