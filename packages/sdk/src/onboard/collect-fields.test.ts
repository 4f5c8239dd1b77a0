import type { AuthMethod } from "@mayros/core";
import { expect, it } from "vitest";
import { collectFields, fillBaseUrl } from "./collect-fields.ts";

const method: AuthMethod = {
  id: "api-key",
  kind: "api-key",
  label: "Acme",
  fields: [
    { name: "apiKey", flag: "--acme-key", env: ["ACME_KEY", "ACME"], prompt: "Key", secret: true },
    { name: "account", flag: "--acme-account", env: ["ACME_ACCOUNT"], prompt: "Account" },
  ],
  sets: { baseUrl: "https://acme.example/{account}/v1" },
};

it("takes what is given over the environment, and the first variable that is set", () => {
  const env = { ACME_KEY: " ", ACME: "second", ACME_ACCOUNT: " 12 " };
  expect(collectFields(method, {}, env)).toEqual({
    key: { value: "second", from: "ACME" },
    plain: { account: "12" },
    missing: [],
  });
  expect(collectFields(method, { apiKey: "given" }, env).key?.from).toBe("given");
});

it("names what is missing", () => {
  expect(collectFields(method, {}, {}).missing.map(({ name }) => name)).toEqual([
    "apiKey",
    "account",
  ]);
});

it("fills answers into the address, so that they stay inside their part of it", () => {
  expect(fillBaseUrl(method, { account: "a/../b?c" })).toBe(
    "https://acme.example/a%2F..%2Fb%3Fc/v1",
  );
  expect(fillBaseUrl({ ...method, sets: {} }, { baseUrl: "http://x" })).toBe("http://x");
});
