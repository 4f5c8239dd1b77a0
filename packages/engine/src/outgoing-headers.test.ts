import type { Credential } from "@mayros/core";
import { expect, test } from "vitest";
import { outgoingHeaders } from "./outgoing-headers.ts";
import { acmeModel } from "./test/acme-model.ts";

const codec = {
  authorize: (secret: string, bearer: boolean): Record<string, string> =>
    bearer ? { authorization: `Bearer ${secret}` } : { "x-own": secret },
};
const key: Credential = { type: "api-key", key: "k" };
const token: Credential = { type: "token", token: "t" };
const login: Credential = { type: "oauth", access: "a" };

test.each<[boolean | string, Credential, Record<string, string>]>([
  [false, key, { "x-own": "k" }],
  [true, key, { authorization: "Bearer k" }],
  ["api-key", key, { "api-key": "k" }],
  ["x-auth: Bearer", key, { "x-auth": "Bearer k" }],
  [false, token, { authorization: "Bearer t" }],
  ["api-key", token, { authorization: "Bearer t" }],
  ["api-key", login, { authorization: "Bearer a" }],
])("authHeader %j with %j", (authHeader, credential, headers) => {
  const plain = acmeModel();
  const resolved = { ...plain, provider: { ...plain.provider, authHeader } };
  const candidate = { credential, source: { kind: "env" as const, name: "ACME_API_KEY" } };
  expect(outgoingHeaders({}, { resolved, candidate }, codec)).toEqual(headers);
});
