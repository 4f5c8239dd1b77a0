import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { shellWord } from "./shell-word.ts";

test.each([
  ["groq/llama-3.3", "groq/llama-3.3"],
  ["groq/*", "'groq/*'"],
  ["it's", "'it'\\''s'"],
  ["", "''"],
])("%j is %s", (word, written) => {
  expect(shellWord(word)).toBe(written);
});

test("a shell reads it as the word that it is", () => {
  const words = fc.array(fc.string({ unit: "binary" }), { maxLength: 40 });
  fc.assert(
    fc.property(words, (made) => {
      const typed = made.map((word) => word.replaceAll("\0", ""));
      const script = `printf '%s\\0' ${typed.map(shellWord).join(" ")}`;
      const { stdout } = spawnSync("sh", ["-c", script], { encoding: "utf8" });
      const read = typed.length === 0 ? [""] : typed;
      expect(stdout.split("\0").slice(0, -1)).toEqual(read.map((word) => word.toWellFormed()));
    }),
    { numRuns: 20 },
  );
});
