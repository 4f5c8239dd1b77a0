// A time that somebody typed, such as 365d, 12h or 90 (days). Pure.
import { MayrosError } from "@mayros/core";

const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;
/** ms of each. A month is no length of time; a year is one that nobody counts on to the day. */
const units: Readonly<Record<string, number>> = {
  s: SECOND,
  m: 60 * SECOND,
  h: 60 * 60 * SECOND,
  d: DAY,
  w: 7 * DAY,
  y: 365 * DAY,
};
/** A hundred years: more is a mistake. */
const MOST = 100 * 365 * DAY;

/** ms. A number alone is days. Throws MAYROS_USAGE. */
export function parseDuration(flag: string, text: string): number {
  const [, amount, unit = "d"] = /^(\d+(?:\.\d+)?)\s*([smhdwy])?$/i.exec(text.trim()) ?? [];
  const length = Math.round(Number(amount) * (units[unit.toLowerCase()] ?? Number.NaN));
  if (length > 0 && length <= MOST) return length;
  throw new MayrosError("MAYROS_USAGE", `${flag} ${text}: that is no time`, {
    hint: `${flag} 365d (s, m, h, d, w or y; a number alone is days)`,
  });
}
