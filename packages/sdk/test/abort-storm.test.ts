// A thousand requests that are aborted at any moment, and two hundred readers that stop reading: the vendor
// is told each time, nothing of ours stays open, and nobody else waits (reliability matrix T43, T44).
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LanguageModelV4, StreamPart } from "@mayros/core";
import fc from "fast-check";
import { expect, it, onTestFinished } from "vitest";
import { createMayros } from "../src/index.ts";

const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hi" }] }];
const chunk = (content: string, finish: string | null = null): string =>
  `data: ${JSON.stringify({ choices: [{ delta: { content }, finish_reason: finish }] })}\n\n`;

interface Vendor {
  readonly model: LanguageModelV4;
  /** Answers that are being written. */
  readonly answering: Set<ServerResponse>;
  readonly sockets: Set<Socket>;
  readonly close: () => void;
}

async function open(answer: (outgoing: ServerResponse, asked: number) => void): Promise<Vendor> {
  const answering = new Set<ServerResponse>();
  const sockets = new Set<Socket>();
  let asked = 0;
  const server = createServer((incoming, outgoing) => {
    incoming.resume();
    answering.add(outgoing);
    outgoing.on("close", () => answering.delete(outgoing));
    answer(outgoing, asked++);
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const home = mkdtempSync(join(tmpdir(), "mayros-abort-"));
  const providers = { local: { baseUrl: `http://127.0.0.1:${port}/v1` } };
  writeFileSync(join(home, "mayros.json"), JSON.stringify({ models: { providers } }));
  const mayros = createMayros({ env: { MAYROS_STATE_DIR: home } });
  onTestFinished(() => {
    mayros.close();
    server.closeAllConnections();
    server.close();
    rmSync(home, { recursive: true, force: true });
  });
  return {
    model: mayros.languageModel("local/m"),
    answering,
    sockets,
    close: () => mayros.close(),
  };
}

/** Resolves when `done` holds; the test's own time limit is what ends it otherwise. */
async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Reads until the abort; gives the reason that it ended with. */
async function readUntilAborted(
  model: LanguageModelV4,
  abort: AbortController,
  pieces: number,
): Promise<unknown> {
  try {
    const { stream } = await model.doStream({ prompt, abortSignal: abort.signal });
    const reader = stream.getReader();
    for (let count = 0; ; count += 1) {
      if (count === pieces) abort.abort("enough");
      if ((await reader.read()).done) return "done";
    }
  } catch (error) {
    return error;
  }
}

it("tells the vendor of every abort, and leaks no connection", async () => {
  const vendor = await open((outgoing) => {
    outgoing.writeHead(200, { "content-type": "text/event-stream" });
    outgoing.write(chunk("one") + chunk("two").slice(0, 9));
    setImmediate(() => {
      outgoing.write(chunk("two").slice(9));
      // It never ends by itself: only an abort closes it.
      for (let count = 0; count < 20; count += 1) outgoing.write(chunk(`piece ${count}`));
    });
  });
  const moments = fc.record({
    /** Aborted after so many parts, or after so many turns of the event loop, whichever is first. */
    pieces: fc.integer({ min: 0, max: 24 }),
    turns: fc.integer({ min: 0, max: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(moments, { minLength: 10, maxLength: 10 }), async (requests) => {
      const reasons = requests.map(async ({ pieces, turns }) => {
        const abort = new AbortController();
        const reading = readUntilAborted(vendor.model, abort, pieces);
        for (let count = 0; count < turns; count += 1) await new Promise(setImmediate);
        if (turns < 12) abort.abort("enough");
        return reading;
      });
      for (const reason of await Promise.all(reasons)) expect(reason).toBe("enough");
      await until(() => vendor.answering.size === 0);
    }),
    { numRuns: 100 },
  );
  vendor.close();
  await until(() => vendor.sockets.size === 0);
}, 60_000);

it("holds back two hundred vendors whose readers stopped, and serves the next one", async () => {
  const big = chunk("x".repeat(64 * 1024));
  const stalled = 200;
  let written = 0;
  const vendor = await open((outgoing, asked) => {
    outgoing.writeHead(200, { "content-type": "text/event-stream" });
    if (asked >= stalled) {
      outgoing.end(chunk("hello", "stop"));
      return;
    }
    const write = (): void => {
      while (!outgoing.destroyed && outgoing.write(big)) written += big.length;
      written += big.length;
      outgoing.once("drain", write);
    };
    write();
  });
  const readers = await Promise.all(
    Array.from({ length: stalled }, async () => {
      const { stream } = await vendor.model.doStream({ prompt });
      const reader = stream.getReader();
      await reader.read();
      return reader;
    }),
  );
  // Nobody reads on: what the vendors could write settles, far below what they would have written.
  let before = -1;
  await until(() => {
    const settled = written === before;
    before = written;
    return settled;
  });
  expect(written / stalled).toBeLessThan(8 * 1024 * 1024);
  const { stream } = await vendor.model.doStream({ prompt });
  const parts: StreamPart[] = [];
  for await (const part of stream) parts.push(part);
  expect(parts).toContainEqual(expect.objectContaining({ type: "text-delta", delta: "hello" }));
  await Promise.all(readers.map((reader) => reader.cancel()));
  await until(() => vendor.answering.size === 0);
}, 60_000);
