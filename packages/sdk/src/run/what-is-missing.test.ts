import type { ResolvedModel } from "@mayros/catalog";
import { describe, expect, it } from "vitest";
import { type Circumstances, whatIsMissing } from "./what-is-missing.ts";

const login = { id: "device", kind: "oauth-device" as const, label: "Acme login" };

/** Only what the question is about. */
function modelOf(api: string, provider: Partial<ResolvedModel["provider"]> = {}): ResolvedModel {
  const ref = { provider: "acme", model: "large" };
  return { ref, api, provider: { id: "acme", keyless: false, ...provider } } as ResolvedModel;
}

const alone: Circumstances = { ownKey: false, setVariables: [] };
const spoken = "openai-completions";
const unspoken = "acme-frames";

describe("whatIsMissing", () => {
  it("is nothing for a provider that takes keys and speaks a wire that is there", () => {
    expect(whatIsMissing(modelOf(spoken), alone)).toBeUndefined();
  });

  it("names the ref and the wire", () => {
    const missing = whatIsMissing(modelOf(unspoken), alone);
    expect(missing).toMatchObject({
      code: "MAYROS_API_UNKNOWN",
      message: `acme/large speaks the wire format "${unspoken}", which is not in this version of mayros`,
    });
    expect(missing?.hint).toContain(spoken);
  });

  it("names the login", () => {
    expect(whatIsMissing(modelOf(spoken, { login }), alone)).toMatchObject({
      code: "MAYROS_LOGIN_NEEDED",
      message: "acme/large needs a login that this version of mayros can't do yet: Acme login",
      hint: "name a model of another provider with -m: mayros models list --all",
    });
  });

  it("names both, the variables that are set, and what to use instead", () => {
    const circumstances = { ...alone, successor: "other", setVariables: ["ACME_TOKEN"] };
    const missing = whatIsMissing(modelOf(unspoken, { login }), circumstances);
    expect(missing?.code).toBe("MAYROS_LOGIN_NEEDED");
    expect(missing?.message).toMatch(/Acme login; .*"acme-frames".*; ACME_TOKEN: not an API key/);
    expect(missing?.hint).toContain("mayros models list --all --provider other");
  });

  it("lets a key of the user's own config pass, and a provider that was said to need none", () => {
    expect(whatIsMissing(modelOf(spoken, { login }), { ...alone, ownKey: true })).toBeUndefined();
    expect(whatIsMissing(modelOf(spoken, { login, keyless: true }), alone)).toBeUndefined();
    const wireless = whatIsMissing(modelOf(unspoken, { login }), { ...alone, ownKey: true });
    expect(wireless?.code).toBe("MAYROS_API_UNKNOWN");
  });
});
