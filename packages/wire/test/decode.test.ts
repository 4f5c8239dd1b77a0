// Every fixture of every codec: the parts are those of its golden file, whatever the chunks and line ends.

import type { Codec } from "@mayros/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codecs } from "../src/codecs.ts";
import { chop, fixturesOf, linesOf, replay, replayWhole } from "./replay.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The first piece of a wire's text, as 10 MB of characters of one to four bytes. */
function longAnswer(codec: Codec): { bytes: Uint8Array; text: string } {
  const [fixture] = fixturesOf(codec.api, "text.txt");
  if (!fixture) throw new Error("a wire needs the fixture text.txt");
  const first = replay(codec, [fixture.bytes]).find((part) => part.type === "text-delta");
  const piece = JSON.stringify(first?.delta).slice(1, -1);
  const text = "aé語🙂".repeat(1_000_000);
  return { bytes: bytesOf(new TextDecoder().decode(fixture.bytes).replaceAll(piece, text)), text };
}

for (const codec of await Promise.all(Object.values(codecs).map((load) => load()))) {
  const golden = (name: string): string => `../src/${codec.api}/__fixtures__/${name}.parts.jsonl`;

  describe.each(fixturesOf(codec.api, ".txt"))(`${codec.api}: $name`, ({ name, bytes, call }) => {
    const expected = replay(codec, [bytes], call);
    const text = new TextDecoder().decode(bytes);

    it("gives the parts of the golden file", async () => {
      await expect(linesOf(expected)).toMatchFileSnapshot(golden(name));
    });

    it("gives the same parts in any chunks", () => {
      const cuts = fc.array(fc.nat(), { maxLength: 40 });
      const same = fc.property(cuts, (places) => {
        expect(replay(codec, chop(bytes, places), call)).toEqual(expected);
      });
      fc.assert(same, { numRuns: 40 });
      expect(
        replay(
          codec,
          [...bytes].map((byte) => Uint8Array.of(byte)),
          call,
        ),
      ).toEqual(expected);
    });

    it.each([
      ["CRLF", text.replaceAll("\n", "\r\n")],
      ["CR", text.replaceAll("\n", "\r")],
      ["a byte-order mark", `\uFEFF${text}`],
    ])("gives the same parts with %s", (_name, variant) => {
      expect(replay(codec, [bytesOf(variant)], call)).toEqual(expected);
    });

    it("ends with one finish or one error", () => {
      const ends = expected.filter(({ type }) => type === "finish" || type === "error");
      expect(ends).toEqual([expected.at(-1)]);
    });

    it("fails when it is cut off anywhere before its end", () => {
      const fails = (length: number): void => {
        const parts = replay(codec, [bytes.subarray(0, length)], call);
        const last = parts.at(-1);
        expect(["finish", "error"]).toContain(last?.type);
        expect(parts.filter(({ type }) => type === "finish" || type === "error")).toEqual([last]);
        // What came before is what would have come, but for the end.
        expect(parts.slice(0, -1)).toEqual(expected.slice(0, parts.length - 1));
      };
      fc.assert(fc.property(fc.nat({ max: bytes.length }), fails), { numRuns: 60 });
      // Each byte of the end, where most is decided.
      for (let left = 1; left < Math.min(120, bytes.length); left++) fails(bytes.length - left);
    });
  });

  describe.each(fixturesOf(codec.api, ".json"))(`${codec.api}: $name`, ({ name, bytes, call }) => {
    const body = new TextDecoder().decode(bytes);

    it("gives the parts of the golden file", async () => {
      await expect(linesOf(replayWhole(codec, body, call))).toMatchFileSnapshot(golden(name));
    });

    it("gives the same parts to a caller that asked for a stream", () => {
      expect(replay(codec, chop(bytes, [3, 50]), call)).toEqual(replayWhole(codec, body, call));
    });
  });

  describe(`${codec.api}: odd answers`, () => {
    it("takes a line of 10 MB, cut within characters", () => {
      const { bytes, text } = longAnswer(codec);
      const chunks: Uint8Array[] = [];
      // No power of two and no multiple of a character's length.
      const size = 65_519;
      for (let start = 0; start < bytes.length; start += size) {
        chunks.push(bytes.subarray(start, start + size));
      }
      const parts = replay(codec, chunks);
      const deltas = parts.flatMap((part) => (part.type === "text-delta" ? [part.delta] : []));
      // Not with toBe: a failure would print both.
      expect(deltas.some((delta) => delta === text)).toBe(true);
      expect(parts.at(-1)?.type).toBe("finish");
    });

    it("throws SyntaxError for a whole answer that is no JSON", () => {
      expect(() => replayWhole(codec, "<html>")).toThrow(SyntaxError);
    });

    it.each([
      ["", "nothing"],
      ["<html></html>", "a page"],
      ['{"id":', "half an object"],
    ])("tells that the answer ended early for %j", (text) => {
      const [part, ...more] = replay(codec, [bytesOf(text)]);
      expect(more).toEqual([]);
      if (part?.type !== "error") throw new Error("no error part");
      const { body } = part.error as { body: string };
      const classified = codec.classifyError({ headers: {}, body, receivedAt: 0 });
      expect(classified).toMatchObject({ kind: "network", message: "the answer ended early" });
    });

    it.each(["[]", "null", "1", '"text"'])("cannot read %s as a whole answer", (body) => {
      expect(replayWhole(codec, body)).toMatchObject([{ type: "error" }]);
    });

    it("takes the text of an error event for the vendor's error", () => {
      const [part] = replay(codec, [bytesOf("event: error\ndata: Rate limit reached\n\n")]);
      expect(part).toEqual({ type: "error", error: { body: "Rate limit reached" } });
    });

    it("skips events that hold null", () => {
      const text = "data: null\n\nevent: error\ndata: broken\n\n";
      expect(replay(codec, [bytesOf(text)])).toMatchObject([{ error: { body: "broken" } }]);
    });

    it("ignores what comes after the end", () => {
      const parts = replay(codec, [
        bytesOf('event: error\ndata: {"type":"error","error":{}}\n\n'),
        bytesOf("data: [DONE]\n\n"),
      ]);
      expect(parts).toHaveLength(1);
    });
  });
}
