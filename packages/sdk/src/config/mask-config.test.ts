import { expect, it } from "vitest";
import { maskConfig } from "./mask-config.ts";

const key = "sk-0123456789abcdefghijklmnop";
const masked = "sk-...mnop";
const reference = (name: string): string => `$${"{"}${name}}`;

it("masks keys, headers and the env block, and nothing else", () => {
  const config = {
    env: {
      A_KEY: key,
      AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
      vars: { B: key, C: reference("D") },
    },
    models: {
      providers: {
        a: { baseUrl: "https://a.example", apiKey: key, headers: { Cookie: key, "x-team": "red" } },
        b: { apiKey: reference("B_KEY"), headers: { Authorization: `Bearer ${reference("X")}` } },
        c: { apiKey: "C_KEY", headers: { Authorization: `Bearer ${key} ${reference("X")}` } },
        d: { apiKey: "NOT_SET" },
      },
    },
    plugins: { entries: { p: { config: { clientSecret: key, region: "eu" } } } },
  };
  expect(maskConfig(config, [], { C_KEY: "value" })).toEqual({
    env: { A_KEY: masked, AWS_ACCESS_KEY_ID: "...MPLE", vars: { B: masked, C: reference("D") } },
    models: {
      providers: {
        a: {
          baseUrl: "https://a.example",
          apiKey: masked,
          headers: { Cookie: masked, "x-team": "..." },
        },
        b: { apiKey: reference("B_KEY"), headers: { Authorization: `Bearer ${reference("X")}` } },
        c: { apiKey: "C_KEY", headers: { Authorization: `...${reference("X")}` } },
        d: { apiKey: "..." },
      },
    },
    plugins: { entries: { p: { config: { clientSecret: masked, region: "eu" } } } },
  });
});

it.each([
  ["https://me:word@a.example/v1", "https://...@a.example/v1"],
  ["https://a.example/v1?api-key=abc&x=1", "https://a.example/v1?api-key=...&x=1"],
  [`https://a.example/?key=${reference("KEY")}`, `https://a.example/?key=${reference("KEY")}`],
  [`https://a.example/${key}/v1`, `https://a.example/${masked}/v1`],
  ["me@a.example", "me@a.example"],
])("shows of the address %s what is no secret", (baseUrl, shown) => {
  const path = ["models", "providers", "a", "baseUrl"];
  expect(maskConfig(baseUrl, path, {})).toBe(shown);
});

it.each([
  ["tokenUrl", "https://a.example/token", "https://a.example/token"],
  ["authorizationUrl", "https://me:word@a.example/auth", "https://...@a.example/auth"],
  ["tokenUrl", key, masked],
])("of a plugin's %s %s it shows %s", (name, value, shown) => {
  expect(maskConfig(value, ["plugins", "entries", "a", "config", name], {})).toBe(shown);
});

it("masks a variable whatever its name ends with", () => {
  expect(maskConfig("https://a.example/very-secret", ["env", "vars", "hookUrl"], {})).toBe(
    "...cret",
  );
});

it("masks a value that was asked for by its path", () => {
  expect(maskConfig(key, ["models", "providers", "a", "apiKey"], {})).toBe(masked);
});
