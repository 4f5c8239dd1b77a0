import { describe, expect, it } from "vitest";
import { stripKeywords } from "./strip-keywords.ts";

describe("stripKeywords", () => {
  it("removes keywords of schemas, and nothing that only looks like one", () => {
    const schema = {
      type: "object",
      required: ["minLength"],
      properties: {
        minLength: { type: "string", minLength: 1, default: { minLength: 1 } },
        list: {
          type: "array",
          minItems: 1,
          items: { anyOf: [{ minLength: 1 }, { const: { minLength: 1 } }] },
        },
      },
      $defs: { minItems: { minItems: 2 } },
    };
    expect(stripKeywords(schema, new Set(["minLength", "minItems"]))).toEqual({
      type: "object",
      required: ["minLength"],
      properties: {
        minLength: { type: "string", default: { minLength: 1 } },
        list: { type: "array", items: { anyOf: [{}, { const: { minLength: 1 } }] } },
      },
      $defs: { minItems: {} },
    });
  });
});
