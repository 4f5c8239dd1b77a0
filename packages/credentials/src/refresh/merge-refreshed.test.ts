import type { OAuthCredential } from "@mayros/core";
import { describe, expect, test } from "vitest";
import { mergeRefreshed, otherAccount } from "./merge-refreshed.ts";

const before: OAuthCredential = {
  type: "oauth",
  access: "old",
  refresh: "old-refresh",
  expiresAt: 1,
  accountId: "a",
  email: "me@example.com",
  baseUrl: "https://api.example.com",
  extras: { project: "p", region: "eu" },
};

describe("the answer to a refresh", () => {
  test("that says little leaves the rest as it was, but for the expiry", () => {
    const { expiresAt: _, ...rest } = before;
    expect(mergeRefreshed(before, { type: "oauth", access: "new" })).toEqual({
      ...rest,
      access: "new",
    });
  });

  test("that says all replaces all; extras one by one", () => {
    const after: OAuthCredential = {
      ...{ type: "oauth", access: "new", refresh: "new-refresh", expiresAt: 2, accountId: "a" },
      ...{ email: "new@example.com", baseUrl: "https://eu.example.com", extras: { region: "us" } },
    };
    const extras = { project: "p", region: "us" };
    expect(mergeRefreshed(before, after)).toEqual({ ...after, extras });
  });

  test.each([Number.NaN, 1.5, Number.POSITIVE_INFINITY])("an expiry of %s is none", (expiresAt) => {
    const merged = mergeRefreshed(before, { type: "oauth", access: "new", expiresAt });
    expect(merged).not.toHaveProperty("expiresAt");
  });

  test("what it leaves undefined stays, too", () => {
    const after = { type: "oauth", access: "new", refresh: undefined } as unknown;
    expect(mergeRefreshed(before, after as OAuthCredential).refresh).toBe("old-refresh");
  });
});

describe("another account", () => {
  const of = (accountId: string | undefined, email: string | undefined): OAuthCredential => ({
    ...{ type: "oauth", access: "x" },
    ...(accountId === undefined ? {} : { accountId }),
    ...(email === undefined ? {} : { email }),
  });
  const ids = [undefined, "1", "2"];
  const emails = [undefined, "a@x.example", "A@X.example", "b@x.example"];
  const cases = ids.flatMap((id) =>
    ids.flatMap((nextId) =>
      emails.flatMap((email) => emails.map((next) => ({ id, nextId, email, next }))),
    ),
  );

  test.each(cases)("account $id -> $nextId, e-mail $email -> $next", (given) => {
    const { id, nextId, email, next } = given;
    // Said once more, in other words: ids where both are known, else addresses where both are.
    const expected =
      id && nextId
        ? id !== nextId
        : email !== undefined &&
          next !== undefined &&
          email[0]?.toLowerCase() !== next[0]?.toLowerCase();
    expect(otherAccount(of(id, email), of(nextId, next)) !== undefined).toBe(expected);
  });
});
