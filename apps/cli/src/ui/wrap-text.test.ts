import fc from "fast-check";
import { expect, it } from "vitest";
import { wrapText } from "./wrap-text.ts";

it("breaks at blanks, and takes breaks of the text for blanks", () => {
  expect(wrapText("one two\nthree four", 9)).toEqual(["one two", "three", "four"]);
});

it("leaves a word whole that is longer than a line", () => {
  expect(wrapText("a very-long-word b", 6)).toEqual(["a", "very-long-word", "b"]);
});

it("keeps every word, in order, in lines that fit", () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 }),
      fc.integer({ min: 12, max: 80 }),
      (words, width) => {
        const lines = wrapText(words.join(" "), width);
        expect(lines.join(" ")).toBe(words.join(" "));
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      },
    ),
  );
});
