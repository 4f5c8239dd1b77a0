// What a person without a credential is told: what was looked for, and the ways to one.
import type { AuthMethod } from "@mayros/core";
import { describe, expect, it } from "vitest";
import { loginNeeded } from "./login-needed.ts";
import { acmeModel } from "./test/acme-model.ts";

const providerWith = (...kinds: AuthMethod["kind"][]) => ({
  ...acmeModel().provider,
  authMethods: kinds.map((kind): AuthMethod => ({ id: kind, kind, label: kind })),
});
const login = "mayros models auth login --provider acme";
const paste = "mayros models auth paste-api-key --provider acme";

describe("loginNeeded", () => {
  it.each<[string, AuthMethod["kind"][], string]>([
    ["a key", ["api-key"], paste],
    ["a login", ["oauth-browser"], login],
    ["a login by code", ["oauth-device"], login],
    ["a login or a key", ["oauth-device", "api-key"], `${login}, or ${paste}`],
    ["a token", ["token"], "mayros models auth paste-token --provider acme"],
    ["who knows what", [], paste],
  ])("names the way in for %s", (_what, kinds, hint) => {
    expect(loginNeeded(providerWith(...kinds))).toMatchObject({
      code: "MAYROS_LOGIN_NEEDED",
      message: "no credential for acme: no profile is stored and ACME_API_KEY is not set",
      hint,
      details: { provider: "acme", env: ["ACME_API_KEY"] },
    });
  });

  it("says what is wrong with what was found, and what mends that", () => {
    const source = { kind: "profile", name: "acme:me" } as const;
    const fix = `${login} --profile-id acme:me`;
    const passedOver = [{ source, reason: "has expired", fix }];
    expect(loginNeeded(providerWith("oauth-device"), { passedOver })).toMatchObject({
      message: "no credential for acme: acme:me has expired",
      hint: fix,
    });
  });

  it("names the successor of a retired provider, and the signs of what the machine may have", () => {
    const ambient = { env: ["ACME_FILE"], files: ["~/acme.json"] };
    const provider = {
      ...providerWith("oauth-device"),
      authMethods: [{ id: "here", kind: "ambient" as const, label: "Here", ambient }],
    };
    expect(loginNeeded(provider, { successor: "zeta" })).toMatchObject({
      message: expect.stringMatching(
        /: no profile is stored, ACME_API_KEY is not set, and there is none of ACME_FILE, ~\/acme\.json$/,
      ),
      hint: expect.stringMatching(
        /; or use zeta instead: mayros models list --all --provider zeta$/,
      ),
    });
  });
});
