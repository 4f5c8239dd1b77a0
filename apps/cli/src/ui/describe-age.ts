// How long ago something was, roughly, as people say it. Pure.
import { plural } from "./plural.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** From the smallest: up to how many ms a unit is used, and how many ms it has. */
const units: readonly (readonly [below: number, length: number, name: string])[] = [
  [HOUR, MINUTE, "minute"],
  [DAY, HOUR, "hour"],
  [14 * DAY, DAY, "day"],
  [63 * DAY, 7 * DAY, "week"],
  [730 * DAY, 30.44 * DAY, "month"],
  [Number.POSITIVE_INFINITY, 365.25 * DAY, "year"],
];

/** `at` and `now` in ms since the epoch. */
export function describeAge(at: number, now: number): string {
  const ms = now - at;
  // A time to come was told by a clock that was wrong, or by somebody who lies.
  if (ms < 0) return "at an unknown time";
  if (ms < MINUTE) return "just now";
  const [, length, name] = units.find(([below]) => ms < below) ?? [0, DAY, "day"];
  return `${plural(Math.floor(ms / length), name)} ago`;
}
