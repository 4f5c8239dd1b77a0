import type { ConfigProvider } from "@mayros/core";
import { describe, expect, it } from "vitest";
import { mergeProvider } from "./merge-provider.ts";
import { moveBaseUrl } from "./move-base-url.ts";
import type { CatalogProvider } from "./provider-source.ts";

const acme: CatalogProvider = {
  id: "acme",
  declaration: {
    name: "Acme",
    api: "openai-completions",
    baseUrl: "https://acme.example/openai/v1",
    authMethods: [],
  },
  models: [
    { id: "plain" },
    { id: "wired", api: "openai-responses" },
    { id: "apart", api: "anthropic-messages", baseUrl: "https://acme.example/anthropic" },
  ],
};

/** `api baseUrl` of a model; `-` for what it leaves to its provider. */
function placeOf(id: string, config: ConfigProvider | undefined): string {
  const model = mergeProvider("acme", acme, config, "merge").models.find((each) => each.id === id);
  return `${model?.api ?? "-"} ${model?.baseUrl ?? "-"}`;
}

describe("a provider whose models differ", () => {
  const shipped = { baseUrl: "https://acme.example/openai/v1/", api: "openai-completions" };
  it.each<[string, ConfigProvider | undefined, string, string]>([
    [
      "is not touched without a config",
      undefined,
      "openai-responses -",
      "https://acme.example/anthropic",
    ],
    [
      "is not touched by what is shipped",
      shipped,
      "openai-responses -",
      "https://acme.example/anthropic",
    ],
    [
      "is not touched by a key",
      { apiKey: "k" },
      "openai-responses -",
      "https://acme.example/anthropic",
    ],
    [
      "moves to a mirror",
      { baseUrl: "https://gw.example/acme/openai/v1" },
      "openai-responses -",
      "https://gw.example/acme/anthropic",
    ],
    [
      "moves to one address",
      { baseUrl: "http://localhost:9/v1" },
      "openai-responses -",
      "http://localhost:9/v1",
    ],
  ])("%s", (_name, config, wired, apart) => {
    expect(placeOf("plain", config)).toBe("- -");
    expect(placeOf("wired", config)).toBe(wired);
    expect(placeOf("apart", config)).toBe(`anthropic-messages ${apart}`);
  });

  it.each<[string, ConfigProvider]>([
    ["elsewhere", { baseUrl: "http://localhost:9/v1", api: "openai-completions" }],
    ["where it was", { api: "google-generative-ai" }],
  ])("speaks the user's wire format %s", (_name, config) => {
    expect(placeOf("wired", config)).toBe(`${config.api} -`);
    expect(placeOf("apart", config)).toBe(`${config.api} -`);
  });

  it("lets the user's entry of a model win", () => {
    const at = (model: object): ConfigProvider => ({
      baseUrl: "http://localhost:9",
      models: [{ id: "apart", ...model }],
    });
    expect(placeOf("apart", at({ baseUrl: "http://localhost:7" }))).toBe(
      "anthropic-messages http://localhost:7",
    );
    expect(placeOf("apart", { models: [{ id: "apart", api: "openai-completions" }] })).toBe(
      "openai-completions -",
    );
  });
});

it.each([
  [
    "https://a.example/coding/v1",
    "https://a.example/coding/",
    "http://b/coding",
    "http://b/coding/v1",
  ],
  ["https://a.example/coding/v1", "https://a.example/coding/", "http://b/", "http://b/v1"],
  ["https://a.example/x", "https://a.example/openai/v1", "http://b:1", "http://b:1"],
  ["https://other.example/x", "https://a.example/v1", "http://b/v1", "http://b/v1"],
  ["https://a.example/x", "https://a.example/v1", "http://me:pw@b/v1", "http://me:pw@b/v1"],
  ["https://a.example/x", "https://a.example/v1", "http://b/v1?tenant=1", "http://b/v1?tenant=1"],
])("%s, when %s is %s: %s", (url, from, to, expected) => {
  expect(moveBaseUrl(url, from, to)).toBe(expected);
});
