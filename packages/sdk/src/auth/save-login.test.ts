import type { Credential, OAuthCredential } from "@mayros/core";
import { describe, expect, it } from "vitest";
import { defaultProfileId, isAnother } from "./save-login.ts";

const login = (more: Partial<OAuthCredential> = {}): OAuthCredential => ({
  type: "oauth",
  access: "access-1",
  ...more,
});

describe("defaultProfileId", () => {
  it.each<[string, Credential, string | undefined]>([
    ["acme:default", login(), undefined],
    ["acme:ada@example.com", login({ email: "Ada@Example.com" }), undefined],
    ["acme:fixed", login({ email: "ada@example.com" }), "acme:fixed"],
    ["acme:default", login({ email: "ada lovelace" }), undefined],
    ["acme:default", login({ email: "ada\u202e@example.com" }), undefined],
    ["acme:default", login({ email: `${"a".repeat(120)}@example.com` }), undefined],
    ["acme:default", { type: "token", token: "t" }, undefined],
  ])("is %s", (id, credential, profileId) => {
    const method = profileId === undefined ? {} : { profileId };
    expect(defaultProfileId("acme", method, credential)).toBe(id);
  });
});

describe("isAnother", () => {
  it.each<[boolean, Credential, Credential]>([
    [false, login({ email: "a@b.c" }), login({ email: "A@B.C" })],
    [true, login({ email: "a@b.c" }), login({ email: "b@b.c" })],
    [true, login({ accountId: "1", email: "a@b.c" }), login({ accountId: "2", email: "a@b.c" })],
    // Of what nobody knows the account it may be the same.
    [false, login(), login({ email: "a@b.c" })],
    [false, login({ accountId: "1" }), login({ email: "a@b.c" })],
    [true, { type: "api-key", key: "k" }, login()],
    [true, login(), { type: "token", token: "t" }],
    [false, { type: "token", token: "t" }, { type: "token", token: "u" }],
  ])("%s", (another, before, after) => {
    expect(isAnother(before, after)).toBe(another);
  });
});
