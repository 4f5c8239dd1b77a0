// What an auth-profiles.json may hold, and T53: keys that reach into the prototype.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readAuthProfiles } from "./read-auth-profiles.ts";

const read = (document: unknown) => readAuthProfiles(JSON.stringify(document), "/x/auth.json");
const one = (entry: unknown, id = "acme:default") =>
  read({ version: 1, profiles: { [id]: entry } });

describe("entries", () => {
  test.each([
    [
      { type: "api_key", provider: "acme", key: " sk-1\n" },
      { credential: { type: "api-key", key: "sk-1" }, dropped: [] },
    ],
    [
      { type: "api_key", provider: "acme", key: "k", email: "a@b", metadata: { accountId: "1" } },
      { credential: { type: "api-key", key: "k", fields: { accountId: "1" } }, dropped: ["email"] },
    ],
    ...[{ accountId: 1 }, { "a b": "c" }, { accountId: " 1" }, {}, "x", null].map(
      (metadata): [object, object] => [
        { type: "api_key", provider: "acme", key: "k", metadata },
        { credential: { type: "api-key", key: "k" }, dropped: ["metadata"] },
      ],
    ),
    [
      {
        ...{ type: "api_key", provider: "acme", metadata: { gatewayId: "g" } },
        keyRef: { source: "env", id: "A_KEY" },
      },
      {
        ...{ reference: { source: "env", id: "A_KEY" }, type: "api-key" },
        ...{ fields: { gatewayId: "g" }, dropped: [] },
      },
    ],
    [
      {
        type: "api_key",
        provider: "acme",
        keyRef: { source: "env", provider: "default", id: "A_KEY" },
      },
      { reference: { source: "env", id: "A_KEY" }, type: "api-key", dropped: [] },
    ],
    [
      { type: "api_key", provider: "acme", key: `$${"{"}A_KEY}` },
      { reference: { source: "env", id: "A_KEY" }, type: "api-key", dropped: [] },
    ],
    [
      {
        type: "token",
        provider: "acme",
        tokenRef: { source: "file", provider: "box", id: "value" },
      },
      { reference: { source: "file", provider: "box", id: "" }, type: "token", dropped: [] },
    ],
    [
      { type: "api_key", provider: "acme", keyRef: { source: "exec", provider: "op", id: "a/b" } },
      { reference: { source: "exec", provider: "op", id: "a/b" }, type: "api-key", dropped: [] },
    ],
    [
      { type: "token", provider: "acme", token: "t", expires: 5 },
      { credential: { type: "token", token: "t", expiresAt: 5 }, dropped: [] },
    ],
    [
      { type: "token", provider: "acme", token: "t", expires: 0 },
      { credential: { type: "token", token: "t" }, dropped: [] },
    ],
    [
      { type: "token", provider: "acme", token: "t", expires: Number.MAX_SAFE_INTEGER },
      { credential: { type: "token", token: "t" }, dropped: [] },
    ],
    [
      { type: "oauth", provider: "acme", access: "a", email: "a\u001b[2J\u202e@x", expires: 9e15 },
      { credential: { type: "oauth", access: "a" }, dropped: [] },
    ],
    [
      {
        ...{ type: "oauth", provider: "acme", access: "a", refresh: "r", expires: 9 },
        ...{ email: "me@x.org", accountId: "id", projectId: "p", enterpriseUrl: "u", odd: 1 },
      },
      {
        credential: {
          ...{ type: "oauth", access: "a", refresh: "r", expiresAt: 9 },
          ...{ email: "me@x.org", accountId: "id", extras: { projectId: "p", enterpriseUrl: "u" } },
        },
        dropped: ["odd"],
      },
    ],
  ])("%j", (entry, found) => {
    expect(one(entry).profiles).toEqual([{ id: "acme:default", provider: "acme", ...found }]);
  });

  test.each([
    ["text", "is no object"],
    [{ type: "api_key", key: "k" }, "says not whose it is"],
    [{ type: "api_key", provider: "a b", key: "k" }, "names a provider as none can be called"],
    [{ type: "api_key", provider: "acme" }, "has no key"],
    [{ type: "api_key", provider: "acme", key: " " }, "has no key"],
    [{ type: "token", provider: "acme", token: 5 }, "has no token"],
    [{ type: "oauth", provider: "acme", refresh: "r" }, "has no access token"],
    [{ type: "aws", provider: "acme" }, "is of a type that is not known"],
    [{ provider: "acme", key: "k" }, "is of a type that is not known"],
    [
      { type: "api_key", provider: "acme", keyRef: { source: "env", id: "a b" } },
      "has a reference that can't be read",
    ],
    [{ type: "api_key", provider: "acme", keyRef: "x" }, "has a reference that can't be read"],
  ])("%j is said to be unusable", (entry, unusable) => {
    expect(one(entry).profiles).toMatchObject([{ id: "acme:default", unusable }]);
  });

  test("a name that no profile can have", () => {
    const found = one({ type: "api_key", provider: "acme", key: "k" }, "a b");
    expect(found.profiles).toMatchObject([{ unusable: "has a name that no profile can have" }]);
  });

  test("an order, without what is none", () => {
    const order = { acme: ["a", "b", "a", 5], zeta: "x", none: [] };
    expect([...read({ version: 1, profiles: {}, order }).order]).toEqual([["acme", ["a", "b"]]]);
  });
});

describe("files that are none", () => {
  test.each([
    ["[]", /has no "profiles"/],
    ["null", /has no "profiles"/],
    ["{}", /has no "profiles"/],
    ['{"profiles":[]}', /has no "profiles"/],
    ['{"version":2,"profiles":{}}', /has version 2; version 1 can be read/],
    ["canary {", /is no JSON$/],
    ["", /is no JSON$/],
  ])("%s", (text, message) => {
    expect(() => readAuthProfiles(text, "/x/auth.json")).toThrow(message);
  });

  test("a byte order mark is none of its text", () => {
    expect(readAuthProfiles('\ufeff{"version":1,"profiles":{}}', "x").profiles).toEqual([]);
  });

  test.each(["__proto__", "constructor", "prototype"])("%s anywhere: nothing is read", (key) => {
    const inside = `{"${key}":{"polluted":true}}`;
    for (const text of [
      `{"version":1,"profiles":${inside}}`,
      `{"version":1,"profiles":{"a":{"type":"oauth","provider":"acme","access":"a","x":[${inside}]}}}`,
      `{"version":1,"profiles":{},"order":${inside}}`,
      `{"version":1,"profiles":{},"usageStats":{"a":${inside}}}`,
    ]) {
      expect(() => readAuthProfiles(text, "/x/auth.json")).toThrow(`has the key "${key}" in it`);
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test("nested as deep as it is long", () => {
    const depth = 100_000;
    const text = `{"version":1,"profiles":{},"x":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    expect(() => readAuthProfiles(text, "x")).not.toThrow(RangeError);
  });
});

test("whatever a file holds: an error of ours or a list, and no secret in an error", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        fc
          .record({
            version: fc.constantFrom(1, 2, "1", undefined),
            profiles: fc.dictionary(fc.string(), fc.object({ maxDepth: 2 })),
          })
          .map((document) => JSON.stringify(document)),
      ),
      (text) => {
        try {
          const { profiles } = readAuthProfiles(text, "x");
          for (const profile of profiles) expect(typeof profile.id).toBe("string");
        } catch (error) {
          expect(error).toMatchObject({ code: "MAYROS_CREDENTIAL_INVALID" });
        }
      },
    ),
    { numRuns: 300 },
  );
});
