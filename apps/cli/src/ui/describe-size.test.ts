import { expect, it } from "vitest";
import { describeSize } from "./describe-size.ts";

it.each([
  [1, "1 byte"],
  [999, "999 bytes"],
  [1000, "1.0 KB"],
  [999_949, "999.9 KB"],
  [999_950, "1.0 MB"],
  [1_250_000, "1.3 MB"],
])("says %d bytes as %s", (bytes, words) => {
  expect(describeSize(bytes)).toBe(words);
});
