import { describe, expect, test } from "vitest";
import { overlayEnv } from "./overlay-env.ts";
import { substitute } from "./substitute.ts";

describe("substitute", () => {
  const env = { KEY: "k", OTHER: "o", EMPTY: "", lower: "l" };

  test.each([
    [`\${KEY}`, "k"],
    [`a-\${KEY}-\${OTHER}\${KEY}`, "a-k-ok"],
    [`$\${KEY} and \${KEY}`, `\${KEY} and k`],
    [`$KEY \${lower} \${1X} \${}`, `$KEY \${lower} \${1X} \${}`],
  ])("%s", (text, expected) => {
    expect(substitute(text, env)).toMatchObject({ value: expected, unset: [] });
  });

  test("goes through objects and arrays, not into keys, and leaves the raw value alone", () => {
    const key = `\${KEY}`;
    const raw = { [key]: [`\${KEY}`, { x: `\${OTHER}` }], n: 1, none: null };
    const { value, references } = substitute(raw, env);
    expect(value).toEqual({ [key]: ["k", { x: "o" }], n: 1, none: null });
    expect(references).toEqual({ KEY: "k", OTHER: "o" });
    expect(raw[key]).toEqual([`\${KEY}`, { x: `\${OTHER}` }]);
  });

  test("a value is not substituted again", () => {
    expect(substitute(`\${A}`, { A: `\${B}`, B: "b" }).value).toBe(`\${B}`);
  });

  test("unset and empty variables are named with their path", () => {
    expect(substitute({ a: [`\${NO}/\${EMPTY}`] }, env)).toMatchObject({
      value: { a: [`\${NO}/\${EMPTY}`] },
      unset: [
        { path: ["a", 0], name: "NO" },
        { path: ["a", 0], name: "EMPTY" },
      ],
    });
  });
});

describe("overlayEnv", () => {
  test("never overrides what is set, and fills what is empty", () => {
    const block = { SET: "config", EMPTY: "config", NEW: "config", BLANK: "" };
    expect(overlayEnv({ SET: "process", EMPTY: "" }, block)).toEqual({
      SET: "process",
      EMPTY: "config",
      NEW: "config",
    });
  });

  test("a name beside vars wins over the one in it; shellEnv is no variable", () => {
    const block = {
      vars: { A: "vars", B: "vars" },
      A: "beside",
      shellEnv: { enabled: true },
      N: 1,
    };
    expect(overlayEnv({}, block)).toEqual({ A: "beside", B: "vars" });
  });

  test("values may refer to the process and to each other, but not in a circle", () => {
    const block = { C: `\${B}!`, B: `\${A}-b`, X: `\${Y}`, Y: `\${X}`, Z: `\${Z}` };
    expect(overlayEnv({ A: "a" }, block)).toEqual({ A: "a", B: "a-b", C: "a-b!" });
  });

  test("tolerates anything else", () => {
    expect(overlayEnv({ A: "a" }, ["x"])).toEqual({ A: "a" });
    expect(overlayEnv({ A: "a" }, undefined)).toEqual({ A: "a" });
  });
});
