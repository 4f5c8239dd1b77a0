import { assert, constantFrom, integer, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDuration } from "./parse-duration.ts";

const DAY = 86_400_000;

describe("parseDuration", () => {
  it.each([
    ["365d", 365 * DAY],
    ["90", 90 * DAY],
    ["12h", DAY / 2],
    ["1.5 d", 1.5 * DAY],
    ["2W", 14 * DAY],
    ["1y", 365 * DAY],
    ["30s", 30_000],
    ["5m", 300_000],
  ])("%s", (text, length) => {
    expect(parseDuration("--expires-in", text)).toBe(length);
  });

  it.each(["", "0", "-1d", "d", "1 month", "1e3", "0.0000001s", "101y", "Infinity", "365d 2h"])(
    "refuses %j",
    (text) => {
      expect(() => parseDuration("--expires-in", text)).toThrow("that is no time");
    },
  );

  it("reads back what it is told in any unit", () => {
    const units = { s: 1000, m: 60_000, h: 3_600_000, d: DAY };
    const unit = constantFrom(...(Object.keys(units) as (keyof typeof units)[]));
    assert(
      property(integer({ min: 1, max: 30_000 }), unit, (amount, name) => {
        expect(parseDuration("--x", `${amount}${name}`)).toBe(amount * units[name]);
      }),
    );
  });
});
