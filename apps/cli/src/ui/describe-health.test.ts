import { expect, it } from "vitest";
import { describeHealth } from "./describe-health.ts";

const now = Date.UTC(2026, 10, 28, 12);
const HOUR = 3_600_000;

it.each([
  [{ health: "static" }, "does not end"],
  [{ health: "ok", expiresAt: now + 999 * HOUR }, "ok until 2027-01-09"],
  [{ health: "ok", expiresAt: now - HOUR, renewable: true }, "ok, renewed by itself"],
  [
    { health: "ok", expiresAt: now + HOUR, renewable: true, refreshedAt: now - 2 * HOUR },
    "ok, renewed by itself, last 2 h ago",
  ],
  [
    { health: "ok", expiresAt: now + HOUR, renewable: true, refreshedAt: now - 9000 },
    "ok, renewed by itself, just now",
  ],
  [{ health: "expiring", expiresAt: now + HOUR / 2 }, "ends in 30 min"],
  [{ health: "expired", expiresAt: now - 72 * HOUR }, "ended 3 d ago"],
  [
    { health: "dead", dead: { reason: "revoked", at: now - HOUR } },
    "login needed since 2026-11-28",
  ],
] as const)("%j", (profile, words) => {
  expect(describeHealth(profile, now)).toBe(words);
});
