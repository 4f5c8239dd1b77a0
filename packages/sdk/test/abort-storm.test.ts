// A thousand requests that are aborted at any moment, and two hundred readers that stop reading: the vendor
// is told each time, nothing of ours stays open, and nobody else waits (reliability matrix T43, T44).
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { LanguageModelV4, StreamPart } from "@mayros/core";
import fc from "fast-check";
import { expect, it, onTestFinished } from "vitest";
import { openMayros } from "./open-mayros.ts";
import { type WireAnswer, wireAnswers } from "./wire-answers.ts";

const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hi" }] }];

interface Vendor {
  /** A model on each wire. */
  readonly models: readonly LanguageModelV4[];
  /** Answers that are being written. */
  readonly answering: Set<ServerResponse>;
  readonly sockets: Set<Socket>;
  readonly close: () => void;
}

/** `asked`: how many requests came before. */
type Answer = (
  outgoing: ServerResponse,
  wire: WireAnswer,
  streamed: boolean,
  asked: number,
) => void;

async function open(answer: Answer): Promise<Vendor> {
  const answering = new Set<ServerResponse>();
  const sockets = new Set<Socket>();
  let asked = 0;
  const server = createServer((incoming, outgoing) => {
    answering.add(outgoing);
    outgoing.on("close", () => answering.delete(outgoing));
    let body = "";
    incoming.setEncoding("utf8").on("data", (text: string) => {
      body += text;
    });
    incoming.on("end", () => {
      const [, index = "0"] = /^\/(\d)\//.exec(incoming.url ?? "") ?? [];
      const wire = wireAnswers[Number(index)];
      const streamed = body.includes('"stream":true') || /stream/i.test(incoming.url ?? "");
      if (wire) answer(outgoing, wire, streamed, asked++);
    });
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const providers = wireAnswers.map(({ api }, index) => [
    `wire${index}`,
    { baseUrl: `http://127.0.0.1:${port}/${index}/v1`, api },
  ]);
  const { mayros } = openMayros({ models: { providers: Object.fromEntries(providers) } });
  return {
    models: wireAnswers.map((_, index) => mayros.languageModel(`wire${index}/m`)),
    answering,
    sockets,
    close: () => mayros.close(),
  };
}

/** Resolves when `done` holds; the test's own time limit is what ends it otherwise. */
async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** When and how one of the requests is aborted. */
const moment = fc.record({
  wire: fc.nat({ max: wireAnswers.length - 1 }),
  streamed: fc.boolean(),
  /** The vendor stops after so many bytes, and holds the connection open. */
  bytes: fc.nat({ max: 500 }),
  /** Aborted once so many parts were read, or after so many turns of the event loop. */
  pieces: fc.nat({ max: 8 }),
  turns: fc.nat({ max: 12 }),
});

/** Reads until it ends; gives the reason that it ended with. */
async function ask(
  model: LanguageModelV4,
  streamed: boolean,
  abort: AbortController,
  pieces: number,
): Promise<unknown> {
  const call = { prompt, abortSignal: abort.signal };
  try {
    if (!streamed) return await model.doGenerate(call);
    const reader = (await model.doStream(call)).stream.getReader();
    for (let count = 0; ; count += 1) {
      if (count === pieces) abort.abort("enough");
      if ((await reader.read()).done) return "done";
    }
  } catch (error) {
    return error;
  }
}

it("tells the vendor of every abort, at whatever byte, and leaks no connection", async () => {
  const stops: number[] = [];
  const vendor = await open((outgoing, wire, streamed) => {
    const type = streamed ? "text/event-stream" : "application/json";
    outgoing.writeHead(200, { "content-type": type });
    // It never ends by itself: only an abort closes it.
    const said = Buffer.from(streamed ? wire.events.slice(0, -1).join("") : wire.whole);
    const stop = Math.min(stops.pop() ?? 0, said.length - 1);
    outgoing.write(said.subarray(0, stop));
  });
  await fc.assert(
    fc.asyncProperty(fc.array(moment, { minLength: 10, maxLength: 10 }), async (requests) => {
      const reasons = requests.map(async ({ wire, streamed, bytes, pieces, turns }) => {
        const model = vendor.models[wire];
        if (!model) throw new Error("there is a model on each wire");
        stops.push(bytes);
        const abort = new AbortController();
        const reading = ask(model, streamed, abort, pieces);
        for (let count = 0; count < turns; count += 1) await new Promise(setImmediate);
        // The longest wait until there is somebody to be told.
        if (turns === 12) await until(() => abort.signal.aborted || vendor.answering.size > 0);
        abort.abort("enough");
        return reading;
      });
      for (const reason of await Promise.all(reasons)) expect(reason).toBe("enough");
      await until(() => vendor.answering.size === 0);
    }),
    { numRuns: 100 },
  );
  // Before anything is closed: what is still open is idle, and no more than was ever needed at once.
  expect(vendor.sockets.size).toBeLessThanOrEqual(10);
  vendor.close();
  await until(() => vendor.sockets.size === 0);
}, 60_000);

it("holds back two hundred vendors whose readers stopped, and serves the next one", async () => {
  const [completions] = wireAnswers;
  const big = completions?.events[1]?.replace("Hel", "x".repeat(64 * 1024)) ?? "";
  const stalled = 200;
  let written = 0;
  const vendor = await open((outgoing, wire, _streamed, asked) => {
    outgoing.writeHead(200, { "content-type": "text/event-stream" });
    if (asked >= stalled) {
      outgoing.end(wire.events.join(""));
      return;
    }
    const write = (): void => {
      while (!outgoing.destroyed && outgoing.write(big)) written += big.length;
      written += big.length;
      outgoing.once("drain", write);
    };
    write();
  });
  const [model] = vendor.models;
  if (!model) throw new Error("there is a model on each wire");
  const before = process.memoryUsage().rss;
  const readers = await Promise.all(
    Array.from({ length: stalled }, async () => {
      const { stream } = await model.doStream({ prompt });
      const reader = stream.getReader();
      await reader.read();
      return reader;
    }),
  );
  // Nobody reads on: what the vendors could write settles, far below what they would have written.
  let last = -1;
  await until(() => {
    const settled = written === last;
    last = written;
    return settled;
  });
  // With what the vendors hold, who are in this process, too.
  expect((process.memoryUsage().rss - before) / stalled).toBeLessThan(1024 * 1024);
  const { stream } = await model.doStream({ prompt });
  const parts: StreamPart[] = [];
  for await (const part of stream) parts.push(part);
  expect(parts.at(-1)).toMatchObject({ type: "finish" });
  await Promise.all(readers.map((reader) => reader.cancel()));
  await until(() => vendor.answering.size === 0);
}, 60_000);
