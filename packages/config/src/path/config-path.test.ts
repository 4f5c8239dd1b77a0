import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatPath, parsePath } from "./config-path.ts";
import { getValue } from "./get-value.ts";

describe("parsePath", () => {
  test.each<[string, (string | number)[]]>([
    ["models.providers.x.models[0].id", ["models", "providers", "x", "models", 0, "id"]],
    ["models.providers[0].x['a.b']", ["models", "providers", 0, "x", "a.b"]],
    [
      'agents.defaults.models["z.ai/glm-4.7"].alias',
      ["agents", "defaults", "models", "z.ai/glm-4.7", "alias"],
    ],
    ["['it\\'s']", ["it's"]],
    ["auth.order.openai-codex", ["auth", "order", "openai-codex"]],
    ["  gateway.port ", ["gateway", "port"]],
  ])("%s", (text, path) => {
    expect(parsePath(text)).toEqual(path);
  });

  test.each([
    "",
    ".a",
    "a..b",
    "a.",
    "a[",
    "a[-1]",
    "a[0",
    "a['b]",
    "a b",
    "a.['b']",
    "__proto__.polluted",
    "a.constructor.prototype",
    "a['__proto__']",
  ])("refuses %j", (text) => {
    expect(() => parsePath(text)).toThrow(
      expect.objectContaining({ code: "MAYROS_CONFIG_PATH_INVALID" }),
    );
  });

  test("reads back what formatPath writes", () => {
    const unit = fc.constantFrom(...Array.from("ab0-_$ .[]'\"\\/é\n\u{1f600}\ud800"));
    const segment = fc.oneof(fc.string({ unit }), fc.nat({ max: 999_999 }));
    const path = fc
      .array(segment, { minLength: 1 })
      .filter(
        (parts) => !parts.some((part) => /^(__proto__|constructor|prototype)$/.test(`${part}`)),
      );
    fc.assert(
      fc.property(path, (parts) => {
        expect(parsePath(formatPath(parts))).toEqual(parts);
      }),
    );
  });
});

test("getValue looks only at what is there", () => {
  const value = { a: [{ b: 1 }], 0: "zero" };
  expect(getValue(value, ["a", 0, "b"])).toBe(1);
  expect(getValue(value, ["a", "0", "b"])).toBe(1);
  expect(getValue(value, [0])).toBeUndefined();
  expect(getValue(value, ["a", "length"])).toBeUndefined();
  expect(getValue(value, ["toString"])).toBeUndefined();
});
