import fc from "fast-check";
import { expect, test } from "vitest";
import { quickHash } from "./quick-hash.ts";

test("is 16 digits, always the same ones", () => {
  expect(quickHash("")).toMatch(/^[\da-f]{16}$/);
  expect(quickHash("a config")).toBe(quickHash("a config"));
});

test("differs for texts that differ in one character", () => {
  const property = fc.property(fc.string({ minLength: 1 }), fc.nat(), (text, pick) => {
    const at = pick % text.length;
    const other = `${text.slice(0, at)}\u2603${text.slice(at + 1)}`;
    expect(quickHash(other)).not.toBe(quickHash(text));
    expect(quickHash(`${text} `)).not.toBe(quickHash(text));
  });
  fc.assert(property);
});

test("a hundred thousand similar texts have a hundred thousand names", () => {
  const names = new Set<string>();
  for (let count = 0; count < 100_000; count++) names.add(quickHash(`{ gateway: ${count} }`));
  expect(names.size).toBe(100_000);
});
