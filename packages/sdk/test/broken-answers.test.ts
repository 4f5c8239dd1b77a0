// Answers that break off, stall, or come in odd pieces, on real sockets and through the whole SDK: what is not
// complete is an error and never a finish, on every wire (reliability matrix T45).
import type { Socket } from "node:net";
import type { MayrosError, StreamPart } from "@mayros/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Mayros, MayrosOptions } from "../src/index.ts";
import { openMayros } from "./open-mayros.ts";
import { chunk, chunkedHead, head, type RawVendor, startRawVendor } from "./raw-vendor.ts";
import { type WireAnswer, wireAnswers } from "./wire-answers.ts";

interface Asked {
  readonly parts: readonly StreamPart[];
  readonly text: string;
  readonly finished: boolean;
  readonly error: unknown;
}

async function ask(mayros: Mayros, stream = true): Promise<Asked> {
  const parts: StreamPart[] = [];
  const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hello" }] }];
  const handle = mayros.run({ model: "acme/m", prompt, stream }, (part) => parts.push(part));
  const error: unknown = await handle.finished.catch((caught: unknown) => caught);
  const text = parts.flatMap((part) => (part.type === "text-delta" ? [part.delta] : [])).join("");
  return { parts, text, finished: parts.at(-1)?.type === "finish", error };
}

async function open(
  wire: WireAnswer,
  answer: RawVendor["answer"] = () => {},
  options: Pick<MayrosOptions, "timeouts"> & { timeoutSeconds?: number } = {},
): Promise<{ mayros: Mayros; vendor: RawVendor }> {
  const vendor = await startRawVendor(answer);
  const { timeouts, ...more } = options;
  const providers = { acme: { baseUrl: vendor.baseUrl, api: wire.api, ...more } };
  const { mayros } = openMayros({ models: { providers } }, {}, timeouts ? { timeouts } : {});
  return { mayros, vendor };
}

const bytesOf = (text: string): Buffer => Buffer.from(text);

const chunked = (bytes: Buffer): Buffer =>
  Buffer.concat([bytesOf(chunkedHead), bytes.length > 0 ? chunk(bytes) : bytes]);

/** How a connection ends, and whether that is an end as HTTP knows it. */
const endings: readonly [string, boolean, (socket: Socket, bytes: Buffer) => void][] = [
  [
    "closed as if it were whole",
    true,
    (socket, bytes) => socket.end(Buffer.concat([bytesOf(head()), bytes])),
  ],
  ["closed within a chunk", false, (socket, bytes) => socket.end(chunked(bytes).subarray(0, -2))],
  ["closed between chunks", false, (socket, bytes) => socket.end(chunked(bytes))],
  [
    "reset",
    false,
    (socket, bytes) =>
      void socket.write(chunked(bytes), () => setTimeout(() => socket.resetAndDestroy(), 5)),
  ],
];

/** Bytes of the first events, without what ends their last line: whether that came, nobody can tell. */
const lengthOf = (wire: WireAnswer, events: number): number =>
  bytesOf(wire.events.slice(0, events).join("").trimEnd()).length;

