// A second login of a vendor that names no account: it takes the place of the first one, which may be another's, and
// says so.
import type { Credential } from "@mayros/core";
import { loginStage } from "@mayros/plugin-testkit";
import { expect, it } from "vitest";
import { openAcme, startLoginVendor } from "./login-vendor.ts";

const { ui } = loginStage({ oauth: {} }).context;
const oauth = (more: object = {}): Credential => ({ type: "oauth", access: "a", ...more });
const past = Date.now() - 1;
const id = "acme:default";

async function logInOver(before: Credential, after: Credential, options: object = {}) {
  const { mayros, warnings } = await openAcme({
    vendor: await startLoginVendor(),
    auth: `async login() { return ${JSON.stringify(after)}; }`,
    declaration: {
      authMethods: [{ id: "device", kind: "oauth-device", label: "Acme", profileId: id }],
    },
    profiles: { [id]: before },
  });
  const result = await mayros.auth.login({ provider: "acme", ui, ...options });
  expect(result).toMatchObject({ profileId: id, replaced: true });
  return warnings;
}

it.each([
  ["one that is renewed", oauth({ refresh: "r", expiresAt: past }), oauth()],
  ["a token without end", { type: "token", token: "t" }, { type: "token", token: "u" }],
  ["one whose account is not named now", oauth({ accountId: "1" }), oauth()],
] as [string, Credential, Credential][])(
  "over %s says so, and how to keep both",
  async (_what, before, after) => {
    expect(await logInOver(before, after)).toEqual([
      expect.stringMatching(
        /^the login that was acme:default is replaced, .*: mayros models auth login --provider acme --profile-id acme:second$/,
      ),
    ]);
  },
);

it.each([
  ["one that has expired", oauth({ expiresAt: past }), oauth(), {}],
  [
    "one of the same address",
    oauth({ email: "Me@a.example" }),
    oauth({ email: "me@a.example" }),
    {},
  ],
  ["one of the same account", oauth({ accountId: "1" }), oauth({ accountId: "1" }), {}],
  ["one that was named", oauth(), oauth(), { profileId: id }],
  ["one that is to be replaced", oauth(), oauth(), { force: true }],
] as [string, Credential, Credential, object][])(
  "over %s says nothing",
  async (_what, before, after, options) => {
    expect(await logInOver(before, after, options)).toEqual([]);
  },
);
