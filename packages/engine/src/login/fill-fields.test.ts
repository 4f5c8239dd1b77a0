import type { AuthMethod, Credential } from "@mayros/core";
import type { Candidate } from "@mayros/credentials";
import { describe, expect, it, test } from "vitest";
import { acmeModel } from "../test/acme-model.ts";
import { fillFields, hasFields } from "./fill-fields.ts";

const key = { name: "apiKey", flag: "--acme-api-key", prompt: "Acme API key", secret: true };
const account = {
  ...{ name: "account", flag: "--acme-account", prompt: "Acme account" },
  env: ["ACME_ACCOUNT", "ACME_ACCOUNT_ID"],
};
const method: AuthMethod = {
  ...{ id: "api-key", kind: "api-key", choice: "acme-api-key", label: "Acme" },
  fields: [key, account],
};
const template = "https://{account}.acme.example/v1";

function model(baseUrl = template, headers: Record<string, string> = {}) {
  const plain = acmeModel({ baseUrl, headers });
  return { ...plain, provider: { ...plain.provider, authMethods: [method] } };
}
const candidate = (
  fields?: Record<string, string>,
  kind: "profile" | "env" = "profile",
): Candidate => ({
  credential: { type: "api-key", key: "k", ...(fields && { fields }) },
  source: { kind, name: kind === "profile" ? "acme:default" : "ACME_API_KEY" },
});
const read = (env: Record<string, string>) => (name: string) => env[name];

function errorOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

describe("where a value comes from", () => {
  it("is the credential, then the variables in their order", () => {
    const env = { ACME_ACCOUNT_ID: "third", ACME_ACCOUNT: " second " };
    const fill = (fields: Record<string, string> | undefined, variables: Record<string, string>) =>
      fillFields(model(), candidate(fields), read(variables)).baseUrl;
    expect(fill({ account: "first" }, env)).toBe("https://first.acme.example/v1");
    expect(fill(undefined, env)).toBe("https://second.acme.example/v1");
    expect(fill({}, { ...env, ACME_ACCOUNT: " " })).toBe("https://third.acme.example/v1");
  });

  it("is never a login's extras, nor an inherited name", () => {
    const login: Credential = { type: "oauth", access: "a", extras: { account: "x" } };
    const asked = { ...candidate(), credential: login };
    expect(errorOf(() => fillFields(model(), asked, read({})))).toMatchObject({
      code: "MAYROS_LOGIN_NEEDED",
    });
  });

  it("fills headers, and no placeholder that is no field", () => {
    const headers = { "x-account": "{account}", "x-other": "{other} {apiKey}" };
    const filled = fillFields(model(undefined, headers), candidate({ account: "a" }), read({}));
    expect(filled.headers).toEqual({ "x-account": "a", "x-other": "{other} {apiKey}" });
  });

  it("leaves an address of the config's as it is", () => {
    const own = { ...model(), ownBaseUrl: true };
    expect(hasFields(own)).toBe(false);
    expect(fillFields(own, candidate(), read({})).baseUrl).toBe(template);
  });
});

it("knows who has placeholders at all", () => {
  expect(hasFields(model())).toBe(true);
  expect(hasFields(model("https://acme.example/v1", { a: "{account}" }))).toBe(true);
  expect(hasFields(model("https://acme.example/v1", { a: "b" }))).toBe(false);
});

it("says what is missing, and the command or variable for it", () => {
  expect(errorOf(() => fillFields(model(), candidate(), read({})))).toMatchObject({
    code: "MAYROS_LOGIN_NEEDED",
    message:
      'acme needs more: "Acme account" is not stored with acme:default, and ACME_ACCOUNT or ACME_ACCOUNT_ID is not set',
    hint: "mayros onboard --auth-choice acme-api-key --acme-account <value>, or: export ACME_ACCOUNT=<value>",
  });
  expect(errorOf(() => fillFields(model(), candidate(undefined, "env"), read({})))).toMatchObject({
    message: expect.stringContaining("is not known"),
    hint: expect.stringMatching(/^export ACME_ACCOUNT=/),
  });
});

test.each(["evil.example/", "a@b", "", "a.b", "sk-not-to-be-shown/"])(
  "%j is refused, wherever it stands, and not repeated",
  (value) => {
    const stored = errorOf(() => fillFields(model(), candidate({ account: value }), read({})));
    expect(stored).toMatchObject({ code: "MAYROS_CREDENTIAL_INVALID" });
    if (value !== "") expect(String((stored as Error).message)).not.toContain(value);
    if (value === "") return;
    const env = errorOf(() => fillFields(model(), candidate(), read({ ACME_ACCOUNT: value })));
    expect(env).toMatchObject({ message: expect.stringContaining("in ACME_ACCOUNT is not") });
  },
);