describe.each(wireAnswers)("a stream of $api", (wire) => {
  const bytes = bytesOf(wire.events.join(""));

  it.each(endings)("%s anywhere is an error unless it is complete", async (name, ends, end) => {
    const { mayros, vendor } = await open(wire);
    const enough = ends ? wire.complete : wire.marked;
    const complete = enough === undefined ? Number.POSITIVE_INFINITY : lengthOf(wire, enough);
    const places = fc.oneof(
      fc.nat({ max: bytes.length }),
      fc.constantFrom(...wire.events.map((_, index) => lengthOf(wire, index) + 2)),
    );
    await fc.assert(
      fc.asyncProperty(places, async (length) => {
        vendor.answer = (socket) => end(socket, bytes.subarray(0, length));
        const { text, finished, error, parts } = await ask(mayros);
        expect("Hello".startsWith(text)).toBe(true);
        // It ended in one way, and in that alone.
        expect(finished).toBe(error === undefined);
        expect(parts.filter(({ type }) => type === "finish")).toHaveLength(finished ? 1 : 0);
        if (length < complete) expect(error).toMatchObject({ failure: { kind: "network" } });
        // What a reset threw away may have been the end of it.
        if (length > complete + 1 && name !== "reset")
          expect({ finished, text }).toEqual({ finished: true, text: "Hello" });
      }),
      { numRuns: 30, examples: [[bytes.length], [0]] },
    );
  });

  it.each([
    ["one byte at a time", (text: string) => text],
    ["with CRLF", (text: string) => text.replaceAll("\n", "\r\n")],
    ["with CR", (text: string) => text.replaceAll("\n", "\r")],
    ["behind a byte-order mark", (text: string) => `\uFEFF${text}`],
  ])("comes whole %s", async (_name, change) => {
    const { mayros } = await open(wire, async (socket) => {
      socket.write(head());
      const sent = bytesOf(change(wire.events.join("").replace('"Hel"', '"Hél🙂"')));
      for (const byte of sent) {
        socket.write(Uint8Array.of(byte));
        await new Promise(setImmediate);
      }
      socket.end();
    });
    expect(await ask(mayros)).toMatchObject({ finished: true, text: "Hél🙂lo", error: undefined });
  });

  it("comes whole with a line of 10 MB in it", async () => {
    const long = "x".repeat(10 * 1024 * 1024);
    const { mayros } = await open(wire, (socket) => {
      socket.write(head());
      socket.end(wire.events.join("").replace('"Hel"', `"${long}"`));
    });
    const { text, finished } = await ask(mayros);
    expect({ finished, length: text.length }).toEqual({ finished: true, length: long.length + 2 });
  });

  it("is an error with a line in it that is no JSON, and nothing follows that", async () => {
    const [first = "", ...rest] = wire.events;
    const { mayros } = await open(wire, (socket) => {
      socket.write(head());
      socket.end([first, "data: {bad\n\n", ...rest].join(""));
    });
    const { finished, error } = await ask(mayros);
    expect({ finished, error }).toMatchObject({
      finished: false,
      error: { failure: { kind: "server" } },
    });
  });
});

const marked = wireAnswers.filter((wire) => wire.marked !== undefined);

it.each(marked)(
  "a stream of $api ends with its mark on a connection that stays open",
  async (wire) => {
    const bytes = bytesOf(wire.events.join(""));
    const { mayros } = await open(wire, (socket) => {
      socket.write(Buffer.concat([bytesOf(chunkedHead), chunk(bytes)]));
    });
    expect(await ask(mayros)).toMatchObject({ finished: true, text: "Hello", error: undefined });
  },
);

describe.each(wireAnswers)("a whole answer of $api", (wire) => {
  const bytes = bytesOf(wire.whole);

  it.each([
    [
      "that is cut short",
      (length: number) =>
        head("application/json", bytes.length).concat(bytes.subarray(0, length).toString("latin1")),
      "network",
    ],
    [
      "that is closed as if it were whole",
      (length: number) =>
        head("application/json").concat(bytes.subarray(0, length).toString("latin1")),
      "server",
    ],
  ])("%s is an error, whatever was there of it", async (_name, sent, kind) => {
    const { mayros, vendor } = await open(wire);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bytes.length }), async (length) => {
        vendor.answer = (socket) => socket.end(Buffer.from(sent(length), "latin1"));
        const { text, finished, error } = await ask(mayros, false);
        if (length === bytes.length)
          expect({ text, finished, error }).toEqual({
            text: "Hello",
            finished: true,
            error: undefined,
          });
        else
          expect({ text, finished, error }).toMatchObject({
            text: "",
            finished: false,
            error: { failure: { kind } },
          });
      }),
      { numRuns: 25 },
    );
  });
});

