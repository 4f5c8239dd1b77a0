// Edits as a person would see them.
import { describe, expect, test } from "vitest";
import { parsePath } from "../path/config-path.ts";
import { setValue } from "./set-value.ts";

const set = (text: string, path: string, value: unknown) => setValue(text, parsePath(path), value);

describe("a value is replaced", () => {
  test.each<[string, string, unknown, string]>([
    ["{a: 1 /* x */, b: 2}", "a", 5, "{a: 5 /* x */, b: 2}"],
    ["{ a: 'x' } // \"", "a", 'it\'s "y"', "{ a: 'it\\'s \"y\"' } // \""],
    ["{ a: 'x', b: 1 }", "b", "y", "{ a: 'x', b: 'y' }"],
    ["[1, 2]", "[1]", [3], "[1, [3]]"],
    [
      "{\r\n\ta: 1,\r\n}",
      "a",
      { b: { c: 1 } },
      "{\r\n\ta: {\r\n\t\tb: {\r\n\t\t\tc: 1,\r\n\t\t},\r\n\t},\r\n}",
    ],
    ["\ufeff{ a: 0x1F }", "a", -0, "\ufeff{ a: -0 }"],
    ['{"a":{"b":1}}', "a", { c: [1, { d: 2 }] }, '{"a":{"c":[1,{"d":2}]}}'],
    ["{ a: 'x' }", "a", "\u2028", "{ a: '\\u2028' }"],
  ])("%j %s", (text, path, value, expected) => {
    expect(set(text, path, value)).toBe(expected);
  });

  test("or left as it is written where it is equal", () => {
    const text = "{ a: [0x10, +1, 'b',], }";
    expect(set(text, "a", [16, 1, "b"])).toBe(text);
  });
});

describe("a member is added", () => {
  test.each<[string, string, unknown, string]>([
    ["{ a: 1 }", "b", 2, "{ a: 1, b: 2 }"],
    ["{ a: 1, }", "b", 2, "{ a: 1, b: 2, }"],
    ["{a:1,c:3}", "b", 2, "{a:1,c:3,b:2}"],
    ["{ 'a': 1 }", "b", 2, "{ 'a': 1, 'b': 2 }"],
    ["{ a: 1 }", "b-c", 2, '{ a: 1, "b-c": 2 }'],
    [
      '{ m: { "a/b": { x: 1 } } }',
      "m['c/d']",
      { x: 1 },
      '{ m: { "a/b": { x: 1 }, "c/d": { x: 1 } } }',
    ],
    ['{"a/b": 1}', "c", 2, '{"a/b": 1, "c": 2}'],
    ["{ a: 1 // note\n}", "b", 2, "{ a: 1, b: 2 // note\n}"],
    ["{\n  a: 1 // note\n}", "b", 2, "{\n  a: 1, // note\n  b: 2\n}"],
    ["{\n  a: 1, // note\n}", "b", 2, "{\n  a: 1, // note\n  b: 2,\n}"],
    ["{\n  a: 1 /* x */ , // note\n}", "b", 2, "{\n  a: 1 /* x */ , // note\n  b: 2,\n}"],
    ["{\n  a: 1\n  , c: 3\n}", "b", 2, "{\n  a: 1\n  , c: 3, b: 2\n}"],
    ["{\n    a: 1,\n}", "b.c", 2, "{\n    a: 1,\n    b: {\n        c: 2,\n    },\n}"],
    ["{\r  a: 1\r}", "b", 2, "{\r  a: 1,\r  b: 2\r}"],
  ])("%j %s", (text, path, value, expected) => {
    expect(set(text, path, value)).toBe(expected);
  });
});

describe("an empty container is filled", () => {
  test.each<[string, string, unknown, string]>([
    ["{}", "a", 1, "{\n  a: 1,\n}"],
    ["{ a: {} }", "a.b", 1, "{ a: { b: 1 } }"],
    ["{\n  a: {},\n}", "a.b", 1, "{\n  a: {\n    b: 1,\n  },\n}"],
    ["{\n  a: [],\n}", "a[0]", "x", '{\n  a: ["x"],\n}'],
    ["{\n  a: [],\n}", "a[0].id", "x", '{\n  a: [\n    {\n      id: "x",\n    },\n  ],\n}'],
    ["{ a: {/* c */} }", "a.b", 1, "{ a: {/* c */ b: 1} }"],
    ["{\n  a: {\n    // c\n  },\n}", "a.b", 1, "{\n  a: {\n    // c\n    b: 1,\n  },\n}"],
    ["{\n  a: { // c\n  },\n}", "a.b", 1, "{\n  a: { // c\n    b: 1,\n  },\n}"],
  ])("%j %s", (text, path, value, expected) => {
    expect(set(text, path, value)).toBe(expected);
  });
});

describe("a file without a value gets one", () => {
  test.each<[string, string]>([
    ["", '{\n  "a-b": {\n    c: 1,\n  },\n}\n'],
    ["\ufeff \n", '\ufeff{\n  "a-b": {\n    c: 1,\n  },\n}\n'],
    ["// mine", '// mine\n{\n  "a-b": {\n    c: 1,\n  },\n}\n'],
    ["/* mine */\r\n", '/* mine */\r\n{\r\n  "a-b": {\r\n    c: 1,\r\n  },\r\n}\r\n'],
  ])("%j", (text, expected) => {
    expect(setValue(text, ["a-b"], { c: 1 })).toBe(expected);
  });
});

describe("refuses", () => {
  const pathInvalid = expect.objectContaining({ code: "MAYROS_CONFIG_PATH_INVALID" });
  test.each([
    ["{ a: 'x' }", "a.b", "goes through a, which is a single value"],
    ["{ a: null }", "a[0]", "goes through a, which is a single value"],
    ["{ a: {} }", "a[0]", "has an index, but a is an object"],
    ["{ a: [] }", "a.b", "needs an index, because a is an array"],
    ["{ a: [] }", "a[1]", "skips items: a has 0 of them"],
    ["{}", "a[1]", "skips items of an array that is new"],
    ["{ a: 1, a: 2 }", "a", 'is ambiguous: the file has "a" twice'],
  ])("%s %s", (text, path, message) => {
    expect(() => set(text, path, 1)).toThrow(pathInvalid);
    expect(() => set(text, path, 1)).toThrow(message);
  });

  test.each([
    [undefined],
    [{ x: undefined }],
    [1n],
    [new Date(0)],
    [() => 1],
    [Array.from({ length: 1000 }).reduce<unknown>((inner) => [inner], 1)],
  ])("the value %s", (value) => {
    expect(() => setValue("{}", ["a"], value)).toThrow("which cannot be written");
  });

  test("values with keys that reach into the prototype", () => {
    expect(() => setValue("{}", ["a"], JSON.parse('{"__proto__": 1}'))).toThrow(pathInvalid);
  });

  test("text that is not JSON5", () => {
    expect(() => setValue("{\n a }", ["a"], 1)).toThrow('2:4: expected ":", found }');
  });
});
