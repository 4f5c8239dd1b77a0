// How old the list of a server is, for those who see it in a list: what `models list` shows was said
// some time ago.
import type { SeenSummary } from "@mayros/sdk";
import { plural } from "./plural.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** One line, with its end. `now` is in ms since the epoch. */
export function seenNote(
  { provider, models, at }: Omit<SeenSummary, "cloud">,
  now: number,
): string {
  return `${provider}: ${plural(models, "model")}, seen ${age(now - at)}; mayros models refresh asks again\n`;
}

function age(ms: number): string {
  // A time to come was written by a clock that was wrong.
  if (ms < 0) return "at an unknown time";
  if (ms < MINUTE) return "just now";
  if (ms < HOUR) return ago(Math.floor(ms / MINUTE), "minute");
  return ms < DAY ? ago(Math.floor(ms / HOUR), "hour") : ago(Math.floor(ms / DAY), "day");
}

const ago = (count: number, unit: string): string => `${plural(count, unit)} ago`;
