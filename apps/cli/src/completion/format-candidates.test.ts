import { expect, it } from "vitest";
import { formatCandidates } from "./format-candidates.ts";

it("prints one candidate per line, each once, with a description on demand", () => {
  const candidates = [{ text: "a", about: "first" }, { text: "b" }, { text: "a", about: "again" }];
  expect(formatCandidates(candidates, false)).toBe("a\nb\n");
  expect(formatCandidates(candidates, true)).toBe("a\tfirst\nb\n");
  expect(formatCandidates([], true)).toBe("");
});

it("lets nothing through that would drive a terminal or make two lines of one", () => {
  const hostile = ["a\nb", "a\tb", "a\u001b[31m", "a\u0085b", "a\u202eb", "a\u2028b", ""];
  expect(
    formatCandidates(
      hostile.map((text) => ({ text })),
      false,
    ),
  ).toBe("");
  const about = "one\ntwo\u001b]0;title\u0007 three\u202e";
  expect(formatCandidates([{ text: "a", about }], true)).toBe("a\tone two ]0;title  three\n");
});

it("cuts a description that no line has room for", () => {
  const [line = ""] = formatCandidates([{ text: "a", about: "x".repeat(500) }], true).split("\n");
  expect(line.length).toBe(82);
});
