// Whose account a request names, and where the login by code asks.
import type { Credential } from "@mayros/core";
import fc from "fast-check";
import { expect, it } from "vitest";
import manifest from "../mayros.plugin.json" with { type: "json" };
import { accountIn } from "../src/account.ts";
import { deviceEndpoints } from "../src/device-endpoints.ts";
import { openSession } from "../src/open-session.ts";
import { accessToken, makeJwt } from "./fakes/make-jwt.ts";

const open = (credential: Credential | undefined, config = {}) =>
  openSession(credential, { config });
const oauth = (access: string, accountId?: string): Credential => ({
  type: "oauth",
  access,
  ...(accountId === undefined ? {} : { accountId }),
});

it.each<[string, Credential, string]>([
  ["the stored account", oauth("opaque", "acc-1"), "acc-1"],
  ["that of the token where none is stored", oauth(accessToken("acc-2")), "acc-2"],
  ["that of a pasted token", { type: "token", token: accessToken("acc-3") }, "acc-3"],
  ["that of a token in a variable", { type: "api-key", key: accessToken("acc-4") }, "acc-4"],
])("names %s", async (_what, credential, account) => {
  const { headers } = await open(credential);
  expect(headers).toEqual({
    "chatgpt-account-id": account,
    originator: "mayros",
    "openai-beta": "responses=experimental",
  });
});

it("names the program that the config names", async () => {
  const { headers } = await open(oauth("t", "a"), { originator: "acme" });
  expect(headers).toMatchObject({ originator: "acme" });
});

it("sends a key of the user's own as it is", async () => {
  expect(await open({ type: "api-key", key: "k" })).toEqual({ token: "k" });
  const strange = makeJwt({ sub: "s" });
  expect(await open({ type: "api-key", key: strange })).toEqual({ token: strange });
});

it.each([undefined, oauth("opaque"), oauth(makeJwt({ sub: "s" }))])(
  "wants a login: %j",
  async (it) => {
    await expect(open(it)).rejects.toMatchObject({
      code: "MAYROS_LOGIN_NEEDED",
      hint: "mayros models auth login --provider openai-codex",
    });
  },
);

it("reads any text without a fault", () => {
  const claims = fc.record({
    "https://api.openai.com/auth": fc.anything(),
    "https://api.openai.com/profile": fc.anything(),
    email: fc.anything(),
    exp: fc.anything(),
  });
  const token = fc.oneof(fc.string(), claims.map(makeJwt));
  fc.assert(
    fc.property(token, (text) => {
      const { accountId = "", email = "", plan = "", expiresAt = 0 } = accountIn(text);
      expect([accountId, email, plan].every((value) => typeof value === "string")).toBe(true);
      expect(Number.isSafeInteger(expiresAt)).toBe(true);
    }),
    { examples: [[makeJwt({ exp: 1e307 })], [makeJwt({ exp: 1e20 })], [makeJwt({ exp: 1.0005 })]] },
  );
});

it("asks beside the address that gives codes, or where the config says", () => {
  expect(deviceEndpoints({ oauth: manifest.oauth, config: {} })).toEqual({
    userCode: "https://auth.openai.com/api/accounts/deviceauth/usercode",
    poll: "https://auth.openai.com/api/accounts/deviceauth/token",
    page: "https://auth.openai.com/codex/device",
    redirect: "https://auth.openai.com/deviceauth/callback",
  });
  const config = {
    deviceTokenUrl: "https://a.example/t",
    devicePageUrl: "https://a.example/p",
    deviceRedirectUrl: "https://a.example/r",
  };
  expect(deviceEndpoints({ oauth: manifest.oauth, config })).toMatchObject({
    poll: "https://a.example/t",
    page: "https://a.example/p",
    redirect: "https://a.example/r",
  });
});
