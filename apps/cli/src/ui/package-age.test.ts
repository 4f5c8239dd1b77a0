import { expect, it } from "vitest";
import { packageAge } from "./package-age.ts";

const DAY = 24 * 3600 * 1000;

it.each([
  [0, "today"],
  [0.9, "today"],
  [1, "1 day ago"],
  [13.9, "13 days ago"],
  [14, "2 weeks ago"],
  [21, "3 weeks ago"],
  [62, "8 weeks ago"],
  [63, "2 months ago"],
  [365, "11 months ago"],
  [800, "2 years ago"],
  [-2, "at an unknown time"],
])("says of %d days that it was %s", (days, words) => {
  expect(packageAge(1e12, 1e12 + days * DAY)).toBe(words);
});
