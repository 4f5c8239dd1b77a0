// What counts as a provider's name in shared code, and what does not.
import { expect, test } from "vitest";
import { findProviderNames } from "./find-provider-names.ts";

const names = [
  { name: "groq", keyPrefix: "GROQ" },
  { name: "zai", keyPrefix: "ZAI" },
  { name: "z.ai" },
  { name: "anthropic", keyPrefix: "ANTHROPIC" },
  { name: "openai-codex", keyPrefix: "OPENAI_CODEX" },
];
const find = (text: string) => findProviderNames("a.ts", text, names).map(({ found }) => found);

test.each([
  ['if (id === "groq") {}', ["groq"]],
  ['const ref = "zai/glm-4.7";', ["zai"]],
  ['const hint = "mayros models list --provider=groq";', ["groq"]],
  ["const path = `/a/$" + "{x}/z.ai/b`;", ["z.ai"]],
  ["const table = { groq: 1 };", ["groq"]],
  ["limits.groq = 2;", ["groq"]],
  ["function openaiCodex() {}", ["openaiCodex"]],
  ["type Groq = string;", ["Groq"]],
  ['env["GROQ_API_KEYS"];', ["GROQ_API_KEYS"]],
  ['switch (id) { case "zai": }', ["zai"]],
])("finds %s", (text, expected) => {
  expect(find(text)).toEqual(expected);
});

test.each([
  'const api = "anthropic-messages";',
  'const host = "api.groq.com";',
  'const header = { "anthropic-version": "2023-06-01" };',
  "function decodeAnthropicStream() {}",
  "// groq sends this as text",
  'const codec = { namespace: "anthropic" };',
  'const examples = ["mayros models set zai/glm-4.7"];',
  'export const namespace = "anthropic";',
  "const grog = 1;",
])("leaves %s alone", (text) => {
  expect(find(text)).toEqual([]);
});

test("says the line", () => {
  expect(findProviderNames("a.ts", '\n\nconst a = "groq";', names)).toEqual([
    { line: 3, found: "groq" },
  ]);
});
