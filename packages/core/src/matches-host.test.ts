import { expect, test } from "vitest";
import { matchesHost } from "./matches-host.ts";

test.each([
  ["api.acme.example", "api.acme.example", true],
  ["api.acme.example", "API.acme.example", true],
  ["api.acme.example", "acme.example", false],
  ["api.acme.example", "*.acme.example", true],
  ["a.b.acme.example", "*.acme.example", true],
  ["acme.example", "*.acme.example", false],
  ["evilacme.example", "*.acme.example", false],
  ["acme.example.evil.test", "*.acme.example", false],
  ["acme.example", "*", false],
])("%s, %s: %s", (host, pattern, expected) => {
  expect(matchesHost(host, pattern)).toBe(expected);
});
