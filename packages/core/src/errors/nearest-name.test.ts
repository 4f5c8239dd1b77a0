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
