import fc from "fast-check";
import json5 from "json5";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { sameValue } from "../same-value.ts";
import { anyDocument, fuzzRuns } from "../test/arbitrary-document.ts";
import { checkKeys } from "./check-keys.ts";
import { Json5SyntaxError } from "./json5-syntax-error.ts";
import { lineColumn } from "./line-column.ts";
import { parseTree } from "./parse-tree.ts";
import { toValue } from "./to-value.ts";

beforeAll(() => {
  // The json5 library prints a warning for every U+2028 in a string.
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
});

const parse = (text: string): unknown => toValue(parseTree(text));

function outcome(parser: (text: string) => unknown, text: string): { value?: unknown } {
  try {
    return { value: parser(text) };
  } catch {
    return {};
  }
}

describe("what JSON5 allows", () => {
  test.each([
    ["{a: 1, 'b': 2, \"c\": 3, \\u0064: 4,}", { a: 1, b: 2, c: 3, d: 4 }],
    ["\ufeff// c\n[/* d */ 0x1F, +Infinity, -.5, 5., 1e3,]", [31, Infinity, -0.5, 5, 1000]],
    ["'one\\\r\ntwo\\\u2028three'", "onetwothree"],
    ["'\\x41\\u0042\\0\\'\\q'", "AB\0'q"],
    ['"a\u2028b\u2029"', "a\u2028b\u2029"],
    ["{null: null, true: false}", { null: null, true: false }],
  ])("%j", (text, value) => {
    expect(parse(text)).toEqual(value);
  });

  test("NaN and -0", () => {
    expect(parse("[NaN, -0]")).toEqual([Number.NaN, -0]);
  });
});

describe("what it does not", () => {
  test.each([
    ["", 1, 1, "expected a value, found the end of the file"],
    ["{\n  a 1\n}", 2, 5, 'expected ":", found 1'],
    ["{\r\n  a: 1\r\n  b: 2\r\n}", 3, 3, 'expected "," or "}", found b'],
    ["{ a: 'x\n' }", 1, 6, "this string is not closed on its line"],
    ["{ a: 1 /* x", 1, 8, "this comment is not closed"],
    ["{ a: 01 }", 1, 6, "01 is not a number"],
    ["[1,,2]", 1, 4, "expected a value, found ,"],
    ["{} {}", 1, 4, "expected the end of the file, found {"],
    ["{ a: '\\u00g0' }", 1, 9, "expected 4 hexadecimal digits"],
    ["{ a: \\u0074rue }", 1, 6, "expected a value, found \\u0074rue"],
    ["{ a: # }", 1, 6, 'unexpected "#"'],
    // What may be a key is not said again: messages end up in logs.
    ['{ apiKey "sk-0123456789" }', 1, 10, 'expected ":", found a string'],
    ["{ apiKey: gsk_0123456789 }", 1, 11, "expected a value, found a text without quotes"],
    ["{ apiKey: 0a1b2c3d4e5f }", 1, 11, "a text without quotes is not a number"],
  ])("%j", (text, line, column, message) => {
    try {
      parseTree(text);
    } catch (error) {
      if (!(error instanceof Json5SyntaxError)) throw error;
      expect({ ...lineColumn(text, error.offset), message: error.message }).toEqual({
        line,
        column,
        message,
      });
      return;
    }
    expect.unreachable();
  });

  test.each([["["], ['{"a":'], ["[{a:"]])("%s over and over is an error, not a crash", (open) => {
    expect(() => parseTree(open.repeat(100_000))).toThrow("nested over 256 deep");
  });
});

test("forbidden and duplicate keys are found, and never reach the value", () => {
  const tree = parseTree('{ a: { "__proto__": { x: 1 }, b: 1, b: 2 }, \\u0063onstructor: 1 }');
  expect(checkKeys(tree).map(({ path, message }) => [path.join("."), message])).toEqual([
    ["a.__proto__", '"__proto__" is not allowed as a key'],
    ["a.b", '"b" stands here twice'],
    ["constructor", '"constructor" is not allowed as a key'],
  ]);
  expect(toValue(tree)).toEqual({ a: { b: 2 } });
  expect(({} as { x?: number }).x).toBeUndefined();
});

describe("agrees with the json5 library", () => {
  test("on documents", () => {
    const property = fc.property(anyDocument, (text) => sameValue(parse(text), json5.parse(text)));
    fc.assert(property, { numRuns: fuzzRuns });
  });

  test("on damaged documents", () => {
    const damage = fc.constantFrom(..."{}[],:'\"\\/*+-.01eExunN \n\u2028#é".split(""), "");
    const damaged = fc
      .tuple(anyDocument, fc.nat(), fc.nat(2), damage)
      .map(([text, at, removed, inserted]) => {
        const start = at % (text.length + 1);
        return text.slice(0, start) + inserted + text.slice(start + removed);
      });
    const property = fc.property(damaged, (text) => {
      expect(outcome(parse, text)).toEqual(outcome(json5.parse, text));
    });
    fc.assert(property, { numRuns: fuzzRuns });
  });
});
