import { createParser } from "eventsource-parser";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSseParser } from "./create-sse-parser.ts";

type Seen = [event: string | undefined, data: string];

function parse(chunks: Iterable<Uint8Array>): Seen[] {
  const seen: Seen[] = [];
  const parser = createSseParser((event, data) => seen.push([event, data]));
  for (const chunk of chunks) parser.write(chunk);
  parser.end();
  return seen;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function oracle(text: string): Seen[] {
  const seen: Seen[] = [];
  const parser = createParser({ onEvent: ({ event, data }) => seen.push([event, data]) });
  parser.feed(text);
  return seen;
}

function chop(bytes: Uint8Array, cuts: number[]): Uint8Array[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((start, index) => bytes.slice(start, places[index] ?? bytes.length));
}

const field = fc.constantFrom("data", "event", "id", "retry", ":", "dat", "data:x", "", "Data");
const value = fc.string({ unit: fc.constantFrom("a", " ", ":", "é", "語", "🙂", "{", "\u0000") });
const lineEnd = fc.constantFrom("\n", "\r", "\r\n", "\n\n", "\r\n\r\n", "\r\r");
const line = fc
  .tuple(field, fc.constantFrom("", ":", ": "), value, lineEnd)
  .map((parts) => parts.join(""));
const stream = fc
  .tuple(fc.constantFrom("", "\uFEFF"), fc.array(line))
  .map(([bom, lines]) => bom + lines.join(""));

describe("createSseParser", () => {
  it("sees the events that eventsource-parser sees, and an event without its blank line too", () => {
    fc.assert(
      fc.property(stream, (text) => {
        expect(parse([bytesOf(text)])).toEqual(oracle(`${text}\n\n`));
      }),
    );
  });

  it("sees the same events whatever the chunks", () => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat()), (text, cuts) => {
        const bytes = bytesOf(text);
        expect(parse(chop(bytes, cuts))).toEqual(parse([bytes]));
      }),
    );
  });

  it.each([
    ["CRLF split between chunks", ["data: a\r", "\n\r", "\n"], [[undefined, "a"]]],
    ["several data lines", ["data: a\ndata\ndata:  b\n\n"], [[undefined, "a\n\n b"]]],
    [
      "comments and unknown fields",
      [": ping\nid: 1\nretry: 5\nfoo: x\ndata: a\n\n"],
      [[undefined, "a"]],
    ],
    ["an event name without data", ["event: ping\n\ndata: a\n\n"], [[undefined, "a"]]],
    ["empty data", ["event: e\ndata:\n\n"], [["e", ""]]],
    ["nothing", [""], []],
  ])("%s", (_name, chunks, expected) => {
    expect(parse(chunks.map(bytesOf))).toEqual(expected);
  });

  it("keeps characters whole that were split, and a mark inside a line", () => {
    const bytes = bytesOf("data: \uFEFFé語🙂\n\n");
    const single = [...bytes].map((byte) => Uint8Array.of(byte));
    expect(parse(single)).toEqual([[undefined, "\uFEFFé語🙂"]]);
  });

  it("takes a line of 10 MB in small chunks", () => {
    const chunk = new Uint8Array(1000).fill(97);
    const seen: Seen[] = [];
    const parser = createSseParser((event, data) => seen.push([event, data]));
    parser.write(bytesOf("data: "));
    for (let count = 0; count < 10_000; count++) parser.write(chunk);
    parser.write(bytesOf("\n\n"));
    expect(seen[0]?.[1].length).toBe(10_000_000);
  });

  it("does not keep the caller's buffer", () => {
    const seen: Seen[] = [];
    const parser = createSseParser((event, data) => seen.push([event, data]));
    const buffer = bytesOf("data: ab");
    parser.write(buffer);
    buffer.fill(120);
    parser.write(bytesOf("c\n\n"));
    expect(seen).toEqual([[undefined, "abc"]]);
  });
});
