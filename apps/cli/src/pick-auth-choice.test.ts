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
    keyless: false,
    method: { id: choice, kind: "api-key", label: choice, fields: [field] },
    ...change,
  };
}

describe("usableChoices", () => {
  it("leaves out what is off", () => {
    const choices = [authChoice("on"), authChoice("off", { enabled: false })];
    expect(usableChoices(choices).map(({ choice }) => choice)).toEqual(["on"]);
  });
});

describe("pickAuthChoice", () => {
  it("takes the named one, else the first whose option was given", () => {
    const choices = [authChoice("first"), authChoice("second")];
    const named = { "auth-choice": "second", "acme-key": "-" };
    expect(pickAuthChoice(choices, named)).toBe("second");
    expect(pickAuthChoice(choices, { "acme-key": "-" })).toBe("first");
    expect(pickAuthChoice(choices, {})).toBeUndefined();
  });

  const account = { name: "account", flag: "--acme-account", prompt: "Account" };
  const bolt = { ...field, flag: "--bolt-key" };
  const choices = [
    authChoice("acme", {
      method: { id: "acme", kind: "api-key", label: "Acme", fields: [field, account] },
    }),
    authChoice("bolt", { method: { id: "b", kind: "api-key", label: "Bolt", fields: [bolt] } }),
  ];

  it("takes what goes with a key for that key's choice", () => {
    expect(pickAuthChoice(choices, { "acme-key": "-", "acme-account": "1" })).toBe("acme");
    expect(pickAuthChoice(choices, { "acme-account": "1" })).toBe("acme");
  });

  it("refuses several keys, and names them", () => {
    const given = { "acme-key": "-", "bolt-key": "-", "custom-api-key": "-" };
    expect(() => pickAuthChoice(choices, given)).toThrow(
      "several keys were given: --acme-key, --bolt-key, --custom-api-key",
    );
  });

  it("takes the options of a custom server for that", () => {
    expect(pickAuthChoice(choices, { "custom-api-key": "-" })).toBe("custom-api-key");
    expect(pickAuthChoice(choices, { "custom-base-url": "http://x" })).toBe("custom-api-key");
    expect(pickAuthChoice(choices, { "custom-model-id": "m" })).toBe("custom-api-key");
  });
});
