// How long a package has been there for others to look at. Pure.
import { plural } from "./plural.ts";

const DAY = 24 * 3600 * 1000;

/** `publishedAt` and `now` in ms since the epoch. */
export function packageAge(publishedAt: number, now: number): string {
  const days = Math.floor((now - publishedAt) / DAY);
  // A time to come was told by a clock that was wrong, or by somebody who lies.
  if (days < 0) return "at an unknown time";
  if (days === 0) return "today";
  if (days < 14) return `${plural(days, "day")} ago`;
  if (days < 63) return `${plural(Math.floor(days / 7), "week")} ago`;
  if (days < 730) return `${plural(Math.floor(days / 30.44), "month")} ago`;
  return `${plural(Math.floor(days / 365.25), "year")} ago`;
}
