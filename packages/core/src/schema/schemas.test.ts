import { describe, expect, it } from "vitest";
import { configProviderSchema, manifestSchema } from "./index.ts";

const manifest = {
  id: "acme",
  apiVersion: 1,
  name: "Acme",
  description: "Acme's models",
  providers: {
    acme: {
      name: "Acme",
      api: "openai-completions",
      baseUrl: "https://acme.example/v1",
      authMethods: [],
    },
  },
  sources: [{ url: "https://acme.example/docs", accessed: "2026-11-22" }],
};

describe("manifestSchema", () => {
  it("takes the smallest manifest", () => {
    expect(manifestSchema.parse(manifest)).toEqual(manifest);
  });

  it.each([
    ["an unknown key", { ...manifest, colour: "red" }],
    ["an id that is no folder name", { ...manifest, id: "../acme" }],
    ["another contract version", { ...manifest, apiVersion: 2 }],
    ["an entry outside its folder", { ...manifest, entry: "../evil.js" }],
    ["an absolute entry", { ...manifest, entry: "/etc/evil.js" }],
    ["a range where it says what it needs", { ...manifest, minCore: ">=1.0.0" }],
    ["half a version where it says what it needs", { ...manifest, minCore: "99" }],
  ])("refuses %s", (_what, value) => {
    expect(manifestSchema.safeParse(value).success).toBe(false);
  });
});

describe("hosts of a manifest", () => {
  const isValid = (host: string): boolean =>
    manifestSchema.safeParse({ ...manifest, hosts: [host] }).success;

  it.each(["api.acme.example", "*.acme.example", "localhost", "127.0.0.1", "[::1]"])(
    "may be %s",
    (host) => expect(isValid(host)).toBe(true),
  );

  it.each(["*", "*.example", "api.acme.example:443", "https://acme.example", "a.*.example", ""])(
    "may not be %j",
    (host) => expect(isValid(host)).toBe(false),
  );
});

describe("configProviderSchema", () => {
  it("may be partial over a known provider", () => {
    expect(configProviderSchema.parse({ baseUrl: "http://localhost:1234/v1" })).toBeTruthy();
  });

  it.each(["ftp://x.example", "not a url", "https://user:secret@x.example"])(
    "refuses the base URL %s",
    (baseUrl) => {
      expect(configProviderSchema.safeParse({ baseUrl }).success).toBe(false);
    },
  );

  it("refuses headers that would break out of their line", () => {
    const headers = { "x-note": "a\r\nauthorization: Bearer stolen" };
    expect(configProviderSchema.safeParse({ headers }).success).toBe(false);
  });
});
