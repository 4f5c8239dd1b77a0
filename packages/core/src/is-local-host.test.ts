import { expect, test } from "vitest";
import { isLocalHost } from "./is-local-host.ts";

test.each([
  ["localhost", true],
  ["LOCALHOST", true],
  ["localhost.", true],
  ["api.localhost", true],
  ["box.local", true],
  ["127.0.0.1", true],
  ["127.9.9.9", true],
  ["[::1]", true],
  ["::1", true],
  ["10.1.2.3", true],
  ["172.16.0.1", true],
  ["172.32.0.1", false],
  ["192.168.1.1", true],
  ["100.64.0.1", true],
  ["100.128.0.1", false],
  ["[fd12:3456::1]", true],
  ["fdomain.example", false],
  ["notlocalhost", false],
  ["127.0.0.1.example", false],
  ["10.example.com", false],
  ["8.8.8.8", false],
  ["api.acme.example", false],
])("isLocalHost(%s) is %s", (hostname, expected) => {
  expect(isLocalHost(hostname)).toBe(expected);
});
