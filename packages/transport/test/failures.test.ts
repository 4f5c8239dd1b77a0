import type { LookupFunction, Socket } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import type { Timeouts } from "../src/transport.ts";
import { errorOf, openTransport, startRawServer, startServer } from "./servers.ts";

const post = { method: "POST", headers: { authorization: "Bearer sk-secret" }, body: "{}" };
const OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
const neverResolves: LookupFunction = () => {};

describe("no connection", () => {
  test("refused", async () => {
    const error = await errorOf(
      openTransport().send({ ...post, url: `http://127.0.0.1:1/v1?key=sk-secret` }),
    );
    expect(error).toMatchObject({
      code: "MAYROS_NETWORK",
      message: "no connection to 127.0.0.1:1 (ECONNREFUSED)",
      details: {
        kind: "network",
        host: "127.0.0.1:1",
        phase: "connecting",
        code: "ECONNREFUSED",
      },
    });
    expect(JSON.stringify(error)).not.toContain("sk-secret");
  });

  test("unknown name", async () => {
    const lookup: LookupFunction = (_name, _options, callback) =>
      callback(Object.assign(new Error("no"), { code: "ENOTFOUND" }), "");
    const transport = openTransport({ lookup });
    expect(await errorOf(transport.send({ ...post, url: "https://acme.example/" }))).toMatchObject({
      code: "MAYROS_NETWORK",
      message: "no connection to acme.example:443 (ENOTFOUND)",
    });
  });
});

