import { expect, it } from "vitest";
import { maskConfig } from "./mask-config.ts";

const key = "sk-0123456789abcdefghijklmnop";

it("masks keys, tokens and the env block, and nothing else", () => {
  const config = {
    env: { A_KEY: key, vars: { B: key } },
    models: {
      providers: {
        a: {
          baseUrl: "https://a.example",
          apiKey: key,
          headers: { "X-Api-Key": key, "x-note": "n" },
        },
        b: { apiKey: "$" + "{B_KEY}" },
        c: { apiKey: "C_KEY" },
      },
    },
  };
  expect(maskConfig(config, [])).toEqual({
    env: { A_KEY: "sk-...mnop", vars: { B: "sk-...mnop" } },
    models: {
      providers: {
        a: {
          baseUrl: "https://a.example",
          apiKey: "sk-...mnop",
          headers: { "X-Api-Key": "sk-...mnop", "x-note": "n" },
        },
        b: { apiKey: "$" + "{B_KEY}" },
        c: { apiKey: "C_KEY" },
      },
    },
  });
});

it("masks a value that was asked for by its path", () => {
  expect(maskConfig(key, ["models", "providers", "a", "apiKey"])).toBe("sk-...mnop");
});
