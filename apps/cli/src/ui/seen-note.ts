// How old the list of a server is, for those who see it in a list: what `models list` shows was said
// some time ago.
import type { SeenSummary } from "@mayros/sdk";
import { describeAge } from "./describe-age.ts";
import { plural } from "./plural.ts";

/** One line, with its end. `now` is in ms since the epoch. */
export function seenNote(
  { provider, models, at }: Omit<SeenSummary, "cloud">,
  now: number,
): string {
  return `${provider}: ${plural(models, "model")}, seen ${describeAge(at, now)}; mayros models refresh asks again\n`;
}
