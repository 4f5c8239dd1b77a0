import { expect, it } from "vitest";
import { profileHealth, warnBefore } from "./profile-health.ts";

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
  [{ renewable: true }, "ok"],
  [{ expiresAt: now + hour, renewable: true, dead: { reason: "revoked", at: now } }, "dead"],
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

const stored = {
  ...{ id: "acme:work", provider: "acme", type: "oauth" as const, createdAt: 0, updatedAt: 0 },
  hint: "...",
};

it("counts below nothing, and says where it is kept and what replaces it", () => {
  const login = { ...stored, expiresAt: now - hour, renewable: true, method: "device" };
  expect(profileHealth({ ...login, sealed: true }, now)).toMatchObject({
    remainingMs: -hour,
    kept: "keyring",
    renew: "mayros models auth login --provider acme --profile-id acme:work --method device",
  });
  expect(profileHealth({ ...stored, type: "token" }, now)).toMatchObject({
    kept: "file",
    renew: "mayros models auth paste-token --provider acme --profile-id acme:work",
  });
  const reference = { source: "env", id: "KEY" } as const;
  expect(profileHealth({ ...stored, type: "api-key", reference }, now).kept).toBe("reference");
});

it("renews a token by the login that it came by", () => {
  const token = { ...stored, type: "token" as const, method: "device" };
  const renewed = (kind: "oauth-device" | "token"): string =>
    profileHealth(token, now, undefined, [{ id: "device", kind, label: "Login" }]).renew;
  expect(renewed("oauth-device")).toBe(
    "mayros models auth login --provider acme --profile-id acme:work --method device",
  );
  expect(renewed("token")).toBe(
    "mayros models auth paste-token --provider acme --profile-id acme:work",
  );
});

it("warns a month before the end of what was to last for long", () => {
  expect(warnBefore({})).toBe(24 * hour);
  expect(warnBefore({ expiresInDays: 60 })).toBe(24 * hour);
  expect(warnBefore({ expiresInDays: 365 })).toBe(30 * 24 * hour);
  const year = { ...stored, type: "token" as const, expiresAt: now + 29 * 24 * hour };
  expect(profileHealth(year, now, warnBefore({ expiresInDays: 365 })).health).toBe("expiring");
  expect(profileHealth(year, now, warnBefore({})).health).toBe("ok");
});
