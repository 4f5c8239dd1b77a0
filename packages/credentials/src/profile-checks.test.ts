import type { Credential } from "@mayros/core";
import { describe, expect, test } from "vitest";
import { checkCredential } from "./check-credential.ts";
import { hasCredential } from "./has-credential.ts";
import { prefixesWithKeys } from "./list-env-keys.ts";
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
  const ask = (env: Record<string, string>, profileProviders: string[] = []) =>
    hasCredential({
      provider: "acme",
      profileProviders: new Set(profileProviders),
      prefix: "ACME",
      prefixesWithKeys: prefixesWithKeys(env),
      extraKeys: ["OTHER_KEY"],
      env,
    });
  expect(ask({ ZETA_API_KEY: "k", OTHER_KEY: " " })).toBe(false);
  expect(ask({}, ["acme"])).toBe(true);
  expect(ask({ ACME_API_KEY_7: "k" })).toBe(true);
  expect(ask({ OTHER_KEY: "k" })).toBe(true);
});
