import { expect, it } from "vitest";
import { untilDailyReset } from "./daily-reset.ts";

it.each([
  ["in summer", "2026-07-01T12:00:00.250-07:00", "2026-07-02T00:00:00-07:00"],
  ["in winter", "2026-12-01T23:59:59.999-08:00", "2026-12-02T00:00:00-08:00"],
  ["at midnight itself", "2026-12-01T00:00:00-08:00", "2026-12-02T00:00:00-08:00"],
  ["before the clocks go forward", "2026-03-08T01:30:00-08:00", "2026-03-09T00:00:00-07:00"],
  ["before the clocks go back", "2026-11-01T00:30:00-07:00", "2026-11-02T00:00:00-08:00"],
  ["in the hour that comes twice", "2026-11-01T01:30:00-08:00", "2026-11-02T00:00:00-08:00"],
])("ends the day %s", (_when, at, end) => {
  expect(untilDailyReset(Date.parse(at))).toBe(Date.parse(end) - Date.parse(at));
});