describe("time-outs", () => {
  const timeouts = { connect: 40, firstByte: 40, idle: 40 };

  test("no connection in time", async () => {
    const transport = openTransport({ lookup: neverResolves, timeouts });
    expect(await errorOf(transport.send({ ...post, url: "http://acme.example" }))).toMatchObject({
      code: "MAYROS_TIMEOUT",
      message: "acme.example:80 did not accept a connection within 0.04 s",
      details: { kind: "timeout", phase: "connecting" },
    });
  });

  test("no answer in time", async () => {
    const server = await startRawServer(() => {});
    const error = await errorOf(openTransport({ timeouts }).send({ ...post, url: server.url }));
    expect(error).toMatchObject({
      code: "MAYROS_TIMEOUT",
      message: expect.stringContaining("did not answer within 0.04 s"),
      details: { phase: "waiting" },
    });
    await closed(server.sockets[0]);
  });

  test("half a head is no answer", async () => {
    const server = await startRawServer((socket) => socket.write("HTTP/1.1 200 OK\r\nx: y\r\n"));
    expect(
      await errorOf(openTransport().send({ ...post, url: server.url, timeouts })),
    ).toMatchObject({ code: "MAYROS_TIMEOUT", message: expect.stringContaining("did not answer") });
  });

  test.each([
    ["before the first byte of the body", ""],
    ["after it", "5\r\nhello\r\n"],
  ])("an answer that stops %s", async (_, body) => {
    const head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    const server = await startRawServer((socket) => socket.write(head + body));
    const transport = openTransport({ timeouts: { idle: timeouts.idle } });
    const response = await transport.send({ ...post, url: server.url });
    expect(await errorOf(response.read(() => {}))).toMatchObject({
      code: "MAYROS_TIMEOUT",
      message: expect.stringContaining(
        "stopped sending in the middle of its answer: nothing came for 0.04 s",
      ),
      details: { kind: "timeout", phase: "answering" },
    });
    await closed(server.sockets[0]);
  });

  test("more than a timer can take is not at once", async () => {
    const server = await startServer((_, response) => {
      setTimeout(() => response.end("ok"), 30);
    });
    const long = { connect: 2 ** 31, firstByte: 2 ** 31, idle: Number.POSITIVE_INFINITY };
    const response = await openTransport({ timeouts: long }).send({ ...post, url: server.url });
    expect(await response.text(10)).toBe("ok");
  });

  test("a slow answer that keeps coming is not cut", async () => {
    const server = await startServer(async (_, response) => {
      for (let index = 0; index < 40; index++) {
        response.write("x");
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      response.end();
    });
    const response = await openTransport().send({
      ...post,
      url: server.url,
      timeouts: { idle: 500 },
    });
    expect(await response.text(100)).toBe("x".repeat(40));
  });
});

describe("lost connections", () => {
  test.each([
    ["closed", (socket: Socket) => void socket.end()],
    ["reset", (socket: Socket) => void socket.resetAndDestroy()],
  ])("%s without an answer: an error, and not sent again", async (_, drop) => {
    const server = await startRawServer(drop);
    expect(await errorOf(openTransport().send({ ...post, url: server.url }))).toMatchObject({
      code: "MAYROS_NETWORK",
      message: expect.stringContaining("closed the connection without an answer (ECONNRESET)"),
      details: { kind: "network" },
    });
    expect(server.sockets).toHaveLength(1);
  });

  test("a change of protocols that nobody asked for fails at once", async () => {
    const server = await startRawServer((socket) =>
      socket.write("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n"),
    );
    const timeouts = { firstByte: 2_000 };
    expect(
      await errorOf(openTransport({ timeouts }).send({ ...post, url: server.url })),
    ).toMatchObject({ code: "MAYROS_NETWORK" });
  });

  test.each([
    ["too few bytes", "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf"],
    ["no last chunk", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n"],
    ["half a chunk", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\nhalf"],
  ])("%s: never taken for a whole answer", async (_, answer) => {
    const server = await startRawServer((socket) => socket.end(answer));
    const response = await openTransport().send({ ...post, url: server.url });
    let received = "";
    const error = await errorOf(
      response.read((bytes) => {
        received += Buffer.from(bytes).toString();
      }),
    );
    expect(error).toMatchObject({
      code: "MAYROS_NETWORK",
      message: expect.stringContaining("before the answer was complete"),
    });
    expect(received).toBe("half");
  });

  test("lost before anybody reads: read says so", async () => {
    const server = await startRawServer((socket) =>
      socket.end("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf"),
    );
    const response = await openTransport().send({ ...post, url: server.url });
    await closed(server.sockets[0]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await errorOf(response.read(() => {}))).toMatchObject({ code: "MAYROS_NETWORK" });
  });

  test.each(["garbage\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "HTTP/1.1 200 OK\r\nbad header\r\n\r\n"])(
    "%j is not HTTP",
    async (answer) => {
      const server = await startRawServer((socket) => socket.end(answer));
      expect(await errorOf(openTransport().send({ ...post, url: server.url }))).toMatchObject({
        code: "MAYROS_NETWORK",
        message: expect.stringMatching(/^the answer of .* is not HTTP \(HPE_/),
      });
    },
  );
});

describe("a kept connection that the server has given up", () => {
  async function sendTwice(
    onSecond: (socket: Socket) => void,
    onFresh: (socket: Socket, text: string) => void,
    timeouts: Partial<Timeouts> = {},
  ) {
    let asked = 0;
    const server = await startRawServer((socket, text, number) => {
      asked++;
      if (number > 1) onFresh(socket, text);
      else if (asked === 1) socket.write(OK);
      else onSecond(socket);
    });
    const transport = openTransport({ timeouts });
    await (await transport.send({ ...post, url: server.url })).text(10);
    await new Promise((resolve) => setImmediate(resolve));
    const second = transport.send({ ...post, url: server.url });
    return { server, second, asked: () => asked };
  }

  test("the request is sent once more on a new one, which is not kept", async () => {
    let sent = "";
    const { second, server } = await sendTwice(
      (socket) => socket.resetAndDestroy(),
      (socket, text) => {
        sent = text;
        socket.end(OK);
      },
    );
    expect(await (await second).text(10)).toBe("ok");
    expect(sent.toLowerCase()).toContain("\r\nconnection: close\r\n");
    expect(server.sockets).toHaveLength(2);
  });

  test("and only once", async () => {
    const reset = (socket: Socket) => void socket.resetAndDestroy();
    const { second, asked } = await sendTwice(reset, reset);
    expect(await errorOf(second)).toMatchObject({ code: "MAYROS_NETWORK" });
    expect(asked()).toBe(3);
  });

  test("not when the server may have been at work on it", async () => {
    const { second, asked } = await sendTwice(
      (socket) => void setTimeout(() => socket.resetAndDestroy(), 100),
      (socket) => socket.end(OK),
      { resend: 50 },
    );
    expect(await errorOf(second)).toMatchObject({ code: "MAYROS_NETWORK" });
    expect(asked()).toBe(2);
  });

  test("not when it had begun to answer", async () => {
    const { second, server } = await sendTwice(
      (socket) => void socket.write("HTTP/1.1 200", () => socket.resetAndDestroy()),
      (socket) => socket.end(OK),
    );
    expect(await errorOf(second)).toMatchObject({ code: "MAYROS_NETWORK" });
    expect(server.sockets).toHaveLength(1);
  });
});

describe("abort", () => {
  const aborted = { code: "MAYROS_ABORTED", details: { kind: "aborted" }, cause: "enough" };

  test("before", async () => {
    const server = await startServer(() => {});
    const signal = AbortSignal.abort("enough");
    expect(await errorOf(openTransport().send({ ...post, url: server.url, signal }))).toMatchObject(
      aborted,
    );
    expect(server.sockets).toHaveLength(0);
  });

  test("while connecting", async () => {
    const controller = new AbortController();
    const lookup: LookupFunction = () => controller.abort("enough");
    const transport = openTransport({ lookup });
    const { signal } = controller;
    expect(
      await errorOf(transport.send({ ...post, url: "http://acme.example", signal })),
    ).toMatchObject(aborted);
  });

  test("while waiting: the server's socket is closed", async () => {
    const controller = new AbortController();
    const server = await startRawServer(() => controller.abort("enough"));
    const { signal } = controller;
    expect(await errorOf(openTransport().send({ ...post, url: server.url, signal }))).toMatchObject(
      aborted,
    );
    await closed(server.sockets[0]);
  });

  test("while reading: nothing is pushed any more", async () => {
    const controller = new AbortController();
    const server = await startServer((_, response) => {
      response.write("x".repeat(300_000));
    });
    const { signal } = controller;
    const response = await openTransport().send({ ...post, url: server.url, signal });
    let pieces = 0;
    const reading = response.read(() => {
      pieces++;
      controller.abort("enough");
    });
    expect(await errorOf(reading)).toMatchObject(aborted);
    await closed(server.sockets[0]);
    expect(pieces).toBe(1);
  });

  test("after the end it does nothing, and no listener is left", async () => {
    const controller = new AbortController();
    let listeners = 0;
    const { signal } = controller;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...parameters: Parameters<typeof add>) => {
      listeners++;
      add(...parameters);
    };
    signal.removeEventListener = (...parameters: Parameters<typeof remove>) => {
      listeners--;
      remove(...parameters);
    };
    const server = await startServer((_, response) => void response.end("ok"));
    const response = await openTransport().send({ ...post, url: server.url, signal });
    expect(await response.text(10)).toBe("ok");
    expect(listeners).toBe(0);
    controller.abort();
  });

  test("destroy and close", async () => {
    const server = await startServer((_, response) => void response.write("x"));
    const transport = openTransport();
    const first = await transport.send({ ...post, url: server.url });
    const reading = first.read(() => first.destroy());
    expect(await errorOf(reading)).toMatchObject({ code: "MAYROS_ABORTED" });
    const second = await transport.send({ ...post, url: server.url });
    const third = second.read(() => transport.close());
    expect(await errorOf(third)).toMatchObject({
      code: "MAYROS_ABORTED",
      message: "the transport was closed",
    });
    expect(await errorOf(transport.send({ ...post, url: server.url }))).toMatchObject({
      code: "MAYROS_ABORTED",
    });
  });
});

test("a request that is over is not held on to", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const server = await startServer((_, response) => void response.end("ok"));
  const transport = openTransport();
  async function send(): Promise<WeakRef<Uint8Array>> {
    const body = new Uint8Array(10);
    await (await transport.send({ ...post, url: server.url, body })).text(10);
    return new WeakRef(body);
  }
  const body = await send();
  for (let round = 0; body.deref() && round < 50; round++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    collect();
  }
  expect(body.deref()).toBeUndefined();
});

async function closed(socket: Socket | undefined): Promise<void> {
  if (socket && !socket.closed) await new Promise((resolve) => socket.once("close", resolve));
}
