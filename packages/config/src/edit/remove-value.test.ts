// Removals as a person would see them.
import { describe, expect, test } from "vitest";
import { parsePath } from "../path/config-path.ts";
import { removeValue } from "./remove-value.ts";

const remove = (text: string, path: string) => removeValue(text, parsePath(path));

describe("a member on lines of its own goes with them", () => {
  test.each<[string, string, string]>([
    ["{\n  a: 1, // of a\n  b: 2, // of b\n}", "a", "{\n  b: 2, // of b\n}"],
    ["{\n  a: 1, // of a\n  b: 2, // of b\n}", "b", "{\n  a: 1, // of a\n}"],
    ['{\n  "a": 1, // of a\n  "b": 2\n}', "b", '{\n  "a": 1 // of a\n}'],
    ["{\r\n\ta: {\r\n\t\t// in it\r\n\t},\r\n\tb: 2\r\n}", "a", "{\r\n\tb: 2\r\n}"],
    ["{\n  // above\n  a: 1 /* x */, // y\n  // below\n}", "a", "{\n  // above\n  // below\n}"],
    ["{\n  a: 1 // x\n  // y\n  , b: 2\n}", "a", "{\n  // y\n  b: 2\n}"],
    ["{\n  a: 1\n  ,\n  b: 2\n}", "a", "{\n  b: 2\n}"],
    ["{\n  a: 1\n  , b: 2 // of b\n  , c: 3\n}", "b", "{\n  a: 1\n  , c: 3\n}"],
    ["{\n  a: 1\n  , b: 2 // of b\n}", "b", "{\n  a: 1\n}"],
    ["{\n  a: [\n    1, // one\n    2,\n  ],\n}", "a[0]", "{\n  a: [\n    2,\n  ],\n}"],
  ])("%j %s", (text, path, expected) => {
    expect(remove(text, path)).toBe(expected);
  });
});

describe("a member beside others loses no comment", () => {
  test.each<[string, string, string]>([
    ["{ a: 1, b: 2 }", "a", "{ b: 2 }"],
    ["{ a: 1, b: 2 }", "b", "{ a: 1 }"],
    ["{ a: 1, b: 2, }", "b", "{ a: 1, }"],
    ["{a:1,b:2}", "a", "{b:2}"],
    ["{ a: 1 /* a */, /* b */ b: 2 } // c", "a", "{ /* a */ /* b */ b: 2 } // c"],
    ["{ a: 1, // both\n  b: 2 }", "a", "{ // both\n  b: 2 }"],
    ["{\n  a: 1, b: 2, // both\n}", "b", "{\n  a: 1, // both\n}"],
    ["{\n  a: 1, // of a\n  b: 2 }", "b", "{\n  a: 1 // of a\n  }"],
    ["[1, 2, 3]", "[1]", "[1, 3]"],
    ["[[1], [2]]", "[0][0]", "[[], [2]]"],
  ])("%j %s", (text, path, expected) => {
    expect(remove(text, path)).toBe(expected);
  });
});

describe("what held only this is empty then", () => {
  test.each<[string, string, string]>([
    ["{ a: { b: 1 } }", "a.b", "{ a: {} }"],
    ["{\n  a: {\n    b: 1, // x\n  },\n}", "a.b", "{\n  a: {},\n}"],
    ["{\n  a: {\n    // kept\n    b: 1,\n  },\n}", "a.b", "{\n  a: {\n    // kept\n  },\n}"],
    ["{ /* x */ a: 1, }", "a", "{ /* x */ }"],
  ])("%j %s", (text, path, expected) => {
    expect(remove(text, path)).toBe(expected);
  });
});

test.each([
  ["{ a: 1 }", "b"],
  ["{ a: 1 }", "a.b"],
  ["{ a: [1] }", "a[1]"],
  ["{ a: [1] }", "a.x"],
  ["// nothing\n", "a"],
])("nothing changes where there is nothing: %j %s", (text, path) => {
  expect(remove(text, path)).toBe(text);
});

test.each([
  [["a"], "is ambiguous"],
  [["a", "b"], "is ambiguous"],
  [["__proto__"], "is not allowed"],
  [[], "is empty"],
])("refuses %j", (path, message) => {
  expect(() => removeValue("{ a: 1, a: { b: 1 } }", path)).toThrow(message);
});
