import { expect, it } from "vitest";
import { describeAge } from "./describe-age.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

it.each([
  [-1, "at an unknown time"],
  [0, "just now"],
  [MINUTE - 1, "just now"],
  [MINUTE, "1 minute ago"],
  [59.9 * MINUTE, "59 minutes ago"],
  [60 * MINUTE, "1 hour ago"],
  [0.99 * DAY, "23 hours ago"],
  [1.9 * DAY, "1 day ago"],
  [13.9 * DAY, "13 days ago"],
  [14 * DAY, "2 weeks ago"],
  [62 * DAY, "8 weeks ago"],
  [63 * DAY, "2 months ago"],
  [365 * DAY, "11 months ago"],
  [800 * DAY, "2 years ago"],
])("says of what was %d ms ago that it was %s", (ms, words) => {
  expect(describeAge(1e12, 1e12 + ms)).toBe(words);
});
