import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  fillPlaceholders,
  placeholderProblem,
  placeholdersOf,
  plainFieldNames,
  templateProblem,
} from "./placeholders.ts";

const inHost = "https://{resource}.acme.example/v1/{account}/chat";
const inPath = "https://acme.example/v1/{account}/{resource}";

it("fills what it knows and leaves the rest", () => {
  expect(placeholdersOf(inHost)).toEqual(["resource", "account"]);
  expect(fillPlaceholders(inHost, { resource: "mine" })).toBe(
    "https://mine.acme.example/v1/{account}/chat",
  );
  expect(fillPlaceholders("{constructor}{a b}{}", {})).toBe("{constructor}{a b}{}");
  expect(fillPlaceholders("{a}", { a: "{b}", b: "x" })).toBe("{b}");
});

const hostile = [
  ..."/@:?#\\%&;=+ \t\n\r\0\u202e\u3002\uff0e".split("").flatMap((sign) => [sign, `a${sign}b`]),
  ...["", ".", "..", "../x", "evil.example/", "@evil.example", "x@evil.example:1", "a\u0000"],
  ...["{other}", "a".repeat(129), "-a", "\u{1f600}", "xn--\u00e9"],
];

test.each(hostile)("%j is refused everywhere", (value) => {
  expect(placeholderProblem("account", value, [inHost])).toContain("is not");
  expect(placeholderProblem("resource", value, [inHost])).toContain("is not");
});

test.each(["a.b", "evil.example", "a_b", "a-", "a".repeat(64), "_x"])(
  "%j is a segment of a path and no part of a host",
  (value) => {
    expect(placeholderProblem("resource", value, [inPath])).toBeUndefined();
    expect(placeholderProblem("resource", value, [inPath, inHost])).toContain("host name");
  },
);

test("whatever is let through leaves the URL where it was", () => {
  const value = fc.oneof(
    fc.string({ maxLength: 3, unit: "binary" }),
    fc.stringMatching(/^[A-Za-z0-9._@:/-]{1,4}$/),
    fc.stringMatching(/^[A-Za-z0-9.-]{1,8}$/),
    fc.constantFrom(...hostile),
  );
  fc.assert(
    fc.property(value, value, (resource, account) => {
      fc.pre(placeholderProblem("resource", resource, [inHost]) === undefined);
      fc.pre(placeholderProblem("account", account, [inHost]) === undefined);
      const url = new URL(fillPlaceholders(inHost, { resource, account }));
      expect(url.hostname).toBe(`${resource.toLowerCase()}.acme.example`);
      expect(url.pathname).toBe(`/v1/${account}/chat`);
      expect([url.port, url.username, url.search, url.hash]).toEqual(["", "", "", ""]);
    }),
    { numRuns: 300, maxSkipsPerRun: 1000 },
  );
});

describe("a URL of a manifest", () => {
  const known = new Set(["resource", "account"]);

  test.each([inHost, inPath, "http://127.0.0.1/v1", "https://acme.example/v1?x=1"])("%s", (url) => {
    expect(templateProblem(url, known)).toBeUndefined();
  });

  test.each([
    ["https://{region}.acme.example/v1", "{region}"],
    ["http://{resource}.acme.example/v1", "https"],
    ["https://{resource}@acme.example/v1", "@"],
    ["https://acme.example/v1?key={account}", "?"],
    ["https://acme.example/v1#{account}", "#"],
  ])("%s", (url, why) => {
    expect(templateProblem(url, known)).toContain(why);
  });
});

test("secrets are no names for placeholders, in whichever method they are", () => {
  const field = (name: string, secret?: boolean) => ({
    ...{ name, flag: `--${name}`, prompt: name },
    ...(secret === undefined ? {} : { secret }),
  });
  const names = plainFieldNames([
    { id: "a", kind: "api-key", label: "A", fields: [field("key", true), field("account")] },
    { id: "b", kind: "api-key", label: "B", fields: [field("key"), field("resource", false)] },
    { id: "c", kind: "none", label: "C" },
  ]);
  expect([...names]).toEqual(["account", "resource"]);
});
