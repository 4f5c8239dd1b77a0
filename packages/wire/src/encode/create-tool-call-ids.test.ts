import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createToolCallIds } from "./create-tool-call-ids.ts";

describe("createToolCallIds", () => {
  it.each([
    ["nine", /^[A-Za-z0-9]{9}$/],
    ["word", /^[A-Za-z0-9_-]+$/],
  ] as const)("makes different %s ids of different ids, and always the same", (form, pattern) => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 20 }), (ids) => {
        const toolCallId = createToolCallIds(form);
        const made = ids.map(toolCallId);
        expect(new Set(made).size).toBe(ids.length);
        for (const id of made) expect(id).toMatch(pattern);
        expect(ids.map(toolCallId)).toEqual(made);
      }),
    );
  });

  it("leaves alone what fits", () => {
    expect(createToolCallIds("any")("a|b")).toBe("a|b");
    expect(createToolCallIds("nine")("abcDEF123")).toBe("abcDEF123");
    expect(createToolCallIds("word")("toolu_01-x")).toBe("toolu_01-x");
  });
});
