import { expect, it } from "vitest";
import { nearestName } from "./nearest-name.ts";

it.each([
  ["gorq", "groq"],
  ["antropic", "anthropic"],
  ["opnerouter", "openrouter"],
  ["completely-else", undefined],
  ["x", undefined],
])("takes %s for %s", (typed, expected) => {
  expect(nearestName(typed, ["groq", "anthropic", "openrouter", "zai"])).toBe(expected);
});

it.each([
  ["nope", "gone", undefined],
  ["gnoe", "gone", "gone"],
  ["on", "gone", undefined],
  ["x", "y", undefined],
  ["horse", "house", "house"],
  ["horse", "hosts", undefined],
  ["staus!", "status", "status"],
])("takes %s for %s only where most of it is the same: %s", (typed, known, expected) => {
  expect(nearestName(typed, [known])).toBe(expected);
});
