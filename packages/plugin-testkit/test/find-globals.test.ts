import { expect, it } from "vitest";
import { findGlobals } from "../src/contract/find-globals.ts";

it.each([
  ["fetch(url)", "1: fetch"],
  ["export const get = () => fetch(url)", "1: fetch"],
  ["const { fetch } = globalThis", "1: globalThis.fetch"],
  ["globalThis['fetch'](url)", "1: globalThis.fetch"],
  ["const all = { fetch }", "1: fetch"],
  ["const key = process.env.ACME", "1: process.env"],
  ["const { ACME } = process.env", "1: process.env"],
  ["const { env } = process", "1: process.env"],
  ["globalThis.process.exit()", "1: globalThis.process"],
  ["new WebSocket(url)", "1: WebSocket"],
  ["import { request } from 'node:https'", "1: imports node:https"],
  ["import fs from 'fs'", "1: imports fs"],
  ["export { readFile } from 'node:fs/promises'", "1: imports node:fs/promises"],
  ["const net = await import('node:net')", "1: imports node:net"],
  ["const net = process.getBuiltinModule('node:net')", "1: process.getBuiltinModule"],
  ["import { env } from 'node:process'", "1: imports node:process"],
])("finds what %s reaches for", (code, place) => {
  expect(findGlobals(code, false)).toContain(place);
});

it.each([
  "context.fetch(url)",
  "const { fetch } = context; await fetch(url)",
  "export const ask = ({ fetch: send }) => send(url)",
  "export function ask(fetch) { return fetch('x') }",
  "const fetch = toFetch(context); fetch('x')",
  "import { fetch } from './own.js'; fetch()",
  "const text = 'fetch(url) and process.env'; // fetch(url)",
  "process.platform; process.versions",
  "class Client { fetch() { return this.fetch } }",
  "import { createHash } from 'node:crypto'",
])("finds nothing in %s", (code) => {
  expect(findGlobals(code, false)).toEqual([]);
});

it("reads TypeScript, and says the line", () => {
  const code = "type Fetch = typeof fetch;\nconst send = (url: string): unknown =>\n  fetch(url);";
  expect(findGlobals(code, true)).toEqual(["3: fetch"]);
});
