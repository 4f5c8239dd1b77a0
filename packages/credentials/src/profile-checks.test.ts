import type { Credential } from "@mayros/core";
import { describe, expect, test } from "vitest";
import { checkCredential } from "./check-credential.ts";
import { hasCredential } from "./has-credential.ts";
import { checkProfileId, isProfileId } from "./profile-id.ts";

describe("profile ids", () => {
  test.each(["a", "acme:default", "acme:me@example.com", "arbeit-ü", "x".repeat(128)])(
    "%s",
    (id) => {
      expect(isProfileId(id)).toBe(true);
    },
  );

  test.each(["", "x".repeat(129), "a b", "a\nb", "a\u0000", "a\u001b[2J", "a\u202eb", "a\u00a0b"])(
    "%j is refused",
    (id) => {
      expect(() => checkProfileId(id)).toThrow(
        expect.objectContaining({ code: "MAYROS_CREDENTIAL_INVALID" }),
      );
    },
  );
});

describe("credentials", () => {
  test.each<Credential>([
    { type: "api-key", key: "" },
    { type: "api-key", key: "two words" },
    { type: "token", token: "line\nbreak" },
    { type: "oauth", access: "nul\u0000" },
    { type: "token", token: "ok", expiresAt: Number.NaN },
  ])("%j is refused without being quoted", (credential) => {
    expect(() => checkCredential(credential)).toThrow(
      expect.objectContaining({
        code: "MAYROS_CREDENTIAL_INVALID",
        message: expect.not.stringMatching(/two words|nul|break\b.*line/),
      }),
    );
  });
});

test("hasCredential asks profiles and environment", () => {
  const query = { provider: "acme", prefix: "ACME", env: {}, profileProviders: new Set<string>() };
  expect(hasCredential(query)).toBe(false);
  expect(hasCredential({ ...query, profileProviders: new Set(["acme"]) })).toBe(true);
  expect(hasCredential({ ...query, env: { ACME_API_KEY_7: "k" } })).toBe(true);
  expect(hasCredential({ ...query, env: { MAYROS_LIVE_ACME_KEY: "k" } })).toBe(true);
});
