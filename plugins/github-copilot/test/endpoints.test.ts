// Where GitHub's tokens and Copilot's may go.
import type { OAuthSettings } from "@mayros/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import manifest from "../mayros.plugin.json" with { type: "json" };
import { editorHeaders } from "../src/editor-headers.ts";
import { waitingModels } from "../src/enable-models.ts";
import { copilotBaseUrl, copilotTokenUrl, loginSettings } from "../src/endpoints.ts";

const oauth: OAuthSettings = manifest.oauth;
const settings = (config: Record<string, unknown> = {}) => ({ config, oauth });
const ghe = settings({ enterpriseDomain: "acme.ghe.com" });

const token = (host: string): string => `tid=1;exp=2;proxy-ep=${host};8kp=1:abc`;
const baseUrl = (text: string, at = settings(), api?: string) =>
  copilotBaseUrl({ token: text, api }, at);

it.each([
  [
    "the token",
    token("proxy.business.githubcopilot.com"),
    undefined,
    "https://api.business.githubcopilot.com",
  ],
  [
    "the answer",
    "tid=1",
    "https://api.enterprise.githubcopilot.com/",
    "https://api.enterprise.githubcopilot.com",
  ],
  ["neither", "tid=1", undefined, undefined],
])("takes the API from %s", (_what, text, api, expected) => {
  expect(baseUrl(text, settings(), api)).toBe(expected);
});

it.each([
  "evil.example",
  "proxy.githubcopilot.com.evil.example",
  "evilgithubcopilot.com",
  "proxy.acme.ghe.com",
  "user@evil.example",
  "a/../evil.example#.githubcopilot.com",
  "proxy.githubcopilot.com@evil.example",
])("lets no token go to %s", (host) => {
  expect(() => baseUrl(token(host))).toThrow(
    expect.objectContaining({ code: "MAYROS_HOST_REFUSED" }),
  );
});

it("lets no token go in the clear", () => {
  expect(() => baseUrl("tid=1", settings(), "http://api.githubcopilot.com")).toThrow(
    expect.objectContaining({ code: "MAYROS_HOST_REFUSED" }),
  );
});

it("lets no token go elsewhere, whatever stands in it", () => {
  const host = fc.oneof(
    fc.string(),
    fc.domain(),
    fc.domain().map((name) => `${name}.githubcopilot.com`),
    fc
      .tuple(fc.string(), fc.string())
      .map(([before, after]) => `${before}.githubcopilot.com${after}`),
  );
  fc.assert(
    fc.property(host, (name) => {
      let found: string | undefined;
      try {
        found = baseUrl(token(name));
      } catch {
        return;
      }
      if (found === undefined) return;
      const { protocol, hostname } = new URL(found);
      expect(protocol).toBe("https:");
      expect(hostname.endsWith(".githubcopilot.com")).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

describe("an enterprise", () => {
  it("has its own login, exchange and API", () => {
    expect(loginSettings(ghe)).toMatchObject({
      deviceAuthorizationUrl: "https://acme.ghe.com/login/device/code",
      tokenUrl: "https://acme.ghe.com/login/oauth/access_token",
    });
    expect(copilotTokenUrl(ghe)).toBe("https://api.acme.ghe.com/copilot_internal/v2/token");
    expect(baseUrl("tid=1", ghe)).toBe("https://copilot-api.acme.ghe.com");
    expect(baseUrl(token("proxy.acme.ghe.com"), ghe)).toBe("https://api.acme.ghe.com");
  });

  it("is one that can be", () => {
    const wrong = settings({ enterpriseDomain: "acme" });
    expect(() => copilotTokenUrl(wrong)).toThrow(
      expect.objectContaining({ code: "MAYROS_CONFIG_INVALID" }),
    );
  });
});

it("heeds what the config names one by one", () => {
  const config = {
    enterpriseDomain: "acme.ghe.com",
    tokenUrl: "https://login.example/token",
    copilotTokenUrl: "https://login.example/copilot",
    apiBaseUrl: "https://api.example",
  };
  expect(loginSettings(settings(config)).tokenUrl).toBe("https://login.example/token");
  expect(copilotTokenUrl(settings(config))).toBe("https://login.example/copilot");
  expect(baseUrl(token("evil.example"), settings(config))).toBeUndefined();
});

it("names the same editor everywhere", () => {
  const declared = Object.entries(manifest.providers["github-copilot"].headers);
  expect(Object.fromEntries(declared.map(([name, value]) => [name.toLowerCase(), value]))).toEqual(
    editorHeaders,
  );
});

it("enables what waits for the person alone", () => {
  const model = (id: string, state: string, more: object = {}) => ({
    id,
    model_picker_enabled: true,
    policy: { state },
    ...more,
  });
  const data = [
    model("waits", "unconfigured"),
    model("agreed", "enabled"),
    model("refused", "disabled"),
    model("hidden", "unconfigured", { model_picker_enabled: false }),
    model("no-tools", "unconfigured", { capabilities: { supports: { tool_calls: false } } }),
    { id: "without-terms", model_picker_enabled: true },
    null,
  ];
  expect(waitingModels({ data })).toEqual(["waits"]);
  expect(waitingModels("<html>")).toEqual([]);
});
