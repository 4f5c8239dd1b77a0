import { describe, expect, test } from "vitest";
import { resolveConfigKey } from "./resolve-config-key.ts";

describe("resolveConfigKey", () => {
  const env = { ACME_KEY: " from-env ", EMPTY: "" };

  test("the name of a set variable", () => {
    expect(resolveConfigKey({ apiKey: "ACME_KEY", env })).toEqual({
      key: "from-env",
      warn: false,
    });
  });

  test.each(["MISSING", "EMPTY", "sk-abc", "acme_key"])("%s is a literal", (apiKey) => {
    expect(resolveConfigKey({ apiKey, env, hostname: "api.acme.example" })).toEqual({
      key: apiKey,
      warn: true,
    });
  });

  test("what a variable held is no variable's name", () => {
    expect(resolveConfigKey({ apiKey: "ACME_KEY", env, substituted: true })).toEqual({
      key: "ACME_KEY",
      warn: false,
    });
  });

  test("a literal for a local host is no reason to warn", () => {
    const apiKey = "x";
    expect(resolveConfigKey({ apiKey, env, hostname: "localhost" })).toMatchObject({ warn: false });
    expect(resolveConfigKey({ apiKey, env })).toMatchObject({ warn: true });
  });

  test("a reference is read when its turn comes", () => {
    const reference = { source: "env", id: "MISSING" } as const;
    expect(resolveConfigKey({ apiKey: reference, env })).toEqual({ reference });
  });

  test.each([undefined, "", "  "])("%j is no key", (apiKey) => {
    expect(resolveConfigKey({ apiKey, env })).toBeUndefined();
  });
});
