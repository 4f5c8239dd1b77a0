import type { Credential } from "@mayros/core";
import { describe, expect, test } from "vitest";
import { checkCredential } from "./check-credential.ts";
import { hasCredential } from "./has-credential.ts";
import { isCredential } from "./is-credential.ts";
import { prefixesWithKeys } from "./list-env-keys.ts";
import { checkProfileId, isProfileId } from "./profile-id.ts";
import { withoutOddParts } from "./without-odd-parts.ts";

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
    { type: "token", token: "ok", expiresAt: Number.MAX_SAFE_INTEGER },
  ])("%j is refused without being quoted", (credential) => {
    expect(() => checkCredential(credential)).toThrow(
      expect.objectContaining({
        code: "MAYROS_CREDENTIAL_INVALID",
        message: expect.not.stringMatching(/two words|nul|break\b.*line/),
      }),
    );
  });
});

test.each([1.5, Number.NaN, 8.64e15 + 1, Number.MAX_SAFE_INTEGER, -1e300])(
  "a login with the expiry %s is one without",
  (expiresAt) => {
    const login: Credential = { type: "oauth", access: "a", expiresAt, email: "me@example.com" };
    expect(withoutOddParts(login)).toEqual({ type: "oauth", access: "a", email: "me@example.com" });
    expect(() => new Date(8.64e15).toISOString()).not.toThrow();
  },
);

test.each(["a\u001b[31m@x", "a@x\nnext: rm", "\u202emoc.x@a", "a\u2028b", "x".repeat(321)])(
  "a login with the address %j is one without",
  (email) => {
    const login: Credential = { type: "oauth", access: "a", expiresAt: 8.64e15, email };
    expect(withoutOddParts(login)).toEqual({ type: "oauth", access: "a", expiresAt: 8.64e15 });
  },
);

test.each<[boolean, unknown]>([
  [true, { type: "api-key", key: "k" }],
  [true, { type: "token", token: "t", expiresAt: 1 }],
  [true, { type: "oauth", access: "a", refresh: undefined, extras: { plan: "pro" } }],
  [false, undefined],
  [false, null],
  [false, "oauth"],
  [false, { type: "constructor", access: "a" }],
  [false, { type: "oauth", token: "a" }],
  [false, { type: "oauth", access: "a", refresh: 5 }],
  [false, { type: "oauth", access: "a", expiresAt: "soon" }],
  [false, { type: "oauth", access: "a", extras: ["x", 1] }],
  [false, { type: "oauth", access: "a", extras: { plan: {} } }],
])("is it a credential: %s, %j", (is, value) => {
  expect(isCredential(value)).toBe(is);
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
