import { expect, it } from "vitest";
import { profileHealth } from "./profile-health.ts";

const now = 1_800_000_000_000;
const hour = 3_600_000;

it.each([
  [{}, "static"],
  [{ expiresAt: now }, "expired"],
  [{ expiresAt: now - hour }, "expired"],
  [{ expiresAt: now + 1 }, "expiring"],
  [{ expiresAt: now + 24 * hour }, "expiring"],
  [{ expiresAt: now + 25 * hour }, "ok"],
  [{ expiresAt: now - hour, renewable: true }, "ok"],
])("%j is %s", (facts, health) => {
  const profile = {
    id: "acme:default",
    provider: "acme",
    type: "token" as const,
    createdAt: 0,
    updatedAt: 0,
    hint: "...",
    ...facts,
  };
  expect(profileHealth(profile, now)).toMatchObject({ profileId: "acme:default", health });
});
