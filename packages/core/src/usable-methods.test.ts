import { describe, expect, it } from "vitest";
import type { AuthKind, AuthMethod } from "./declarations/auth-method.ts";
import { requiredLogin, usableMethods } from "./usable-methods.ts";

const method = (kind: AuthKind): AuthMethod => ({ id: kind, kind, label: `by ${kind}` });
const logins: AuthKind[] = ["oauth-device", "oauth-browser", "ambient", "token"];

describe("usableMethods", () => {
  it("keeps keys and providers that need none", () => {
    const methods = [...logins, "api-key" as const, "none" as const].map(method);
    expect(usableMethods(methods).map(({ kind }) => kind)).toEqual(["api-key", "none"]);
  });
});

describe("requiredLogin", () => {
  it.each(logins)("is %s where there is nothing else", (kind) => {
    expect(requiredLogin([method(kind)])).toEqual(method(kind));
  });

  it("is the first of several", () => {
    expect(requiredLogin(logins.map(method))?.kind).toBe("oauth-device");
  });

  it("is none where a key serves, too, or nothing is asked for", () => {
    expect(requiredLogin([method("oauth-device"), method("api-key")])).toBeUndefined();
    expect(requiredLogin([method("ambient"), method("none")])).toBeUndefined();
  });

  it("is none where nothing is declared, as for a provider of the config", () => {
    expect(requiredLogin([])).toBeUndefined();
  });
});
