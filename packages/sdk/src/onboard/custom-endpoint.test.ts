import { describe, expect, it } from "vitest";
import {
  apiOf,
  compatibilities,
  customEdits,
  customProviderId,
  needsNoKey,
  parseBaseUrl,
  writtenUrl,
} from "./custom-endpoint.ts";

const idOf = (url: string, taken: Record<string, string> = {}): string =>
  customProviderId(new URL(url), (id) => taken[id]);

describe("customProviderId", () => {
  it.each([
    ["https://api.acme.example/v1", "custom-api-acme-example"],
    ["http://127.0.0.1:8080", "custom-127-0-0-1-8080"],
    ["http://[::1]:9/v1", "custom-1-9"],
    ["https://LLM.Acme.example", "custom-llm-acme-example"],
  ])("of %s is %s", (url, id) => expect(idOf(url)).toBe(id));

  it("counts on while another server has it, and keeps its own", () => {
    const taken = { "custom-a": "http://a/v1", "custom-a-2": "http://a/v2" };
    expect(idOf("http://a/v1/", taken)).toBe("custom-a");
    expect(idOf("http://a/v2", taken)).toBe("custom-a-2");
    expect(idOf("http://a/v3", taken)).toBe("custom-a-3");
  });

  it("is never longer than an id may be", () => {
    expect(idOf(`https://${"a".repeat(60)}.${"b".repeat(60)}.example:65535`).length).toBeLessThan(
      65,
    );
  });
});

it.each(["", "acme.example", "ftp://a", "https://user:secret@a", "https://a?key=1", "https://a#x"])(
  "refuses %j as a base URL",
  (text) => expect(() => parseBaseUrl(text)).toThrow("is not a base URL"),
);

it("writes a URL without a slash at its end", () => {
  expect(writtenUrl(parseBaseUrl(" https://a.example/v1// "))).toBe("https://a.example/v1");
});

it("wants no key for servers of the same network", () => {
  expect(needsNoKey(new URL("http://192.168.1.5:1/v1"))).toBe(true);
  expect(needsNoKey(new URL("https://a.example"))).toBe(false);
});

it("has a wire format for every word it takes", () => {
  expect(compatibilities.map((each) => apiOf(each))).toEqual([
    "openai-completions",
    "anthropic-messages",
  ]);
  expect(apiOf(undefined)).toBe("openai-completions");
});

describe("customEdits", () => {
  const endpoint = {
    path: ["models", "providers", "x"],
    baseUrl: "http://a",
    api: "openai-completions",
    modelId: "m",
  };

  it("writes a whole block where there is none", () => {
    expect(customEdits({}, endpoint)).toEqual([
      {
        path: endpoint.path,
        value: { baseUrl: "http://a", api: "openai-completions", models: [{ id: "m" }] },
      },
    ]);
  });

  it("adds to the one that is there, once", () => {
    const block = (models: object[]) => ({ models: { providers: { x: { models } } } });
    const api = { path: [...endpoint.path, "api"], value: "openai-completions" };
    expect(customEdits(block([{ id: "m" }]), endpoint)).toEqual([api]);
    expect(customEdits(block([{ id: "n" }]), endpoint)).toEqual([
      api,
      { path: [...endpoint.path, "models"], value: [{ id: "n" }, { id: "m" }] },
    ]);
  });
});
