import type { AuthChoice } from "@mayros/sdk";
import { describe, expect, it } from "vitest";
import { pickAuthChoice, usableChoices } from "./pick-auth-choice.ts";

const field = { name: "apiKey", flag: "--acme-key", prompt: "Key", secret: true };

function authChoice(choice: string, change: Partial<AuthChoice> = {}): AuthChoice {
  return {
    choice,
    provider: "acme",
    providerName: "Acme",
    plugin: "acme",
    enabled: true,
    method: { id: choice, kind: "api-key", label: choice, fields: [field] },
    ...change,
  };
}

describe("usableChoices", () => {
  it("leaves out what is off and what this version can't do", () => {
    const login = { id: "login", kind: "oauth-browser", label: "Login" } as const;
    const choices = [
      authChoice("on"),
      authChoice("off", { enabled: false }),
      authChoice("login", { method: login }),
    ];
    expect(usableChoices(choices).map(({ choice }) => choice)).toEqual(["on"]);
  });
});

describe("pickAuthChoice", () => {
  it("takes the named one, else the first whose option was given", async () => {
    const choices = [authChoice("first"), authChoice("second")];
    const named = { "auth-choice": "second", "acme-key": "-" };
    expect(await pickAuthChoice(choices, named)).toBe("second");
    expect(await pickAuthChoice(choices, { "acme-key": "-" })).toBe("first");
  });
});
