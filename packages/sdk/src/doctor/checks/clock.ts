// Whether the clock can be right: with one that is behind, tokens look valid that are not, and the other
// way round. Pure.
import type { Facts } from "../facts.ts";
import type { Problem } from "../finding.ts";

/** No copy of this file is older. A lower bound is enough: it need not follow the releases. */
const EARLIEST = Date.UTC(2026, 10, 1);
/** ms. Clocks of file servers are off by seconds. */
const TOLERANCE = 5 * 60 * 1000;

export function checkClock({ now, store, folder, configFiles }: Facts): Problem[] {
  const known = [
    { what: "this version of mayros", at: EARLIEST },
    ...store.profiles.map(({ id, updatedAt }) => ({ what: `the login ${id}`, at: updatedAt })),
    ...[...configFiles, ...folder.files].map(({ path, modifiedAt }) => ({
      what: path,
      at: modifiedAt,
    })),
  ];
  const newest = known.reduce((latest, each) => (each.at > latest.at ? each : latest));
  if (newest.at <= now + TOLERANCE) {
    return [{ severity: "ok", message: `the clock says ${time(now)}` }];
  }
  const message = `the clock says ${time(now)}, but ${newest.what} is of ${time(newest.at)}: the time at which logins expire can't be told`;
  return [{ severity: "warning", message, hint: "set the clock of this machine" }];
}

/** What is beyond the range of dates is so far away that the number tells it. */
function time(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? String(at) : `${date.toISOString().slice(0, 16)}Z`;
}
