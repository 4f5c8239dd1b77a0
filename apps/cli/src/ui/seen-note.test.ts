import { expect, it } from "vitest";
import { seenNote } from "./seen-note.ts";

const server = {
  provider: "acme",
  name: "Acme",
  baseUrl: "http://127.0.0.1:1",
  models: 5,
  at: 1e12,
};

it("says how old a list is, and how to get a new one", () => {
  expect(seenNote(server, server.at + 2 * 3600_000)).toBe(
    "acme: 5 models, seen 2 hours ago; mayros models refresh asks again\n",
  );
});

it("counts one model", () => {
  expect(seenNote({ ...server, models: 1 }, server.at)).toContain("acme: 1 model, ");
});
