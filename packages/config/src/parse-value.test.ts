// What a typed value means.
import { expect, test } from "vitest";
import { parseValue } from "./parse-value.ts";

test.each<[string, unknown]>([
  ["true", true],
  ["12", 12],
  ["'quoted'", "quoted"],
  ["{ a: [1, 'b',], }", { a: [1, "b"] }],
  ["acme/large-1", "acme/large-1"],
  [`\${KEY}`, `\${KEY}`],
  ["two words", "two words"],
  ["", ""],
])("%j", (text, expected) => {
  expect(parseValue(text)).toEqual(expected);
});

test.each([
  ["{ a: }", "the value is not JSON5: 1:6: expected a value, found }"],
  ["[1, 2", 'the value is not JSON5: 1:6: expected "," or "]", found the end of the file'],
  ['{ a: { "__proto__": { x: 1 } } }', '"__proto__" is not allowed as a key'],
  ["{ constructor: 1 }", '"constructor" is not allowed as a key'],
  ["[{ prototype: 1 }]", '"prototype" is not allowed as a key'],
  ["{ a: 1, a: 2 }", '"a" stands here twice'],
])("refuses %j", (text, message) => {
  expect(() => parseValue(text)).toThrow(message);
  expect(({} as { x?: number }).x).toBeUndefined();
});
