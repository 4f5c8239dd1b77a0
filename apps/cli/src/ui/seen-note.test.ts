import { expect, it } from "vitest";
import { seenNote } from "./seen-note.ts";

const server = {
  provider: "acme",
  name: "Acme",
  baseUrl: "http://127.0.0.1:1",
  models: 5,
  at: 1e12,
};
const MINUTE = 60_000;

it.each([
  [0, "just now"],
  [MINUTE - 1, "just now"],
  [MINUTE, "1 minute ago"],
  [59.9 * MINUTE, "59 minutes ago"],
  [60 * MINUTE, "1 hour ago"],
  [47 * 60 * MINUTE, "1 day ago"],
  [10 * 24 * 60 * MINUTE, "10 days ago"],
  [-1, "at an unknown time"],
])("says of %d ms that it was %s", (ms, words) => {
  expect(seenNote(server, server.at + ms)).toBe(
    `acme: 5 models, seen ${words}; mayros models refresh asks again\n`,
  );
});

it("counts one model", () => {
  expect(seenNote({ ...server, models: 1 }, server.at)).toContain("acme: 1 model, ");
});
