// How a stored credential is, in a few words for a table. Pure.
import type { ProfileHealth } from "@mayros/sdk";

type Described = Pick<ProfileHealth, "health" | "expiresAt" | "dead" | "refreshedAt" | "renewable">;

export function describeHealth(
  { health, expiresAt, dead, refreshedAt, renewable }: Described,
  now: number,
): string {
  switch (health) {
    case "dead":
      return `login needed since ${day(dead?.at ?? now)}`;
    case "static":
      return "does not end";
    case "ok": {
      const renewed = refreshedAt === undefined ? "" : `, ${last(now - refreshedAt)}`;
      if (renewable || refreshedAt !== undefined) return `ok, renewed by itself${renewed}`;
      return `ok until ${day(expiresAt ?? now)}`;
    }
    case "expiring":
      return `ends in ${length((expiresAt ?? now) - now)}`;
    case "expired":
      return `ended ${ago(now - (expiresAt ?? now))}`;
  }
}

const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
const last = (ms: number): string => (ms < MINUTE ? "just now" : `last ${ago(ms)}`);
const ago = (ms: number): string => `${length(ms)} ago`;

const MINUTE = 60_000;

/** Of a time, roughly: `3 d`, `5 h`, `12 min`. */
export function length(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / MINUTE));
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} d`;
}