describe.each(wireAnswers)("a vendor that stalls, on $api", (wire) => {
  const timeout = { failure: { kind: "timeout" }, code: "MAYROS_TIMEOUT" };

  it("before it answers", async () => {
    const { mayros, vendor } = await open(wire, () => {}, { timeouts: { firstByte: 50 } });
    expect(await ask(mayros)).toMatchObject({ parts: [], error: timeout });
    expect(vendor.asked()).toBe(1);
  });

  it("for longer than its provider's timeoutSeconds", async () => {
    const { mayros } = await open(wire, () => {}, { timeoutSeconds: 0.05 });
    const hint = expect.stringContaining(
      "wait longer: models.providers.acme.timeoutSeconds",
    ) as unknown;
    expect(await ask(mayros)).toMatchObject({ parts: [], error: { ...timeout, hint } });
  });

  it.each([
    ["after the head", 0],
    ["before any output", wire.announcements],
    ["after some", wire.announcements + 1],
  ])("%s", async (_name, count) => {
    const sent = `${head()}${wire.events.slice(0, count).join("")}data: {"ha`;
    const { mayros } = await open(wire, (socket) => socket.write(sent), { timeouts: { idle: 50 } });
    const { text, finished, error } = await ask(mayros);
    expect({ finished, error }).toMatchObject({ finished: false, error: timeout });
    expect((error as MayrosError).hint).not.toContain("timeoutSeconds");
    expect(text).toBe(count > wire.announcements ? "Hel" : "");
  });
});

it.each(["anthropic-messages", "openai-completions"])(
  "a stream of another wire than %s points at the setting",
  async (api) => {
    const [wire, other] = [true, false].map((same) =>
      wireAnswers.find((each) => (each.api === api) === same),
    );
    if (!wire || !other) throw new Error("there are wires");
    const { mayros } = await open(wire, (socket) => socket.end(head() + other.events.join("")));
    expect((await ask(mayros)).error).toMatchObject({
      failure: { kind: "network" },
      hint: expect.stringContaining("correct models.providers.acme.api in the file") as unknown,
    });
  },
);

it("a redirect points at the address", async () => {
  const [wire] = wireAnswers;
  if (!wire) throw new Error("there is a wire");
  const moved = "HTTP/1.1 302 Found\r\nlocation: /v2\r\ncontent-length: 0\r\n\r\n";
  const { mayros } = await open(wire, (socket) => socket.end(moved));
  expect((await ask(mayros)).error).toMatchObject({
    hint: expect.stringContaining("correct models.providers.acme.baseUrl in the file") as unknown,
  });
});

it("asks the next model when a vendor stalls or breaks off, and no other once output began", async () => {
  const [wire] = wireAnswers;
  if (!wire) throw new Error("there is a wire");
  const stalled = await startRawVendor(() => {});
  const good = await startRawVendor((socket) => socket.end(head() + wire.events.join("")));
  const providers = {
    acme: { baseUrl: stalled.baseUrl, api: wire.api },
    good: { baseUrl: good.baseUrl, api: wire.api },
  };
  const { mayros } = openMayros(
    { models: { providers, aliases: { both: { model: "acme/m", fallbacks: ["good/m"] } } } },
    {},
    { timeouts: { firstByte: 400, idle: 400 } },
  );
  const askBoth = async (): Promise<string> => {
    const parts: StreamPart[] = [];
    const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hi" }] }];
    const handle = mayros.run({ model: "both", prompt }, (part) => parts.push(part));
    await handle.finished.catch(() => {});
    return parts.flatMap((part) => (part.type === "text-delta" ? [part.delta] : [])).join("");
  };
  expect(await askBoth()).toBe("Hello");
  stalled.answer = (socket) => socket.resetAndDestroy();
  expect(await askBoth()).toBe("Hello");
  stalled.answer = (socket) => socket.write(head() + wire.events.slice(0, 2).join(""));
  expect(await askBoth()).toBe("Hel");
  expect(good.asked()).toBe(2);
});
