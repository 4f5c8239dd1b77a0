import { expect, test, vi } from "vitest";
import { verifyEdit } from "./verify-edit.ts";

test.each([
  ["another value changed", "{ a: 1, b: 1 }", "{ a: 2, b: 2 }", "other values"],
  ["the value is not there", "{ a: 1 }", "{ a: 1 }", "other values"],
  ["a comment is gone", "{ a: 1, /* x */ }", "{ a: 2, }", "lost a comment"],
  [
    "one of two equal comments is gone",
    "{ a: 1, /*x*/ /*x*/ }",
    "{ a: 2, /*x*/ }",
    "lost a comment",
  ],
])("an edit is refused when %s", async (_, before, after, problem) => {
  await expect(verifyEdit(before, after, ["a"], 2)).rejects.toMatchObject({
    code: "MAYROS_CONFIG_UNWRITABLE",
    message: expect.stringContaining(problem),
  });
});

test.each([
  ["before", "{ \ua7ca: 1 }", "{ a: 2 }"],
  ["after", "{}", "{ \ua7ca: 1, a: 2 }"],
])("what the library cannot read %s the edit is refused", async (_, before, after) => {
  await expect(verifyEdit(before, after, ["a"], 2)).rejects.toMatchObject({
    code: "MAYROS_CONFIG_UNWRITABLE",
    message: "changing a could not be checked; nothing was written",
  });
});

test("comments inside the replaced value may go", async () => {
  await verifyEdit("{ a: [/* x */], /* y */ }", "{ a: 2, /* y */ }", ["a"], 2);
});

test("the library's warning about U+2028 is not heard", async () => {
  const warn = vi.spyOn(console, "warn");
  await verifyEdit("{ b: '\u2028\\\u2029' }", "{ b: '\u2028\\\u2029', a: 2 }", ["a"], 2);
  expect(warn).not.toHaveBeenCalled();
});
